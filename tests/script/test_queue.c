/* The coordinator's queue: its order, what is done to one problem and to several, what is new. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "script/stage.h"

static void test_orders_by_score(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    stage_type(stage, "3");
    assert_shows(stage, "▼Score");
    assert_selected(stage, "K-15");
    assert_hides(stage, "K-11"); /* rejected */
    assert_shows(stage, "open · 1 of 16");
    stage_type(stage, "S");
    assert_shows(stage, "▲Score");
    stage_type(stage, "<Home>");
    assert_selected(stage, "K-16");
    stage_type(stage, "<Tab>"); /* the closed ones too */
    assert_shows(stage, "open and closed");
    stage_type(stage, "<Tab>fseverity=4");
    assert_shows(stage, "1 of 4");
    stage_type(stage, "<Enter><Home>");
    assert_selected(stage, "K-15");
    stage_type(stage, "<Enter>");
    assert_shows(stage, "severity 4 × age 2.82 (182 days) × level national 2 = 22.6");
    stage_close(stage);
}

static void test_sorts_by_columns(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    stage_type(stage, "3s<Home>"); /* by severity */
    assert_shows(stage, "▲Severity");
    assert_selected(stage, "low");
    assert_hides(stage, "K-11");
    stage_type(stage, "S<Home>");
    assert_selected(stage, "critical");
    stage_close(stage);
}

static void test_one_key_each(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    stage_type(stage, "3");
    stage_select(stage, "K-7 ");
    stage_type(stage, "A");
    assert_value(stage, ENTITY_PROBLEM, "code=K-7", "status", "accepted");
    assert_selected(stage, "K-7 "); /* the selection follows the record */
    stage_type(stage, "oWijkagent<Enter>");
    assert_value(stage, ENTITY_PROBLEM, "code=K-7", "owner", "Politie, wijkteam");
    stage_type(stage, "^+2w<Enter>");
    assert_value(stage, ENTITY_PROBLEM, "code=K-7", "due", "9 Dec 2026");
    stage_type(stage, "-");
    assert_value(stage, ENTITY_PROBLEM, "code=K-7", "severity", "high");
    stage_type(stage, "xmayor who?<Enter>");
    assert_shows(stage, "Begin with the level");
    stage_type(stage, "<Esc>x<Ctrl-U>bureau +4w Who pays?<Enter>");
    assert_value(stage, ENTITY_PROBLEM, "code=K-7", "level", "bureau");
    assert_value(stage, ENTITY_ESCALATION, "problem=K-7", "decide_by", "23 Dec 2026");
    assert_value(stage, ENTITY_ESCALATION, "problem=K-7", "question", "Who pays?");
    stage_type(stage, "XThe city<Enter>");
    assert_value(stage, ENTITY_ESCALATION, "problem=K-7", "outcome", "The city");
    stage_type(stage, "bNow paint it<Enter>");
    assert_value(stage, ENTITY_PROBLEM, "code=K-7", "level", "group");
    stage_type(stage, "cSeen it<Enter>");
    assert_rows(stage, ENTITY_COMMENT, "text=\"Seen it\"", 1);
    stage_type(stage, "R<Enter>");
    assert_shows(stage, "Say how this problem was solved");
    stage_type(stage, "Painted<Enter>");
    assert_value(stage, ENTITY_PROBLEM, "code=K-7", "status", "solved");
    assert_value(stage, ENTITY_PROBLEM, "code=K-7", "correction", "Painted");
    assert_hides(stage, "K-7 ");
    stage_type(stage, "u");
    assert_value(stage, ENTITY_PROBLEM, "code=K-7", "status", "accepted");
    stage_close(stage);
}

/* What is done to several is one act: one u takes it back. */
static void test_several_at_once(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    stage_type(stage, "3");
    stage_select(stage, "K-4 ");
    stage_type(stage, " ");
    stage_select(stage, "K-16");
    stage_type(stage, " ");
    assert_shows(stage, "2 marked");
    stage_type(stage, "A");
    assert_shows(stage, "2 problems: status: accepted");
    assert_rows(stage, ENTITY_PROBLEM, "code=K-4 status=accepted", 1);
    assert_rows(stage, ENTITY_PROBLEM, "code=K-16 status=accepted", 1);
    stage_type(stage, "oBuurvrouwen<Enter>"); /* a new name */
    assert_rows(stage, ENTITY_PROBLEM, "owner=Buurvrouwen", 2);
    assert_rows(stage, ENTITY_PARTNER, "name=Buurvrouwen", 1);
    stage_type(stage, "u");
    assert_rows(stage, ENTITY_PARTNER, "name=Buurvrouwen", 0);
    stage_type(stage, "u");
    assert_rows(stage, ENTITY_PROBLEM, "code=K-4 status=flagged", 1);
    assert_rows(stage, ENTITY_PROBLEM, "code=K-16 status=flagged", 1);
    stage_type(stage, "U");
    assert_hides(stage, "marked");
    stage_close(stage);
}

static void test_merges(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true, .height = 60);
    stage_type(stage, "3");
    stage_select(stage, "K-16");
    stage_type(stage, "mK-5<Enter>");
    assert_value(stage, ENTITY_PROBLEM, "code=K-16", "status", "rejected");
    assert_hides(stage, "K-16 ");
    stage_select(stage, "K-5 ");
    stage_type(stage, "<Enter><PgDn>");
    assert_shows(stage, "The same");
    stage_type(stage, "<Esc>u");
    assert_value(stage, ENTITY_PROBLEM, "code=K-16", "status", "flagged");
    stage_close(stage);
}

static void test_what_is_new(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    stage_type(stage, "w");
    assert_shows(stage, "What was changed since you last looked");
    stage_type(stage, "<Esc>w");
    assert_shows(stage, "Nothing was changed since you last looked");
    stage_type(stage, "<Esc>3");
    stage_select(stage, "K-7 ");
    stage_type(stage, "-w");
    assert_shows(stage, "critical → high");
    stage_type(stage, "<Esc>w");
    assert_hides(stage, "critical → high");
    stage_close(stage);
}

/* The same problem is seen before it is flagged once more. */
static void test_known_already(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    stage_type(stage, "2!Geluidsoverlast bij het trapveld na tien uur");
    assert_shows(stage, "known already: K-5 Geluidsoverlast");
    stage_type(stage, "<Esc>");
    stage_type(stage, "3!Iets heel anders gevonden");
    assert_hides(stage, "known already");
    stage_close(stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_orders_by_score), cmocka_unit_test(test_sorts_by_columns),
        cmocka_unit_test(test_one_key_each),    cmocka_unit_test(test_several_at_once),
        cmocka_unit_test(test_merges),          cmocka_unit_test(test_what_is_new),
        cmocka_unit_test(test_known_already)};
    return stage_end(cmocka_run_group_tests(tests, NULL, NULL));
}
