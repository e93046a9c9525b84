#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "wijk/tui/event.h"

static void names(void **state)
{
    static const struct {
        keycode key;
        const char *name;
    } cases[] = {
        {KEYS_ENTER, "Enter"},
        {'r' | MOD_CTRL, "Ctrl-R"},
        {KEYS_DOWN | MOD_ALT, "Alt-Down"},
        {KEYS_TAB | MOD_SHIFT, "Shift-Tab"},
        {KEYS_F1 + 4, "F5"},
        {KEYS_F12, "F12"},
        {'g', "g"},
        {'G', "G"},
        {'G' | MOD_ALT, "Alt-G"},
        {'?', "?"},
        {'-', "-"},
        {'-' | MOD_CTRL, "Ctrl--"},
        {' ', "Space"},
        {' ' | MOD_CTRL, "Ctrl-Space"},
        {0xE9, "é"},
        {0x65E5, "日"},
        {0x1F600, "😀"},
        {KEYS_LEFT | MOD_CTRL | MOD_ALT | MOD_SHIFT, "Ctrl-Alt-Shift-Left"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buffer name = BUFFER_EMPTY;
        keycode key = 0;
        key_name(cases[i].key, &name);
        assert_string_equal(name.bytes, cases[i].name);
        assert_true(key_parse(cases[i].name, &key));
        assert_int_equal(key, cases[i].key);
        buffer_release(&name);
    }
}

static void every_key_comes_back(void **state)
{
    static const keycode modifiers[] = {0, MOD_CTRL, MOD_ALT, MOD_CTRL | MOD_ALT};
    struct buffer name = BUFFER_EMPTY;
    (void)state;
    for (size_t m = 0; m < 4; m++)
        for (keycode base = 0x20; base <= KEYS_F12; base++) {
            bool none = base == 0x7F || (base >= 0x80 && base < 0xA0) ||
                        (base >= 0xD800 && base < 0xE000) ||
                        (modifiers[m] & MOD_CTRL && base >= 'A' && base <= 'Z');
            keycode key = 0, wanted = base | modifiers[m];
            if (none)
                continue;
            buffer_clear(&name);
            key_name(wanted, &name);
            if (!key_parse(name.bytes, &key) || key != wanted)
                fail_msg("key %x is called '%s', which is key %x", wanted, name.bytes, key);
        }
    buffer_release(&name);
}

static void other_spellings(void **state)
{
    static const struct {
        const char *name;
        keycode key;
    } cases[] = {
        {"ctrl-r", 'r' | MOD_CTRL},
        {"enter", KEYS_ENTER},
        {"Return", KEYS_ENTER},
        {"PgDn", KEYS_PAGE_DOWN},
        {"Alt-Ctrl-x", 'x' | MOD_CTRL | MOD_ALT},
        {"Shift-a", 'A'},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        keycode key = 0;
        assert_true(key_parse(cases[i].name, &key));
        assert_int_equal(key, cases[i].key);
    }
}

static void no_keys(void **state)
{
    static const char *const cases[] = {
        "",     "gg",          "F13",     "F0",   "Ctrl",         "Enterx",  "\x01",
        "\xC3", "Ctrl-Ctrl-x", "Shift-5", "\x7F", "Ctrl-Nothing", "\xC2\x9B"};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        keycode key;
        if (key_parse(cases[i], &key))
            fail_msg("'%s' is understood as a key", cases[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names),
        cmocka_unit_test(every_key_comes_back),
        cmocka_unit_test(other_spellings),
        cmocka_unit_test(no_keys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
