/* Rows in forms: every kind of field, what is wrong beside it, and nothing typed lost. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "script/stage.h"

/* Opens the effort I-2 of the example in a form. */
static struct stage *open_effort(void)
{
    struct stage *stage = stage_open(.demo = true, .height = 40);
    stage_type(stage, "2");
    stage_select(stage, "I-2 ");
    stage_type(stage, "e");
    assert_shows(stage, "Effort I-2 Vochtteam");
    return stage;
}

static void test_choice(void **state)
{
    (void)state;
    struct stage *stage = open_effort();
    assert_value(stage, ENTITY_EFFORT, "code=I-2", "phase", "running");
    stage_mouse(stage, "Click", "Phase");
    stage_type(stage, "s<Ctrl-S>"); /* a letter chooses: stopped */
    assert_shows(stage, "saved: I-2 Vochtteam");
    assert_value(stage, ENTITY_EFFORT, "code=I-2", "phase", "stopped");
    stage_type(stage, "u");
    assert_value(stage, ENTITY_EFFORT, "code=I-2", "phase", "running");
    stage_close(stage);
}

static void test_date_in_words(void **state)
{
    (void)state;
    struct stage *stage = open_effort();
    stage_mouse(stage, "Click", "Ends");
    stage_type(stage, "<End><Ctrl-U>vr");
    assert_shows(stage, "Friday 27 November 2026"); /* beside the field, while it is typed */
    stage_type(stage, "<Ctrl-S>");
    assert_value(stage, ENTITY_EFFORT, "code=I-2", "ends", "27 Nov 2026");
    stage_close(stage);
}

static void test_wrong_date_is_refused(void **state)
{
    (void)state;
    struct stage *stage = open_effort();
    stage_mouse(stage, "Click", "Ends");
    stage_type(stage, "<End><Ctrl-U>31-2-2027<Ctrl-S>");
    assert_shows(stage, "not saved");
    int x, y;
    assert_true(stage_find(stage, "is not a date", &x, &y));
    assert_shows(stage, "31-2-2027");
    assert_value(stage, ENTITY_EFFORT, "code=I-2", "ends", "31 Dec 2027");
    stage_type(stage, "<Ctrl-U>1-3-2028<Ctrl-S>");
    assert_value(stage, ENTITY_EFFORT, "code=I-2", "ends", "1 Mar 2028");
    stage_close(stage);
}

static void test_rules_between_fields(void **state)
{
    (void)state;
    struct stage *stage = open_effort();
    stage_mouse(stage, "Click", "Ends");
    stage_type(stage, "<End><Ctrl-U>2020-01-01<Ctrl-S>");
    assert_hides(stage, "saved: I-2");
    assert_shows(stage, "2020");
    assert_value(stage, ENTITY_EFFORT, "code=I-2", "ends", "31 Dec 2027");
    stage_close(stage);
}

static void test_required(void **state)
{
    (void)state;
    struct stage *stage = open_effort();
    stage_mouse(stage, "Click", "Title");
    stage_type(stage, "<End><Ctrl-U><Ctrl-S>");
    assert_shows(stage, "not saved");
    assert_value(stage, ENTITY_EFFORT, "code=I-2", "title", "Vochtteam");
    stage_close(stage);
}

static void test_reference_with_completion(void **state)
{
    (void)state;
    struct stage *stage = open_effort();
    stage_mouse(stage, "Click", "Lead partner");
    stage_type(stage, "<End><Ctrl-U>politie");
    assert_shows(stage, "Politie, wijkteam"); /* offered */
    stage_type(stage, "<Down><Enter><Ctrl-S>");
    assert_shows(stage, "saved");
    assert_value(stage, ENTITY_EFFORT, "code=I-2", "lead", "Politie, wijkteam");
    stage_close(stage);
}

static void test_unknown_partner_is_added(void **state)
{
    (void)state;
    struct stage *stage = open_effort();
    long partners = stage_rows(stage, ENTITY_PARTNER, "", NULL);
    stage_mouse(stage, "Click", "Lead partner");
    stage_type(stage, "<End><Ctrl-U>Buurtfonds Oost");
    assert_shows(stage, "'Buurtfonds Oost' is new and will be added");
    stage_type(stage, "<Ctrl-S>");
    assert_rows(stage, ENTITY_PARTNER, "", partners + 1);
    assert_value(stage, ENTITY_EFFORT, "code=I-2", "lead", "Buurtfonds Oost");
    stage_close(stage);
}

static void test_unknown_goal_is_refused(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true, .height = 40);
    stage_type(stage, "/WON-1.1.2<Enter>i");
    stage_mouse(stage, "Click", "Goal");
    stage_type(stage, "<End><Ctrl-U>XYZ-9<Ctrl-S>");
    assert_hides(stage, "saved: WON");
    assert_shows(stage, "XYZ-9");
    assert_rows(stage, ENTITY_INDICATOR, "code=WON-1.1.2 goal=WON-1.1", 1);
    stage_close(stage);
}

static void test_esc_keeps_the_text(void **state)
{
    (void)state;
    struct stage *stage = open_effort();
    stage_mouse(stage, "Click", "Title");
    stage_type(stage, "<End> en schimmel<Esc>");
    assert_shows(stage, "not saved; what you typed is kept");
    assert_value(stage, ENTITY_EFFORT, "code=I-2", "title", "Vochtteam");
    stage_type(stage, "<Down>e"); /* another row has a form of its own */
    assert_hides(stage, "en schimmel");
    stage_type(stage, "<Esc><Up>e");
    assert_shows(stage, "Vochtteam en schimmel");
    assert_shows(stage, "this is what you had typed");
    stage_type(stage, "<Ctrl-S>");
    assert_value(stage, ENTITY_EFFORT, "code=I-2", "title", "Vochtteam en schimmel");
    stage_type(stage, "e"); /* what was saved is no draft any more */
    assert_hides(stage, "this is what you had typed");
    stage_close(stage);
}

static void test_long_text_and_own_editor(void **state)
{
    (void)state;
    struct stage *stage = open_effort();
    stage_mouse(stage, "Click", "Cause");
    stage_type(stage, "te weinig mensen<Enter>en geen auto<Enter><Ctrl-S>");
    struct row row;
    stage_row(stage, ENTITY_EFFORT, "code=I-2", &row);
    assert_string_equal(row_text(&row, "cause"), "te weinig mensen\nen geen auto\n"
                                                 "Eén bouwkundige was vier maanden ziek");
    row_release(&row);
    char editor[256];
    snprintf(editor, sizeof editor, "%s/editor", stage->folder);
    FILE *file = fopen(editor, "w");
    fputs("#!/bin/sh\nprintf 'uit de editor\\n' > \"$1\"\n", file);
    fclose(file);
    chmod(editor, 0700);
    setenv("VISUAL", editor, 1);
    stage_type(stage, "e");
    stage_mouse(stage, "Click", "Consequence");
    stage_type(stage, "<Ctrl-E>");
    assert_shows(stage, "uit de editor");
    assert_int_equal(term_script_leaves(stage->script), 1);
    stage_type(stage, "<Ctrl-S>");
    assert_value(stage, ENTITY_EFFORT, "code=I-2", "consequence", "uit de editor");
    unsetenv("VISUAL");
    stage_close(stage);
}

/* 80x24 to 39x9 and to 132x40 in the middle of a word. */
static void test_resize_while_typing(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    stage_type(stage, "2");
    stage_select(stage, "I-2 ");
    stage_type(stage, "e");
    stage_mouse(stage, "Click", "Title");
    stage_type(stage, "<End> en schi<Resize:39x9>");
    assert_shows(stage, "nothing is lost");
    assert_hides(stage, "schi");
    stage_type(stage, "mm<Resize:132x40>el");
    assert_shows(stage, "Vochtteam en schimmel");
    stage_type(stage, "<Resize:1x1><Resize:500x200> weg<Resize:40x10><Resize:80x24><Ctrl-S>");
    assert_value(stage, ENTITY_EFFORT, "code=I-2", "title", "Vochtteam en schimmel weg");
    stage_close(stage);
}

static void test_paste_of_a_megabyte(void **state)
{
    (void)state;
    struct stage *stage = open_effort();
    struct buffer text = BUFFER_EMPTY;
    while (text.length < (size_t)1 << 20)
        buffer_add_text(&text, "een twee drie vier\n");
    stage_mouse(stage, "Click", "Title");
    stage_paste(stage, text.bytes);
    stage_type(stage, "<Ctrl-S>");
    struct row row;
    stage_row(stage, ENTITY_EFFORT, "code=I-2", &row);
    assert_true(strlen(row_text(&row, "title")) <= FIELD_TEXT_LIMIT);
    row_release(&row);
    stage_type(stage, "e");
    stage_mouse(stage, "Click", "Cause");
    stage_paste(stage, text.bytes);
    stage_type(stage, "<Ctrl-S>");
    stage_row(stage, ENTITY_EFFORT, "code=I-2", &row);
    assert_true(row_text(&row, "cause") != NULL);
    assert_true(strlen(row_text(&row, "cause")) <= FIELD_LONG_TEXT_LIMIT);
    row_release(&row);
    buffer_release(&text);
    stage_close(stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_choice),
        cmocka_unit_test(test_date_in_words),
        cmocka_unit_test(test_wrong_date_is_refused),
        cmocka_unit_test(test_rules_between_fields),
        cmocka_unit_test(test_required),
        cmocka_unit_test(test_reference_with_completion),
        cmocka_unit_test(test_unknown_partner_is_added),
        cmocka_unit_test(test_unknown_goal_is_refused),
        cmocka_unit_test(test_esc_keeps_the_text),
        cmocka_unit_test(test_long_text_and_own_editor),
        cmocka_unit_test(test_resize_while_typing),
        cmocka_unit_test(test_paste_of_a_megabyte),
    };
    return stage_end(cmocka_run_group_tests(tests, NULL, NULL));
}
