/* The same problem in another neighbourhood: when the signal speaks, and when it is silent. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "unit/app/fixture.h"
#include "wijk/app/signals.h"

static struct id other_programme(struct fixture *fixture)
{
    struct id area = fixture_add(fixture, ENTITY_AREA, "name", "Elders", NULL);
    char text[ID_TEXT_SIZE];
    id_format(area, text);
    return fixture_add(fixture, ENTITY_PROGRAMME, "area", text, "title", "Another", NULL);
}

static struct id problem(struct fixture *fixture, struct id programme, const char *title,
                         const char *status)
{
    char text[ID_TEXT_SIZE];
    id_format(programme, text);
    return fixture_add(fixture, ENTITY_PROBLEM, "programme", text, "title", title, "status", status,
                       NULL);
}

/* The reasons of the signal, in a static place. */
static const char *heard(struct fixture *fixture)
{
    static char text[4000];
    struct signals signals;
    text[0] = '\0';
    fixture_must(fixture, signals_load(fixture->session, &signals, &fixture->error));
    for (size_t i = 0; i < signals.count; i++)
        if (signals.items[i].kind == SIGNAL_ELSEWHERE) {
            fixture_must(fixture,
                         signals_tell(fixture->session, &signals.items[i], &fixture->error));
            snprintf(text + strlen(text), sizeof text - strlen(text), "%s: %s\n",
                     signals.items[i].code, signals.items[i].reason);
        }
    signals_release(&signals);
    return text;
}

static void test_examples(void **state)
{
    (void)state;
    static const struct {
        const char *here, *there, *status, *heard;
    } examples[] = {
        {"Damp in the porches of the north side", "Damp in porches, north side", "flagged",
         "K-1: looks like Elders \u00B7 K-1 Damp in porches, north side\n"},
        {"Damp in the porches of the north side", "Damp in porches, north side", "solved",
         "K-1: looks like Elders \u00B7 K-1 Damp in porches, north side (solved)\n"},
        {"Damp in the porches of the north side", "Damp in porches, north side", "rejected", ""},
        {"Damp in the porches", "Parking at the school", "flagged", ""},
        {"Noise at night", "Noise", "flagged", ""}, /* one word is too little */
        {"Schimmel in de portieken", "SCHIMMEL in portieken", "accepted",
         "K-1: looks like Elders \u00B7 K-1 SCHIMMEL in portieken\n"},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        struct fixture fixture;
        fixture_start(&fixture);
        problem(&fixture, fixture.programme, examples[i].here, "flagged");
        assert_string_equal(heard(&fixture), "");
        problem(&fixture, other_programme(&fixture), examples[i].there, examples[i].status);
        assert_string_equal(heard(&fixture), examples[i].heard);
        fixture_end(&fixture);
    }
}

/* The same neighbourhood is not elsewhere, and what was solved here asks for nothing. */
static void test_silent(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_start(&fixture);
    struct id other = other_programme(&fixture);
    problem(&fixture, fixture.programme, "Damp in the porches", "flagged");
    problem(&fixture, fixture.programme, "Damp in the porches", "flagged");
    assert_string_equal(heard(&fixture), "");
    problem(&fixture, other, "Noise of scooters in the square", "flagged");
    problem(&fixture, fixture.programme, "Noise of scooters in the square", "solved");
    assert_string_equal(heard(&fixture), "");
    fixture.session->programme = (struct id){{0}}; /* of all programmes: both sides may say so */
    assert_string_equal(heard(&fixture), "K-1: looks like Voorbeeldbuurt \u00B7 K-3 Noise of "
                                         "scooters in the square (solved)\n");
    fixture_end(&fixture);
}

/* Words that stand in many titles lead nowhere, but the same title still does. */
static void test_many(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_start(&fixture);
    struct id other = other_programme(&fixture);
    for (int i = 0; i < 40; i++)
        problem(&fixture, other, "Budget planning", "flagged");
    problem(&fixture, fixture.programme, "Budget planning school", "flagged");
    assert_string_equal(heard(&fixture), "");
    problem(&fixture, fixture.programme, "Planning budget", "flagged");
    assert_string_equal(heard(&fixture), "K-2: looks like Elders \u00B7 K-1 Budget planning\n");
    fixture_end(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_examples),
        cmocka_unit_test(test_silent),
        cmocka_unit_test(test_many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
