#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "unit/store/rows.h"
#include "wijk/store/search.h"

static struct rows rows;
static struct id kolenkit, slotervaart, damp;

static int open_rows(void **state)
{
    (void)state;
    rows_open(&rows);
    GOOD(db_begin(rows.db, error));
    struct id area = rows_add(&rows, ENTITY_AREA, "name", "Bos en Lommer", NULL);
    kolenkit = rows_add(&rows, ENTITY_PROGRAMME, "area", &area, "title", "Kolenkit", NULL);
    slotervaart = rows_add(&rows, ENTITY_PROGRAMME, "area", &area, "title", "Slotervaart", NULL);
    rows_add(&rows, ENTITY_PARTNER, "name", "Caf\u00e9 de Buurt", NULL);
    damp = rows_add(&rows, ENTITY_PROBLEM, "programme", &kolenkit, "code", "K-7", "title",
                    "Damp in the Akbarstraat", "cause",
                    "Leaking roofs\nand a very long story about pipes, gutters and a cellar where "
                    "the water stands for months, until the walls are soaked",
                    NULL);
    rows_add(&rows, ENTITY_PROBLEM, "programme", &slotervaart, "code", "K-7", "title", "Damp walls",
             NULL);
    rows_add(&rows, ENTITY_PROBLEM, "programme", &kolenkit, "code", "K-70", "title",
             "No lights, see K-7", NULL);
    GOOD(db_commit(rows.db, error));
    return 0;
}

static int close_rows(void **state)
{
    (void)state;
    rows_close(&rows);
    return 0;
}

static bool add_found(void *context, const struct search_found *found, struct error *error)
{
    (void)error;
    buffer_format(context, "%s%s%s|", found->code, found->code[0] == '\0' ? "" : " ", found->title);
    return true;
}

static void assert_found(const struct search_question *question, const char *expected)
{
    struct buffer out = BUFFER_EMPTY;
    GOOD(search_find(rows.db, question, add_found, &out, error));
    if (strcmp(out.bytes, expected) != 0)
        fail_msg("'%s' finds %s and not %s", question->words, out.bytes, expected);
    buffer_release(&out);
}

static void test_words(void **state)
{
    (void)state;
    static const struct {
        const char *words, *expected;
    } examples[] = {
        {"akbar", "K-7 Damp in the Akbarstraat|"},
        {"AKB dam", "K-7 Damp in the Akbarstraat|"},
        {"damp", "K-7 Damp walls|K-7 Damp in the Akbarstraat|"},
        {"cafe", "Caf\u00e9 de Buurt|"},
        {"CAF\u00c9 buu", "Caf\u00e9 de Buurt|"},
        {"k-7", "K-7 Damp walls|K-7 Damp in the Akbarstraat|K-70 No lights, see K-7|"},
        {"K-70", "K-70 No lights, see K-7|"},
        {"gutters", "K-7 Damp in the Akbarstraat|"},
        {"nothing here", ""},
        {"", ""},
        {"   ", ""},
        {"-- \" * ( ^ :", ""},
        {"akbar\"", "K-7 Damp in the Akbarstraat|"},
        {"title:damp", ""},
        {"damp OR cafe", ""},
        {"damp NOT walls", ""},
        {"akbar*", "K-7 Damp in the Akbarstraat|"},
        {"'akbar'", "K-7 Damp in the Akbarstraat|"},
        {"\u2014", ""},
        {"a\u2014b", ""},
        {"\xff\xfe", ""},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++)
        assert_found(&(struct search_question){.words = examples[i].words, .limit = 20},
                     examples[i].expected);
}

static void test_programme_and_pages(void **state)
{
    (void)state;
    struct search_question question = {.words = "damp", .limit = 20, .programme = slotervaart};
    assert_found(&question, "K-7 Damp walls|");
    question.words = "cafe"; /* of no programme: found everywhere */
    assert_found(&question, "Caf\u00e9 de Buurt|");
    question = (struct search_question){.words = "k-7", .limit = 1};
    assert_found(&question, "K-7 Damp walls|");
    question.offset = 1;
    assert_found(&question, "K-7 Damp in the Akbarstraat|");
    question.offset = 2;
    assert_found(&question, "K-70 No lights, see K-7|");
    question.offset = 3;
    assert_found(&question, "");
}

static bool check_snippet(void *context, const struct search_found *found, struct error *error)
{
    (void)error;
    const char *expected = context;
    struct buffer out = BUFFER_EMPTY;
    size_t at = 0;
    for (int i = 0; i < found->range_count; i++) {
        buffer_add(&out, found->snippet + at, found->ranges[i].start - at);
        buffer_add_text(&out, "[");
        buffer_add(&out, found->snippet + found->ranges[i].start, found->ranges[i].length);
        buffer_add_text(&out, "]");
        at = found->ranges[i].start + found->ranges[i].length;
    }
    buffer_add_text(&out, found->snippet + at);
    assert_string_equal(out.bytes, expected);
    buffer_release(&out);
    return false;
}

static void test_snippet(void **state)
{
    (void)state;
    struct search_question question = {.words = "soak gutt", .limit = 1};
    char gutters[] =
        "\u2026and a very long story about pipes, [gutt]ers and a cellar where the water "
        "stands for months, until the walls are [soak]ed";
    GOOD(search_find(rows.db, &question, check_snippet, gutters, error));
    question.words = "caf\u00e9";
    char cafe[] = "[Caf\u00e9] de Buurt";
    GOOD(search_find(rows.db, &question, check_snippet, cafe, error));
}

static void test_change_and_delete(void **state)
{
    (void)state;
    struct search_question question = {.words = "moisture", .limit = 20};
    struct row row;
    GOOD(db_begin(rows.db, error));
    row_init(&row, ENTITY_PROBLEM);
    row.id = damp;
    row_set(&row, "title", value_text("Moisture"));
    GOOD(search_row_changed(rows.db, &row, error));
    assert_found(&question,
                 "K-7 Damp in the Akbarstraat|"); /* the row itself is not changed here */
    question.words = "akbar";
    assert_found(&question, "");
    row.deleted = true;
    GOOD(search_row_changed(rows.db, &row, error));
    question.words = "moisture";
    assert_found(&question, "");
    GOOD(search_row_changed(rows.db, &row, error)); /* once more is harmless */
    row.deleted = false;
    row_set(&row, "title", value_none());
    GOOD(search_row_changed(rows.db, &row, error));
    row_release(&row);
    GOOD(search_rebuild(rows.db, error));
    question.words = "akbar";
    assert_found(&question, "K-7 Damp in the Akbarstraat|");
    question.words = "damp";
    assert_found(&question, "K-7 Damp walls|K-7 Damp in the Akbarstraat|");
    db_rollback(rows.db);
    assert_found(&question, "K-7 Damp walls|K-7 Damp in the Akbarstraat|");
    GOOD(search_rebuild(rows.db, error));
    assert_found(&question, "K-7 Damp walls|K-7 Damp in the Akbarstraat|");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_programme_and_pages),
        cmocka_unit_test(test_snippet),
        cmocka_unit_test(test_change_and_delete),
    };
    return cmocka_run_group_tests(tests, open_rows, close_rows);
}
