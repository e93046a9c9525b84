/* The charter: list, matrix, what is missing, what is in the way, the sheet, links. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "script/stage.h"

static void shows_its_views(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    stage_type(stage, "6");
    assert_shows(stage, "[6 Charter]");
    assert_shows(stage, "Agreements 1 of 9");
    assert_selected(stage, "C-12");
    stage_type(stage, "<Tab>");
    assert_shows(stage, "Voorbeeldbuurt: 2 efforts, behind, 4 problems in the way · 1 of 9");
    stage_type(stage, "<Down>");
    assert_shows(stage, "▼ 3 ‼");
    assert_selected(stage, "C-27");
    stage_type(stage, "G");
    assert_selected(stage, "C-131");
    assert_shows(stage, "not meant for here");
    stage_type(stage, "g");
    assert_selected(stage, "C-12");
    stage_type(stage, "<Tab>");
    assert_shows(stage, "agreements that miss something 1 of 5");
    assert_shows(stage, "no effort · due soon");
    stage_type(stage, "<Tab>");
    assert_shows(stage, "in the way, by ministry 1 of 7");
    stage_type(stage, "<Tab>");
    assert_shows(stage, "Agreements 1 of 9");
    stage_close(stage);
}

static void filters_the_matrix(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    stage_type(stage, "6<Tab>ftheme=LER");
    assert_shows(stage, "C-48");
    assert_hides(stage, "C-12");
    stage_type(stage, "NOPE");
    assert_shows(stage, "C-48"); /* half a word leaves the rows as they are */
    stage_type(stage, "<Ctrl-U>zzzz");
    assert_shows(stage, "No agreement fits the filter.");
    stage_type(stage, "<Esc>");
    assert_shows(stage, "C-12");
    stage_close(stage);
}

static void opens_the_sheet(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    stage_type(stage, "6<Tab><Down><Enter>");
    assert_shows(stage, "The question: What does Ministerie voor wijken");
    assert_shows(stage, "Jongerenloket in de buurt");
    stage_type(stage, "<Down><Enter>"); /* the effort's own page */
    assert_shows(stage, "I-6 Jongerenloket in de buurt");
    stage_type(stage, "<Esc>");
    assert_shows(stage, "The question:");
    stage_type(stage, "!<Ctrl-U>Ministerie antwoordt niet<Enter>");
    assert_rows(stage, ENTITY_PROBLEM, "agreement=C-27", 1);
    stage_type(stage, "<Esc>");
    assert_shows(stage, "AGREEMENT");
    stage_close(stage);
}

static void links_and_unlinks(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    stage_type(stage, "6<Tab>");
    stage_select(stage, "C-12");
    stage_type(stage, "<Down><Down><Down><Down><Down>");
    assert_selected(stage, "C-73");
    assert_shows(stage, "none");
    stage_type(stage, "+Buurtkamer<Enter>");
    assert_rows(stage, ENTITY_AGREEMENT_LINK, "agreement=C-73", 2);
    stage_type(stage, "<Enter>");
    assert_shows(stage, "Buurtkamer in elk blok");
    stage_type(stage, "<Down>-");
    assert_rows(stage, ENTITY_AGREEMENT_LINK, "agreement=C-73", 1);
    stage_type(stage, "u");
    assert_rows(stage, ENTITY_AGREEMENT_LINK, "agreement=C-73", 2);
    stage_close(stage);
}

/* Adds neighbourhoods until the matrix is wider than the screen. */
static void scrolls_both_ways(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    struct session *session = stage_session(stage, false);
    for (int i = 1; i <= 16; i++) {
        char name[32];
        struct error error = ERROR_NONE;
        struct row area, programme;
        snprintf(name, sizeof name, "Wijk %02d", i);
        row_init(&area, ENTITY_AREA);
        row_set(&area, "name", value_text(name));
        row_set(&area, "kind", value_text("neighbourhood"));
        stage_must(rows_add(session, &area, &error), &error);
        row_init(&programme, ENTITY_PROGRAMME);
        row_set(&programme, "area", value_id(area.id));
        row_set(&programme, "title", value_text(name));
        row_set(&programme, "status", value_text("draft"));
        stage_must(rows_add(session, &programme, &error), &error);
        row_release(&area);
        row_release(&programme);
    }
    for (int i = 200; i < 240; i++) {
        struct error error = ERROR_NONE;
        struct row row;
        row_init(&row, ENTITY_AGREEMENT);
        row_set(&row, "number", value_integer(i));
        row_set(&row, "text", value_text("One of many"));
        stage_must(rows_add(session, &row, &error), &error);
        row_release(&row);
    }
    session_close(session);
    stage_type(stage, "6<Tab>");
    assert_shows(stage, "Voorbe…");
    assert_hides(stage, "Wijk 16");
    stage_type(stage, "<End>");
    assert_shows(stage, "Wijk 16");
    assert_hides(stage, "Voorbe…");
    assert_shows(stage, "C-12"); /* the first columns stay */
    assert_shows(stage, "AGREEMENT");
    stage_type(stage, "G");
    assert_shows(stage, "C-239");
    assert_shows(stage, "Wijk 16"); /* and so does the header */
    assert_hides(stage, "C-12 ");
    stage_type(stage, "<Home>g");
    assert_shows(stage, "Voorbe…");
    assert_selected(stage, "C-12");
    stage_close(stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shows_its_views),   cmocka_unit_test(filters_the_matrix),
        cmocka_unit_test(opens_the_sheet),   cmocka_unit_test(links_and_unlinks),
        cmocka_unit_test(scrolls_both_ways),
    };
    return stage_end(cmocka_run_group_tests(tests, NULL, NULL));
}
