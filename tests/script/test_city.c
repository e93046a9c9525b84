/* The city: what the cells say, what is below them, sorting, drilling down. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "script/neighbourhoods.h"

static void what_the_cells_say(void **state)
{
    (void)state;
    struct stage *stage = neighbourhoods_open(80, 24, false);
    assert_shows(stage, "[0 City]");
    assert_shows(stage, "LIGHTS: goals on track of all goals");
    assert_shows(stage, "WAITING FOR THE BOARD 4 (b)");
    assert_shows(stage, "Betaalt de stad de vloeren?");
    assert_hides(stage, "counting");
    stage_type(stage, "t");
    assert_shows(stage, "TREND since 30 Sep");
    assert_shows(stage, "\u203A"); /* from one light to another */
    stage_type(stage, "t");
    assert_shows(stage, "GAP TO THE CITY");
    assert_shows(stage, "\u2713");
    stage_type(stage, "t");
    assert_shows(stage, "LIGHTS");
    stage_close(stage);
}

/* The worst first by what the cells say, and by name again. */
static void sorts_what_is_shown(void **state)
{
    (void)state;
    struct stage *stage = neighbourhoods_open(80, 24, false);
    stage_type(stage, "<Home>");
    assert_selected(stage, "Baarsjes");
    stage_type(stage, "ts<Home>");
    assert_selected(stage, "\u22121");
    for (int i = 0; i < 6; i++)
        stage_type(stage, "s");
    stage_type(stage, "<Home>");
    assert_selected(stage, "Baarsjes");
    stage_mouse(stage, "Click", "PROBLEMS");
    stage_type(stage, "<Home>");
    assert_selected(stage, "\u203C");
    stage_close(stage);
}

static void opens_what_is_selected(void **state)
{
    (void)state;
    struct stage *stage = neighbourhoods_open(80, 24, false);
    stage_type(stage, "<Tab><Enter>");
    assert_shows(stage, "K-2"); /* of the example: the first to decide */
    stage_type(stage, "<Esc>b");
    assert_shows(stage, "Waiting for the board 1 of 4");
    assert_shows(stage, "DECIDE BY");
    assert_selected(stage, "K-2");
    stage_type(stage, "<Down><Enter>");
    assert_shows(stage, "Geen aannemer voor de vloeren");
    stage_type(stage, "<Esc><Esc><Tab>"); /* back to the table */
    stage_select(stage, "Kolenkit");
    stage_type(stage, "<Enter>");
    assert_shows(stage, "wijk  Kolenkit");
    assert_shows(stage, "[1 Overview]");
    stage_type(stage, "0");
    assert_shows(stage, "all programmes");
    stage_close(stage);
}

/* Down from the last neighbourhood is the first line below, and up is back. */
static void reads_as_one(void **state)
{
    (void)state;
    struct stage *stage = neighbourhoods_open(80, 24, false);
    stage_type(stage, "G");
    assert_selected(stage, "Voorbeeldrand");
    stage_type(stage, "<Down>");
    assert_selected(stage, "K-2");
    stage_type(stage, "<Up>");
    assert_selected(stage, "Voorbeeldrand");
    stage_close(stage);
}

/* Keys that are typed at once come before what the screen still has to find. */
static void never_in_the_way_of_a_key(void **state)
{
    (void)state;
    struct stage *stage = neighbourhoods_open(80, 24, false);
    stage_type(stage, "100<Down><Down>tb");
    assert_shows(stage, "Waiting for the board");
    stage_type(stage, "<Esc>");
    assert_shows(stage, "TREND");
    assert_hides(stage, "counting");
    stage_close(stage);
}

/* What was decided does not wait any more; the list follows. */
static void follows_the_file(void **state)
{
    (void)state;
    struct stage *stage = neighbourhoods_open(132, 40, true);
    assert_shows(stage, "[0 Stad]");
    stage_type(stage, "b<Enter>");
    struct session *session = stage_session(stage, false);
    struct error error = ERROR_NONE;
    struct row row, after;
    stage_row(stage, ENTITY_ESCALATION, "decide_by=2026-11-13", &row);
    row_copy(&after, &row);
    stage_must(rows_assign(session, &after, "decided_on", "2026-11-24", &error), &error);
    stage_must(rows_assign(session, &after, "outcome", "Ja", &error), &error);
    stage_must(rows_change(session, &row, &after, &error), &error);
    session_close(session);
    row_release(&row);
    row_release(&after);
    stage_type(stage, "<Esc><Ctrl-L>");
    assert_shows(stage, "1 van 3");
    stage_close(stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_the_cells_say),        cmocka_unit_test(sorts_what_is_shown),
        cmocka_unit_test(opens_what_is_selected),    cmocka_unit_test(reads_as_one),
        cmocka_unit_test(never_in_the_way_of_a_key), cmocka_unit_test(follows_the_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
