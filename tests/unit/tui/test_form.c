#include "widget_test.h"

#include <stdlib.h>

#include "wijk/tui/widgets/form.h"
#include "wijk/tui/widgets/form_parts.h"

static const char *const severities[] = {"low", "normal", "high", "critical"};
enum { TITLE, CAUSE, SEVERITY, DUE, COST, OWNER, PUBLIC, CODE };

static void check(void *context, int field, const char *typed, struct buffer *error,
                  struct buffer *hint)
{
    (void)context;
    if (field == DUE && strcmp(typed, "vr") == 0)
        buffer_add_text(hint, "Friday 27 November 2009");
    else if (field == DUE && *typed != '\0')
        buffer_add_text(error, "that is not a date");
    if (field == COST && *typed != '\0' && strspn(typed, "0123456789") != strlen(typed))
        buffer_add_text(error, "an amount is digits with at most one separator: 12,50");
}

static void complete(void *context, int field, const char *typed, struct candidates *out)
{
    (void)context;
    static const char *const names[] = {"Ymere", "Yolanda", "Eigen Haard", "Ymere Zuid"};
    if (field != OWNER)
        return;
    for (uint8_t i = 0; i < 4; i++)
        if (strncmp(names[i], typed, strlen(typed)) == 0)
            candidates_add(out, names[i], "housing corporation", (struct id){{(uint8_t)(i + 1)}});
}

static void start(struct form *form, int width, int height)
{
    form_init(form, &(struct form_calls){check, complete}, NULL);
    form_add(form, &(struct form_spec){.label = "Title",
                                       .kind = FORM_TEXT,
                                       .required = true,
                                       .help = "What is in the way, in one sentence"});
    form_add(form, &(struct form_spec){.label = "Oorzaak / één",
                                       .kind = FORM_LONG,
                                       .lines = 3,
                                       .value = "frozen ground\nand 日本語"});
    form_add(form, &(struct form_spec){.label = "Severity",
                                       .kind = FORM_CHOICE,
                                       .value = "normal",
                                       .choices = severities,
                                       .choice_count = 4});
    form_add(form, &(struct form_spec){.label = "Due", .kind = FORM_DATE});
    form_add(form, &(struct form_spec){.label = "Cost", .kind = FORM_NUMBER});
    form_add(form, &(struct form_spec){.label = "Owner", .kind = FORM_REFERENCE});
    form_add(form, &(struct form_spec){.label = "Public", .kind = FORM_FLAG});
    form_add(form, &(struct form_spec){.label = "Code", .kind = FORM_READ_ONLY, .value = "K-7"});
    form_place(form, (struct rect){0, 0, width, height});
}

static void draw(struct form *form, struct canvas *canvas, int width, int height)
{
    canvas_init(canvas, width, height);
    form_place(form, (struct rect){0, 0, width, height});
    form_draw(form, canvas, (struct rect){0, 0, width, height}, true);
}

static void fields_stand_below_each_other(void **state)
{
    (void)state;
    struct form form;
    struct canvas canvas;
    start(&form, 80, 24);
    draw(&form, &canvas, 80, 24);
    GRID(&canvas, " Title *\n"
                  " Oorzaak / één frozen ground\n"
                  "               and 日本語\n"
                  "\n"
                  " Severity        normal\n"
                  " Due\n"
                  " Cost\n"
                  " Owner\n"
                  " Public        [ ]\n"
                  " Code          K-7\n"
                  "\n"
                  "\n"
                  "\n"
                  "\n"
                  "\n"
                  "\n"
                  "\n"
                  "\n"
                  "\n"
                  "\n"
                  "\n"
                  "\n"
                  "\n"
                  " What is in the way, in one sentence\n");
    canvas_release(&canvas);
    SEND(&form, form_event, "V o c h t Tab Tab h Tab v r Tab 1 2 x Tab N i e u w Tab Space");
    draw(&form, &canvas, 80, 24);
    GRID(&canvas, " Title *       Vocht\n"
                  " Oorzaak / één frozen ground\n"
                  "               and 日本語\n"
                  "\n"
                  " Severity        high\n"
                  " Due           vr                Friday 27 November 2009\n"
                  " Cost          12x\n"
                  "               an amount is digits with at most one separator: 12,50\n"
                  " Owner         Nieuw\n"
                  "               new: 'Nieuw' is added\n"
                  " Public        [x]\n"
                  " Code          K-7\n");
    canvas_release(&canvas);
    draw(&form, &canvas, 132, 40); /* there is room beside the fields */
    GRID(&canvas,
         " Title *       Vocht\n"
         " Oorzaak / één frozen ground\n"
         "               and 日本語\n"
         "\n"
         " Severity        high\n"
         " Due           vr                Friday 27 November 2009\n"
         " Cost          12x               an amount is digits with at most one separator: 12,50\n"
         " Owner         Nieuw                                                         new: "
         "'Nieuw' is added\n"
         " Public        [x]\n"
         " Code          K-7\n");
    canvas_release(&canvas);
    draw(&form, &canvas, 60, 15);
    GRID(&canvas, " Title *       Vocht\n"
                  " Oorzaak / één frozen ground\n"
                  "               and 日本語\n"
                  "\n"
                  " Severity        high\n"
                  " Due           vr                Friday 27 November 2009\n"
                  " Cost          12x\n"
                  "               an amount is digits with at most one\n"
                  "               separator: 12,50\n"
                  " Owner         Nieuw\n"
                  "               new: 'Nieuw' is added\n"
                  " Public        [x]\n"
                  " Code          K-7\n");
    canvas_release(&canvas);
    assert_string_equal(form_value(&form, TITLE), "Vocht");
    assert_string_equal(form_value(&form, SEVERITY), "high");
    assert_int_equal(form_choice(&form, SEVERITY), 2);
    assert_true(form_flag(&form, PUBLIC));
    assert_string_equal(form_value(&form, CODE), "K-7");
    assert_int_equal(form_first_error(&form), COST);
    form_release(&form);
}

static void a_short_form_scrolls(void **state)
{
    (void)state;
    struct form form;
    struct canvas canvas;
    start(&form, 60, 6);
    draw(&form, &canvas, 60, 6);
    GRID(&canvas, " Title *\n"
                  " Oorzaak / één frozen ground\n"
                  "               and 日本語\n"
                  "\n"
                  " Severity        normal\n"
                  " What is in the way, in one sentence                       ↓\n");
    canvas_release(&canvas);
    SEND(&form, form_event, "Tab Tab Tab Tab");
    draw(&form, &canvas, 60, 6);
    assert_true(canvas.cursor_shown);
    GRID(&canvas, "               and 日本語\n"
                  "\n"
                  " Severity        normal\n"
                  " Due\n"
                  " Cost\n"
                  "                                                           ↓\n");
    canvas_release(&canvas);
    form_release(&form);
}

static void saving_refuses_what_is_wrong(void **state)
{
    (void)state;
    struct form form;
    start(&form, 80, 24);
    SEND(&form, form_event, "Tab Tab Ctrl-S");
    assert_int_equal(form.outcome, FORM_REFUSED);
    assert_int_equal(form.current, TITLE);
    SEND(&form, form_event, "x");
    assert_int_equal(form.outcome, FORM_CHANGED);
    SEND(&form, form_event, "F2");
    assert_int_equal(form.outcome, FORM_SAVE);
    form_error(&form, TITLE, "there is one of this name already");
    assert_string_equal(form_field_error(&form, TITLE), "there is one of this name already");
    SEND(&form, form_event, "y");
    assert_string_equal(form_field_error(&form, TITLE), "");
    form_go(&form, PUBLIC);
    SEND(&form, form_event, "Enter"); /* the last that can have the cursor */
    assert_int_equal(form.outcome, FORM_SAVE);
    SEND(&form, form_event, "Escape");
    assert_int_equal(form.outcome, FORM_CANCEL);
    assert_string_equal(form_value(&form, TITLE), "xy");
    form_release(&form);
}

static void changes_are_tracked(void **state)
{
    (void)state;
    struct form form;
    start(&form, 80, 24);
    assert_false(form_changed(&form));
    SEND(&form, form_event, "a Backspace");
    assert_false(form_changed(&form));
    SEND(&form, form_event, "Tab x");
    assert_true(form_field_changed(&form, CAUSE));
    assert_false(form_field_changed(&form, TITLE));
    form_release(&form);
}

static void choices_are_chosen(void **state)
{
    static const struct {
        const char *keys, *value;
    } cases[] = {
        {"Right", "high"},
        {"Left Left", "critical"},
        {"c", "critical"},
        {"Space Space", "critical"},
        {"Backspace", ""},
        {"Backspace Left", "critical"},
        {"x", "normal"},
        {"Enter Down Enter", "high"},
        {"Enter Up Escape", "normal"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct form form;
        start(&form, 80, 24);
        form_go(&form, SEVERITY);
        SEND(&form, form_event, cases[i].keys);
        assert_string_equal(form_value(&form, SEVERITY), cases[i].value);
        assert_int_equal(form.current, SEVERITY);
        form_release(&form);
    }
}

static void references_are_completed(void **state)
{
    (void)state;
    struct form form;
    struct canvas canvas;
    struct id id;
    start(&form, 80, 24);
    form_go(&form, OWNER);
    SEND(&form, form_event, "Y");
    assert_true(form.offering);
    SEND(&form, form_event, "Down Down");
    draw(&form, &canvas, 80, 24);
    GRID(&canvas, " Title *\n"
                  " Oorzaak / één frozen ground\n"
                  "               and 日本語\n"
                  "\n"
                  " Severity        normal\n"
                  " Due\n"
                  " Cost\n"
                  " Owner         Y\n"
                  "               ┌──────────────────────────────────────────────────────────┐\n"
                  " Public        │ Ymere  housing corporation                               │\n"
                  " Code          │ Yolanda  housing corporation                             │\n"
                  "               │ Ymere Zuid  housing corporation                          │\n"
                  "               └──────────────────────────────────────────────────────────┘\n");
    canvas_release(&canvas);
    SEND(&form, form_event, "Enter");
    assert_false(form.offering);
    assert_string_equal(form_value(&form, OWNER), "Yolanda");
    assert_true(form_reference(&form, OWNER, &id));
    assert_int_equal(id.bytes[0], 2);
    SEND(&form, form_event, "x"); /* another text is not that row any more */
    assert_false(form_reference(&form, OWNER, &id));
    SEND(&form, form_event, "Ctrl-U Y m e r e Tab"); /* the whole name, typed */
    assert_true(form_reference(&form, OWNER, &id));
    assert_int_equal(id.bytes[0], 1);
    assert_int_equal(form.current, PUBLIC);
    form_release(&form);
}

static void long_text_goes_to_the_external_editor(void **state)
{
    (void)state;
    struct form form;
    start(&form, 80, 24);
    SEND(&form, form_event, "Tab Ctrl-E");
    assert_int_equal(form.outcome, FORM_EDIT_LONG);
    form_set(&form, CAUSE, "one\ntwo");
    assert_true(form_field_changed(&form, CAUSE));
    SEND(&form, form_event, "Down Down"); /* from the last line to the next field */
    assert_int_equal(form.current, SEVERITY);
    SEND(&form, form_event, "Up Up");
    assert_int_equal(form.current, CAUSE);
    form_release(&form);
}

static void the_mouse_goes_to_a_field(void **state)
{
    (void)state;
    struct form form;
    start(&form, 80, 24);
    struct event event = mouse_of(MOUSE_PRESS, 20, 5);
    assert_true(form_event(&form, &event));
    assert_int_equal(form.current, DUE);
    form_go(&form, OWNER);
    SEND(&form, form_event, "Y");
    event = mouse_of(MOUSE_PRESS, 20, 9);
    form_event(&form, &event);
    assert_string_equal(form_value(&form, OWNER), "Ymere");
    form_release(&form);
}

/* A text that does not fit has all the room, and without the cursor shows how it begins. */
static void a_long_text_shows_its_beginning(void **state)
{
    struct form form;
    struct canvas canvas;
    const char *text = "Negenhonderd woningen zijn opgeknapt en vrij van vocht en schimmel in 2030";
    (void)state;
    form_init(&form, &(struct form_calls){NULL, NULL}, NULL);
    form_add(&form, &(struct form_spec){.label = "Goal", .kind = FORM_TEXT, .value = text});
    form_add(&form, &(struct form_spec){.label = "Short", .kind = FORM_TEXT, .value = "text"});
    form_place(&form, (struct rect){0, 0, 60, 5});
    form_go(&form, 1);
    draw(&form, &canvas, 60, 5);
    GRID(&canvas, " Goal  Negenhonderd woningen zijn opgeknapt en vrij van vo›\n"
                  " Short text\n");
    struct event click = {.type = EVENT_MOUSE, .mouse = MOUSE_PRESS, .x = 7 + 13, .y = 0};
    assert_true(form_event(&form, &click));
    assert_int_equal(form.current, 0);
    assert_int_equal(form.fields[0].editor.cursor, 13); /* on what stood there */
    canvas_release(&canvas);
    draw(&form, &canvas, 100, 5);
    GRID(&canvas, " Goal  Negenhonderd woningen zijn opgeknapt en vrij van vocht en schimmel in "
                  "2030\n"
                  " Short text\n");
    canvas_release(&canvas);
    form_release(&form);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields_stand_below_each_other),
        cmocka_unit_test(a_short_form_scrolls),
        cmocka_unit_test(saving_refuses_what_is_wrong),
        cmocka_unit_test(changes_are_tracked),
        cmocka_unit_test(choices_are_chosen),
        cmocka_unit_test(references_are_completed),
        cmocka_unit_test(long_text_goes_to_the_external_editor),
        cmocka_unit_test(the_mouse_goes_to_a_field),
        cmocka_unit_test(a_long_text_shows_its_beginning),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
