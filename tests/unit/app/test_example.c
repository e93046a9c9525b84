/* The example programme shows what there is to see: every signal, and a past. */
#include "unit/app/files.h"
#include "wijk/app/signals.h"

static struct session *example(void)
{
    return make_started("example.wijk", &(struct starting){.demo = true});
}

static void load(struct session *session, struct signals *signals)
{
    struct error error = ERROR_NONE;
    if (!signals_load(session, signals, &error) || !signals_tell_all(session, signals, &error))
        fail_msg("%s", error.message);
}

static void test_every_signal(void **state)
{
    (void)state;
    struct session *session = example();
    struct signals signals;
    size_t found[SIGNAL_COUNT] = {0};
    load(session, &signals);
    for (size_t i = 0; i < signals.count; i++)
        found[signals.items[i].kind]++;
    for (int kind = 0; kind < SIGNAL_COUNT; kind++)
        if (found[kind] == 0)
            fail_msg("no signal '%s'", signal_name((enum signal_kind)kind)->value);
    signals_release(&signals);
    session_close(session);
}

/* Those that need a past or another neighbourhood say what was made for them. */
static void test_what_they_say(void **state)
{
    (void)state;
    static const struct {
        enum signal_kind kind;
        const char *code, *reason;
    } wanted[] = {
        {SIGNAL_SLIPPED, "I-1", "its date was moved 2 times, from 31 Dec 2026 to 30 Jun 2027"},
        {SIGNAL_SILENT, "I-7", "running, but nothing was written about it for 113 days"},
        {SIGNAL_CARRIED, "A-2", "carried over 3 times"},
        {SIGNAL_UNSUPPORTED, "C-73", "due since 1 Oct 2026, and no effort serves it"},
        {SIGNAL_UNOWNED, "I-9", "nobody owns it"},
        {SIGNAL_UNEXPLAINED, "I-10", "amber without: correction"},
        {SIGNAL_ELSEWHERE, "K-16",
         "looks like Voorbeeldrand \u00B7 K-22 Containers raken elk weekend te vol (solved)"},
    };
    struct session *session = example();
    struct signals signals;
    load(session, &signals);
    for (size_t i = 0; i < COUNT(wanted); i++) {
        size_t at = 0, count = 0;
        for (size_t s = 0; s < signals.count; s++)
            if (signals.items[s].kind == wanted[i].kind) {
                at = s;
                count++;
            }
        assert_int_equal(count, 1);
        assert_string_equal(signals.items[at].code, wanted[i].code);
        assert_string_equal(signals.items[at].reason, wanted[i].reason);
    }
    signals_release(&signals);
    session_close(session);
}

/* A closed programme is no second one: the other is the one that is looked at. */
static void test_closed_neighbour(void **state)
{
    (void)state;
    struct session *session = example();
    struct error error = ERROR_NONE;
    struct buffer heading = BUFFER_EMPTY;
    struct id only;
    assert_int_equal(count_rows(session, ENTITY_PROGRAMME), 2);
    assert_int_equal(session_programmes(session), 1);
    assert_true(session_only_programme(session, &only, &error));
    assert_true(id_equal(only, session->programme));
    session_heading(session, &heading);
    assert_non_null(strstr(heading.bytes, "Voorbeeldbuurt"));
    buffer_release(&heading);
    session_close(session);
    session = make("example.wijk", false);
    assert_true(id_equal(only, session->programme));
    session_close(session);
}

/* With none but closed ones they count, or nothing could be looked at. */
static void test_only_closed(void **state)
{
    (void)state;
    struct session *session = make_started("a.wijk", &(struct starting){.area = "Kolenkit"});
    struct error error = ERROR_NONE;
    struct row before, after;
    struct id only = session->programme;
    assert_true(rows_get(session, ENTITY_PROGRAMME, only, &before, &error));
    row_copy(&after, &before);
    row_set(&after, "status", value_text("closed"));
    assert_true(rows_change(session, &before, &after, &error));
    row_release(&before);
    row_release(&after);
    assert_int_equal(session_programmes(session), 1);
    session_close(session);
    session = make("a.wijk", false);
    assert_true(id_equal(only, session->programme));
    session_close(session);
}

/* A number that changes with any text, number or date of any row; ids differ from file to file. */
static bool add_row(void *context, const struct row *row)
{
    for (size_t i = 0; i < row->entity->field_count; i++) {
        const struct value *value = &row->values[i];
        uint64_t hash = 14695981039346656037u + i;
        char number[40] = "";
        const char *column = row->entity->fields[i].column;
        if (strcmp(column, "home_site") == 0 || strcmp(column, "made_at") == 0)
            continue;
        if (value->type == VALUE_INTEGER)
            snprintf(number, sizeof number, "%lld", (long long)value->integer);
        else if (value->type == VALUE_REAL)
            snprintf(number, sizeof number, "%.9g", value->real);
        for (const char *c = value->type == VALUE_TEXT ? value->text : number; *c != '\0'; c++)
            hash = (hash ^ (unsigned char)*c) * 1099511628211u;
        *(uint64_t *)context += hash * (uint64_t)(row->entity->kind + 1);
    }
    return true;
}

static uint64_t rows_of(const char *day)
{
    setenv("WIJK_TODAY", day, 1);
    struct session *session = make_started(day, &(struct starting){.demo = true});
    struct error error = ERROR_NONE;
    uint64_t sum = 0;
    for (int kind = 0; kind < ENTITY_COUNT; kind++) {
        struct query query;
        query_init(&query, (enum entity_kind)kind);
        assert_true(rows_each(session, &query, add_row, &sum, &error));
        query_release(&query);
    }
    session_close(session);
    return sum;
}

/* The rows of the example are the same with all of its past, with a part of it and without. */
static void test_same_without_past(void **state)
{
    (void)state;
    uint64_t with = rows_of("2026-11-24");
    assert_true(rows_of("2026-06-01") == with);
    assert_true(rows_of("2026-01-12") == with);
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(test_every_signal), TEST(test_what_they_say),
                                       TEST(test_closed_neighbour), TEST(test_only_closed),
                                       TEST(test_same_without_past)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
