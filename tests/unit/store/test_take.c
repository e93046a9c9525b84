#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "pair.h"
#include "wijk/store/at_work.h"

/* Packs between two copies of a file: taking them, and taking that back. */

/* ---- taking a take back ---- */

/* What came was undone before it came; it is newer than what was typed here. */
static void an_undone_act_that_came_is_taken_back(void **state)
{
    struct pair *pair = *state;
    rename_partner(pair, &pair->other, "Typed here");
    rename_partner(pair, &pair->one, "First");
    rename_partner(pair, &pair->one, "Second");
    step(&pair->one, UNDO_BACK);
    take(&pair->other, pack(pair, &pair->one, 0, GOES_TO_GROUP));
    must_be_called(pair, &pair->other, "First");
    for (int i = 0; i < 2; i++) {
        step(&pair->other, UNDO_BACK);
        must_be_called(pair, &pair->other, "Typed here");
        step(&pair->other, UNDO_AGAIN);
        must_be_called(pair, &pair->other, "First");
    }
    /* The undo travels, and the other copy sees the same. */
    step(&pair->other, UNDO_BACK);
    take(&pair->one, pack(pair, &pair->other, 0, GOES_TO_GROUP));
    must_be_called(pair, &pair->one, "Typed here");
}

/* Nothing came but the undo of an act that is here. */
static void an_undo_that_came_is_taken_back(void **state)
{
    struct pair *pair = *state;
    rename_partner(pair, &pair->one, "First");
    take(&pair->other, pack(pair, &pair->one, 0, GOES_TO_GROUP));
    rename_partner(pair, &pair->other, "Typed here");
    step(&pair->one, UNDO_BACK);
    rename_partner(pair, &pair->one, "Third");
    step(&pair->one, UNDO_BACK);
    take(&pair->other, pack(pair, &pair->one, 0, GOES_TO_GROUP));
    must_be_called(pair, &pair->other, "Partner");
    long undone = count(pair->other.db, "SELECT count(*) FROM act WHERE undone = 1");
    step(&pair->other, UNDO_BACK);
    must_be_called(pair, &pair->other, "Typed here");
    step(&pair->other, UNDO_AGAIN);
    must_be_called(pair, &pair->other, "Partner");
    /* What stands is what stood; besides, only the acts of that undo are undone themselves. */
    assert_int_equal(count(pair->other.db,
                           "SELECT count(*) FROM act AS a WHERE a.undone = 1 AND NOT EXISTS"
                           " (SELECT 1 FROM take AS t WHERE a.number > t.last AND t.number ="
                           "  (SELECT max(number) FROM take))"),
                     undone);
}

static void take_after_take_goes_back_step_by_step(void **state)
{
    struct pair *pair = *state;
    struct id made = add_partner(pair->one.journal, "New");
    take(&pair->other, pack(pair, &pair->one, 0, GOES_TO_GROUP));
    rename_partner(pair, &pair->one, "Second");
    step(&pair->one, UNDO_BACK);
    rename_partner(pair, &pair->one, "Third");
    take(&pair->other, pack(pair, &pair->one, 0, GOES_TO_GROUP));
    must_be_called(pair, &pair->other, "Third");
    step(&pair->other, UNDO_BACK);
    must_be_called(pair, &pair->other, "Partner");
    step(&pair->other, UNDO_BACK);
    assert_string_equal(ask(pair->other.db, "SELECT deleted FROM partner WHERE id = ?", made), "1");
    step(&pair->other, UNDO_AGAIN);
    assert_string_equal(ask(pair->other.db, "SELECT deleted FROM partner WHERE id = ?", made), "0");
    step(&pair->other, UNDO_AGAIN);
    must_be_called(pair, &pair->other, "Third");
}

/* ---- what waits ---- */

#define SEALS "SELECT count(*) FROM seal AS e JOIN act AS a ON a.site = e.site AND a.seq = e.seq"

static void a_seal_waits_with_its_act(void **state)
{
    struct pair *pair = *state;
    char first[FOLDER_PATH];
    rename_partner(pair, &pair->one, "First");
    int64_t between = newest(&pair->one);
    snprintf(first, sizeof first, "%s", pack(pair, &pair->one, 0, GOES_TO_GROUP));
    rename_partner(pair, &pair->one, "Second");
    const char *second = pack(pair, &pair->one, between, GOES_TO_GROUP);
    assert_int_equal(take(&pair->other, second).parked, 1);
    long seals = count(pair->other.db, SEALS);
    take(&pair->other, first);
    must_be_called(pair, &pair->other, "Second");
    assert_int_equal(count(pair->other.db, SEALS), seals + 2); /* of both packs */
    struct history_evidence evidence;
    MUST(history_verify(pair->other.db, &evidence, &error));
    assert_int_equal(evidence.findings.count, 0);
    assert_int_equal(evidence.sealed, evidence.acts);
    history_evidence_release(&evidence);
}

/* The act came without its seal before, and waits already. */
static void a_seal_finds_an_act_that_waits(void **state)
{
    struct pair *pair = *state;
    char first[FOLDER_PATH];
    rename_partner(pair, &pair->one, "First");
    int64_t between = newest(&pair->one);
    snprintf(first, sizeof first, "%s", pack(pair, &pair->one, 0, GOES_TO_GROUP));
    rename_partner(pair, &pair->one, "Second");
    const char *second = pack(pair, &pair->one, between, GOES_TO_GROUP);
    take(&pair->other, second);
    MUST(db_run(pair->other.db, "UPDATE parked SET seal = NULL", &error));
    take(&pair->other, second);
    take(&pair->other, first);
    struct history_evidence evidence;
    MUST(history_verify(pair->other.db, &evidence, &error));
    assert_int_equal(evidence.sealed, evidence.acts);
    history_evidence_release(&evidence);
}

static struct id add_problem(struct pair *pair, struct programme *at)
{
    struct row row;
    row_init(&row, ENTITY_PROBLEM);
    row_set(&row, "kind", value_text("problem"));
    row_set(&row, "title", value_text("Inside the group"));
    row_set(&row, "severity", value_integer(2));
    row_set(&row, "status", value_text("flagged"));
    row_set(&row, "level", value_text("group"));
    row_set(&row, "visibility", value_text("group"));
    row_set(&row, "programme", value_id(pair->programme));
    return add_row(at->journal, &row);
}

/* Of an act that waits, a thin version and the whole one came; in either order the whole one is
 * applied. */
static void of_what_waits_the_fuller_counts(void **state)
{
    struct pair *pair = *state;
    char before[FOLDER_PATH], thin[FOLDER_PATH], whole[FOLDER_PATH];
    pair->programme = add_programme(&pair->one, add_area(&pair->one), "adopted");
    for (int order = 0; order < 2; order++) {
        rename_partner(pair, &pair->one, order == 0 ? "First" : "Second");
        int64_t between = newest(&pair->one);
        snprintf(before, sizeof before, "%s", pack(pair, &pair->one, 0, GOES_TO_GROUP));
        struct id problem = add_problem(pair, &pair->one);
        snprintf(thin, sizeof thin, "%s", pack(pair, &pair->one, between, GOES_TO_ANYBODY));
        snprintf(whole, sizeof whole, "%s", pack(pair, &pair->one, between, GOES_TO_GROUP));
        struct exchange_in in = take(&pair->other, order == 0 ? thin : whole);
        assert_int_equal(in.parked, 1);
        assert_int_equal(in.withheld, order == 0);
        in = take(&pair->other, order == 0 ? whole : thin);
        assert_int_equal(in.parked, 1);
        assert_int_equal(in.withheld, order == 1);
        take(&pair->other, before);
        assert_string_equal(ask(pair->other.db, "SELECT title FROM problem WHERE id = ?", problem),
                            "Inside the group");
        assert_int_equal(count(pair->other.db, "SELECT count(*) FROM parked"), 0);
        assert_int_equal(count(pair->other.db, "SELECT count(*) FROM act WHERE withheld > 0"), 0);
        assert_int_equal(
            count(pair->other.db, "SELECT count(*) FROM act WHERE label = '(withheld)'"), 0);
        must_check(&pair->other);
    }
}

/* ---- at work ---- */

static void must_be_at_work(struct programme *at, int wanted, struct id only)
{
    struct at_work at_work;
    MUST(at_work_count(at->db, &at_work, &error));
    assert_int_equal(at_work.count, wanted);
    assert_true(id_equal(at_work.only, only));
}

static void closed_programmes_count_where_there_are_no_others(void **state)
{
    struct pair *pair = *state;
    struct programme *at = &pair->one;
    struct id none = {{0}};
    struct draft draft;
    struct id area = add_area(at);
    must_be_at_work(at, 0, none);
    struct id closed = add_programme(at, area, "closed");
    must_be_at_work(at, 1, closed);
    struct id second = add_programme(at, area, "closed");
    must_be_at_work(at, 2, none);
    struct id open = add_programme(at, area, "adopted");
    must_be_at_work(at, 1, open);
    struct id draft_one = add_programme(at, area, "draft");
    must_be_at_work(at, 2, none);
    draft_init(&draft, "Gone");
    draft_delete(&draft, ENTITY_PROGRAMME, second);
    draft_delete(&draft, ENTITY_PROGRAMME, open);
    MUST(journal_commit(at->journal, &draft, &error));
    draft_release(&draft);
    must_be_at_work(at, 1, draft_one);
}

/* ---- a large pack ---- */

static void add_partners(struct programme *at, int count)
{
    MUST(journal_run_begin(at->journal, "Import", &error));
    for (int i = 0; i < count;) {
        struct draft draft;
        draft_init(&draft, "Import");
        for (int n = 0; n < 1000; n++, i++) {
            char name[48];
            struct row row;
            snprintf(name, sizeof name, "Partner %d of the exchange", i);
            row_init(&row, ENTITY_PARTNER);
            row_set(&row, "name", value_text(name));
            row_set(&row, "kind", value_text("school"));
            draft_create(&draft, &row);
            row_release(&row);
        }
        MUST(journal_run_add(at->journal, &draft, &error));
        draft_release(&draft);
    }
    MUST(journal_run_end(at->journal, &error));
}

static void all_rows_of_a_large_pack_are_there_and_are_found(void **state)
{
    struct pair *pair = *state;
    add_partners(&pair->one, 5000);
    take(&pair->other, pack(pair, &pair->one, 0, GOES_TO_GROUP));
    assert_int_equal(count(pair->other.db, "SELECT count(*) FROM partner"), 5001);
    assert_int_equal(count(pair->other.db, "SELECT count(*) FROM search_row"), 5001);
    assert_int_equal(count(pair->other.db, "SELECT count(*) FROM search WHERE search MATCH '4999'"),
                     1);
    must_check(&pair->other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PAIR_TEST(an_undone_act_that_came_is_taken_back),
        PAIR_TEST(an_undo_that_came_is_taken_back),
        PAIR_TEST(take_after_take_goes_back_step_by_step),
        PAIR_TEST(a_seal_waits_with_its_act),
        PAIR_TEST(a_seal_finds_an_act_that_waits),
        PAIR_TEST(of_what_waits_the_fuller_counts),
        PAIR_TEST(closed_programmes_count_where_there_are_no_others),
        PAIR_TEST(all_rows_of_a_large_pack_are_there_and_are_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
