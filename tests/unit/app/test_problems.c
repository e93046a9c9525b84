#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "unit/app/fixture.h"
#include "wijk/app/past.h"
#include "wijk/app/problems.h"
#include "wijk/app/searching.h"

static void fill(struct fixture *fixture)
{
    fixture_add(fixture, ENTITY_GOAL, "statement", "More work", "theme", "WRK", NULL);
    fixture_add(fixture, ENTITY_INDICATOR, "goal", "WRK-1", "name", "Youth unemployment", NULL);
    fixture_add(fixture, ENTITY_EFFORT, "title", "Job coach", NULL);
    fixture_add(fixture, ENTITY_CONTRIBUTION, "effort", "I-1", "goal", "WRK-1", NULL);
}

static bool flag(struct fixture *fixture, const char *typed, const char *about, struct row *row,
                 struct buffer *unresolved)
{
    struct quickline line;
    struct problem_request request = {.line = &line, .kind = ENTITY_NONE};
    struct id id;
    error_clear(&fixture->error);
    if (about != NULL)
        fixture_must(fixture, rows_find_code(fixture->session, about, &request.kind, &request.about,
                                             &fixture->error));
    fixture_line(fixture, typed, QUICKLINE_PROBLEM, QUICKLINE_ANY, &line);
    bool done = problems_flag(fixture->session, &request, &id, unresolved, &fixture->error);
    quickline_release(&line);
    if (done)
        fixture_must(fixture, rows_get(fixture->session, ENTITY_PROBLEM, id, row, &fixture->error));
    return done;
}

static void check_name(struct fixture *fixture, const struct row *row, const char *column,
                       const char *wanted)
{
    struct buffer out = BUFFER_EMPTY;
    const struct field *field = &row->entity->fields[entity_field(row->entity, column)];
    rows_show(fixture->session, row, field, row_value(row, column), &out);
    assert_string_equal(out.bytes, wanted);
    buffer_release(&out);
}

static void flags_a_problem(void **state)
{
    (void)state;
    struct fixture fixture;
    struct row row;
    struct buffer unresolved = BUFFER_EMPTY;
    fixture_start(&fixture);
    fill(&fixture);
    fixture_must(&fixture, flag(&fixture, "!!soil test delayed @jdv ^2026-03-01 %bureau", "I-1",
                                &row, &unresolved));
    assert_string_equal(row_text(&row, "code"), "K-1");
    assert_string_equal(row_text(&row, "title"), "soil test delayed");
    assert_int_equal(row_integer(&row, "severity", 0), 3);
    assert_string_equal(row_text(&row, "due"), "2026-03-01");
    assert_string_equal(row_text(&row, "raised_on"), "2025-11-24");
    assert_string_equal(row_text(&row, "visibility"), "bureau");
    assert_string_equal(row_text(&row, "status"), "flagged");
    check_name(&fixture, &row, "owner_person", "Jan de Vries");
    check_name(&fixture, &row, "owner", "Woonzorg");
    check_name(&fixture, &row, "raised_by", "Jan de Vries");
    check_name(&fixture, &row, "effort", "I-1 Job coach");
    check_name(&fixture, &row, "theme", "Working");
    row_release(&row);
    assert_int_equal(unresolved.length, 0);
    fixture_must(&fixture, flag(&fixture, "!damp @nobody &WRK-1.1", "I-1", &row, &unresolved));
    assert_string_equal(unresolved.bytes, "nobody");
    check_name(&fixture, &row, "goal", "WRK-1 More work");
    check_name(&fixture, &row, "effort", "");
    check_name(&fixture, &row, "owner", "");
    row_release(&row);
    fixture_must(&fixture, flag(&fixture, "damp @buurtwerk", NULL, &row, NULL));
    check_name(&fixture, &row, "owner", "Buurtwerk");
    row_release(&row);
    assert_false(flag(&fixture, "!", NULL, &row, NULL));
    assert_false(flag(&fixture, "!damp &X-9", NULL, &row, NULL));
    assert_false(flag(&fixture, "*call them", NULL, &row, NULL));
    buffer_release(&unresolved);
    fixture_end(&fixture);
}

static bool become(struct fixture *fixture, struct id problem, const char *status,
                   const char *words)
{
    error_clear(&fixture->error);
    return problems_set_status(fixture->session, problem, status, words, &fixture->error);
}

static void follows_the_workflow(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_start(&fixture);
    struct id id = fixture_add(&fixture, ENTITY_PROBLEM, "title", "Damp", NULL);
    assert_false(become(&fixture, id, "waiting", "the lab"));
    assert_false(become(&fixture, id, "in progress", NULL));
    assert_false(become(&fixture, id, "nonsense", NULL));
    assert_true(become(&fixture, id, "accepted", NULL));
    assert_false(become(&fixture, id, "waiting", NULL));
    assert_true(become(&fixture, id, "waiting", "the lab"));
    struct row row;
    fixture_must(&fixture, rows_get(fixture.session, ENTITY_PROBLEM, id, &row, &fixture.error));
    assert_string_equal(row_text(&row, "waiting_for"), "the lab");
    row_release(&row);
    assert_false(become(&fixture, id, "rejected", NULL));
    assert_true(become(&fixture, id, "rejected", "not ours"));
    fixture_must(&fixture, rows_get(fixture.session, ENTITY_PROBLEM, id, &row, &fixture.error));
    assert_string_equal(row_text(&row, "status"), "rejected");
    assert_null(row_text(&row, "waiting_for"));
    row_release(&row);
    fixture_end(&fixture);
}

static void tells_old_and_new(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_start(&fixture);
    fill(&fixture);
    struct id effort;
    fixture_must(&fixture,
                 rows_find(fixture.session, ENTITY_EFFORT, "I-1", &effort, &fixture.error));
    assert_true(fixture_set(&fixture, ENTITY_EFFORT, effort, "lead", "Woonzorg"));
    assert_true(fixture_set(&fixture, ENTITY_EFFORT, effort, "lead", "Buurtwerk"));
    assert_true(fixture_set(&fixture, ENTITY_EFFORT, effort, "ends", "2026-03-01"));
    fixture_add(&fixture, ENTITY_MILESTONE, "effort", "I-1", "title", "Start", "due", "2026-01-01",
                NULL);
    fixture_must(&fixture,
                 rows_delete(fixture.session, ENTITY_EFFORT, effort, NULL, &fixture.error));
    struct buffer label = BUFFER_EMPTY;
    fixture_must(&fixture, rows_undo(fixture.session, &label, &fixture.error));
    buffer_release(&label);
    struct past past;
    struct past_request request = {.kind = ENTITY_EFFORT, .row = effort, .limit = 50};
    fixture_must(&fixture, past_load(fixture.session, &request, &past, &fixture.error));
    bool lead = false, date = false, made = false, milestone = false, gone = false, back = false;
    for (size_t i = 0; i < past.count; i++) {
        const struct past_line *line = &past.lines[i];
        assert_true(i == 0 || line->act <= past.lines[i - 1].act);
        assert_string_equal(line->person, "Jan de Vries");
        bool own = line->kind == ENTITY_EFFORT;
        lead = lead ||
               (strcmp(line->field, "Lead partner") == 0 && strcmp(line->before, "Woonzorg") == 0 &&
                strcmp(line->after, "Buurtwerk") == 0);
        date = date || (strcmp(line->field, "Ends") == 0 && *line->before == '\0' &&
                        strcmp(line->after, "1 Mar 2026") == 0);
        made = made || (own && *line->field == '\0');
        milestone = milestone || (line->kind == ENTITY_MILESTONE && *line->field == '\0');
        gone = gone || (own && line->undone && strcmp(line->field, "Deleted") == 0);
        back = back || (own && strcmp(line->field, "Brought back") == 0);
    }
    assert_true(lead && date && made && milestone && gone && back);
    assert_int_equal(past.older, 0);
    past_release(&past);
    fixture_end(&fixture);
}

static void tells_everything_in_pages(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_start(&fixture);
    fill(&fixture);
    size_t acts = 0, pages = 0;
    int64_t last = INT64_MAX;
    struct past_request request = {.kind = ENTITY_NONE, .limit = 4};
    do {
        struct past past;
        fixture_must(&fixture, past_load(fixture.session, &request, &past, &fixture.error));
        for (size_t i = 0; i < past.count; i++) {
            acts += past.lines[i].act != last;
            assert_true(past.lines[i].act <= last);
            last = past.lines[i].act;
        }
        request.before = past.older;
        past_release(&past);
    } while (request.before != 0 && ++pages < 20);
    assert_int_equal(acts, 11); /* seven of the fixture, four of ours */
    fixture_end(&fixture);
}

static void searches_everything(void **state)
{
    (void)state;
    struct fixture fixture;
    struct search_page page;
    fixture_start(&fixture);
    fill(&fixture);
    fixture_must(&fixture,
                 searching_find(fixture.session, &(struct search_request){"youth unem", 0, 10},
                                &page, &fixture.error));
    assert_int_equal(page.count, 1);
    assert_int_equal(page.hits[0].kind, ENTITY_INDICATOR);
    assert_string_equal(page.hits[0].title, "WRK-1.1 Youth unemployment");
    assert_false(page.more);
    search_page_release(&page);
    for (int i = 0; i < 3; i++)
        fixture_add(&fixture, ENTITY_PROBLEM, "title", "Damp in the house", NULL);
    fixture_must(&fixture, searching_find(fixture.session, &(struct search_request){"damp", 0, 2},
                                          &page, &fixture.error));
    assert_int_equal(page.count, 2);
    assert_true(page.more);
    search_page_release(&page);
    fixture_must(&fixture, searching_find(fixture.session, &(struct search_request){"damp", 2, 2},
                                          &page, &fixture.error));
    assert_int_equal(page.count, 1);
    assert_false(page.more);
    search_page_release(&page);
    fixture_end(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(flags_a_problem),     cmocka_unit_test(follows_the_workflow),
        cmocka_unit_test(tells_old_and_new),   cmocka_unit_test(tells_everything_in_pages),
        cmocka_unit_test(searches_everything),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
