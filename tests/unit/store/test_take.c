#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "programme.h"
#include "wijk/store/at_work.h"
#include "wijk/store/check.h"
#include "wijk/store/exchange.h"

/* Packs between two copies of a file: taking them, and taking that back. */

struct pair {
    char *folder;
    struct programme one, other;
    struct id partner, programme;
    int packs;
};

static int set_up(void **state)
{
    struct pair *pair = calloc(1, sizeof *pair);
    char command[2 * FOLDER_PATH + 16];
    pair->folder = folder_make();
    folder_path(pair->folder, "one.wijk", pair->one.path);
    folder_path(pair->folder, "one.key", pair->one.key);
    folder_path(pair->folder, "other.wijk", pair->other.path);
    folder_path(pair->folder, "other.key", pair->other.key);
    programme_open(&pair->one);
    pair->partner = add_partner(pair->one.journal, "Partner");
    programme_close(&pair->one);
    snprintf(command, sizeof command, "cp '%s' '%s'", pair->one.path, pair->other.path);
    assert_int_equal(system(command), 0);
    programme_open(&pair->one);
    programme_open(&pair->other);
    *state = pair;
    return 0;
}

static int tear_down(void **state)
{
    struct pair *pair = *state;
    programme_close(&pair->one);
    programme_close(&pair->other);
    folder_remove(pair->folder);
    free(pair);
    return 0;
}

static int64_t newest(struct programme *p)
{
    return count(p->db, "SELECT max(number) FROM act");
}

/* All acts behind one, as they may go. The path is static. */
static const char *pack(struct pair *pair, struct programme *from, int64_t since,
                        enum exchange_goes goes)
{
    static char path[FOLDER_PATH];
    char name[24];
    snprintf(name, sizeof name, "%d.pack", pair->packs++);
    folder_path(pair->folder, name, path);
    struct exchange_out out = {
        .path = path, .goes = goes, .group = pair->programme, .all = true, .since = since};
    MUST(exchange_write(from->journal, &out, &error));
    return path;
}

static struct exchange_in take(struct programme *to, const char *path)
{
    struct exchange_in in = {.path = path};
    MUST(exchange_read(to->journal, &in, &error));
    return in;
}

static void must_check(struct programme *p)
{
    struct check_report report;
    MUST(check_run(p->db, NULL, &report, &error));
    if (report.count > 0)
        fail_msg("%s", report.findings.items[0]);
    check_release(&report);
}

static void rename_partner(struct pair *pair, struct programme *at, const char *name)
{
    struct error why = ERROR_NONE;
    assert_true(
        set_field(at->journal, ENTITY_PARTNER, pair->partner, "name", value_text(name), &why));
}

static void must_be_called(struct pair *pair, struct programme *at, const char *name)
{
    assert_string_equal(ask(at->db, "SELECT name FROM partner WHERE id = ?", pair->partner), name);
    must_check(at);
}

static void step(struct programme *at, enum undo_direction direction)
{
    MUST(undo_step(at->journal, direction, NULL, &error));
}

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

static struct id add_area(struct programme *at)
{
    struct row row;
    row_init(&row, ENTITY_AREA);
    row_set(&row, "name", value_text("Area"));
    row_set(&row, "kind", value_text("neighbourhood"));
    return add_row(at->journal, &row);
}

static struct id add_programme(struct programme *at, struct id area, const char *status)
{
    struct row row;
    row_init(&row, ENTITY_PROGRAMME);
    row_set(&row, "area", value_id(area));
    row_set(&row, "title", value_text(status));
    row_set(&row, "status", value_text(status));
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

/* ---- taking back what waits ---- */

/* The first copy has what a third one made, and packs of the first leave that out: what refers to
 * it waits at the other. */
struct third {
    struct programme at;
    struct id area, partner; /* made there */
    char pack[FOLDER_PATH];
};

static void third_begin(struct pair *pair, struct third *third)
{
    char command[2 * FOLDER_PATH + 16];
    folder_path(pair->folder, "third.wijk", third->at.path);
    folder_path(pair->folder, "third.key", third->at.key);
    snprintf(command, sizeof command, "cp '%s' '%s'", pair->one.path, third->at.path);
    assert_int_equal(system(command), 0);
    programme_open(&third->at);
    int64_t before = newest(&third->at);
    third->area = add_area(&third->at);
    third->partner = add_partner(third->at.journal, "Of the third");
    snprintf(third->pack, sizeof third->pack, "%s", pack(pair, &third->at, before, GOES_TO_GROUP));
    take(&pair->one, third->pack);
}

static void third_end(struct third *third)
{
    programme_close(&third->at);
    assert_int_equal(remove(third->at.path), 0);
    assert_int_equal(remove(third->at.key), 0);
}

/* What the first does behind its act `since` comes to the other. */
static struct exchange_in bring(struct pair *pair, int64_t since)
{
    return take(&pair->other, pack(pair, &pair->one, since, GOES_TO_GROUP));
}

static const char *shown(struct pair *pair, const char *sql, struct id id)
{
    must_check(&pair->other);
    return ask(pair->other.db, sql, id);
}

#define TITLE "SELECT title || deleted FROM programme WHERE id = ?"
#define PARTNER                                                                                    \
    "SELECT p.name FROM person AS q JOIN partner AS p ON p.id = q.partner WHERE q.id = ?"
#define WAITING "SELECT count(*) FROM waiting"

static void retitle(struct pair *pair, struct id programme, const char *title)
{
    MUST(set_field(pair->one.journal, ENTITY_PROGRAMME, programme, "title", value_text(title),
                   &error));
}

/* A change of a row that waits, because its area is not here. */
static void a_change_of_a_row_that_waits_is_taken_back(void **state)
{
    struct pair *pair = *state;
    struct third third;
    for (int again = 0; again < 2; again++) {
        third_begin(pair, &third);
        int64_t before = newest(&pair->one);
        struct id made = add_programme(&pair->one, third.area, "draft");
        bring(pair, before);
        before = newest(&pair->one);
        retitle(pair, made, "Second");
        bring(pair, before);
        step(&pair->other, UNDO_BACK);
        assert_string_equal(shown(pair, TITLE, made), "-");
        if (again)
            step(&pair->other, UNDO_AGAIN);
        assert_string_equal(shown(pair, TITLE, made), "-");
        take(&pair->other, third.pack);
        assert_string_equal(shown(pair, TITLE, made), again ? "Second0" : "draft0");
        assert_int_equal(count(pair->other.db, WAITING), 0);
        third_end(&third);
    }
}

/* The row itself came with it: when what it needs comes, it has been taken back. */
static void a_row_that_waits_is_taken_back(void **state)
{
    struct pair *pair = *state;
    struct third third;
    for (int again = 0; again < 2; again++) {
        third_begin(pair, &third);
        int64_t before = newest(&pair->one);
        struct id made = add_programme(&pair->one, third.area, "draft");
        retitle(pair, made, "Second");
        bring(pair, before);
        step(&pair->other, UNDO_BACK);
        if (again)
            step(&pair->other, UNDO_AGAIN);
        assert_string_equal(shown(pair, TITLE, made), "-");
        take(&pair->other, third.pack);
        assert_string_equal(shown(pair, TITLE, made), again ? "Second0" : "Second1");
        assert_int_equal(count(pair->other.db, WAITING), 0);
        third_end(&third);
    }
}

/* Only one value of a row waits: it stays taken back, or comes back with the redo. */
static void a_value_that_waits_is_taken_back(void **state)
{
    struct pair *pair = *state;
    struct third third;
    for (int again = 0; again < 2; again++) {
        third_begin(pair, &third);
        struct id person = add_person(pair->one.journal, "Person", pair->partner);
        int64_t before = newest(&pair->one);
        bring(pair, before - 1);
        MUST(set_field(pair->one.journal, ENTITY_PERSON, person, "partner", value_id(third.partner),
                       &error));
        bring(pair, before);
        for (int i = 0; i < 1 + again; i++) {
            assert_string_equal(shown(pair, PARTNER, person), "Partner");
            step(&pair->other, i == 0 ? UNDO_BACK : UNDO_AGAIN);
        }
        assert_string_equal(shown(pair, PARTNER, person), "Partner");
        take(&pair->other, third.pack);
        assert_string_equal(shown(pair, PARTNER, person), again ? "Of the third" : "Partner");
        assert_int_equal(count(pair->other.db, WAITING), 0);
        /* The first sees the same. */
        take(&pair->one, pack(pair, &pair->other, 0, GOES_TO_GROUP));
        assert_string_equal(ask(pair->one.db, PARTNER, person), again ? "Of the third" : "Partner");
        third_end(&third);
    }
}

/* The row is not made yet: its change came first. Nothing is set back, for nobody here knows what
 * the row was; it finds its place when the row comes. */
static void a_change_of_a_row_not_made_yet_is_taken_back(void **state)
{
    struct pair *pair = *state;
    struct third third;
    third_begin(pair, &third);
    MUST(set_field(pair->one.journal, ENTITY_AREA, third.area, "name", value_text("Second"),
                   &error));
    bring(pair, newest(&pair->one) - 1);
    assert_int_equal(count(pair->other.db, WAITING), 1);
    for (int i = 0; i < 2; i++) {
        step(&pair->other, i == 0 ? UNDO_BACK : UNDO_AGAIN);
        assert_string_equal(shown(pair, "SELECT name FROM area WHERE id = ?", third.area), "-");
        assert_int_equal(count(pair->other.db, WAITING), 1);
    }
    take(&pair->other, third.pack);
    assert_string_equal(shown(pair, "SELECT name FROM area WHERE id = ?", third.area), "Second");
    assert_int_equal(count(pair->other.db, WAITING), 0);
    third_end(&third);
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
        cmocka_unit_test_setup_teardown(an_undone_act_that_came_is_taken_back, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_undo_that_came_is_taken_back, set_up, tear_down),
        cmocka_unit_test_setup_teardown(take_after_take_goes_back_step_by_step, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_change_of_a_row_that_waits_is_taken_back, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_row_that_waits_is_taken_back, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_value_that_waits_is_taken_back, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_change_of_a_row_not_made_yet_is_taken_back, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_seal_waits_with_its_act, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_seal_finds_an_act_that_waits, set_up, tear_down),
        cmocka_unit_test_setup_teardown(of_what_waits_the_fuller_counts, set_up, tear_down),
        cmocka_unit_test_setup_teardown(closed_programmes_count_where_there_are_no_others, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(all_rows_of_a_large_pack_are_there_and_are_found, set_up,
                                        tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
