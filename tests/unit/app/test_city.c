/* The city: neighbourhoods × themes over every programme of the file. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fixture.h"
#include "wijk/app/city.h"

static void a_row_a_programme(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_start(&fixture);
    fixture_add(&fixture, ENTITY_GOAL, "statement", "Dry homes", "theme", "LIV", "light", "green",
                NULL);
    fixture_add(&fixture, ENTITY_GOAL, "statement", "Clean streets", "theme", "LIV", "light", "red",
                NULL);
    fixture_add(&fixture, ENTITY_GOAL, "statement", "What we want", "level", "vision", NULL);
    fixture_add(&fixture, ENTITY_PROBLEM, "title", "Damp", "severity", "4", NULL);
    fixture_add(&fixture, ENTITY_PROBLEM, "title", "Noise", "status", "solved", NULL);
    struct id other = fixture_add(&fixture, ENTITY_AREA, "name", "Another", NULL);
    char text[ID_TEXT_SIZE];
    id_format(other, text);
    fixture_add(&fixture, ENTITY_PROGRAMME, "area", text, "title", "Another programme", NULL);
    assert_int_equal(session_programmes(fixture.session), 2);

    struct city city;
    fixture_must(&fixture, city_load(fixture.session, &city, &fixture.error));
    assert_int_equal(city.count, 2);
    assert_int_equal(city.theme_count, 2);
    assert_string_equal(city.rows[0].name, "Another");
    assert_int_equal(city.rows[0].problems, 0);
    assert_int_equal(city.rows[0].cells[0].light, LIGHT_GREY);
    const struct city_row *row = &city.rows[1];
    assert_true(id_equal(row->programme, fixture.programme));
    assert_int_equal(light_total(&row->cells[0].counts), 2);
    assert_int_equal(row->cells[0].counts.of[LIGHT_GREEN], 1);
    assert_int_equal(row->cells[0].light, LIGHT_RED); /* one of two is off track */
    assert_int_equal(row->problems, 1);
    assert_int_equal(row->critical, 1);
    city_release(&city);
    assert_true(
        id_equal(fixture.session->programme, fixture.programme)); /* what is looked at stays */
    fixture_end(&fixture);
}

static void the_light_of_many(void **state)
{
    (void)state;
    static const struct {
        int green, amber, red, grey;
        enum light light;
    } examples[] = {{0, 0, 0, 0, LIGHT_GREY},  {0, 0, 0, 5, LIGHT_GREY},  {5, 0, 0, 2, LIGHT_GREEN},
                    {4, 2, 0, 0, LIGHT_GREEN}, {5, 0, 2, 0, LIGHT_GREEN}, {3, 2, 0, 0, LIGHT_AMBER},
                    {2, 1, 1, 0, LIGHT_AMBER}, {2, 0, 1, 0, LIGHT_RED},   {0, 0, 1, 9, LIGHT_RED},
                    {0, 1, 0, 0, LIGHT_AMBER}};
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        struct light_counts counts = {{0}};
        counts.of[LIGHT_GREEN] = examples[i].green;
        counts.of[LIGHT_AMBER] = examples[i].amber;
        counts.of[LIGHT_RED] = examples[i].red;
        counts.of[LIGHT_GREY] = examples[i].grey;
        assert_int_equal(light_of_counts(&counts), examples[i].light);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_a_programme),
        cmocka_unit_test(the_light_of_many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
