/* Lessons: list, where they come from, adopting, links, and the suggestion while a problem is
 * typed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "script/stage.h"

static void shows_lessons_and_where_they_come_from(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    stage_type(stage, "7");
    assert_shows(stage, "[7 Lessons]");
    assert_shows(stage, "Lessons 1 of 4");
    stage_type(stage, "<Tab>");
    assert_shows(stage, "Buurtbudget");
    assert_shows(stage, "1 of 2");
    stage_type(stage, "<Tab>");
    assert_shows(stage, "Kennisinstituut");
    stage_type(stage, "<Tab>");
    assert_shows(stage, "Alliantiepartner");
    stage_type(stage, "<Tab>");
    assert_shows(stage, "Lessons 1 of 4");
    stage_type(stage, "2fexperiment");
    assert_shows(stage, "Buurtbudget");
    assert_hides(stage, "Vochtteam");
    stage_close(stage);
}

static void adopts_and_tells(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    stage_type(stage, "7");
    stage_select(stage, "L-3");
    stage_type(stage, "A");
    assert_rows(stage, ENTITY_ADOPTION, "lesson=L-3", 1);
    stage_type(stage, "AOp tijd aangevraagd<Enter>");
    assert_rows(stage, ENTITY_ADOPTION, "lesson=L-3", 1);
    assert_value(stage, ENTITY_ADOPTION, "lesson=L-3", "outcome", "Op tijd aangevraagd");
    stage_type(stage, "<Enter>");
    assert_shows(stage, "I-4 Speelplekken opknappen");
    assert_shows(stage, "Buurtuitvoeringsprogramma");
    stage_type(stage, "<Esc>+K-12<Enter>");
    assert_rows(stage, ENTITY_LESSON_LINK, "lesson=L-3", 3);
    stage_close(stage);
}

static void suggests_while_a_problem_is_typed(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    stage_type(stage, "2<Down>!<Ctrl-U>bodemonderzoek te laat ");
    assert_shows(stage, "a lesson: L-3");
    stage_type(stage, "<Ctrl-U>iets heel anders ");
    assert_hides(stage, "a lesson");
    stage_close(stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shows_lessons_and_where_they_come_from),
        cmocka_unit_test(adopts_and_tells),
        cmocka_unit_test(suggests_while_a_problem_is_typed),
    };
    return stage_end(cmocka_run_group_tests(tests, NULL, NULL));
}
