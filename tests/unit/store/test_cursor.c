#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <sqlite3.h>
#include <stdio.h>

#include "unit/store/rows.h"
#include "wijk/store/measured.h"
#include "wijk/store/record.h"

#define MANY 120000L   /* measurements: more than are counted, fewer than would be slow to make */
#define INDICATORS 100 /* that they are of, in turn */

static struct rows rows;
static struct id programme, other, indicators[INDICATORS];
static long steps;

static int count_step(void *context)
{
    (void)context;
    steps++;
    return 0;
}

/* Every connection counts the steps of its virtual machine. */
static int watch(sqlite3 *sql, char **message, const struct sqlite3_api_routines *api)
{
    (void)message, (void)api;
    sqlite3_progress_handler(sql, 1, count_step, NULL);
    return SQLITE_OK;
}

static struct id number_id(long number)
{
    uint8_t random[10] = {0};
    for (int i = 0; i < 8; i++)
        random[9 - i] = (uint8_t)((unsigned long)number >> 8 * i);
    return id_from(1000000 + number, random);
}

/* Ids ascend while dates repeat and go round, so that order by date is not order by id. */
static void add_measurement(long number)
{
    struct row row;
    char date[32];
    long day = number * 37 % 3000;
    row_init(&row, ENTITY_MEASUREMENT);
    row.id = number_id(number);
    snprintf(date, sizeof date, "%04ld-%02ld-%02ld", 2000 + day / 300, 1 + day / 25 % 12,
             1 + day % 25);
    row_set(&row, "indicator", value_id(indicators[number % INDICATORS]));
    row_set(&row, "taken_on", value_text(date));
    row_set(&row, "value", value_real((double)(number * 7919 % 10007)));
    row_set(&row, "status", value_text("final"));
    rows_put(&rows, &row);
}

static int open_rows(void **state)
{
    (void)state;
    sqlite3_auto_extension((void (*)(void))watch);
    rows_open(&rows);
    GOOD(db_begin(rows.db, error));
    struct id area = rows_add(&rows, ENTITY_AREA, "name", "Kolenkit", NULL);
    programme = rows_add(&rows, ENTITY_PROGRAMME, "area", &area, "title", "One", NULL);
    other = rows_add(&rows, ENTITY_PROGRAMME, "area", &area, "title", "Other", NULL);
    struct id goals[2];
    for (int i = 0; i < 2; i++)
        goals[i] = rows_add(&rows, ENTITY_GOAL, "programme", i ? &other : &programme, "statement",
                            "x", NULL);
    for (int i = 0; i < INDICATORS; i++)
        indicators[i] =
            rows_add(&rows, ENTITY_INDICATOR, "goal", &goals[i % 10 == 0], "name", "x", NULL);
    for (long i = 0; i < MANY; i++)
        add_measurement(i);
    GOOD(db_commit(rows.db, error));
    return 0;
}

static int close_rows(void **state)
{
    (void)state;
    sqlite3_cancel_auto_extension((void (*)(void))watch);
    rows_close(&rows);
    return 0;
}

static struct record_cursor *open_cursor(enum entity_kind kind, const char *order, bool descending,
                                         struct id of)
{
    struct query query;
    struct record_cursor *cursor;
    query_init(&query, kind);
    query.order = order == NULL ? -1 : entity_field(query.entity, order);
    query.descending = descending;
    query.programme = of;
    GOOD((cursor = record_cursor_new(rows.db, &query, error)) != NULL);
    query_release(&query);
    return cursor;
}

/* Ids from a position on; answers how many. */
static int fetch(struct record_cursor *cursor, long first, int count, struct id *ids)
{
    struct row room[64];
    struct record_window window = {.first = first, .count = count, .rows = room};
    GOOD(record_cursor_fetch(cursor, &window, error));
    for (int i = 0; i < window.got; i++)
        ids[i] = room[i].id;
    int got = window.got;
    record_window_release(&window);
    return got;
}

struct gathered {
    struct id *ids;
    long count;
};

static bool gather(void *context, const struct row *row, struct error *error)
{
    (void)error;
    struct gathered *gathered = context;
    gathered->ids[gathered->count++] = row->id;
    return true;
}

/* What the whole list should be, from a plain sorted walk. */
static struct gathered gather_all(const char *order, bool descending, struct id of)
{
    struct query query;
    struct gathered all = {.ids = calloc((size_t)MANY, sizeof *all.ids)};
    query_init(&query, ENTITY_MEASUREMENT);
    query.order = order == NULL ? -1 : entity_field(query.entity, order);
    query.descending = descending;
    query.programme = of;
    GOOD(record_each(rows.db, &query, gather, &all, error));
    return all;
}

static void compare_at(struct record_cursor *cursor, const struct gathered *all, long first)
{
    struct id ids[40];
    long at = first < 0 ? all->count + first : first, left = all->count - at;
    int got = fetch(cursor, first, 40, ids);
    long expected = left < 0 ? 0 : left > 40 ? 40 : left;
    assert_int_equal(got, expected);
    for (int i = 0; i < got; i++)
        if (!id_equal(ids[i], all->ids[at + i]))
            fail_msg("position %ld of %ld is another row", at + i, all->count);
    if (got > 0) {
        long position;
        GOOD(record_cursor_position(cursor, ids[got / 2], &position, error));
        assert_int_equal(position, at + got / 2);
    }
}

/* Whatever way the list is walked, it is the list. */
static void test_same_list(void **state)
{
    (void)state;
    static const struct {
        const char *order;
        bool descending, of_other;
    } examples[] = {{NULL, false, false},
                    {"taken_on", false, true},
                    {"value", true, false},
                    {"indicator", true, true}};
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        struct id of = examples[i].of_other ? other : (struct id){{0}};
        struct gathered all = gather_all(examples[i].order, examples[i].descending, of);
        struct record_cursor *cursor =
            open_cursor(ENTITY_MEASUREMENT, examples[i].order, examples[i].descending, of);
        long count;
        assert_true(all.count == (examples[i].of_other ? MANY / 10 : MANY));
        compare_at(cursor, &all, 0);
        compare_at(cursor, &all, -40);
        compare_at(cursor, &all, -3);
        compare_at(cursor, &all, 40);
        compare_at(cursor, &all, all.count / 2);
        compare_at(cursor, &all, all.count / 2 - 20);
        GOOD(record_cursor_count_all(cursor, &count, error));
        assert_int_equal(count, all.count);
        compare_at(cursor, &all, all.count - 40);
        compare_at(cursor, &all, all.count - 45);
        compare_at(cursor, &all, all.count - 1);
        compare_at(cursor, &all, all.count);
        compare_at(cursor, &all, all.count / 2 + 1);
        record_cursor_reload(cursor);
        compare_at(cursor, &all, all.count - 10);
        record_cursor_free(cursor);
        free(all.ids);
    }
}

static void test_count(void **state)
{
    (void)state;
    struct record_cursor *cursor = open_cursor(ENTITY_MEASUREMENT, NULL, false, (struct id){{0}});
    long count;
    bool exact;
    GOOD(record_cursor_count(cursor, &count, &exact, error));
    assert_false(exact);
    assert_int_equal(count, RECORD_COUNTED);
    GOOD(record_cursor_count_all(cursor, &count, error));
    assert_int_equal(count, MANY);
    GOOD(record_cursor_count(cursor, &count, &exact, error));
    assert_true(exact);
    assert_int_equal(count, MANY);
    record_cursor_free(cursor);
    cursor = open_cursor(ENTITY_THEME, NULL, false, (struct id){{0}});
    GOOD(record_cursor_count(cursor, &count, &exact, error));
    assert_true(exact);
    assert_int_equal(count, 0);
    struct id ids[2];
    assert_int_equal(fetch(cursor, 0, 2, ids), 0);
    assert_int_equal(fetch(cursor, -1, 2, ids), 0);
    record_cursor_free(cursor);
}

static void assert_steps(const char *what, long most)
{
    if (steps > most)
        fail_msg("%s took %ld steps, at most %ld", what, steps, most);
    steps = 0;
}

/* A screenful costs what a screenful is, wherever it lies: not what the table is. */
static void test_steps(void **state)
{
    (void)state;
    for (int of_other = 0; of_other < 2; of_other++) {
        struct id ids[40], of = of_other ? other : (struct id){{0}};
        long position, most = of_other ? 20000 : 6000;
        steps = 0;
        struct record_cursor *cursor = open_cursor(ENTITY_MEASUREMENT, NULL, false, of);
        assert_int_equal(fetch(cursor, 0, 40, ids), 40);
        assert_steps("opening", most);
        for (long first = 1; first < 200; first++) {
            assert_int_equal(fetch(cursor, first, 40, ids), 40);
            assert_steps("scrolling by a row", most);
        }
        for (long first = 200; first < 2000; first += 40) {
            assert_int_equal(fetch(cursor, first, 40, ids), 40);
            assert_steps("scrolling by a screen", most);
        }
        assert_int_equal(fetch(cursor, -40, 40, ids), 40);
        assert_steps("the end", most);
        GOOD(record_cursor_count_all(cursor, &position, error));
        steps = 0;
        for (long first = position - 41; first > position - 200; first--) {
            assert_int_equal(fetch(cursor, first, 40, ids), 40);
            assert_steps("scrolling back from the end", most);
        }
        GOOD(record_cursor_position(cursor, ids[20], &position, error));
        assert_steps("the position of a row on the screen", most);
        assert_int_equal(fetch(cursor, 0, 40, ids), 40);
        assert_steps("home", most);
        record_cursor_free(cursor);
    }
}

static void test_one_indicator(void **state)
{
    (void)state;
    struct query query;
    struct record_cursor *cursor;
    struct id ids[40];
    query_init(&query, ENTITY_MEASUREMENT);
    GOOD(query_add(&query, "indicator", QUERY_EQUAL, value_id(indicators[7]), error));
    GOOD((cursor = record_cursor_new(rows.db, &query, error)) != NULL);
    query_release(&query);
    steps = 0;
    assert_int_equal(fetch(cursor, 0, 40, ids), 40);
    assert_int_equal(fetch(cursor, -40, 40, ids), 40);
    assert_steps("a list of one indicator", 12000);
    record_cursor_free(cursor);
}

static void test_measured(void **state)
{
    (void)state;
    struct measured_series series = {0};
    struct id none = {{0}};
    steps = 0;
    GOOD(measured_series(rows.db, indicators[3], DATE_NONE, &series, error));
    assert_int_equal(series.count, MANY / INDICATORS);
    assert_steps("a series", 40000);
    for (size_t i = 1; i < series.count; i++)
        assert_true(series.items[i - 1].taken_on <= series.items[i].taken_on);
    struct measured last = series.items[series.count - 1], first = series.items[0];
    series.count = 0;
    GOOD(measured_series(rows.db, indicators[3], last.taken_on, &series, error));
    assert_true(series.count > 0 && series.count < 50);
    series.count = 0;
    steps = 0;
    GOOD(measured_latest(rows.db, none, &series, error));
    assert_steps("the latest of each", 10000);
    assert_int_equal(series.count, INDICATORS);
    bool found = false;
    for (size_t i = 0; i < series.count; i++)
        if (id_equal(series.items[i].indicator, indicators[3])) {
            assert_true(id_equal(series.items[i].id, last.id));
            assert_true(series.items[i].known);
            found = true;
        }
    assert_true(found);
    series.count = 0;
    GOOD(measured_latest(rows.db, other, &series, error));
    assert_int_equal(series.count, INDICATORS / 10);
    series.count = 0;
    steps = 0;
    GOOD(measured_baselines(rows.db, none, &series, error));
    assert_steps("the baselines", 20000);
    assert_int_equal(series.count, 0); /* none is marked */
    struct measured_which which = {.indicator = indicators[3], .until = MEASURED_ANY};
    GOOD(measured_oldest(rows.db, &which, &series, error));
    assert_int_equal(series.count, 1);
    assert_true(id_equal(series.items[0].id, first.id));
    free(series.items);
}

static void test_targets_and_problems(void **state)
{
    (void)state;
    struct measured_targets targets = {0};
    struct measured_problem_list problems = {0};
    struct id none = {{0}};
    GOOD(db_begin(rows.db, error));
    rows_add(&rows, ENTITY_TARGET, "indicator", &indicators[1], "due", "2011-01-01", "operator",
             "between", "value", "1", "value_to", "2.5", NULL);
    rows_add(&rows, ENTITY_TARGET, "indicator", &indicators[1], "due", "2010-01-01", "operator",
             "at most", "value", "11", NULL);
    rows_add(&rows, ENTITY_TARGET, "indicator", &indicators[1], "due", "2009-01-01", "value", "3",
             "superseded", "1", NULL);
    rows_add(&rows, ENTITY_TARGET, "indicator", &indicators[0], "due", "2009-01-01", "value", "3",
             NULL);
    GOOD(measured_targets(rows.db, indicators[1], none, &targets, error));
    assert_int_equal(targets.count, 2);
    assert_int_equal(targets.items[0].operator, TARGET_AT_MOST);
    assert_int_equal(targets.items[1].operator, TARGET_BETWEEN);
    assert_true(targets.items[1].value_to > 2.4);
    targets.count = 0;
    GOOD(measured_targets(rows.db, none, other, &targets, error));
    assert_int_equal(targets.count, 1);
    free(targets.items);
    struct id theme = rows_add(&rows, ENTITY_THEME, "code", "A", "name", "A", NULL);
    rows_add(&rows, ENTITY_PROBLEM, "programme", &programme, "title", "x", "severity", "4", "theme",
             &theme, NULL);
    rows_add(&rows, ENTITY_PROBLEM, "programme", &programme, "title", "x", "severity", "3", "theme",
             &theme, "level", "bureau", NULL);
    rows_add(&rows, ENTITY_PROBLEM, "programme", &programme, "title", "x", "status", "solved",
             "theme", &theme, NULL);
    rows_add(&rows, ENTITY_PROBLEM, "programme", &other, "title", "x", NULL);
    GOOD(measured_problems(rows.db, programme, &problems, error));
    assert_int_equal(problems.count, 1);
    assert_true(id_equal(problems.items[0].theme, theme));
    assert_int_equal(problems.items[0].open, 2);
    assert_int_equal(problems.items[0].critical, 1);
    assert_int_equal(problems.items[0].escalated, 1);
    problems.count = 0;
    GOOD(measured_problems(rows.db, none, &problems, error));
    assert_int_equal(problems.count, 2);
    free(problems.items);
    struct measured_open open = {0};
    GOOD(measured_open_problems(rows.db, programme, &open, error));
    assert_int_equal(open.count,
                     2); /* the solved one and that of the other programme are not in it */
    assert_true(id_equal(open.items[0].theme, theme) && id_equal(open.items[1].theme, theme));
    assert_int_equal(open.items[0].severity + open.items[1].severity, 7);
    open.count = 0;
    GOOD(measured_open_problems(rows.db, none, &open, error));
    assert_int_equal(open.count, 3);
    free(open.items);
    db_rollback(rows.db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_count),     cmocka_unit_test(test_steps),
        cmocka_unit_test(test_same_list), cmocka_unit_test(test_one_indicator),
        cmocka_unit_test(test_measured),  cmocka_unit_test(test_targets_and_problems),
    };
    return cmocka_run_group_tests(tests, open_rows, close_rows);
}
