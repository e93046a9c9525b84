/* Typed lines: a figure with m, a problem with !, a comment with c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "script/stage.h"

static void test_figure_changes_chart_light_and_overview(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    char before[1024];
    assert_true(strstr(stage_screen(stage), "Wonen") != NULL);
    snprintf(before, sizeof before, "%s", stage_line(stage, 4));
    stage_type(stage, "2");
    stage_select(stage, "WON-1.3");
    assert_shows(stage, "▼ off track");
    stage_type(stage, "<Enter>");
    assert_shows(stage, "latest 6.0");
    stage_type(stage, "m8,4");
    assert_shows(stage, "measurement · 8.4 · Wed 25 Nov 2026");
    assert_rows(stage, ENTITY_MEASUREMENT, "indicator=WON-1.3 taken_on=2026-11-25", 0);
    stage_type(stage, "<Enter>");
    assert_shows(stage, "saved: 8.4");
    assert_shows(stage, "latest 8.4");
    assert_shows(stage, "25 Nov 2026");
    assert_hides(stage, "▼ off track");
    assert_value(stage, ENTITY_MEASUREMENT, "indicator=WON-1.3 taken_on=2026-11-25", "value",
                 "8.4");
    stage_type(stage, "<Esc>");
    assert_selected(stage, "WON-1.3");
    assert_true(strstr(stage_selected(stage), "off track") == NULL);
    stage_type(stage, "1");
    assert_string_not_equal(before, stage_line(stage, 4));
    assert_shows(stage, "(28 Oct)   3 measurements");
    stage_type(stage, "u");
    assert_string_equal(before, stage_line(stage, 4));
    stage_close(stage);
}

static void test_whole_line(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    stage_type(stage, "/WON-1.1.2<Enter>m18,25 1okt2025 provisional O+S: na telling<Enter>");
    const char *row = "indicator=WON-1.1.2 taken_on=2025-10-01";
    assert_value(stage, ENTITY_MEASUREMENT, row, "value", "18.25");
    assert_value(stage, ENTITY_MEASUREMENT, row, "status", "provisional");
    assert_value(stage, ENTITY_MEASUREMENT, row, "source", "O+S");
    assert_value(stage, ENTITY_MEASUREMENT, row, "note", "na telling");
    stage_close(stage);
}

/* 4.715 has two readings: that of the language first, Tab is the other. */
static void test_ambiguous_number(void **state)
{
    (void)state;
    static const struct {
        bool dutch;
        const char *keys, *echo;
        double value;
    } cases[] = {
        {false, "m4.715", "4.715 (", 4.715},           {false, "m4.715<Tab>", "4715 (", 4715},
        {false, "m4.715<Tab><Tab>", "4.715 (", 4.715}, {true, "m4.715", "4715 (", 4715},
        {true, "m4.715<Tab>", "4,715 (", 4.715},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct stage *stage = stage_open(.demo = true, .dutch = cases[i].dutch);
        struct row row;
        stage_type(stage, "/WON-1.1.1<Enter>");
        stage_type(stage, cases[i].keys);
        assert_shows(stage, cases[i].echo);
        stage_type(stage, "<Enter>");
        stage_row(stage, ENTITY_MEASUREMENT, "indicator=WON-1.1.1 taken_on=2026-11-25", &row);
        assert_true(row_value(&row, "value")->real == cases[i].value);
        row_release(&row);
        stage_close(stage);
    }
    language_use(LANGUAGE_EN);
}

static void test_mistakes_are_not_accepted(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    long rows = stage_rows(stage, ENTITY_MEASUREMENT, "", NULL);
    stage_type(stage, "/WON-1.1.1<Enter>m12 31-2-2026<Enter>");
    assert_shows(stage, "is not a date");
    assert_shows(stage, "31-2-2026");
    assert_rows(stage, ENTITY_MEASUREMENT, "", rows);
    stage_type(stage, "<Ctrl-U>veel<Enter>");
    assert_rows(stage, ENTITY_MEASUREMENT, "", rows);
    stage_type(stage, "<Ctrl-U>1e400<Enter>");
    assert_rows(stage, ENTITY_MEASUREMENT, "", rows);
    stage_type(stage, "<Ctrl-U>12<Enter>");
    assert_rows(stage, ENTITY_MEASUREMENT, "", rows + 1);
    stage_close(stage);
}

static void test_m_on_a_row_that_is_no_indicator(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    stage_type(stage, "2");
    stage_select(stage, "WON-1 ");
    stage_type(stage, "m");
    assert_shows(stage, "this row is not an indicator");
    stage_close(stage);
}

/* "!" on a row of every kind that the screens show. */
static void test_flag_on_every_kind(void **state)
{
    (void)state;
    static const struct {
        const char *way;    /* keys that select it */
        const char *filter; /* the problem that it becomes */
    } cases[] = {
        {"/WON-1.1<Tab>", "goal=WON-1.1"},
        {"/WON-1.1.2<Tab>", "goal=WON-1.1"},
        {"/I-24<Tab>", "effort=I-24"},
        {"/K-16<Tab>", ""},
        {"/Politie, wijkteam<Tab>", ""},
        {"/Secretaris<Tab>", ""},
        {"1", "theme=WON"},
        {"/Buurtuitvoeringsprogramma<Tab>", ""},
        {"/WON-1.1.2<Enter>", "goal=WON-1.1"}, /* the indicator's screen */
        {"8", ""},
        {"8<Tab><Tab>", ""},
        {"9", ""},
        {"L", ""},
    };
    struct stage *stage = stage_open(.demo = true);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char keys[128], filter[128];
        stage_type(stage, cases[i].way);
        snprintf(keys, sizeof keys, "!!klem %zu @SE ^vr<Enter>", i);
        stage_type(stage, keys);
        snprintf(filter, sizeof filter,
                 "title=\"klem %zu\" severity=3 due=2026-11-27 "
                 "owner_person=SE status=flagged %s",
                 i, cases[i].filter);
        if (stage_rows(stage, ENTITY_PROBLEM, filter, NULL) != 1)
            stage_fail(stage, "'%s' flagged no problem that fits '%s'", cases[i].way, filter);
        stage_type(stage, "<Esc><Esc><Esc><Esc>1");
    }
    stage_close(stage);
}

static void test_unknown_owner_is_accepted(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    stage_type(stage, "3!lift kapot @onbekend<Enter>");
    assert_shows(stage, "onbekend");
    assert_value(stage, ENTITY_PROBLEM, "title=\"lift kapot\"", "owner", "");
    stage_close(stage);
}

static void test_owner_is_completed(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    stage_type(stage, "3!lift kapot @Polit<Tab>");
    assert_shows(stage, "Politie, wijkteam");
    stage_type(stage, "<Enter><Enter>");
    assert_value(stage, ENTITY_PROBLEM, "title=\"lift kapot\"", "owner", "Politie, wijkteam");
    stage_close(stage);
}

static void test_esc_keeps_the_line(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    stage_type(stage, "2");
    stage_select(stage, "WON-1 ");
    stage_type(stage, "!half getypt<Esc>");
    assert_hides(stage, "half getypt");
    stage_type(stage, "<Down>!"); /* another row has a line of its own */
    assert_hides(stage, "half getypt");
    stage_type(stage, "<Esc><Up>!");
    assert_shows(stage, "half getypt");
    stage_type(stage, " en af<Enter>");
    assert_rows(stage, ENTITY_PROBLEM, "title=\"half getypt en af\" goal=WON-1", 1);
    stage_close(stage);
}

static void test_comment(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true, .height = 50);
    stage_type(stage, "/K-16<Tab>cis gebeld<Esc>");
    stage_type(stage, "c");
    assert_shows(stage, "is gebeld"); /* Esc loses no text here either */
    stage_type(stage, " en opgelost<Enter>");
    assert_rows(stage, ENTITY_COMMENT, "text=\"is gebeld en opgelost\"", 1);
    stage_type(stage, "<Enter>");
    assert_shows(stage, "is gebeld en opgelost");
    stage_close(stage);
}

static void test_paste_of_a_megabyte(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    struct buffer text = BUFFER_EMPTY;
    while (text.length < (size_t)1 << 20)
        buffer_add_text(&text, "een twee ^vr @SE drie vier\n");
    stage_type(stage, "3!");
    stage_paste(stage, text.bytes);
    stage_type(stage, "<Enter>");
    stage_type(stage, "<Esc><Esc>3!<Ctrl-U>kort<Enter>"); /* still alive */
    assert_rows(stage, ENTITY_PROBLEM, "title=kort", 1);
    buffer_release(&text);
    stage_close(stage);
}

static void test_resize_while_typing(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    stage_type(stage, "3!half<Resize:39x9> ge<Resize:132x40>typt");
    assert_shows(stage, "half getypt");
    stage_type(stage, "<Resize:80x24><Enter>");
    assert_rows(stage, ENTITY_PROBLEM, "title=\"half getypt\"", 1);
    stage_close(stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_figure_changes_chart_light_and_overview),
        cmocka_unit_test(test_whole_line),
        cmocka_unit_test(test_ambiguous_number),
        cmocka_unit_test(test_mistakes_are_not_accepted),
        cmocka_unit_test(test_m_on_a_row_that_is_no_indicator),
        cmocka_unit_test(test_flag_on_every_kind),
        cmocka_unit_test(test_unknown_owner_is_accepted),
        cmocka_unit_test(test_owner_is_completed),
        cmocka_unit_test(test_esc_keeps_the_line),
        cmocka_unit_test(test_comment),
        cmocka_unit_test(test_paste_of_a_megabyte),
        cmocka_unit_test(test_resize_while_typing),
    };
    return stage_end(cmocka_run_group_tests(tests, NULL, NULL));
}
