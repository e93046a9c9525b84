#include <stdlib.h>
#include <string.h>

#include "fold.h"
#include "journal_site.h"
#include "project.h"
#include "statements.h"
#include "wijk/base/date.h"
#include "wijk/base/language.h"
#include "wijk/store/history.h"

const struct statement_text journal_write_statements[] = {
    {"write_act",
     "INSERT INTO act (number, site, seq, lamport, at, person, label, undoes_site, undoes_seq, run,"
     " meeting, previous, hash, changes, withheld, body) VALUES (:number, :site, :seq, :lamport,"
     " :at, :person, :label, :undoes_site, :undoes_seq, :run, :meeting, :previous, :hash, :changes,"
     " :withheld, :body)",
     0},
    {"write_heads",
     "SELECT h.field, s.id AS site, a.seq FROM head AS h JOIN act AS a ON a.number = h.act"
     " JOIN site AS s ON s.number = a.site WHERE h.row = :row",
     0},
};
STATEMENT_COUNT(journal_write);
enum { ADD_ACT, HEADS };

#define ACT_SIZE (1u << 20) /* a larger draft becomes a run of acts */

struct head {
    const char *field; /* borrowed from the entities table; NULL: unknown to this version */
    struct id site;
    int64_t seq;
};

/* The encoding of one draft. */
struct encoding {
    struct journal *journal;
    const struct draft *draft;
    const struct journal_frame *frame;
    size_t *names;      /* of the draft → of the act + 1 */
    struct id *touched; /* a hash table of the rows this act touched already */
    size_t touched_size, touched_count;
    VECTOR(struct head) heads; /* of the row at hand */
    int64_t run, acts;
};

bool journal_add_act(struct db *db, const struct act *act, struct journal_place *place,
                     struct error *error)
{
    struct statement *add = statement_get(db, &journal_write_statements[ADD_ACT], error);
    if (add == NULL)
        return false;
    if (place->number > 0)
        statement_bind_integer(add, "number", place->number);
    statement_bind_integer(add, "site", place->site);
    statement_bind_integer(add, "seq", act->seq);
    statement_bind_integer(add, "lamport", act->lamport);
    statement_bind_integer(add, "at", act->at);
    statement_bind_text(add, "person", act->person);
    statement_bind_text(add, "label", act->label);
    statement_bind_id(add, "undoes_site", act->undoes_site);
    if (act->undoes_seq > 0)
        statement_bind_integer(add, "undoes_seq", act->undoes_seq);
    if (act->run > 0)
        statement_bind_integer(add, "run", act->run);
    statement_bind_id(add, "meeting", act->meeting);
    statement_bind_bytes(add, "previous", act->previous, JOURNAL_HASH);
    statement_bind_bytes(add, "hash", act->hash, JOURNAL_HASH);
    statement_bind_integer(add, "changes", place->changes);
    statement_bind_integer(add, "withheld", place->withheld);
    statement_bind_bytes(add, "body", act->body, act->length);
    if (!statement_run(add, error))
        return false;
    place->number = sqlite3_last_insert_rowid(db->sql);
    return true;
}

bool journal_hash(const struct act *act, const struct body *body, uint8_t hash[CRYPTO_HASH],
                  struct error *error)
{
    struct crypto_hash state;
    crypto_hash_init(&state);
    crypto_hash_add(&state, "wijk act 1", 10);
    crypto_hash_add(&state, act->site.bytes, sizeof act->site.bytes);
    crypto_hash_number(&state, act->seq);
    crypto_hash_number(&state, act->lamport);
    crypto_hash_number(&state, act->at);
    crypto_hash_add(&state, act->undoes_site.bytes, sizeof act->undoes_site.bytes);
    crypto_hash_number(&state, act->undoes_seq);
    crypto_hash_number(&state, act->run);
    crypto_hash_add(&state, act->meeting.bytes, sizeof act->meeting.bytes);
    crypto_hash_add(&state, act->previous, JOURNAL_HASH);
    if (!body_hash(body, act->person, act->label, &state, error))
        return false;
    crypto_hash_end(&state, hash);
    return true;
}

static bool is_touched(struct encoding *encoding, struct id row)
{
    uint64_t mix;
    if (2 * encoding->touched_count >= encoding->touched_size) {
        struct id *old = encoding->touched;
        size_t size = encoding->touched_size;
        encoding->touched_size = size == 0 ? 64 : 4 * size;
        encoding->touched = memory_array(encoding->touched_size, sizeof *old);
        encoding->touched_count = 0;
        for (size_t i = 0; i < size; i++)
            if (!id_is_none(old[i]))
                (void)is_touched(encoding, old[i]);
        free(old);
    }
    memcpy(&mix, row.bytes + 8, sizeof mix);
    mix ^= (uint64_t)row.bytes[5] << 40 ^ (uint64_t)row.bytes[6] << 24 ^ row.bytes[7];
    mix *= 0x9E3779B97F4A7C15ULL;
    size_t slot = (size_t)(mix >> 20) & (encoding->touched_size - 1);
    for (; !id_is_none(encoding->touched[slot]); slot = (slot + 1) & (encoding->touched_size - 1))
        if (id_equal(encoding->touched[slot], row))
            return true;
    encoding->touched[slot] = row;
    encoding->touched_count++;
    return false;
}

static void put_name(struct encoding *encoding, uint64_t name)
{
    struct body_writer *writer = &encoding->journal->writer;
    if (encoding->names[name] == 0)
        encoding->names[name] = body_writer_name(writer, encoding->draft->names.items[name]) + 1;
    body_put_varint(&writer->changes, encoding->names[name] - 1);
}

static void begin_change(struct encoding *encoding, enum body_operation operation, uint64_t entity,
                         struct id row)
{
    struct body_writer *writer = &encoding->journal->writer;
    buffer_add_byte(&writer->changes, (char)operation);
    put_name(encoding, entity);
    buffer_add(&writer->changes, row.bytes, sizeof row.bytes);
    buffer_add_byte(&writer->changes, 0);
    writer->change_count++;
}

static void put_raw_value(struct encoding *encoding, struct body_cursor *cursor)
{
    struct buffer *out = &encoding->journal->writer.changes;
    size_t begin = cursor->at;
    if (cursor->bytes[begin] == BODY_NAME) {
        uint64_t name;
        cursor->at++;
        buffer_add_byte(out, BODY_NAME);
        if (body_get_varint(cursor, &name))
            put_name(encoding, name);
    } else if (body_skip_value(cursor)) {
        buffer_add(out, cursor->bytes + begin, cursor->at - begin);
    }
}

static bool read_heads(struct encoding *encoding, const struct entity *entity, struct id row,
                       struct error *error)
{
    struct statement *read =
        statement_get(encoding->journal->db, &journal_write_statements[HEADS], error);
    if (read == NULL)
        return false;
    encoding->heads.count = 0;
    statement_bind_id(read, "row", row);
    enum statement_step step;
    while ((step = statement_step(read, error)) == STATEMENT_ROW) {
        const char *name = statement_text(read, "field");
        int at = entity_field(entity, name);
        *VECTOR_PUSH(&encoding->heads) =
            (struct head){at >= 0 ? entity->fields[at].column
                                  : (strcmp(name, BODY_DELETED) == 0 ? BODY_DELETED : NULL),
                          statement_id(read, "site"), statement_integer(read, "seq")};
    }
    statement_reset(read);
    return step == STATEMENT_DONE;
}

static void put_reference(struct encoding *encoding, const struct head *head)
{
    struct body_writer *writer = &encoding->journal->writer;
    body_put_varint(&writer->changes, body_writer_site(writer, head->site));
    body_put_varint(&writer->changes, (uint64_t)head->seq);
}

static size_t count_heads(const struct encoding *encoding, const char *column)
{
    size_t count = 0;
    for (size_t i = 0; i < encoding->heads.count; i++)
        count += encoding->heads.items[i].field != NULL &&
                 strcmp(encoding->heads.items[i].field, column) == 0;
    return count;
}

static void put_parents(struct encoding *encoding, const char *column)
{
    body_put_varint(&encoding->journal->writer.changes, count_heads(encoding, column));
    for (size_t i = 0; i < encoding->heads.count; i++)
        if (encoding->heads.items[i].field != NULL &&
            strcmp(encoding->heads.items[i].field, column) == 0)
            put_reference(encoding, &encoding->heads.items[i]);
}

/* What a delete had seen: all heads but those of the mark itself. */
static void put_seen(struct encoding *encoding)
{
    struct body_writer *writer = &encoding->journal->writer;
    size_t count = 0;
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < encoding->heads.count; i++) {
            const struct head *head = &encoding->heads.items[i];
            if (head->field == NULL || strcmp(head->field, BODY_DELETED) == 0)
                continue;
            if (pass == 0) {
                count++;
                continue;
            }
            body_put_varint(&writer->changes, body_writer_name(writer, head->field));
            put_reference(encoding, head);
        }
        if (pass == 0)
            body_put_varint(&writer->changes, count);
    }
}

/* Whether the row has this value already. A field about which people disagree is settled by any
 * value, and so is one whose value only waits. */
static bool is_same(struct encoding *encoding, const struct row *row, const char *column,
                    const struct value *value)
{
    if (count_heads(encoding, column) > 1)
        return false;
    int at = entity_field(row->entity, column);
    if (at >= 0)
        return value_equal(&row->values[at], value);
    return (value->integer != 0) == row->deleted;
}

struct setting {
    struct row row; /* as it is now */
    bool compare;   /* it is there as it should be, and this act did not touch it yet */
    size_t counter; /* where the number of fields is */
    uint8_t count;
    bool deletes;
};

static bool encode_field(struct encoding *encoding, struct body_cursor *cursor,
                         struct setting *setting, struct error *error)
{
    const struct draft *draft = encoding->draft;
    uint64_t name;
    struct value value;
    bool erased;
    if (!body_get_varint(cursor, &name))
        return false;
    struct body_cursor ahead = *cursor;
    if (!body_get_value(&ahead, draft->names.items, draft->names.count, &value, &erased))
        return false;
    const char *column = draft->names.items[name];
    bool unseen = false;
    if (setting->compare && strcmp(column, BODY_DELETED) == 0 && value.integer != 0 &&
        !history_delete_unseen(encoding->journal->db, setting->row.id, &unseen, error)) {
        value_release(&value);
        return false;
    }
    if (setting->compare && !erased && !unseen &&
        is_same(encoding, &setting->row, column, &value)) {
        cursor->at = ahead.at;
    } else {
        put_name(encoding, name);
        put_parents(encoding, column);
        put_raw_value(encoding, cursor);
        setting->count++;
        setting->deletes = strcmp(column, BODY_DELETED) == 0 && value.integer != 0;
    }
    value_release(&value);
    return true;
}

static bool encode_set(struct encoding *encoding, struct body_cursor *cursor, uint64_t entity,
                       struct id id, struct error *error)
{
    struct body_writer *writer = &encoding->journal->writer;
    const char *table = encoding->draft->names.items[entity];
    struct setting setting = {0};
    row_init(&setting.row, entity_by_table(table)->kind);
    setting.row.id = id;
    bool touched = is_touched(encoding, id), found = false, waits = false;
    bool fine = project_select(encoding->journal->db, &setting.row, &found, error) &&
                project_row_waits(encoding->journal->db, id, &waits, error) &&
                read_heads(encoding, setting.row.entity, id, error);
    setting.compare = found && !touched && !waits;
    if (fine) {
        size_t begin = writer->changes.length;
        begin_change(encoding, BODY_SET, entity, id);
        setting.counter = writer->changes.length - 1;
        while (fine && cursor->at < cursor->length)
            fine = encode_field(encoding, cursor, &setting, error);
        writer->changes.bytes[setting.counter] = (char)setting.count;
        if (setting.count == 0) {
            writer->changes.length = begin;
            writer->change_count--;
        } else if (setting.deletes && setting.count == 1) {
            writer->changes.bytes[begin] = BODY_SET_SEEN;
            put_seen(encoding);
        }
    }
    row_release(&setting.row);
    return fine;
}

static bool encode_change(struct encoding *encoding, const struct draft_change *change,
                          struct error *error)
{
    const struct draft *draft = encoding->draft;
    struct body_writer *writer = &encoding->journal->writer;
    size_t end = change->begin + change->length;
    struct body_cursor cursor = {(const uint8_t *)draft->bytes.bytes, end, change->begin};
    uint64_t entity, name;
    struct id id;
    if (!body_get_varint(&cursor, &entity))
        return false;
    memcpy(id.bytes, cursor.bytes + cursor.at, sizeof id.bytes);
    uint8_t count = cursor.bytes[cursor.at + 16];
    cursor.at += 17;
    if (!change->create)
        return encode_set(encoding, &cursor, entity, id, error);
    (void)is_touched(encoding, id);
    begin_change(encoding, BODY_CREATE, entity, id);
    writer->changes.bytes[writer->changes.length - 1] = (char)count;
    while (cursor.at < end && body_get_varint(&cursor, &name)) {
        put_name(encoding, name);
        put_raw_value(encoding, &cursor);
    }
    return true;
}

/* Hashes, writes and folds the act of what the writer holds. */
static bool fold_written(struct journal *journal, struct act *act, struct buffer *bytes,
                         struct error *error)
{
    struct body body;
    if (!body_open(&body, bytes->bytes, bytes->length, error))
        return false;
    struct fold fold = {.db = journal->db, .body = &body, .site = act->site, .seq = act->seq};
    /* What is undone may be of a row, or a value, that waits for another: so does its undo. */
    fold.strict = act->undoes_seq == 0;
    struct journal_place place = {.site = journal->site, .changes = (int64_t)body.change_count};
    bool fine = journal_hash(act, &body, act->hash, error) &&
                journal_add_act(journal->db, act, &place, error);
    fold.act = place.number;
    fine = fine && fold_act(&fold, error) &&
           (act->undoes_seq == 0 ||
            fold_undone(journal->db, act->undoes_site, act->undoes_seq, error));
    body_release(&body);
    if (fine)
        journal->last_act = place.number;
    return fine;
}

static bool flush(struct encoding *encoding, bool more, struct error *error)
{
    struct journal *journal = encoding->journal;
    const struct journal_frame *frame = encoding->frame;
    /* An undo is an act also when everything is as it should be already. */
    bool empty = journal->writer.change_count == 0;
    if (empty && (frame->undoes_seq == 0 || encoding->acts > 0))
        return true;
    struct buffer bytes = BUFFER_EMPTY;
    body_writer_end(&journal->writer, &bytes);
    if (more && encoding->run == 0)
        encoding->run = journal->seq + 1;
    struct act act = {.site = journal->key.site,
                      .seq = journal->seq + 1,
                      .lamport = journal->lamport + 1,
                      .at = journal->moment != 0 ? journal->moment : moment_now(),
                      .person = journal->person,
                      .label = frame->label,
                      .undoes_site = frame->undoes_site,
                      .undoes_seq = frame->undoes_seq,
                      .run = encoding->run,
                      .meeting = journal->meeting,
                      .body = (const uint8_t *)bytes.bytes,
                      .length = bytes.length};
    memcpy(act.previous, journal->hash, sizeof act.previous);
    bool fine = bytes.length <= JOURNAL_BODY_LIMIT ||
                error_set(error, ERROR_INPUT, _("This is too much at once: nothing was saved"));
    fine = fine && fold_written(journal, &act, &bytes, error);
    if (fine) {
        journal->seq++;
        journal->lamport++;
        memcpy(journal->hash, act.hash, sizeof journal->hash);
        fine = journal_site_advance(journal, error);
        journal->made++;
        encoding->acts++;
    }
    buffer_release(&bytes);
    body_writer_clear(&journal->writer);
    memset(encoding->names, 0, encoding->draft->names.count * sizeof *encoding->names);
    return fine;
}

bool journal_write(struct journal *journal, const struct draft *draft,
                   const struct journal_frame *frame, int64_t *acts, struct error *error)
{
    struct encoding encoding = {
        .journal = journal, .draft = draft, .frame = frame, .run = frame->run};
    encoding.names = memory_array(draft->names.count + 1, sizeof *encoding.names);
    body_writer_clear(&journal->writer);
    bool fine = true;
    for (size_t i = 0; fine && i < draft->changes.count; i++) {
        fine = encode_change(&encoding, &draft->changes.items[i], error);
        bool more = i + 1 < draft->changes.count;
        if (fine && more && journal->writer.changes.length >= ACT_SIZE) {
            fine = flush(&encoding, true, error);
            free(encoding.touched);
            encoding.touched = NULL;
            encoding.touched_size = encoding.touched_count = 0;
        }
    }
    fine = fine && flush(&encoding, false, error);
    body_writer_clear(&journal->writer);
    *acts = encoding.acts;
    free(encoding.names);
    free(encoding.touched);
    free(encoding.heads.items);
    return fine;
}
