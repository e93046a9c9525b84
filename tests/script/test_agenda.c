/* Before and between meetings: making one, editing its agenda, who is invited; actions, decisions,
 * since the last meeting. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "script/play.h"

/* The meeting that was made here, the fifteenth of the example. */
static struct id make(struct stage *stage)
{
    struct row row;
    stage_type(stage, "4n9 dec 14:00 Buurthuis<Enter>");
    assert_shows(stage, "the agenda is proposed");
    stage_row(stage, ENTITY_MEETING, "number=15", &row);
    struct id id = row.id;
    row_release(&row);
    return id;
}

static void test_new_meeting_and_its_agenda(void **state)
{
    (void)state;
    struct stage *stage = stage_open();
    stage_type(stage, "4");
    assert_shows(stage, "No meetings yet");
    stage_close(stage);
    stage = stage_open(.demo = true);
    stage_type(stage, "4nsome day<Enter>");
    assert_shows(stage, "does not begin with a day and a time");
    stage_type(stage, "<Ctrl-U><Esc>");
    make(stage);
    assert_shows(stage, "9 Dec 2026 14:00");
    assert_shows(stage, "11 invited");
    assert_value(stage, ENTITY_MEETING, "number=15", "place", "Buurthuis");
    assert_selected(stage, "Opening");
    stage_close(stage);
}

static void test_move_drop_minutes_kind(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    char second[512];
    struct id id = make(stage);
    long items = stage_rows(stage, ENTITY_AGENDA_ITEM, play_of(id, ""), NULL);
    snprintf(second, sizeof second, "%s",
             stage_value(stage, ENTITY_AGENDA_ITEM, play_of(id, "position=2"), "title"));
    stage_type(stage, "<Down><Shift-Down>");
    assert_value(stage, ENTITY_AGENDA_ITEM, play_of(id, "position=3"), "title", second);
    stage_type(stage, "<Alt-Up>");
    assert_value(stage, ENTITY_AGENDA_ITEM, play_of(id, "position=2"), "title", second);
    stage_type(stage, "m20<Enter>+");
    assert_value(stage, ENTITY_AGENDA_ITEM, play_of(id, "position=2"), "minutes", "25");
    stage_type(stage, "--");
    assert_value(stage, ENTITY_AGENDA_ITEM, play_of(id, "position=2"), "minutes", "15");
    stage_type(stage, "t");
    assert_value(stage, ENTITY_AGENDA_ITEM, play_of(id, "position=2"), "kind", "inform");
    stage_type(stage, "r<Ctrl-U>Other words<Enter>");
    assert_value(stage, ENTITY_AGENDA_ITEM, play_of(id, "position=2"), "title", "Other words");
    stage_type(stage, "d");
    assert_rows(stage, ENTITY_AGENDA_ITEM, play_of(id, ""), items - 1);
    assert_shows(stage, "off the agenda");
    stage_type(stage, "u");
    assert_rows(stage, ENTITY_AGENDA_ITEM, play_of(id, ""), items);
    stage_close(stage);
}

static void test_add_own_and_proposed(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    struct id id = make(stage);
    stage_type(stage, "aSpeelplek bezoeken &I-4 15<Enter>");
    assert_value(stage, ENTITY_AGENDA_ITEM, play_of(id, "title~bezoeken"), "minutes", "15");
    assert_selected(stage, "I-4");
    stage_type(stage, "aNiets &I-400<Enter>");
    assert_rows(stage, ENTITY_AGENDA_ITEM, play_of(id, "title=Niets"), 0);
    stage_select(stage, "K-9");
    stage_type(stage, "d");
    assert_rows(stage, ENTITY_AGENDA_ITEM, play_of(id, "title~failliet"), 0);
    stage_type(stage, "afailliet<Enter>");
    assert_rows(stage, ENTITY_AGENDA_ITEM, play_of(id, "title~failliet"), 1);
    stage_close(stage);
}

static void test_invited_sent_and_started_once(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    make(stage);
    stage_type(stage, "<F5>");
    stage_select(stage, "Wijkagent");
    stage_type(stage, "e+Nieuw Lid<Enter><Esc>");
    assert_shows(stage, "WA (excused)");
    assert_shows(stage, "12 invited");
    stage_type(stage, "N");
    assert_value(stage, ENTITY_MEETING, "number=15", "status", "open");
    stage_type(stage, "S");
    assert_shows(stage, "the meeting has begun");
    stage_type(stage, "<Esc><Esc>n16 dec 14:00<Enter>S");
    assert_shows(stage, "running");
    assert_rows(stage, ENTITY_MEETING, "status=running", 1);
    stage_type(stage, "14");
    assert_shows(stage, " >");
    stage_type(stage, "back again<Enter>");
    assert_rows(stage, ENTITY_ENTRY, "text=\"back again\"", 1);
    stage_close(stage);
}

static void test_actions_and_decisions(void **state)
{
    (void)state;
    struct play *play = play_open(.width = 120);
    struct stage *stage = play->stage;
    stage_type(stage, "*call the lab @WC ^1nov2026<Enter>*plan it @BW ^+2w<Enter>#we do it<Enter>");
    stage_type(stage, "<Esc><Esc><Tab>");
    assert_shows(stage, "7 open, 4 overdue, 3 carried over");
    assert_shows(stage, "▼ 1 Nov 2026");
    stage_select(stage, "call the lab");
    stage_type(stage, "z+2w<Enter>");
    assert_shows(stage, "7 open, 3 overdue, 4 carried over");
    stage_type(stage, "R");
    assert_rows(stage, ENTITY_ACTION, "status=done what=\"call the lab\"", 1);
    assert_shows(stage, "6 open, 3 overdue");
    stage_select(stage, "plan it");
    stage_type(stage, "X");
    assert_rows(stage, ENTITY_ACTION, "status=dropped what=\"plan it\"", 1);
    stage_type(stage, "<Tab>");
    assert_shows(stage, "we do it");
    play_close(play);
}

static void test_since_and_papers(void **state)
{
    (void)state;
    struct play *play = play_open();
    struct stage *stage = play->stage;
    char path[256];
    stage_type(stage, "#we do it<Enter><F8>4w");
    assert_shows(stage, "SINCE THE LAST MEETING");
    stage_type(stage, "<Esc>x<Ctrl-U>minutes.odt<Enter>");
    assert_shows(stage, "must end in");
    snprintf(path, sizeof path, "<Ctrl-U>%s.md<Enter>", play->path);
    stage_type(stage, path);
    assert_shows(stage, "written");
    play_close(play);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_new_meeting_and_its_agenda),
        cmocka_unit_test(test_move_drop_minutes_kind),
        cmocka_unit_test(test_add_own_and_proposed),
        cmocka_unit_test(test_invited_sent_and_started_once),
        cmocka_unit_test(test_actions_and_decisions),
        cmocka_unit_test(test_since_and_papers),
    };
    return stage_end(cmocka_run_group_tests(tests, NULL, NULL));
}
