#include "unit/app/files.h"
#include "wijk/base/memory.h"

static void test_matching(void **state)
{
    (void)state;
    struct session *session = make_started("p.wijk", &(struct starting){.area = "Proefbuurt"});
    /* Columns in any order, a parent that only comes later. */
    check_import(session, ENTITY_GOAL,
                 "statement;code;parent;level;theme\n"
                 "Meer werk;WRK-1;;goal;WRK\n"
                 "Leerbanen;WRK-1.1;WRK-1;result;Werken\n"
                 "Stages;WRK-1.2;WRK-2;result;WRK\n"
                 "Bedrijven helpen;WRK-2;;goal;wrk\n",
                 "4 new 0 changed 0 same 0 bad");
    check_import(session, ENTITY_GOAL,
                 "code;statement\nWRK-1;Meer werk\nWRK-2;Bedrijven helpen mee\nWRK-3;Nieuw\n",
                 "1 new 1 changed 1 same 0 bad");
    check_import(session, ENTITY_INDICATOR, "goal,name,unit\nWRK-1,Banen,banen\nWRK-1,Uren,uur\n",
                 "2 new 0 changed 0 same 0 bad");
    check_import(session, ENTITY_INDICATOR, "goal\tname\tunit\nWRK-1\tBanen\tbaan\n",
                 "0 new 1 changed 0 same 0 bad");
    check_import(session, ENTITY_PARTNER, "name;kind\nYmere;housing corporation\nPolitie;police\n",
                 "2 new 0 changed 0 same 0 bad");
    check_import(session, ENTITY_PARTNER, "name;contact\nYmere;Jo\n",
                 "0 new 1 changed 0 same 0 bad");
    assert_int_equal(count_rows(session, ENTITY_GOAL), 5);
    session_close(session);
}

static void test_given_codes(void **state)
{
    (void)state;
    struct error error = ERROR_NONE;
    struct session *session = make_started("p.wijk", &(struct starting){.area = "Proefbuurt"});
    check_import(session, ENTITY_PROBLEM, "title;code\nEerste;\nTweede;K-7\nDerde;\nVierde;\n",
                 "4 new 0 changed 0 same 0 bad");
    enum entity_kind kind;
    struct id id;
    assert_true(rows_find_code(session, "K-10", &kind, &id, &error));
    struct row row;
    assert_true(rows_get(session, ENTITY_PROBLEM, id, &row, &error));
    assert_string_equal(row_text(&row, "title"), "Vierde");
    assert_string_equal(row_text(&row, "raised_on"), "2026-11-24");
    row_release(&row);
    session_close(session);
}

/* "CODE name" of each row, by code. */
static bool add_code(void *context, const struct row *row)
{
    buffer_format(context, "%s %s\n", row_text(row, "code"), row_text(row, row->entity->title));
    return true;
}

static void check_codes(struct session *session, enum entity_kind kind, const char *wanted)
{
    struct error error = ERROR_NONE;
    struct buffer out = BUFFER_EMPTY;
    struct query query;
    query_init(&query, kind);
    query.order = entity_field(&entities[kind], "code");
    assert_true(rows_each(session, &query, add_code, &out, &error));
    assert_string_equal(out.bytes, wanted);
    buffer_release(&out);
    query_release(&query);
}

/* Cuts a line at the semicolons; answers how many cells there are. */
static size_t cut(char *line, char *cells[8])
{
    size_t count = 0;
    for (char *at = line; at != NULL && count < 8; count++) {
        cells[count] = at;
        at = strchr(at, ';');
        if (at != NULL)
            *at++ = '\0';
    }
    return count;
}

/* Adds the rows of a small file as somebody would on a form. */
static void add_each(struct session *session, enum entity_kind kind, const char *text)
{
    struct error error = ERROR_NONE;
    char *copy = memory_string(text), *rest = NULL, *columns[8], *cells[8];
    cut(strtok_r(copy, "\n", &rest), columns);
    for (char *line; (line = strtok_r(NULL, "\n", &rest)) != NULL;) {
        struct row row;
        row_init(&row, kind);
        size_t count = cut(line, cells);
        for (size_t i = 0; i < count; i++)
            if (*cells[i] != '\0' && !rows_assign(session, &row, columns[i], cells[i], &error))
                fail_msg("%s", error.message);
        if (!rows_add(session, &row, &error))
            fail_msg("%s", error.message);
        row_release(&row);
    }
    free(copy);
}

/* An import without codes gives those that adding the rows one by one would give. */
static void test_codes_as_added(void **state)
{
    (void)state;
    static const struct {
        enum entity_kind kind;
        const char *text;
        long rows;
        const char *codes;
    } examples[] = {
        {ENTITY_GOAL,
         "statement;level;theme;parent\n"
         "Buurt;vision;;\nMeer werk;goal;WRK;Buurt\nEigen werk;goal;WRK;\nLos;goal;;Buurt\n"
         "Leerbanen;result;WRK;Meer werk\nNog een;vision;WON;\nStages;result;WRK;Meer werk\n",
         7,
         "D-1 Los\nV-1 Buurt\nV-2 Nog een\nWRK-1 Meer werk\nWRK-1.1 Leerbanen\nWRK-1.2 Stages\n"
         "WRK-2 Eigen werk\n"},
        {ENTITY_INDICATOR, "goal;name\nMeer werk;Banen\nBuurt;Tevreden\nLeerbanen;Plekken\n", 3,
         "V-1.1 Tevreden\nWRK-1.1.1 Plekken\nWRK-1.3 Banen\n"},
        {ENTITY_EFFORT, "title\nCoach\nMarkt\n", 2, "I-1 Coach\nI-2 Markt\n"},
        {ENTITY_PROBLEM, "title\nVocht\nLicht\n", 2, "K-1 Vocht\nK-2 Licht\n"},
    };
    struct starting starting = {.area = "Proefbuurt"};
    struct session *imported = make_started("p.wijk", &starting);
    struct session *added = make_started("q.wijk", &starting);
    for (size_t i = 0; i < COUNT(examples); i++) {
        char wanted[64];
        snprintf(wanted, sizeof wanted, "%ld new 0 changed 0 same 0 bad", examples[i].rows);
        check_import(imported, examples[i].kind, examples[i].text, wanted);
        check_codes(imported, examples[i].kind, examples[i].codes);
        add_each(added, examples[i].kind, examples[i].text);
        check_codes(added, examples[i].kind, examples[i].codes);
    }
    session_close(imported);
    session_close(added);
}

static const char series[] = "goal;code;name\nWRK-1;WRK-1.1;Banen\n";

static struct session *with_indicator(void)
{
    struct session *session = make_started("p.wijk", &(struct starting){.area = "Proefbuurt"});
    check_import(session, ENTITY_GOAL, "statement;code\nMeer werk;WRK-1\n",
                 "1 new 0 changed 0 same 0 bad");
    check_import(session, ENTITY_INDICATOR, series, "1 new 0 changed 0 same 0 bad");
    return session;
}

struct statuses {
    struct buffer *out;
};

static bool add_status(void *context, const struct row *row)
{
    struct statuses *statuses = context;
    const struct value *value = row_value(row, "value");
    buffer_format(statuses->out, "%s ", row_text(row, "status"));
    if (!value_is_none(value))
        buffer_format(statuses->out, "%g ", value->real);
    return true;
}

static void test_missing_values(void **state)
{
    (void)state;
    struct error error = ERROR_NONE;
    struct session *session = with_indicator();
    check_import(session, ENTITY_MEASUREMENT,
                 "indicator;taken_on;value;note\n"
                 "WRK-1.1;2009-01-01;14,2;-\n"
                 "WRK-1.1;1-2-2009;x;\n"
                 "WRK-1.1;2009-03-01;.;\n"
                 "WRK-1.1;2009-04-01;n.n.b.;\n"
                 "WRK-1.1;2009-05-01;;\n"
                 "WRK-1.1;2009-06-01;Geen gegevens;\n"
                 "WRK-1.1;2009-07-01;1.234,5;\n",
                 "7 new 0 changed 0 same 0 bad");
    struct buffer out = BUFFER_EMPTY;
    struct statuses statuses = {&out};
    struct query query;
    query_init(&query, ENTITY_MEASUREMENT);
    query.order = entity_field(query.entity, "taken_on");
    assert_true(rows_each(session, &query, add_status, &statuses, &error));
    assert_string_equal(out.bytes, "final 14.2 secret unavailable unavailable unavailable "
                                   "unavailable final 1234.5 ");
    /* The figure that comes after all. */
    check_import(session, ENTITY_MEASUREMENT, "indicator;taken_on;value\nWRK-1.1;2009-02-01;7\n",
                 "0 new 1 changed 0 same 0 bad");
    buffer_clear(&out);
    assert_true(rows_each(session, &query, add_status, &statuses, &error));
    assert_string_equal(out.bytes, "final 14.2 final 7 unavailable unavailable unavailable "
                                   "unavailable final 1234.5 ");
    buffer_release(&out);
    query_release(&query);
    session_close(session);
}

static void test_errors(void **state)
{
    (void)state;
    static const struct {
        enum entity_kind kind;
        const char *text, *found;
    } examples[] = {
        {ENTITY_MEASUREMENT,
         "indicator;taken_on;value\n"
         "WRK-1.1;31-2-2009;1\n"      /* no such day */
         "WRK-9;2009-01-01;1\n"       /* no such indicator */
         "WRK-1.1;2009-01-01;1e400\n" /* no such number */
         "WRK-1.1;2009-01-02;3\n"
         "WRK-1.1;2009-01-02;4\n" /* the same again */
         "WRK-1.1;2009-01-03\n"   /* too few */
         "WRK-1.1;2009-01-04;5;;\n"
         "WRK-1.1;2009-01-05;5;6\n" /* too many */
         "WRK-1.1;13-13-13;zes\n",  /* two in one row */
         "2 new 0 changed 0 same 7 bad 2:2 3:1 4:3 6:0 7:0 9:0 10:2 10:3"},
        {ENTITY_PARTNER,
         "name;kind\n"
         "\"open;police\n"
         "B;bakery\n"
         ";police\n"
         "C;police\n"
         "C;school\n",
         "1 new 0 changed 0 same 4 bad 2:1 3:2 4:0 6:0"},
        {ENTITY_GOAL,
         "code;statement;parent\n"
         "W-1;One;\n"
         "W-1;One again;\n"
         "W-2;Wrong;NN-1\n"
         "W-3;Under wrong;W-2\n"
         "W-4;Under itself;W-4\n"
         "W-5;;\n"
         "W-6;Ring;W-7\n"
         "W-7;Ring;W-6\n",
         "1 new 0 changed 0 same 7 bad 3:0 4:3 5:3 6:0 7:0 8:3 9:3"},
        {ENTITY_GOAL, "id;code;statement\nnot-an-id;W-1;One\n", "0 new 0 changed 0 same 1 bad 2:1"},
        {ENTITY_GOAL, "colour;size\nred;5\n",
         "refused 0 new 0 changed 0 same 0 bad ?in.csv: colour ?in.csv: size"},
        {ENTITY_MEASUREMENT, "indicator;value\nWRK-1.1;5\n",
         "refused 0 new 0 changed 0 same 0 bad"},
        {ENTITY_GOAL, "code;code\nW-1;One\n", "refused 0 new 0 changed 0 same 0 bad"},
        {ENTITY_GOAL, "", "refused 0 new 0 changed 0 same 0 bad"},
    };
    struct session *session = with_indicator();
    for (size_t i = 0; i < COUNT(examples); i++) {
        struct trial trial = {.kind = examples[i].kind,
                              .text = examples[i].text,
                              .numbers = NUMBER_NL,
                              .dry_run = true};
        char *before = dump(session), *found = import_text(session, &trial);
        assert_string_equal(found, examples[i].found);
        char *after = dump(session);
        assert_string_equal(before, after);
        free(before);
        free(after);
        free(found);
    }
    session_close(session);
}

static void test_good_beside_bad(void **state)
{
    (void)state;
    struct session *session = with_indicator();
    static const char text[] = "indicator;taken_on;value\nWRK-1.1;2009-01-01;1\nWRK-1.1;x;2\n";
    struct trial trial = {
        .kind = ENTITY_MEASUREMENT, .text = text, .numbers = NUMBER_NL, .strict = true};
    char *got = import_text(session, &trial);
    assert_string_equal(got, "refused 1 new 0 changed 0 same 1 bad 3:0");
    assert_int_equal(count_rows(session, ENTITY_MEASUREMENT), 0);
    free(got);
    check_import(session, ENTITY_MEASUREMENT, text, "1 new 0 changed 0 same 1 bad 3:0");
    assert_int_equal(count_rows(session, ENTITY_MEASUREMENT), 1);
    session_close(session);
}

/* Points and commas are not guessed at. */
static void test_numbers(void **state)
{
    (void)state;
    struct session *session = with_indicator();
    struct trial trial = {.kind = ENTITY_MEASUREMENT,
                          .text = "indicator;taken_on;value\nWRK-1.1;2009-01-01;4.715\n",
                          .unsaid = true};
    char *got = import_text(session, &trial);
    assert_string_equal(got, "refused 1 new 0 changed 0 same 0 bad");
    free(got);
    trial.text = "indicator;taken_on;value\nWRK-1.1;2009-01-01;4715\n";
    got = import_text(session, &trial);
    assert_string_equal(got, "1 new 0 changed 0 same 0 bad");
    free(got);
    trial.text = "indicator;taken_on;value\nWRK-1.1;2009-01-01;4.715\n";
    trial.unsaid = false;
    trial.numbers = NUMBER_NL;
    got = import_text(session, &trial);
    assert_string_equal(got, "0 new 0 changed 1 same 0 bad");
    free(got);
    session_close(session);
}

static void test_windows_1252(void **state)
{
    (void)state;
    struct error error = ERROR_NONE;
    struct id id;
    struct session *session = make("p.wijk", true);
    check_import(session, ENTITY_PARTNER, "name;kind\r\nCaf\xE9 \x80;\r\n",
                 "1 new 0 changed 0 same 0 bad");
    assert_true(rows_find(session, ENTITY_PARTNER, "Caf\xC3\xA9 \xE2\x82\xAC", &id, &error));
    session_close(session);
}

static bool stop(void *context, long rows)
{
    (void)rows;
    *(int *)context += 1;
    return *(int *)context < 3;
}

static void test_many_and_stopping(void **state)
{
    (void)state;
    struct session *session = with_indicator();
    struct buffer text = BUFFER_EMPTY;
    buffer_add_text(&text, "indicator;taken_on;value\n");
    for (int i = 0; i < 5000; i++) {
        char date[DATE_TEXT_SIZE];
        date_iso(date_of(1990, 1, 1) + i, date);
        buffer_format(&text, "WRK-1.1;%s;%d\n", date, i);
    }
    struct error error = ERROR_NONE;
    struct import_report report;
    int calls = 0;
    char *path = write_file("many.csv", text.bytes), *before = dump(session);
    struct import_options options = {.path = path,
                                     .kind = ENTITY_MEASUREMENT,
                                     .numbers_given = true,
                                     .progress = stop,
                                     .context = &calls};
    assert_false(importing_run(session, &options, &report, &error));
    assert_int_equal(error.code, ERROR_CANCELLED);
    import_report_release(&report);
    char *after = dump(session);
    assert_string_equal(before, after);
    error_clear(&error);
    options.progress = NULL;
    assert_true(importing_run(session, &options, &report, &error));
    assert_int_equal(report.created, 5000);
    assert_int_equal(count_rows(session, ENTITY_MEASUREMENT), 5000);
    import_report_release(&report);
    assert_true(importing_run(session, &options, &report, &error));
    assert_int_equal(report.same, 5000);
    import_report_release(&report);
    struct buffer label = BUFFER_EMPTY;
    assert_true(rows_undo(session, &label, &error));
    assert_int_equal(count_rows(session, ENTITY_MEASUREMENT), 0);
    assert_non_null(strstr(label.bytes, "many.csv"));
    buffer_release(&label);
    buffer_release(&text);
    free(path);
    free(before);
    free(after);
    session_close(session);
}

static void test_bad_json(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",
        "{",
        "[]",
        "{\"format\": \"other\", \"entities\": {}}",
        "{\"format\": \"wijk\", \"version\": 99, \"entities\": {}}",
        "{\"format\": \"wijk\", \"version\": 1}",
        "[[[[[[[[",
    };
    struct session *session = make("p.wijk", true);
    for (size_t i = 0; i < COUNT(texts); i++) {
        struct error error = ERROR_NONE;
        struct import_report report;
        char *path = write_file("in.json", texts[i]);
        struct import_options options = {.path = path, .kind = ENTITY_NONE};
        assert_false(importing_run(session, &options, &report, &error));
        assert_true(error.message[0] != '\0');
        import_report_release(&report);
        free(path);
    }
    session_close(session);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_codes_as_added), TEST(test_matching),     TEST(test_given_codes),
        TEST(test_missing_values), TEST(test_errors),       TEST(test_good_beside_bad),
        TEST(test_numbers),        TEST(test_windows_1252), TEST(test_many_and_stopping),
        TEST(test_bad_json),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
