#include "widget_test.h"

#include "wijk/tui/widgets/help.h"

static const struct help_row rows[] = {
    {"Everywhere", "?", "help", "Show every key that works here and what it does"},
    {"Everywhere", "u", "undo", "Take back the last act; says what it took back"},
    {"Everywhere", "Ctrl-R", "redo", "Do again what was undone"},
    {"Problems", "a", "accept",
     "Take the problem on: één zin die zo lang is dat hij op een tweede "
     "regel verder gaat, en nog verder 日本語"},
    {"Problems", "Alt-Down", "next item", NULL},
};

static void draw(struct help *help, struct canvas *canvas, int width, int height)
{
    struct rect rect = {0, 0, width, height};
    canvas_init(canvas, width, height);
    help_place(help, rect);
    help_draw(help, canvas, rect, true);
}

static void keys_stand_in_groups(void **state)
{
    (void)state;
    struct help help;
    struct canvas canvas;
    help_init(&help, rows, 5);
    draw(&help, &canvas, 80, 24);
    GRID(&canvas, " Everywhere\n"
                  "  ?         help       Show every key that works here and what it does\n"
                  "  u         undo       Take back the last act; says what it took back\n"
                  "  Ctrl-R    redo       Do again what was undone\n"
                  "\n"
                  " Problems\n"
                  "  a         accept     Take the problem on: één zin die zo lang is dat hij op\n"
                  "                       een tweede regel verder gaat, en nog verder 日本語\n"
                  "  Alt-Down  next item\n");
    canvas_release(&canvas);
    draw(&help, &canvas, 132, 40);
    GRID(&canvas, " Everywhere\n"
                  "  ?         help       Show every key that works here and what it does\n"
                  "  u         undo       Take back the last act; says what it took back\n"
                  "  Ctrl-R    redo       Do again what was undone\n"
                  "\n"
                  " Problems\n"
                  "  a         accept     Take the problem on: één zin die zo lang is dat hij op "
                  "een tweede regel verder gaat, en nog verder 日本語\n"
                  "  Alt-Down  next item\n");
    canvas_release(&canvas);
    draw(&help, &canvas, 60, 6);
    SEND(&help, help_event, "j j");
    help_draw(&help, &canvas, (struct rect){0, 0, 60, 6}, true);
    GRID(&canvas, "                       what it does                        ↑\n"
                  "  u         undo       Take back the last act; says what\n"
                  "                       it took back\n"
                  "  Ctrl-R    redo       Do again what was undone\n"
                  "\n"
                  " Problems                                                  ↓\n");
    canvas_release(&canvas);
    draw(&help, &canvas, 20, 8);
    GRID(&canvas, " Everywhere\n"
                  "  ?         help\n"
                  "  u         undo\n"
                  "  Ctrl-R    redo\n"
                  "\n"
                  " Problems\n"
                  "  a         accept\n"
                  "  Alt-Down  next it…\n");
    canvas_release(&canvas);
    help_release(&help);
}

static void it_is_searchable(void **state)
{
    (void)state;
    struct help help;
    struct canvas canvas;
    help_init(&help, rows, 5);
    help_place(&help, (struct rect){0, 0, 60, 15});
    SEND(&help, help_event, "/ u n d o");
    draw(&help, &canvas, 60, 15);
    GRID(&canvas, " search: undo\n"
                  " Everywhere\n"
                  "  u         undo       Take back the last act; says what\n"
                  "                       it took back\n"
                  "  Ctrl-R    redo       Do again what was undone\n");
    canvas_release(&canvas);
    SEND(&help, help_event, "x Enter");
    draw(&help, &canvas, 60, 5);
    GRID(&canvas, " search: undox\n"
                  "  No key fits what was typed.\n");
    canvas_release(&canvas);
    struct event escape = key_event_of(KEYS_ESCAPE);
    assert_true(help_event(&help, &escape));
    assert_true(editor_is_empty(&help.search));
    assert_false(help_event(&help, &escape)); /* the second leaves the page */
    help_release(&help);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_stand_in_groups),
        cmocka_unit_test(it_is_searchable),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
