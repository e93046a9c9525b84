/* Keys, clicks, pastes and sizes at random, from fixed seeds: nothing crashes, nothing harmful is
 * drawn, and afterwards the program still does what it is asked. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "script/stage.h"

/* What is typed, the likelier the more often it stands here; "q" and the editor are left out. */
static const char *const keys[] = {
    "<Up>",     "<Down>",   "<Down>",   "<Left>",      "<Right>",   "<Home>",   "<End>",
    "<PgUp>",   "<PgDn>",   "<Enter>",  "<Enter>",     "<Enter>",   "<Esc>",    "<Esc>",
    "<Esc>",    "<Tab>",    "<Tab>",    "<Shift-Tab>", "<Ctrl-S>",  "<Ctrl-U>", "<Backspace>",
    "<Delete>", "<Ctrl-R>", "<Ctrl-L>", "<Ctrl-Z>",    "<Resume>",  "<Wait>",   "<Ctrl-W>",
    "1",        "2",        "3",        "8",           "9",         "a",        "d",
    "e",        "m",        "M",        "c",           "H",         "L",        "D",
    "y",        "u",        "u",        "z",           "p",         "t",        "i",
    "f",        "s",        "S",        "v",           "W",         "F",        "/",
    ":",        "?",        "!",        "+",           "-",         "*",        "g",
    "G",        "j",        "k",        "h",           "l",         "x",        " ",
    "14,2",     "@SE",      "^vr",      "&I-2",        "won",       "é漢",      "<Paste:a\\nb\\>>",
    "<Space>",  "<F1>",     "<Alt-b>",  "status=",     "31-2-2026", "<lt>"};

static uint32_t next(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

static void add_event(struct stage *stage, uint32_t *seed, struct buffer *out)
{
    static const char *const mouse[] = {"Click", "Double", "WheelUp", "WheelDown"};
    static const char *const sizes[] = {"80x24", "132x40", "60x15", "40x10", "39x9", "200x60"};
    struct canvas *canvas = term_script_canvas(stage->script);
    uint32_t kind = next(seed) % 40;
    if (next(seed) % 4 == 0)
        buffer_add_text(out, "<Soon>");
    if (kind < 3)
        buffer_format(out, "<%s:%u,%u>", mouse[next(seed) % 4],
                      next(seed) % (uint32_t)canvas->width, next(seed) % (uint32_t)canvas->height);
    else if (kind == 3)
        buffer_format(out, "<Resize:%s>", sizes[next(seed) % 6]);
    else
        buffer_add_text(out, keys[next(seed) % (sizeof keys / sizeof *keys)]);
}

static void test_random(void **state)
{
    (void)state;
    const char *asked = getenv("WIJK_SEEDS");
    uint32_t seeds = asked != NULL ? (uint32_t)atoi(asked) : 4;
    for (uint32_t first = 1; first <= seeds; first++) {
        struct stage *stage = stage_open(.demo = first % 3 != 0);
        uint32_t seed = first * 7919;
        for (int turn = 0; turn < 150; turn++) {
            struct buffer events = BUFFER_EMPTY;
            for (uint32_t count = next(&seed) % 6 + 1; count > 0; count--)
                add_event(stage, &seed, &events);
            if (asked != NULL)
                fprintf(stderr, "# %u: %s\n", first, events.bytes);
            stage_type(stage, events.bytes);
            buffer_release(&events);
            assert_null(strpbrk(stage_screen(stage), "\x1b\x07\r\b\t\x7f"));
        }
        stage_type(stage, "<Resize:80x24><Esc><Esc><Esc><Esc><Esc><Esc><Esc><Esc>3");
        assert_shows(stage, "[3 ");
        stage_close(stage);
        language_use(LANGUAGE_EN);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_random)};
    return stage_end(cmocka_run_group_tests(tests, NULL, NULL));
}
