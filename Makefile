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

PACKAGES_base := libutf8proc
PACKAGES_store := sqlite3 libsodium
PACKAGES_config := libconfig
PACKAGES_app := jansson
PACKAGES_tui := ncursesw
PACKAGES := $(foreach layer,$(LAYERS),$(PACKAGES_$(layer)))
DEBIAN_RUN := gcc make pkg-config gettext libutf8proc-dev libsqlite3-dev libsodium-dev libconfig-dev \
              libjansson-dev libncurses-dev
DEBIAN_TEST := $(DEBIAN_RUN) clang clang-tidy clang-format libcmocka-dev tmux sqlite3 python3 man-db

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes \
            -Wvla -Wformat=2 -Wno-format-nonliteral $(if $(filter 1,$(WERROR)),-Werror)
CFLAGS ?= -O2 -g
CPPFLAGS += -D_XOPEN_SOURCE=700 -Iinclude -I$(BUILD)/gen -DWIJK_VERSION='"$(VERSION)"' \
            -DWIJK_LOCALEDIR='"$(PREFIX)/share/locale"'
ALL_CFLAGS := -std=c11 $(WARNINGS) $(CFLAGS) $(if $(SANITIZE),-fsanitize=$(SANITIZE) -fno-omit-frame-pointer \
              -fno-sanitize-recover=all)
ALL_LDFLAGS := $(LDFLAGS) $(if $(SANITIZE),-fsanitize=$(SANITIZE))

need_packages := $(filter-out install-% help clean dist,$(or $(MAKECMDGOALS),all))
ifneq ($(need_packages),)
# ncurses asks for an older X/Open than ours.
PKG_CFLAGS := $(filter-out -D_XOPEN_SOURCE=% -D_DEFAULT_SOURCE,$(shell pkg-config --cflags $(PACKAGES) 2>/dev/null))
endif
libs_of = $(shell pkg-config --libs $(sort $(foreach layer,$(1),$(PACKAGES_$(layer)))) 2>/dev/null) -lm

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

# Archives are made anew, so that an object of a removed file does not linger.
define archive
$(BUILD)/lib$(1).a: $(call objects_of,$(1))
	$$(call say,AR,$$@)
	$(Q)rm -f $$@; $$(AR) rcs $$@ $$^
endef
$(foreach layer,$(LAYERS),$(eval $(call archive,$(layer))))

$(BUILD)/wijk: $(BUILD)/obj/main.o $(ARCHIVES)
	$(call say,LINK,$@)
	$(Q)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(call libs_of,$(LAYERS))

$(BUILD)/gen/schema.inc: src/share/embed.sh $(wildcard schema/*.sql schema/views/* schema/demo/*)
	$(call say,GEN,$@)
	$(Q)mkdir -p $(@D)
	$(Q)src/share/embed.sh >$@

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

.PHONY: test
test: install-test-packages
	@tests/run.sh

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)

.PHONY: clean
clean:
	rm -rf $(BUILD)
