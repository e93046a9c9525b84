
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "unit/store/rows.h"
#include "wijk/base/language.h"
#include "wijk/store/record.h"
#include <cmocka.h>

/* A small programme in every test: one file for all, as nothing here changes it but where said. */
static struct rows rows;
static struct id area, programme, elsewhere, theme, ymere, jan, goal, indicator, effort, problem;

static struct id add_programme(const char *name, const char *title)
{
    struct id place = rows_add(&rows, ENTITY_AREA, "name", name, NULL);
    area = place;
    return rows_add(&rows, ENTITY_PROGRAMME, "area", &place, "title", title, NULL);
}

static int open_rows(void **state)
{
    (void)state;
    rows_open(&rows);
    GOOD(db_begin(rows.db, error));
    elsewhere = add_programme("Slotervaart", "Programme Slotervaart");
    programme = add_programme("Kolenkit", "Programme Kolenkit");
    theme = rows_add(&rows, ENTITY_THEME, "code", "WRK", "name", "Working", "position", "2", NULL);
    ymere = rows_add(&rows, ENTITY_PARTNER, "name", "Ymere", "kind", "housing corporation", NULL);
    rows_add(&rows, ENTITY_PARTNER, "name", "Ymere Zuid", NULL);
    rows_add(&rows, ENTITY_PARTNER, "name", "\u00c9\u00e9n voor allen", NULL);
    jan = rows_add(&rows, ENTITY_PERSON, "name", "J. Voorbeeld", "initials", "JdV", "partner",
                   &ymere, NULL);
    goal = rows_add(&rows, ENTITY_GOAL, "programme", &programme, "theme", &theme, "code", "WRK-2",
                    "statement", "Fewer young people without work", NULL);
    rows_add(&rows, ENTITY_GOAL, "programme", &elsewhere, "code", "WRK-2", "statement", "More work",
             NULL);
    indicator = rows_add(&rows, ENTITY_INDICATOR, "goal", &goal, "code", "WRK-2.1", "name",
                         "Youth unemployment", NULL);
    effort = rows_add(&rows, ENTITY_EFFORT, "programme", &programme, "code", "I-12", "title",
                      "Job coach", "lead", &ymere, NULL);
    problem = rows_add(&rows, ENTITY_PROBLEM, "programme", &programme, "code", "K-7", "title",
                       "Damp in the \u00c1kbarstraat", "owner", &ymere, "goal", &goal, NULL);
    rows_add(&rows, ENTITY_MEASUREMENT, "indicator", &indicator, "taken_on", "2009-10-01", "value",
             "14.2", NULL);
    rows_add(&rows, ENTITY_CONTRIBUTION, "effort", &effort, "goal", &goal, NULL);
    rows_add(&rows, ENTITY_COMMENT, "entity", "goal", "row", &goal, "text", "Keep going", NULL);
    GOOD(db_commit(rows.db, error));
    return 0;
}

static int close_rows(void **state)
{
    (void)state;
    rows_close(&rows);
    return 0;
}

static void test_get(void **state)
{
    (void)state;
    struct row row;
    struct error failure = ERROR_NONE;
    GOOD(record_get(rows.db, ENTITY_GOAL, goal, &row, error));
    assert_true(id_equal(row.id, goal));
    assert_false(row.deleted);
    assert_string_equal(row_text(&row, "statement"), "Fewer young people without work");
    assert_true(id_equal(row_reference(&row, "theme"), theme));
    assert_null(row_text(&row, "cause"));
    row_release(&row);
    assert_false(record_get(rows.db, ENTITY_GOAL, theme, &row, &failure));
    assert_int_equal(failure.code, ERROR_NOT_FOUND);
    bool exists;
    GOOD(record_exists(rows.db, (struct record_at){ENTITY_THEME, theme}, &exists, error));
    assert_true(exists);
    GOOD(record_exists(rows.db, (struct record_at){ENTITY_GOAL, theme}, &exists, error));
    assert_false(exists);
}

/* Several rows of a kind, in the order they are asked for, with the columns that are enough. */
static void test_get_rows(void **state)
{
    (void)state;
    struct id ids[3] = {goal, goal, theme};
    struct row both[3];
    struct record_rows wanted = {ENTITY_GOAL, ids, 2, "statement theme"};
    GOOD(db_begin(rows.db, error));
    ids[0] =
        rows_add(&rows, ENTITY_GOAL, "programme", &programme, "statement", "Safe streets", NULL);
    GOOD(db_commit(rows.db, error));
    GOOD(record_get_rows(rows.db, &wanted, both, error));
    assert_string_equal(row_text(&both[0], "statement"), "Safe streets");
    assert_string_equal(row_text(&both[1], "statement"), "Fewer young people without work");
    assert_true(id_equal(both[1].id, goal));
    assert_true(id_equal(row_reference(&both[1], "theme"), theme));
    assert_true(id_is_none(row_reference(&both[1], "programme"))); /* was not asked for */
    row_release(&both[0]);
    row_release(&both[1]);
    wanted.only = NULL;
    GOOD(record_get_rows(rows.db, &wanted, both, error));
    assert_true(id_equal(row_reference(&both[1], "programme"), programme));
    row_release(&both[0]);
    row_release(&both[1]);
    struct error failure = ERROR_NONE;
    wanted.count = 3; /* the last is not a goal: none is given */
    assert_false(record_get_rows(rows.db, &wanted, both, &failure));
    assert_int_equal(failure.code, ERROR_NOT_FOUND);
}

static bool add_code(void *context, const struct row *row, struct error *error)
{
    (void)error;
    struct buffer *out = context;
    const char *text =
        row_text(row, row->entity->code != NULL ? row->entity->code : row->entity->title);
    buffer_format(out, "%s ", text == NULL ? "-" : text);
    return out->length < 60;
}

static void assert_listed(const struct query *query, const char *expected)
{
    struct buffer out = BUFFER_EMPTY;
    GOOD(record_each(rows.db, query, add_code, &out, error));
    assert_string_equal(out.bytes, expected);
    buffer_release(&out);
}

static void test_order(void **state)
{
    (void)state;
    struct query query;
    const char *codes[] = {"K-10", "K-9", "k-8", "K-2b", "K-100"};
    GOOD(db_begin(rows.db, error));
    for (int i = 0; i < 5; i++)
        rows_add(&rows, ENTITY_PROBLEM, "programme", &elsewhere, "code", codes[i], "title", "Noise",
                 "status", i == 1 ? "solved" : "accepted", "raised_on",
                 i == 2 ? "2009-01-01" : "2010-01-01", NULL);
    query_init(&query, ENTITY_PROBLEM);
    query.programme = elsewhere;
    query.order = entity_field(query.entity, "code");
    assert_listed(&query, "K-2b k-8 K-9 K-10 K-100 ");
    query.descending = true;
    assert_listed(&query, "K-100 K-10 K-9 k-8 K-2b ");
    query.order = entity_field(query.entity, "status"); /* in the order of the choices */
    assert_true(query.order > 0);
    struct buffer out = BUFFER_EMPTY;
    GOOD(record_each(rows.db, &query, add_code, &out, error));
    assert_int_equal(strncmp(out.bytes, "K-9 ", 4), 0);
    buffer_release(&out);
    query.programme = (struct id){{0}};
    query.descending = false;
    query.order = entity_field(query.entity, "raised_on"); /* unknown last */
    assert_listed(&query, "k-8 K-10 K-9 K-2b K-100 K-7 ");
    query.descending = true;
    assert_listed(&query, "K-100 K-2b K-9 K-10 k-8 K-7 ");
    db_rollback(rows.db);
}

static void test_conditions(void **state)
{
    (void)state;
    static const struct {
        enum entity_kind kind;
        const char *column;
        enum query_test test;
        const char *text;
        const char *expected;
    } examples[] = {
        {ENTITY_PROBLEM, "title", QUERY_CONTAINS, "akbar", "K-7 "},
        {ENTITY_PROBLEM, NULL, QUERY_CONTAINS, "ymere", "K-7 "}, /* by its owner */
        {ENTITY_PROBLEM, NULL, QUERY_CONTAINS, "k-7", "K-7 "},
        {ENTITY_PROBLEM, NULL, QUERY_CONTAINS, "k-8", ""},
        {ENTITY_PROBLEM, "title", QUERY_CONTAINS, "'); DROP TABLE problem; --", ""},
        {ENTITY_PROBLEM, "status", QUERY_EQUAL, "flagged", "K-7 "},
        {ENTITY_PROBLEM, "status", QUERY_NOT_EQUAL, "flagged", ""},
        {ENTITY_PROBLEM, "due", QUERY_UNKNOWN, NULL, "K-7 "},
        {ENTITY_PROBLEM, "due", QUERY_KNOWN, NULL, ""},
        {ENTITY_PARTNER, "name", QUERY_EQUAL, "ymere", "Ymere "},
        {ENTITY_PARTNER, "name", QUERY_CONTAINS, "een", "\u00c9\u00e9n voor allen "},
        {ENTITY_PARTNER, NULL, QUERY_CONTAINS, "", "\u00c9\u00e9n voor allen Ymere Ymere Zuid "},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        struct query query;
        query_init(&query, examples[i].kind);
        struct value value = {.type = VALUE_NONE};
        if (examples[i].text != NULL)
            value = (struct value){.type = VALUE_TEXT, .text = strdup(examples[i].text)};
        GOOD(query_add(&query, examples[i].column, examples[i].test, value, error));
        assert_listed(&query, examples[i].expected);
        query_release(&query);
    }
}

static void test_programme(void **state)
{
    (void)state;
    static const struct {
        enum entity_kind kind;
        long mine, other;
    } examples[] = {
        {ENTITY_PROGRAMME, 1, 1},   {ENTITY_GOAL, 1, 1},         {ENTITY_INDICATOR, 1, 0},
        {ENTITY_MEASUREMENT, 1, 0}, {ENTITY_CONTRIBUTION, 1, 0}, {ENTITY_COMMENT, 1, 0},
        {ENTITY_PARTNER, 3, 3},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++)
        for (int other = 0; other < 2; other++) {
            struct query query;
            long count;
            bool exact;
            query_init(&query, examples[i].kind);
            query.programme = other ? elsewhere : programme;
            struct record_cursor *cursor;
            GOOD((cursor = record_cursor_new(rows.db, &query, error)) != NULL);
            GOOD(record_cursor_count(cursor, &count, &exact, error));
            assert_int_equal(count, other ? examples[i].other : examples[i].mine);
            assert_true(exact);
            record_cursor_free(cursor);
        }
    struct id found;
    GOOD(record_programme(rows.db, (struct record_at){ENTITY_INDICATOR, indicator}, &found, error));
    assert_true(id_equal(found, programme));
    GOOD(record_programme(rows.db, (struct record_at){ENTITY_PARTNER, ymere}, &found, error));
    assert_true(id_is_none(found));
}

static void test_find(void **state)
{
    (void)state;
    char uuid[ID_TEXT_SIZE];
    id_format(ymere, uuid);
    const struct {
        enum entity_kind kind;
        const char *typed;
        const struct id *programme, *expected;
        int matches;
    } examples[] = {
        {ENTITY_PARTNER, "Ymere", NULL, &ymere, 1},
        {ENTITY_PARTNER, "ymere", NULL, &ymere, 1},
        {ENTITY_PARTNER, "yme", NULL, &ymere, 2},
        {ENTITY_PARTNER, "EEN", NULL, NULL, 1},
        {ENTITY_PARTNER, uuid, NULL, &ymere, 1},
        {ENTITY_PARTNER, "nobody", NULL, NULL, 0},
        {ENTITY_PARTNER, "", NULL, NULL, 0},
        {ENTITY_PERSON, "jdv", NULL, &jan, 1},
        {ENTITY_PROGRAMME, "kolenkit", NULL, &programme, 1},
        {ENTITY_GOAL, "wrk-2", NULL, NULL, 2},
        {ENTITY_GOAL, "wrk-2", &programme, &goal, 1},
        {ENTITY_NONE, "k-7", NULL, &problem, 1},
        {ENTITY_NONE, "I-12", &programme, &effort, 1},
        {ENTITY_NONE, "I-12", &elsewhere, NULL, 0},
        {ENTITY_NONE, "WRK-2", NULL, NULL, 2},
        {ENTITY_NONE, uuid, NULL, &ymere, 1},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        struct record_wanted wanted = {.kind = examples[i].kind, .typed = examples[i].typed};
        struct record_found found;
        if (examples[i].programme != NULL)
            wanted.programme = *examples[i].programme;
        GOOD(record_find(rows.db, &wanted, &found, error));
        if (found.matches != examples[i].matches)
            fail_msg("%s: %d matches", examples[i].typed, found.matches);
        if (examples[i].expected != NULL)
            assert_true(id_equal(found.id, *examples[i].expected));
    }
}

static bool take_id(void *context, const struct row *row, struct error *error)
{
    (void)error;
    *(struct id *)context = row->id;
    return false;
}

static void assert_name(enum entity_kind kind, const char *expected)
{
    struct query query;
    struct id id;
    query_init(&query, kind);
    GOOD(record_each(rows.db, &query, take_id, &id, error));
    for (int twice = 0; twice < 2; twice++) { /* composed, then from the cache */
        struct buffer out = BUFFER_EMPTY;
        GOOD(record_name(rows.db, kind, id, &out, error));
        assert_string_equal(out.bytes, expected);
        buffer_release(&out);
    }
}

static void test_names(void **state)
{
    (void)state;
    struct buffer out = BUFFER_EMPTY;
    assert_name(ENTITY_MEASUREMENT, "14.2 on 1 Oct 2009, Youth unemployment");
    assert_name(ENTITY_CONTRIBUTION, "Job coach \u2192 Fewer young people without work");
    assert_name(ENTITY_PROBLEM, "Damp in the \u00c1kbarstraat");
    assert_name(ENTITY_COMMENT, "Keep going");
    GOOD(record_code(rows.db, ENTITY_EFFORT, effort, &out, error));
    GOOD(record_code(rows.db, ENTITY_PARTNER, ymere, &out, error));
    assert_string_equal(out.bytes, "I-12");
    buffer_clear(&out);
    GOOD(record_name(rows.db, ENTITY_GOAL, ymere, &out, error));
    assert_string_equal(out.bytes, "?");
    buffer_clear(&out);
    record_names_forget(rows.db);
    GOOD(record_name(rows.db, ENTITY_GOAL, goal, &out, error));
    assert_string_equal(out.bytes, "Fewer young people without work");
    buffer_release(&out);
}

static bool add_child(void *context, const struct record_child *child, struct error *error)
{
    (void)error;
    buffer_format(context, "%s.%s %ld%s, ", child->entity->table,
                  child->entity->fields[child->field].column, child->count,
                  child->part ? " part" : "");
    return true;
}

static void test_children(void **state)
{
    (void)state;
    struct buffer out = BUFFER_EMPTY;
    GOOD(record_children(rows.db, (struct record_at){ENTITY_GOAL, goal}, add_child, &out, error));
    assert_string_equal(out.bytes, "indicator.goal 1 part, contribution.goal 1, problem.goal 1, "
                                   "comment.row 1 part, ");
    buffer_release(&out);
}

static void test_numbers(void **state)
{
    (void)state;
    static const char *const codes[] = {"K-9", "K-12b", "K-3", "K-x", "KK-99", "WON-2.4", "K-7-8"};
    long highest;
    GOOD(db_begin(rows.db, error));
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        rows_add(&rows, ENTITY_PROBLEM, "programme", &elsewhere, "code", codes[i], "title", "x",
                 NULL);
    struct record_numbering numbering = {ENTITY_PROBLEM, elsewhere, "K-"};
    GOOD(record_highest_number(rows.db, &numbering, &highest, error));
    assert_int_equal(highest, 12);
    numbering.prefix = "WON-2.";
    GOOD(record_highest_number(rows.db, &numbering, &highest, error));
    assert_int_equal(highest, 4);
    numbering.prefix = "A-";
    GOOD(record_highest_number(rows.db, &numbering, &highest, error));
    assert_int_equal(highest, 0);
    numbering = (struct record_numbering){ENTITY_PROBLEM, programme, "K-"};
    GOOD(record_highest_number(rows.db, &numbering, &highest, error));
    assert_int_equal(highest, 7);
    db_rollback(rows.db);
}

/* Every column of every entity can be sorted by and filtered on. */
static void test_every_field(void **state)
{
    (void)state;
    for (int kind = 0; kind < ENTITY_COUNT; kind++)
        for (size_t field = 0; field < entities[kind].field_count; field++)
            for (int test = QUERY_EQUAL; test <= QUERY_KNOWN; test++) {
                struct query query;
                struct buffer out = BUFFER_EMPTY;
                query_init(&query, (enum entity_kind)kind);
                query.order = (int)field;
                query.programme = programme;
                query.descending = test % 2 == 0;
                GOOD(query_add(&query, entities[kind].fields[field].column, (enum query_test)test,
                               value_text("x"), error));
                GOOD(record_each(rows.db, &query, add_code, &out, error));
                query_release(&query);
                buffer_release(&out);
            }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_get),         cmocka_unit_test(test_order),
        cmocka_unit_test(test_conditions),  cmocka_unit_test(test_programme),
        cmocka_unit_test(test_find),        cmocka_unit_test(test_names),
        cmocka_unit_test(test_children),    cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_every_field), cmocka_unit_test(test_get_rows),
    };
    return cmocka_run_group_tests(tests, open_rows, close_rows);
}
