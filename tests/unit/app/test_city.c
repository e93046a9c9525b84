/* The city: neighbourhoods × themes over every programme of the file. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fixture.h"
#include "wijk/app/city.h"
#include "wijk/app/measuring.h"
#include "wijk/store/draft.h"

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

static uint32_t drawn(uint32_t *seed, uint32_t below)
{
    *seed = *seed * 1664525 + 1013904223;
    return (*seed >> 12) % below;
}

/* Dates repeat and lie ahead, values are missing or shares, baselines are marked or not. */
static void draw_measurement(struct draft *draft, struct id indicator, uint32_t *seed)
{
    static const char *const statuses[] = {"final",       "final",  "final",
                                           "provisional", "secret", "unavailable"};
    char iso[DATE_TEXT_SIZE];
    struct row row;
    row_init(&row, ENTITY_MEASUREMENT);
    row_set(&row, "indicator", value_id(indicator));
    date_iso(date_of(2015, 1, 1) + (date_t)drawn(seed, 200) * 20, iso);
    row_set(&row, "taken_on", value_text(iso));
    const char *status = statuses[drawn(seed, 6)];
    row_set(&row, "status", value_text(status));
    if (strcmp(status, "secret") != 0 && strcmp(status, "unavailable") != 0) {
        if (drawn(seed, 4) == 0) {
            row_set(&row, "numerator", value_real(drawn(seed, 100)));
            row_set(&row, "denominator", value_real(drawn(seed, 100)));
        } else {
            row_set(&row, "value", value_real(drawn(seed, 100)));
        }
    }
    row_set(&row, "is_baseline", value_integer(drawn(seed, 30) == 0));
    draft_create(draft, &row);
    row_release(&row);
}

static struct id draw_indicator(struct fixture *fixture, struct draft *draft, uint32_t *seed)
{
    static const char *const frequencies[] = {"month", "year", "two years", "once"};
    static const char *const operators[] = {"at least", "at most", "at least", "between"};
    char value[16], to[16], code[ID_TEXT_SIZE];
    struct id goal = fixture_add(fixture, ENTITY_GOAL, "statement", "Goal", "theme", "LIV", NULL);
    id_format(goal, code);
    struct id id = fixture_add(fixture, ENTITY_INDICATOR, "goal", code, "name", "Figure", "kind",
                               "percent", "frequency", frequencies[drawn(seed, 4)], NULL);
    id_format(id, code);
    snprintf(value, sizeof value, "%u", drawn(seed, 60));
    snprintf(to, sizeof to, "%u", 60 + drawn(seed, 40));
    for (uint32_t i = drawn(seed, 3); i-- > 0;) {
        const char *operator= operators[drawn(seed, 4)];
        bool between = strcmp(operator, "between") == 0;
        fixture_add(fixture, ENTITY_TARGET, "indicator", code, "due",
                    drawn(seed, 3) == 0 ? "2025-01-01" : "2027-01-01", "operator", operator,
                    "value", value, between ? "value_to" : NULL, to, NULL);
    }
    for (uint32_t i = drawn(seed, 3) == 0 ? drawn(seed, 5) : drawn(seed, 140); i-- > 0;)
        draw_measurement(draft, id, seed);
    return id;
}

/* The city reads only what decides; the screen of an indicator reads all rows. */
static void the_same_lights_as_from_all_rows(void **state)
{
    (void)state;
    enum { MANY = 120 };
    struct fixture fixture;
    struct id ids[MANY];
    struct draft draft;
    uint32_t seed = 2025;
    fixture_start(&fixture);
    draft_init(&draft, "Figures");
    for (size_t i = 0; i < MANY; i++)
        ids[i] = draw_indicator(&fixture, &draft, &seed);
    fixture_must(&fixture, session_commit(fixture.session, &draft, &fixture.error));
    draft_release(&draft);
    struct light_counts wanted = {{0}};
    for (size_t i = 0; i < MANY; i++) {
        struct indicator_view view;
        fixture_must(&fixture, indicator_view_load(fixture.session, ids[i], &view, &fixture.error));
        light_count(&wanted, view.light);
        indicator_view_release(&view);
    }
    struct city city;
    fixture_must(&fixture, city_load(fixture.session, &city, &fixture.error));
    for (int light = 0; light < LIGHT_COUNT; light++) {
        assert_true(wanted.of[light] > 0); /* the draw has them all */
        assert_int_equal(city.rows[0].cells[0].counts.of[light], wanted.of[light]);
    }
    city_release(&city);
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
        cmocka_unit_test(the_same_lights_as_from_all_rows),
        cmocka_unit_test(the_light_of_many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
