/* An older program among newer ones: what it does not know yet stays in its journal, hinders
 * nothing, travels on as it came, and has its place once the program knows it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "refused.h"
#include "wijk/store/check.h"
#include "wijk/store/history.h"

#define EFFORT "01a20d4fa1c770009ddc36adf6c8ae70" /* of tests/data/schema/005.sql */

static struct id row_of(uint8_t number)
{
    return id_from(1000 + number, (uint8_t[10]){number});
}

enum rows { THEME, THING, PARTNER, OLD_PARTNER, COLOURED };

/* One act with one change. */
static void add(struct craft *craft, struct body_writer *writer)
{
    struct act act = {.lamport = 100 + craft->seq};
    struct buffer body = BUFFER_EMPTY;
    body_writer_end(writer, &body);
    craft_act(craft, &act, &body);
    buffer_release(&body);
    body_writer_release(writer);
}

/* What a program to come writes: an entity, columns and choices that nobody knows here. */
static void write_newer(struct craft *craft, const char *path)
{
    struct body_writer writer = {.changes = BUFFER_EMPTY};
    craft_begin(craft);
    craft_change(&writer, BODY_CREATE, "theme", row_of(THEME), 3);
    craft_field(&writer, BODY_CREATE, "code", value_text("NEW"));
    craft_field(&writer, BODY_CREATE, "zz_colour", value_text("mauve"));
    craft_field(&writer, BODY_CREATE, "name", value_text("Known name"));
    add(craft, &writer);
    craft_change(&writer, BODY_CREATE, "zz_thing", row_of(THING), 2);
    craft_field(&writer, BODY_CREATE, "title", value_text("Unheard of"));
    craft_field(&writer, BODY_CREATE, "theme", value_id(row_of(THEME)));
    add(craft, &writer);
    craft_change(&writer, BODY_CREATE, "partner", row_of(OLD_PARTNER), 2);
    craft_field(&writer, BODY_CREATE, "name", value_text("Known partner"));
    craft_field(&writer, BODY_CREATE, "kind", value_text("school"));
    add(craft, &writer);
    craft_change(&writer, BODY_SET, "partner", row_of(OLD_PARTNER), 3);
    craft_field(&writer, BODY_SET, "kind", value_text("zz_choir"));
    craft_field(&writer, BODY_SET, "zz_size", value_integer(12));
    craft_field(&writer, BODY_SET, "name", value_text("Renamed partner"));
    add(craft, &writer);
    craft_change(&writer, BODY_CREATE, "partner", row_of(PARTNER), 2);
    craft_field(&writer, BODY_CREATE, "name", value_text("Partner of a new kind"));
    craft_field(&writer, BODY_CREATE, "kind", value_text("zz_choir"));
    add(craft, &writer);
    craft_change(&writer, BODY_SET, "zz_thing", row_of(THING), 1);
    craft_field(&writer, BODY_SET, "title", value_text("Unheard of twice"));
    add(craft, &writer);
    craft_end(craft, path);
}

static void must_check(struct db *db)
{
    struct check_report report;
    MUST(check_run(db, NULL, &report, &error));
    if (report.count > 0)
        fail_msg("%s", report.findings.items[0]);
    check_release(&report);
}

static void must_show(struct db *db)
{
    assert_string_equal(ask(db, "SELECT name FROM theme WHERE id = ?", row_of(THEME)),
                        "Known name");
    assert_string_equal(ask(db, "SELECT name FROM partner WHERE id = ?", row_of(OLD_PARTNER)),
                        "Renamed partner");
    assert_string_equal(ask(db, "SELECT kind FROM partner WHERE id = ?", row_of(OLD_PARTNER)),
                        "school");
    assert_int_equal(count(db, "SELECT count(*) FROM act WHERE label = 'Crafted'"), 6);
    assert_true(count(db, "SELECT count(*) FROM waiting") > 0);
    must_check(db);
}

/* All acts of the new program, as they lie in a file. */
static void journal_of(struct db *db, struct buffer *out)
{
    struct error why = ERROR_NONE;
    struct statement *read = statement_new(
        db,
        "SELECT a.seq, a.hash, a.previous, a.body FROM act AS a"
        " JOIN site AS s ON s.number = a.site WHERE a.label = 'Crafted' ORDER BY a.seq",
        STATEMENT_SCANS, &why);
    assert_non_null(read);
    while (statement_step(read, &why) == STATEMENT_ROW)
        for (int i = 1; i < 4; i++) {
            static const char *const names[] = {"seq", "hash", "previous", "body"};
            size_t length;
            const void *bytes = statement_bytes(read, names[i], &length);
            buffer_add(out, bytes, length);
        }
    statement_free(read);
}

static void open_third(struct stage *stage, struct programme *third)
{
    *third = (struct programme){.folder = stage->to->folder};
    folder_path(stage->to->folder, "third.wijk", third->path);
    folder_path(stage->to->folder, "third.key", third->key);
    programme_open(third);
}

static void pack_and_take(struct stage *stage, struct programme *third, enum exchange_goes goes)
{
    char path[FOLDER_PATH];
    folder_path(stage->to->folder, "on.wijk", path);
    struct exchange_out out = {.path = path, .all = true, .goes = goes};
    struct exchange_in in = {.path = path, .label = "taken"};
    MUST(exchange_write(stage->to->journal, &out, &error));
    MUST(exchange_read(third->journal, &in, &error));
    assert_int_equal(in.applied + in.filled > 0, 1);
}

/* Taken, kept, content, and on to a third copy byte by byte as it came. */
static void what_is_unknown_travels_on(void **state)
{
    struct stage *stage = *state;
    struct craft craft;
    struct programme third;
    struct buffer here = BUFFER_EMPTY, there = BUFFER_EMPTY;
    struct history history = {0};
    struct history_evidence evidence;
    write_newer(&craft, stage->pack);
    must_take(stage, "a pack of a newer program");
    must_show(stage->to->db);
    MUST(history_acts(stage->to->db, NULL, &(struct history_window){0}, &history, &error));
    assert_int_equal(history.acts.count, 7);
    history_clear(&history);
    MUST(history_of_row(stage->to->db, row_of(THING), &(struct history_window){0}, &history,
                        &error));
    assert_int_equal(history.acts.count, 2);
    history_release(&history);
    open_third(stage, &third);
    pack_and_take(stage, &third, GOES_TO_GROUP);
    must_show(third.db);
    journal_of(stage->to->db, &here);
    journal_of(third.db, &there);
    assert_int_equal(here.length, there.length);
    assert_memory_equal(here.bytes, there.bytes, here.length);
    MUST(history_verify(third.db, &evidence, &error));
    assert_int_equal(evidence.findings.count, 0);
    history_evidence_release(&evidence);
    programme_close(&third);
    buffer_release(&here);
    buffer_release(&there);
    craft_release(&craft);
}

/* Nobody knows whether it may go: it is withheld from the public, and follows for the group. */
static void what_is_unknown_is_nobody_elses(void **state)
{
    struct stage *stage = *state;
    struct craft craft;
    struct programme third;
    struct buffer bytes = BUFFER_EMPTY;
    write_newer(&craft, stage->pack);
    must_take(stage, "a pack of a newer program");
    open_third(stage, &third);
    pack_and_take(stage, &third, GOES_TO_ANYBODY);
    must_check(third.db);
    read_file(third.path, &bytes);
    for (size_t i = 0; i + 10 < bytes.length; i++)
        if (memcmp(bytes.bytes + i, "Unheard of", 10) == 0)
            fail_msg("an unknown entity went to the public");
    assert_int_equal(count(third.db, "SELECT count(*) FROM act WHERE withheld > 0"), 2);
    pack_and_take(stage, &third, GOES_TO_GROUP);
    assert_int_equal(count(third.db, "SELECT count(*) FROM act WHERE withheld > 0"), 0);
    must_show(third.db);
    programme_close(&third);
    buffer_release(&bytes);
    craft_release(&craft);
}

/* People go on with rows of which not everything is known. */
static void one_can_go_on_with_it(void **state)
{
    struct stage *stage = *state;
    struct craft craft;
    struct error why = ERROR_NONE;
    write_newer(&craft, stage->pack);
    must_take(stage, "a pack of a newer program");
    struct journal *journal = stage->to->journal;
    assert_true(set_field(journal, ENTITY_THEME, row_of(THEME), "name", value_text("Ours"), &why));
    MUST(undo_step(journal, UNDO_BACK, NULL, &error));
    must_show(stage->to->db);
    assert_true(set_field(journal, ENTITY_PARTNER, row_of(OLD_PARTNER), "kind", value_text("other"),
                          &why)); /* one's own choice, in the unknown's place */
    assert_string_equal(
        ask(stage->to->db, "SELECT kind FROM partner WHERE id = ?", row_of(OLD_PARTNER)), "other");
    must_check(stage->to->db);
    craft_release(&craft);
}

/* ---- the upgrade ---- */

/* Acts about what came after schema 005: a column of an effort, an agreement. */
static void write_later(struct craft *craft, const char *path)
{
    struct body_writer writer = {.changes = BUFFER_EMPTY};
    struct id effort;
    assert_true(id_parse("01a20d4f-a1c7-7000-9ddc-36adf6c8ae70", &effort));
    craft_begin(craft);
    craft_change(&writer, BODY_SET, "effort", effort, 2);
    craft_field(&writer, BODY_SET, "kind", value_text("experiment"));
    craft_field(&writer, BODY_SET, "title", value_text("House visits"));
    add(craft, &writer);
    craft_change(&writer, BODY_CREATE, "agreement", row_of(THING), 4);
    craft_field(&writer, BODY_CREATE, "number", value_integer(7));
    craft_field(&writer, BODY_CREATE, "text", value_text("Agreed"));
    craft_field(&writer, BODY_CREATE, "status", value_text("running"));
    craft_field(&writer, BODY_CREATE, "visibility", value_text("public"));
    add(craft, &writer);
    craft_end(craft, path);
}

/* The file as a program of schema 005 left it: both acts are in its journal, their values wait. */
static void make_old(const char *old, const char *newer)
{
    char command[2048];
    snprintf(command, sizeof command,
             "sqlite3 '%s' <tests/data/schema/005.sql && sqlite3 '%s' \"ATTACH '%s' AS n;"
             "INSERT INTO site SELECT number + 100, id, letter, name, public_key, 1, seq, hash"
             " FROM n.site WHERE name = 'Crafted';"
             "INSERT INTO act SELECT number + 100, site + 100, seq, lamport, at, person, label,"
             " undoes_site, undoes_seq, run, meeting, previous, hash, undone, changes, body"
             " FROM n.act WHERE label = 'Crafted';"
             "INSERT INTO change SELECT row, act + 100, n, place FROM n.change"
             " WHERE act IN (SELECT number FROM n.act WHERE label = 'Crafted');"
             "INSERT INTO head SELECT row, field, act + 100 FROM n.head;"
             "INSERT INTO parent SELECT row, field, site, seq, act + 100 FROM n.parent;"
             "INSERT INTO waiting SELECT row, act, n, NULL, CASE WHEN row = X'" EFFORT "'"
             " THEN 'unknown field' ELSE 'unknown entity' END FROM change WHERE act > 100;"
             "UPDATE effort SET title = 'House visits' WHERE id = X'" EFFORT "';\"",
             old, old, newer);
    assert_int_equal(system(command), 0);
}

static void an_upgrade_gives_it_its_place(void **state)
{
    struct stage *stage = *state;
    struct craft craft;
    char old[FOLDER_PATH];
    struct db *db;
    write_later(&craft, stage->pack);
    must_take(stage, "acts about what an older program does not know");
    folder_path(stage->to->folder, "old.wijk", old);
    make_old(old, stage->to->path);
    MUST(db_open(&db, old, &(struct db_options){0}, &error));
    assert_string_equal(
        ask(db, "SELECT kind FROM effort WHERE id = X'" EFFORT "'", (struct id){{0}}),
        "experiment");
    assert_string_equal(
        ask(db, "SELECT title FROM effort WHERE id = X'" EFFORT "'", (struct id){{0}}),
        "House visits");
    assert_string_equal(ask(db, "SELECT text FROM agreement WHERE number = 7", (struct id){{0}}),
                        "Agreed");
    assert_int_equal(count(db, "SELECT count(*) FROM waiting"), 0);
    must_check(db);
    db_close(db);
    craft_release(&craft);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, stage_set_up, stage_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_is_unknown_travels_on),
        TEST(what_is_unknown_is_nobody_elses),
        TEST(one_can_go_on_with_it),
        TEST(an_upgrade_gives_it_its_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
