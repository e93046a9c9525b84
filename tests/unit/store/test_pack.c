/* Packs: what was written reads back; what was altered, cut off or made up is refused, and the file
 * stays as it was. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "programme.h"
#include "wijk/base/path.h"
#include "wijk/store/exchange.h"

struct pair {
    struct programme *from;
    struct programme to;
    char pack[FOLDER_PATH], other[FOLDER_PATH];
};

static int set_up(void **state)
{
    struct pair *pair = calloc(1, sizeof *pair);
    void *from;
    programme_set_up(&from);
    pair->from = from;
    pair->to.folder = pair->from->folder;
    folder_path(pair->from->folder, "b.wijk", pair->to.path);
    folder_path(pair->from->folder, "b.key", pair->to.key);
    folder_path(pair->from->folder, "p.wijk", pair->pack);
    folder_path(pair->from->folder, "q.wijk", pair->other);
    programme_open(&pair->to);
    add_theme(pair->from->journal, "WON");
    add_partner(pair->from->journal, "Woonzorg");
    *state = pair;
    return 0;
}

static int tear_down(void **state)
{
    struct pair *pair = *state;
    programme_close(&pair->to);
    void *from = pair->from;
    programme_tear_down(&from);
    free(pair);
    return 0;
}

static void write_pack(struct programme *programme, const char *path, struct exchange_out *out)
{
    out->path = path;
    out->goes = GOES_TO_GROUP;
    MUST(exchange_write(programme->journal, out, &error));
}

static bool take(struct programme *programme, const char *path, struct exchange_in *in,
                 struct error *error)
{
    *in = (struct exchange_in){.path = path, .label = "taken"};
    return exchange_read(programme->journal, in, error);
}

static int64_t traces(struct db *db)
{
    return count(db, "SELECT (SELECT count(*) FROM act) + (SELECT count(*) FROM site)"
                     " + (SELECT count(*) FROM parked) + (SELECT count(*) FROM seal)"
                     " + (SELECT count(*) FROM peer) + (SELECT count(*) FROM pack_taken)");
}

static void comes_over_once(void **state)
{
    struct pair *pair = *state;
    struct exchange_out out = {.all = true};
    struct exchange_in in;
    struct error why = ERROR_NONE;
    write_pack(pair->from, pair->pack, &out);
    assert_int_equal(out.acts, 2);
    assert_true(take(&pair->to, pair->pack, &in, &why));
    assert_int_equal(in.applied, 2);
    assert_int_equal(count(pair->to.db, "SELECT count(*) FROM partner WHERE name = 'Woonzorg'"), 1);
    assert_true(take(&pair->to, pair->pack, &in, &why));
    assert_true(in.again);
    assert_int_equal(in.applied, 0);
    assert_int_equal(in.known, 2);
}

static void a_preview_leaves_nothing(void **state)
{
    struct pair *pair = *state;
    struct exchange_out out = {.all = true};
    struct exchange_in in = {.path = pair->pack, .preview = true};
    write_pack(pair->from, pair->pack, &out);
    int64_t before = traces(pair->to.db);
    MUST(exchange_read(pair->to.journal, &in, &error));
    assert_int_equal(in.applied, 2);
    assert_int_equal(traces(pair->to.db), before);
}

static void read_all(const char *path, struct buffer *out)
{
    buffer_clear(out);
    MUST(path_read(path, 1 << 24, out, &error));
}

static void write_all(const char *path, const struct buffer *bytes, size_t length)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes->bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

static void must_be_refused(struct pair *pair, int64_t before, size_t at)
{
    struct exchange_in in;
    struct error why = ERROR_NONE;
    if (take(&pair->to, pair->other, &in, &why))
        fail_msg("taken, although altered at %zu", at);
    assert_true(*why.message != '\0');
    assert_int_equal(traces(pair->to.db), before);
}

/* Each byte is flipped in turn, and the pack is cut off at each byte. */
static void refuse_every_change(struct pair *pair)
{
    struct buffer whole = BUFFER_EMPTY, file = BUFFER_EMPTY, after = BUFFER_EMPTY;
    read_all(pair->pack, &whole);
    read_all(pair->to.path, &file);
    int64_t before = traces(pair->to.db);
    for (size_t i = 0; i < whole.length; i++) {
        char byte = whole.bytes[i];
        if (i == 9) /* the minor version may be any; the hash covers it all the same */
            assert_int_equal(byte, PACK_MINOR);
        whole.bytes[i] = (char)(byte ^ 0x41);
        write_all(pair->other, &whole, whole.length);
        must_be_refused(pair, before, i);
        whole.bytes[i] = byte;
        write_all(pair->other, &whole, i);
        must_be_refused(pair, before, i);
    }
    buffer_add(&whole, "x", 1);
    write_all(pair->other, &whole, whole.length);
    must_be_refused(pair, before, whole.length);
    read_all(pair->to.path, &after); /* not one byte */
    assert_int_equal(after.length, file.length);
    assert_memory_equal(after.bytes, file.bytes, file.length);
    buffer_release(&after);
    buffer_release(&file);
    buffer_release(&whole);
}

static void what_was_altered_is_refused(void **state)
{
    struct pair *pair = *state;
    struct exchange_out out = {.all = true};
    write_pack(pair->from, pair->pack, &out);
    refuse_every_change(pair);
}

/* The receiver is known to the sender once it sent something itself. */
static int64_t introduce(struct pair *pair)
{
    struct exchange_out out = {.all = true};
    struct exchange_in in;
    struct error why = ERROR_NONE;
    add_theme(pair->to.journal, "WER");
    write_pack(&pair->to, pair->other, &out);
    assert_true(take(pair->from, pair->other, &in, &why));
    return count(pair->from->db, "SELECT max(number) FROM site");
}

static void a_sealed_pack_is_for_one(void **state)
{
    struct pair *pair = *state;
    struct exchange_in in;
    struct error why = ERROR_NONE;
    struct exchange_out out = {.sealed = true};
    out.peer = introduce(pair);
    write_pack(pair->from, pair->pack, &out);
    assert_int_equal(out.acts, 2);
    struct buffer bytes = BUFFER_EMPTY;
    read_all(pair->pack, &bytes);
    for (size_t i = 0; i + 8 < bytes.length; i++)
        assert_memory_not_equal(bytes.bytes + i, "Woonzorg", 8);
    buffer_release(&bytes);
    assert_false(take(pair->from, pair->pack, &in, &why));
    assert_int_equal(why.code, ERROR_REFUSED);
    refuse_every_change(pair);
    MUST(take(&pair->to, pair->pack, &in, &error));
    assert_int_equal(in.applied, 2);
}

static void another_version_is_refused(void **state)
{
    struct pair *pair = *state;
    struct exchange_out out = {.all = true};
    struct exchange_in in;
    struct error why = ERROR_NONE;
    struct buffer bytes = BUFFER_EMPTY;
    write_pack(pair->from, pair->pack, &out);
    read_all(pair->pack, &bytes);
    bytes.bytes[8] = PACK_MAJOR + 1;
    write_all(pair->other, &bytes, bytes.length);
    assert_false(take(&pair->to, pair->other, &in, &why));
    assert_int_equal(why.code, ERROR_VERSION);
    buffer_release(&bytes);
}

/* A pack of one's own making that names another site. */
static void a_foreign_signature_is_refused(void **state)
{
    struct pair *pair = *state;
    struct exchange_in in;
    struct error why = ERROR_NONE;
    struct pack_writer *writer;
    uint8_t secret[PACK_SECRET];
    struct pack_reader *reader;
    struct exchange_out out = {.all = true};
    write_pack(pair->from, pair->pack, &out);
    MUST(pack_open(&reader, pair->pack, NULL, &error));
    struct pack_header header = *pack_about(reader);
    memset(secret, 7, sizeof secret);
    header.secret_key = secret;
    MUST(pack_write_begin(&writer, pair->other, &header, &error));
    MUST(pack_write_end(writer, NULL, &error));
    pack_close(reader);
    assert_false(take(&pair->to, pair->other, &in, &why));
    assert_int_equal(why.code, ERROR_DAMAGED);
}

static void a_later_pack_waits_for_the_earlier(void **state)
{
    struct pair *pair = *state;
    struct exchange_out first = {.all = true}, second = {.since = 2};
    struct exchange_in in;
    struct exchange_missings missing = {.list = {0}};
    write_pack(pair->from, pair->pack, &first);
    add_theme(pair->from->journal, "LER");
    write_pack(pair->from, pair->other, &second);
    assert_int_equal(second.acts, 1);
    MUST(take(&pair->to, pair->other, &in, &error));
    assert_int_equal(in.parked, 1);
    MUST(exchange_missing(pair->to.db, &missing, &error));
    assert_int_equal(missing.list.count, 1);
    assert_int_equal(missing.list.items[0].from, 1);
    assert_int_equal(missing.list.items[0].to, 2);
    free(missing.list.items);
    MUST(take(&pair->to, pair->pack, &in, &error));
    assert_int_equal(count(pair->to.db, "SELECT count(*) FROM act"), 3);
    assert_int_equal(count(pair->to.db, "SELECT count(*) FROM parked"), 0);
    assert_int_equal(count(pair->to.db, "SELECT count(*) FROM theme"), 2);
}

static void a_take_is_undone_as_a_whole(void **state)
{
    struct pair *pair = *state;
    struct exchange_out out = {.all = true};
    struct exchange_in in;
    struct undo_step step;
    add_theme(pair->to.journal, "OWN");
    write_pack(pair->from, pair->pack, &out);
    MUST(take(&pair->to, pair->pack, &in, &error));
    MUST(undo_step(pair->to.journal, UNDO_BACK, &step, &error));
    assert_int_equal(step.acts, 2);
    assert_int_equal(count(pair->to.db, "SELECT count(*) FROM theme WHERE deleted = 0"), 1);
    assert_int_equal(count(pair->to.db, "SELECT count(*) FROM partner WHERE deleted = 0"), 0);
    MUST(undo_step(pair->to.journal, UNDO_AGAIN, &step, &error));
    assert_int_equal(count(pair->to.db, "SELECT count(*) FROM theme WHERE deleted = 0"), 2);
    assert_int_equal(count(pair->to.db, "SELECT count(*) FROM partner WHERE deleted = 0"), 1);
    MUST(undo_step(pair->to.journal, UNDO_BACK, &step, &error));
    MUST(undo_step(pair->to.journal, UNDO_BACK, &step, &error));
    assert_int_equal(count(pair->to.db, "SELECT count(*) FROM theme WHERE deleted = 0"), 0);
}

static void the_history_is_evidence(void **state)
{
    struct pair *pair = *state;
    struct history_evidence evidence;
    struct exchange_out out = {.all = true};
    write_pack(pair->from, pair->pack, &out);
    MUST(history_verify(pair->from->db, &evidence, &error));
    assert_int_equal(evidence.findings.count, 0);
    assert_int_equal(evidence.sealed, 2);
    history_evidence_release(&evidence);
    MUST(db_run(pair->from->db, "UPDATE act SET label = 'Another' WHERE seq = 1", &error));
    MUST(history_verify(pair->from->db, &evidence, &error));
    assert_int_equal(evidence.findings.count, 1);
    assert_int_equal(evidence.findings.items[0].seq, 1);
    assert_int_equal(evidence.findings.items[0].wrong, WRONG_HASH);
    history_evidence_release(&evidence);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(comes_over_once, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_preview_leaves_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_was_altered_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_sealed_pack_is_for_one, set_up, tear_down),
        cmocka_unit_test_setup_teardown(another_version_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_foreign_signature_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_later_pack_waits_for_the_earlier, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_take_is_undone_as_a_whole, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_history_is_evidence, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
