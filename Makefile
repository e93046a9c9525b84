# wijk: `make run` opens the example programme, `make test` runs the tests, `make help` lists the rest.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules
.DEFAULT_GOAL := all

VERSION := 0.1.0
PREFIX ?= /usr/local
DESTDIR ?=
BUILD ?= build
V ?= 0
WERROR ?= 0
SANITIZE ?=
CC := $(if $(filter default,$(origin CC)),gcc,$(CC))
Q := $(if $(filter 0,$(V)),@,)
say = $(if $(filter 0,$(V)),@printf '  %-8s %s\n' '$(1)' '$(2)',@:)

# The layers, each above all that follow it: an archive may call only those behind it in this list, less what
# tests/lint/layers.sh forbids besides. Linking of the layer's own test binaries proves it.
LAYERS := cli screens tui app config store domain base
below_base :=
below_domain := base
below_store := domain base
below_config := base
below_app := config store domain base
below_tui := base
below_screens := app config store tui domain base
below_cli := app config store domain base

PACKAGES_base := libutf8proc libcmark-gfm
PACKAGES_store := sqlite3 libsodium zlib
PACKAGES_config := libconfig
PACKAGES_app := jansson
PACKAGES_tui := ncursesw
# Loaded at the moment it is needed and not linked: with what it needs itself it would double the time to start.
PACKAGES_loaded := libical
PACKAGES := $(foreach layer,$(LAYERS),$(PACKAGES_$(layer))) $(PACKAGES_loaded)
DEBIAN_RUN := gcc make pkg-config gettext libutf8proc-dev libsqlite3-dev libsodium-dev libconfig-dev zlib1g-dev \
              libjansson-dev libncurses-dev libcmark-gfm-dev libcmark-gfm-extensions-dev libical-dev libxlsxwriter-dev
DEBIAN_TEST := $(DEBIAN_RUN) clang clang-tidy clang-format libclang-rt-dev binutils libcmocka-dev tmux sqlite3 python3 man-db \
               chromium $(foreach command,node npm,$(if $(shell command -v $(command)),,$(command:node=nodejs)))

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes \
            -Wvla -Wformat=2 -Wno-format-nonliteral $(if $(filter 1,$(WERROR)),-Werror)
CFLAGS ?= -O2 -g
CPPFLAGS += -D_XOPEN_SOURCE=700 -Iinclude -I$(BUILD)/gen -DWIJK_VERSION='"$(VERSION)"'
ALL_CFLAGS := -std=c11 $(WARNINGS) $(CFLAGS) $(if $(SANITIZE),-fsanitize=$(SANITIZE) -fno-omit-frame-pointer \
              -fno-sanitize-recover=all)
# Names of ours that a library has too (json_real, key_name) stay inside the program.
ALL_LDFLAGS := $(LDFLAGS) $(if $(SANITIZE),-fsanitize=$(SANITIZE)) \
  $(LAYERS:%=-Wl,--exclude-libs,lib%.a)

need_packages := $(filter-out install-% help clean dist po uninstall,$(or $(MAKECMDGOALS),all))
ifneq ($(need_packages),)
# ncurses asks for an older X/Open than ours.
PKG_CFLAGS := $(filter-out -D_XOPEN_SOURCE=% -D_DEFAULT_SOURCE,$(shell pkg-config --cflags $(PACKAGES) 2>/dev/null))
endif
# Markdown is linked into the program, and with it what reads no files of others, where there is an archive of it: each
# library is a part of a millisecond at every start.
LINKED_IN := $(foreach library,config utf8proc,$(if $(filter /%,$(shell $(CC) -print-file-name=lib$(library).a)),-l$(library)))
STATIC_LIBS := -Wl,-Bstatic $(LINKED_IN) -lcmark-gfm-extensions -lcmark-gfm -Wl,-Bdynamic
libs_of = $(filter-out -lcmark-gfm% $(LINKED_IN),$(shell pkg-config --libs $(sort $(foreach layer,$(1),$(PACKAGES_$(layer)))) \
          2>/dev/null)) $(STATIC_LIBS) -lm

objects_of = $(patsubst src/%.c,$(BUILD)/obj/%.o,$(sort $(wildcard src/$(1)/*.c src/$(1)/*/*.c)))
ARCHIVES := $(foreach layer,$(LAYERS),$(BUILD)/lib$(layer).a)
archives_of = $(foreach layer,$(1),$(BUILD)/lib$(layer).a)

.PHONY: all
all: $(BUILD)/wijk $(BUILD)/locale/nl/LC_MESSAGES/wijk.mo

.PHONY: FORCE
FORCE:

# ---- what the build needs ------------------------------------------------------------------------------------
.PHONY: install-run-packages install-test-packages check-packages
install-run-packages:
	@src/share/install-packages.sh $(DEBIAN_RUN)
install-test-packages:
	@src/share/install-packages.sh $(DEBIAN_TEST)

$(BUILD)/packages: Makefile
	@mkdir -p $(@D)
	@command -v pkg-config >/dev/null || { echo "make: pkg-config is missing; 'make run' installs it" >&2; exit 1; }
	@for package in $(PACKAGES); do pkg-config --exists $$package || { echo \
	  "make: the library $$package is missing; 'make install-run-packages' installs it" >&2; exit 1; }; done
	@touch $@

# A stamp that changes when the flags change, so that everything is rebuilt.
$(BUILD)/flags: FORCE
	@mkdir -p $(@D)
	@echo '$(CC) $(ALL_CFLAGS) $(CPPFLAGS) $(ALL_LDFLAGS)' | cmp -s - $@ || \
	  echo '$(CC) $(ALL_CFLAGS) $(CPPFLAGS) $(ALL_LDFLAGS)' >$@

# ---- the program ---------------------------------------------------------------------------------------------
$(BUILD)/obj/%.o: src/%.c $(BUILD)/flags $(BUILD)/packages | $(BUILD)/gen/schema.inc
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) $(CPPFLAGS) $(PKG_CFLAGS) -MMD -MP -c $< -o $@

# Archives are made anew, also when a file was removed from the folder, so that no object lingers.
define archive
$(BUILD)/lib$(1).a: $(call objects_of,$(1)) $(patsubst %/,%,$(wildcard src/$(1)/ src/$(1)/*/))
	$$(call say,AR,$$@)
	$(Q)mkdir -p $$(@D); rm -f $$@; $$(AR) rcs $$@ $$(filter %.o,$$^)
endef
$(foreach layer,$(LAYERS),$(eval $(call archive,$(layer))))

$(BUILD)/wijk: $(BUILD)/obj/main.o $(ARCHIVES)
	$(call say,LINK,$@)
	$(Q)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(call libs_of,$(LAYERS))

$(BUILD)/gen/schema.inc: src/share/embed.sh $(wildcard schema schema/*.sql schema/views schema/views/* schema/demo schema/demo/* \
  src/share/templates src/share/templates/*)
	$(call say,GEN,$@)
	$(Q)mkdir -p $(@D)
	$(Q)src/share/embed.sh >$@
	$(Q)src/share/embed.sh src/share >>$@

$(BUILD)/locale/%/LC_MESSAGES/wijk.mo: src/share/po/%.po
	$(call say,MSGFMT,$<)
	$(Q)mkdir -p $(@D)
	$(Q)msgfmt --check -o $@ $<

.PHONY: run
run: install-run-packages
	@$(MAKE) --no-print-directory all
	@src/share/run-example.sh $(BUILD)/wijk

# ---- tests ---------------------------------------------------------------------------------------------------
TESTED := $(patsubst tests/unit/%.c,$(BUILD)/tests/unit/%,$(sort $(wildcard tests/unit/*/test_*.c)))

# A layer's test links that layer and those below, and nothing else.
define unit_tests
$(BUILD)/tests/unit/$(1)/%: tests/unit/$(1)/%.c $(call archives_of,$(1) $(below_$(1)))
	$$(call say,TEST,$$@)
	$(Q)mkdir -p $$(@D)
	$(Q)$(CC) $(ALL_CFLAGS) $(CPPFLAGS) -Itests $$(PKG_CFLAGS) -MMD -MP -MF $$@.d -o $$@ $$< \
	  $(call archives_of,$(1) $(below_$(1))) $(ALL_LDFLAGS) $$(call libs_of,$(1) $(below_$(1))) -lcmocka
endef
$(foreach layer,$(LAYERS),$(eval $(call unit_tests,$(layer))))

.PHONY: units
units: $(TESTED)
# These read the Dutch words.
$(BUILD)/tests/unit/domain/test_dutch $(BUILD)/tests/unit/app/test_publishing $(BUILD)/tests/unit/app/test_minutes $(BUILD)/tests/unit/app/test_city: | $(BUILD)/locale/nl/LC_MESSAGES/wijk.mo

# Tests of the other tiers that are programs may call every layer, and run with the ordinary build.
TIERS := $(patsubst tests/%.c,$(BUILD)/tests/%,$(sort $(filter-out tests/unit/%,$(wildcard tests/*/test_*.c))))
BENCHED := $(patsubst tests/%.c,$(BUILD)/tests/%,$(wildcard tests/bench/*.c))
$(filter $(BUILD)/tests/bench/floor_%,$(BENCHED)): ALL_LDFLAGS += -Wl,--as-needed # a floor loads what it uses
$(TIERS) $(BENCHED): $(BUILD)/tests/%: tests/%.c $(ARCHIVES)
	$(call say,TEST,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) $(CPPFLAGS) -Itests $(PKG_CFLAGS) -MMD -MP -MF $@.d -o $@ $< $(ARCHIVES) $(ALL_LDFLAGS) \
	  $(call libs_of,$(LAYERS)) -lcmocka

.PHONY: tiers benched
tiers: $(TIERS) $(BUILD)/tests/bench/city
benched: $(BENCHED)

# What the tests of the public site need from npm, at the versions of the lock file.
$(BUILD)/site/ready: tests/site/package.json tests/site/package-lock.json
	$(Q)mkdir -p $(@D)
	$(Q)cp $^ $(@D)
	$(Q)cd $(@D) && npm ci --no-audit --no-fund --ignore-scripts --loglevel=error && touch ready

.PHONY: test test-long lint check-asan
test: install-test-packages
	@$(MAKE) --no-print-directory $(BUILD)/site/ready || true # tests/site says so, and fails
	@tests/run.sh
test-long: install-test-packages # and not 300 histories of exchange, but 10,000 others
	@HISTORIES=10000 FIRST=1000 TEST_SECONDS=36000 tests/run.sh build/tests/exchange/test_converge
lint: install-test-packages
	@ALL=1 TEST_SECONDS=900 tests/run.sh lint
check-asan: install-test-packages
	@tests/run.sh units
	@ASAN_BUILD=build/asan-clang ASAN_CC=clang tests/run.sh units
	@$(MAKE) --no-print-directory BUILD=build/asan SANITIZE=address,undefined CFLAGS='-O1 -g' all
	@TEST_PROGRAM=$(CURDIR)/build/asan/wijk tests/run.sh cli exchange script pty fault

# Fuzzing by libFuzzer, each target for FUZZ_SECONDS; what it found before is in build/fuzz/corpus/.
FUZZ_SECONDS ?= 10
FUZZERS := $(patsubst tests/%.c,$(BUILD)/tests/%,$(sort $(wildcard tests/fuzz/fuzz_*.c)))
$(FUZZERS): $(BUILD)/tests/fuzz/%: tests/fuzz/%.c $(ARCHIVES)
	$(call say,FUZZ,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) -fsanitize=fuzzer -Wno-missing-prototypes $(CPPFLAGS) $(PKG_CFLAGS) -o $@ $< $(ARCHIVES) \
	  $(ALL_LDFLAGS) $(call libs_of,$(LAYERS))
.PHONY: fuzzers fuzz coverage bench
fuzzers: $(FUZZERS)
fuzz: install-test-packages
	@$(MAKE) --no-print-directory BUILD=build/fuzz CC=clang CFLAGS='-O1 -g' SANITIZE=fuzzer-no-link,address,undefined fuzzers
	@tests/fuzz/run.sh $(FUZZ_SECONDS)

coverage: install-test-packages
	@$(MAKE) --no-print-directory BUILD=build/coverage CFLAGS='-O0 -g --coverage' LDFLAGS=--coverage units
	@tests/coverage.sh

bench: install-test-packages
	@$(MAKE) --no-print-directory all benched
	@tests/bench/run.sh

-include $(shell find $(BUILD)/obj $(BUILD)/tests -name '*.d' 2>/dev/null)

# ---- packaging -----------------------------------------------------------------------------------------------
# The manual is printed by the program, from the tables it works by.
$(BUILD)/wijk.1: $(BUILD)/wijk
	$(call say,MAN,$@)
	$(Q)LANGUAGE=en $(BUILD)/wijk help --man >$@ || { echo "make: 'wijk help --man' failed: no manual" >&2; >$@; }

INSTALLED := bin/wijk share/man/man1/wijk.1 share/applications/wijk.desktop share/bash-completion/completions/wijk \
             share/locale/nl/LC_MESSAGES/wijk.mo share/doc/wijk/README.md share/doc/wijk/LICENSE share/doc/wijk/sample.conf
TARGET = $(DESTDIR)$(PREFIX)

.PHONY: install uninstall dist po clean help
install: all $(BUILD)/wijk.1
	install -D -m 755 $(BUILD)/wijk $(TARGET)/bin/wijk
	install -D -m 644 $(BUILD)/wijk.1 $(TARGET)/share/man/man1/wijk.1
	install -D -m 644 src/share/wijk.desktop $(TARGET)/share/applications/wijk.desktop
	install -D -m 644 src/share/wijk.bash $(TARGET)/share/bash-completion/completions/wijk
	install -D -m 644 $(BUILD)/locale/nl/LC_MESSAGES/wijk.mo $(TARGET)/share/locale/nl/LC_MESSAGES/wijk.mo
	install -D -m 644 -t $(TARGET)/share/doc/wijk $(wildcard README.md) LICENSE sample.conf
uninstall:
	rm -f $(addprefix $(TARGET)/,$(INSTALLED))
	rmdir $(TARGET)/share/doc/wijk 2>/dev/null || true
dist:
	@mkdir -p $(BUILD)
	git archive --prefix=wijk-$(VERSION)/ -o $(BUILD)/wijk-$(VERSION).tar.gz HEAD
po:
	@src/share/po/update.sh
clean:
	rm -rf $(BUILD)
help:
	@echo "make              build $(BUILD)/wijk (V=1 shows the commands; WERROR=1 makes warnings errors; CC=clang)"
	@echo "make run          install what is missing from Debian's packages, build, open the example programme"
	@echo "make test         install what is missing, then all tests; tests/run.sh TIER … or FILE … runs some of them"
	@echo "make test-long    10,000 histories of exchange at random"
	@echo "make units        build the unit tests     make check-asan  all tests with ASan and UBSan, gcc and clang"
	@echo "make lint         layers, sizes, format, clang-tidy, translations"
	@echo "make fuzz         fuzz each parser for FUZZ_SECONDS=10     make coverage  lines the unit tests run, by layer"
	@echo "make bench        the figures, each beside its floor"
	@echo "make po           take the messages of the source into the translations"
	@echo "make install      into PREFIX=/usr/local, below DESTDIR; make uninstall removes it again"
	@echo "make dist         $(BUILD)/wijk-$(VERSION).tar.gz of the last commit     make clean  remove $(BUILD)/"
