#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "unit/app/fixture.h"
#include "wijk/app/lessons.h"
#include "wijk/app/similar.h"

static struct id learn(struct fixture *fixture, const char *title, const char *cause)
{
    return fixture_add(fixture, ENTITY_LESSON, "title", title, "cause", cause, "source",
                       "Buurtwerk", "theme", "WRK", NULL);
}

static bool adopt(struct fixture *fixture, struct id lesson, const char *outcome)
{
    struct lesson_adopting adopting = {.lesson = lesson, .on = DATE_NONE, .outcome = outcome};
    error_clear(&fixture->error);
    return lesson_adopt(fixture->session, &adopting, &fixture->error);
}

static void load(struct fixture *fixture, struct id id, struct lesson *lesson)
{
    fixture_must(fixture, lesson_load(fixture->session, id, lesson, &fixture->error));
}

static void is_adopted_once_and_then_told(void **state)
{
    (void)state;
    struct fixture fixture;
    struct lesson lesson;
    fixture_start(&fixture);
    struct id id = learn(&fixture, "Visit first", "A letter reads as blame");
    assert_string_equal(fixture_code(&fixture, ENTITY_LESSON, id), "L-1");
    load(&fixture, id, &lesson);
    assert_false(lesson.here);
    assert_string_equal(lesson.source, "Buurtwerk");
    lesson_release(&lesson);
    assert_true(adopt(&fixture, id, NULL));
    assert_false(adopt(&fixture, id, NULL));
    assert_string_equal(fixture.error.message,
                        "Voorbeeldbuurt has adopted this lesson already; say what became of it");
    assert_true(adopt(&fixture, id, "Fewer complaints"));
    load(&fixture, id, &lesson);
    assert_true(lesson.here);
    assert_int_equal(lesson.adoptions.count, 1);
    assert_string_equal(lesson.adoptions.items[0].where, "Voorbeeldbuurt");
    assert_string_equal(lesson.adoptions.items[0].outcome, "Fewer complaints");
    assert_int_equal(lesson.adoptions.items[0].on, fixture.session->today);
    lesson_release(&lesson);
    fixture.session->programme = (struct id){{0}};
    assert_false(adopt(&fixture, id, "Again"));
    fixture_end(&fixture);
}

static void is_linked_once(void **state)
{
    (void)state;
    struct fixture fixture;
    struct lesson lesson;
    fixture_start(&fixture);
    struct id id = learn(&fixture, "Visit first", "");
    struct id work = fixture_add(&fixture, ENTITY_EFFORT, "title", "Damp team", NULL);
    struct lesson_linking linking = {id, ENTITY_EFFORT, work};
    assert_true(lesson_link(fixture.session, &linking, &fixture.error));
    assert_false(lesson_link(fixture.session, &linking, &fixture.error));
    load(&fixture, id, &lesson);
    assert_int_equal(lesson.about.count, 1);
    assert_string_equal(lesson.about.items[0].title, "I-1 Damp team");
    lesson_release(&lesson);
    fixture_end(&fixture);
}

static void is_suggested_for_the_like(void **state)
{
    (void)state;
    struct fixture fixture;
    struct similar similar;
    fixture_start(&fixture);
    learn(&fixture, "Ask for the soil test in the first month", "");
    learn(&fixture, "Visit a home before a letter goes", "Letters about damp read as blame");
    learn(&fixture, "Unlike", "");
    fixture_must(&fixture, similar_lessons(fixture.session, "Soil test late again", &similar,
                                           &fixture.error));
    assert_int_equal(similar.count, 1);
    assert_string_equal(similar.found[0].title, "L-1 Ask for the soil test in the first month");
    similar_release(&similar);
    fixture_must(&fixture, similar_lessons(fixture.session, "damp letters", &similar,
                                           &fixture.error)); /* the cause counts as well */
    assert_int_equal(similar.count, 1);
    similar_release(&similar);
    fixture_must(&fixture, similar_lessons(fixture.session, "damp", &similar, &fixture.error));
    assert_int_equal(similar.count, 0);
    fixture_end(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_adopted_once_and_then_told),
        cmocka_unit_test(is_linked_once),
        cmocka_unit_test(is_suggested_for_the_like),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
