#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "programme.h"
#include "wijk/store/check.h"
#include "wijk/store/history.h"

/* Acts of other sites through journal_apply: whatever the order, the tables agree. */

#define SITES 3

struct group {
    char *folder;
    struct programme sites[SITES];
    struct id theme, partner;
};

static void copy_file(const char *from, const char *to)
{
    char command[2 * FOLDER_PATH + 16];
    snprintf(command, sizeof command, "cp '%s' '%s'", from, to);
    assert_int_equal(system(command), 0);
}

/* Site 0 makes a theme and a partner; the others begin as copies of its file. */
static int set_up(void **state)
{
    struct group *group = calloc(1, sizeof *group);
    group->folder = folder_make();
    for (int i = 0; i < SITES; i++) {
        char name[24];
        snprintf(name, sizeof name, "%d.wijk", i);
        folder_path(group->folder, name, group->sites[i].path);
        folder_path(group->folder, "site.key", group->sites[i].key);
        if (i > 0)
            copy_file(group->sites[0].path, group->sites[i].path);
        programme_open(&group->sites[i]);
        if (i == 0) {
            group->theme = add_theme(group->sites[0].journal, "WON");
            group->partner = add_partner(group->sites[0].journal, "Partner");
            programme_close(&group->sites[0]);
            programme_open(&group->sites[0]);
        }
    }
    *state = group;
    return 0;
}

static int tear_down(void **state)
{
    struct group *group = *state;
    for (int i = 0; i < SITES; i++)
        if (group->sites[i].db != NULL)
            programme_close(&group->sites[i]);
    folder_remove(group->folder);
    free(group);
    return 0;
}

static struct statement *read_act(struct db *db, int64_t number, struct act *act)
{
    struct error why = ERROR_NONE;
    struct statement *read = statement_new(
        db,
        "SELECT s.id AS site, s.public_key, a.seq, a.lamport, a.at, a.person, a.label,"
        " a.undoes_site, a.undoes_seq, a.run, a.meeting, a.previous, a.hash, a.body"
        " FROM act AS a JOIN site AS s ON s.number = a.site WHERE a.number = :number",
        0, &why);
    bool found;
    assert_non_null(read);
    statement_bind_integer(read, "number", number);
    assert_true(statement_first(read, &found, &why));
    if (!found) {
        statement_free(read);
        return NULL;
    }
    size_t length;
    *act = (struct act){.site = statement_id(read, "site"),
                        .public_key = statement_bytes(read, "public_key", &length),
                        .seq = statement_integer(read, "seq"),
                        .lamport = statement_integer(read, "lamport"),
                        .at = statement_integer(read, "at"),
                        .person = statement_text(read, "person"),
                        .label = statement_text(read, "label"),
                        .undoes_site = statement_id(read, "undoes_site"),
                        .undoes_seq = statement_integer(read, "undoes_seq"),
                        .run = statement_integer(read, "run"),
                        .meeting = statement_id(read, "meeting")};
    memcpy(act->previous, statement_bytes(read, "previous", &length), JOURNAL_HASH);
    memcpy(act->hash, statement_bytes(read, "hash", &length), JOURNAL_HASH);
    act->body = statement_bytes(read, "body", &act->length);
    return read;
}

static enum act_outcome take(struct programme *from, struct programme *to, int64_t number)
{
    struct act act;
    enum act_outcome outcome = ACT_KNOWN;
    struct statement *read = read_act(from->db, number, &act);
    assert_non_null(read);
    MUST(db_begin(to->db, &error));
    MUST(journal_apply(to->journal, &act, &outcome, &error));
    MUST(db_commit(to->db, &error));
    statement_free(read);
    return outcome;
}

static int64_t newest(struct programme *p)
{
    return count(p->db, "SELECT max(number) FROM act");
}

/* All acts of one to the other, forwards or backwards. */
static void take_all(struct programme *from, struct programme *to, bool backwards)
{
    int64_t last = newest(from);
    for (int64_t i = 1; i <= last; i++)
        take(from, to, backwards ? last + 1 - i : i);
}

static void must_agree(struct group *group)
{
    static const char *const questions[] = {
        "SELECT group_concat(hex(id) || code || name || coalesce(position, '-') || deleted, ' ')"
        " FROM (SELECT * FROM theme ORDER BY id)",
        "SELECT group_concat(hex(id) || name || kind || deleted, ' ')"
        " FROM (SELECT * FROM partner ORDER BY id)",
        "SELECT group_concat(hex(id) || name || coalesce(hex(partner), '-') || deleted, ' ')"
        " FROM (SELECT * FROM person ORDER BY id)",
        "SELECT count(*) FROM head",
        "SELECT count(*) FROM parent",
        "SELECT count(*) FROM waiting",
        "SELECT count(*) FROM parked",
        "SELECT count(*) FROM act WHERE undone = 1"};
    for (size_t i = 0; i < sizeof questions / sizeof *questions; i++) {
        char first[512];
        strcpy(first, ask(group->sites[0].db, questions[i], (struct id){{0}}));
        for (int j = 1; j < SITES; j++)
            assert_string_equal(ask(group->sites[j].db, questions[i], (struct id){{0}}), first);
    }
    for (int j = 0; j < SITES; j++) {
        struct check_report report;
        MUST(check_run(group->sites[j].db, NULL, &report, &error));
        if (report.count > 0)
            fail_msg("site %d: %s", j, report.findings.items[0]);
        check_release(&report);
    }
}

static void spread(struct group *group, bool backwards)
{
    for (int round = 0; round < 2; round++)
        for (int i = 0; i < SITES; i++)
            for (int j = 0; j < SITES; j++)
                if (i != j)
                    take_all(&group->sites[i], &group->sites[j], backwards);
}

static void two_values_are_a_disagreement_until_chosen(void **state)
{
    struct group *group = *state;
    struct error why = ERROR_NONE;
    static const char *const names[SITES] = {"Zero", "One", "Two"};
    for (int i = 0; i < SITES; i++)
        assert_true(set_field(group->sites[i].journal, ENTITY_THEME, group->theme, "name",
                              value_text(names[i]), &why));
    spread(group, false);
    must_agree(group);
    struct programme *first = &group->sites[0];
    assert_int_equal(count(first->db, "SELECT count(*) FROM head"), SITES);
    struct history history = {0};
    MUST(history_disagreements(first->db, (struct id){{0}}, 0, &history, &error));
    assert_int_equal(history.changes.count, SITES);
    assert_string_equal(history.changes.items[0].column, "name");
    history_release(&history);
    /* Choosing the value that is shown already settles it too. */
    char shown[64];
    strcpy(shown, ask(first->db, "SELECT name FROM theme WHERE id = ?", group->theme));
    assert_true(
        set_field(first->journal, ENTITY_THEME, group->theme, "name", value_text(shown), &why));
    spread(group, true);
    must_agree(group);
    assert_int_equal(count(group->sites[2].db, "SELECT count(*) FROM head"), 1);
    assert_string_equal(
        ask(group->sites[2].db, "SELECT name FROM theme WHERE id = ?", group->theme), shown);
}

static void acts_that_come_too_early_are_parked(void **state)
{
    struct group *group = *state;
    struct programme *from = &group->sites[1], *to = &group->sites[2];
    struct id late = add_theme(from->journal, "A");
    struct error why = ERROR_NONE;
    assert_true(set_field(from->journal, ENTITY_THEME, late, "code", value_text("B"), &why));
    assert_true(set_field(from->journal, ENTITY_THEME, late, "code", value_text("C"), &why));
    assert_int_equal(take(from, to, 5), ACT_PARKED);
    assert_int_equal(take(from, to, 4), ACT_PARKED);
    assert_string_equal(ask(to->db, "SELECT code FROM theme WHERE id = ?", late), "-");
    assert_int_equal(take(from, to, 3), ACT_APPLIED);
    assert_string_equal(ask(to->db, "SELECT code FROM theme WHERE id = ?", late), "C");
    assert_int_equal(take(from, to, 4), ACT_KNOWN);
    assert_int_equal(count(to->db, "SELECT count(*) FROM parked"), 0);
}

/* A person of site 2 belongs to a partner of site 1, which site 0 gets later. */
static void a_row_waits_for_what_it_refers_to(void **state)
{
    struct group *group = *state;
    struct programme *one = &group->sites[1], *two = &group->sites[2], *zero = &group->sites[0];
    struct id partner = add_partner(one->journal, "Later");
    take(one, two, 3);
    struct id person = add_person(two->journal, "Somebody", partner);
    struct error why = ERROR_NONE;
    assert_true(set_field(two->journal, ENTITY_PARTNER, partner, "name", value_text("New"), &why));
    take(two, zero, 4);
    take(two, zero, 5);
    assert_string_equal(ask(zero->db, "SELECT name FROM person WHERE id = ?", person), "Somebody");
    assert_string_equal(ask(zero->db, "SELECT partner FROM person WHERE id = ?", person), "");
    assert_int_equal(count(zero->db, "SELECT count(*) FROM waiting"), 2);
    take(one, zero, 3);
    assert_int_equal(count(zero->db, "SELECT count(*) FROM waiting"), 0);
    assert_int_equal(
        count(zero->db, "SELECT count(*) FROM person JOIN partner ON partner.id = person.partner"),
        1);
    assert_string_equal(ask(zero->db, "SELECT name FROM partner WHERE id = ?", partner), "New");
    spread(group, false);
    must_agree(group);
}

static void an_altered_act_is_refused(void **state)
{
    struct group *group = *state;
    struct programme *from = &group->sites[1], *to = &group->sites[2];
    add_theme(from->journal, "A");
    for (int what = 0; what < 6; what++) {
        struct act act;
        enum act_outcome outcome;
        struct error why = ERROR_NONE;
        struct statement *read = read_act(from->db, 3, &act);
        uint8_t body[4096];
        memcpy(body, act.body, act.length);
        act.body = body;
        if (what == 0)
            act.label = "Other";
        else if (what == 1)
            act.lamport++;
        else if (what == 2)
            body[act.length - 1] ^= 1;
        else if (what == 3)
            act.length--;
        else if (what == 4)
            act.public_key = act.hash;
        else
            act.hash[0] ^= 1;
        MUST(db_begin(to->db, &error));
        assert_false(journal_apply(to->journal, &act, &outcome, &why));
        assert_int_equal(why.code, ERROR_DAMAGED);
        db_rollback(to->db);
        statement_free(read);
    }
    assert_int_equal(take(from, to, 3), ACT_APPLIED);
}

static void a_delete_and_a_change_meet(void **state)
{
    struct group *group = *state;
    struct error why = ERROR_NONE;
    struct draft draft;
    draft_init(&draft, "Delete");
    draft_delete(&draft, ENTITY_THEME, group->theme);
    MUST(journal_commit(group->sites[1].journal, &draft, &error));
    draft_release(&draft);
    assert_true(set_field(group->sites[2].journal, ENTITY_THEME, group->theme, "name",
                          value_text("Changed"), &why));
    spread(group, true);
    must_agree(group);
    assert_string_equal(
        ask(group->sites[0].db, "SELECT name FROM theme WHERE id = ?", group->theme), "Changed");
    assert_string_equal(
        ask(group->sites[0].db, "SELECT deleted FROM theme WHERE id = ?", group->theme), "1");
}

static unsigned pick(unsigned *seed, unsigned below)
{
    *seed = *seed * 1103515245u + 12345u;
    return (*seed >> 16) % below;
}

/* Random acts on three sites, taken in random order with repetition. */
static void any_order_gives_the_same(void **state)
{
    struct group *group = *state;
    unsigned seed = 4711;
    for (int step = 0; step < 60; step++) {
        struct programme *p = &group->sites[pick(&seed, SITES)];
        struct error why = ERROR_NONE;
        char text[16];
        snprintf(text, sizeof text, "v%d", step);
        switch (pick(&seed, 6)) {
        case 0:
            add_person(p->journal, text, group->partner);
            break;
        case 1:
            (void)!undo_step(p->journal, UNDO_BACK, NULL, &why);
            break;
        case 2:
            (void)!undo_step(p->journal, UNDO_AGAIN, NULL, &why);
            break;
        case 3:
            take(&group->sites[pick(&seed, SITES)], p, 1 + (int64_t)pick(&seed, 2));
            break;
        case 4:
            assert_true(set_field(p->journal, ENTITY_PARTNER, group->partner, "name",
                                  value_text(text), &why));
            break;
        default:
            assert_true(set_field(p->journal, ENTITY_THEME, group->theme, "position",
                                  value_integer(1 + pick(&seed, 900)), &why));
        }
        struct programme *from = &group->sites[pick(&seed, SITES)],
                         *to = &group->sites[pick(&seed, SITES)];
        if (from != to)
            take(from, to, 1 + (int64_t)pick(&seed, (unsigned)newest(from)));
    }
    spread(group, true);
    must_agree(group);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(two_values_are_a_disagreement_until_chosen),
        TEST(acts_that_come_too_early_are_parked),
        TEST(a_row_waits_for_what_it_refers_to),
        TEST(an_altered_act_is_refused),
        TEST(a_delete_and_a_change_meet),
        TEST(any_order_gives_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
