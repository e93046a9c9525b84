#include "erase_follow.h"

#include <stdlib.h>
#include <string.h>

#include "journal_site.h"
#include "load.h"
#include "project.h"
#include "statements.h"
#include "wijk/base/language.h"

const struct statement_text erase_statements[] = {
    {"erase_read", "SELECT person, label FROM act WHERE number = :act", 0},
    {"erase_write", "UPDATE act SET body = :body, label = :label WHERE number = :act", 0},
    {"erase_labels", "SELECT number FROM act WHERE instr(label, :text) > 0", STATEMENT_SCANS},
    {"erase_place", "UPDATE change SET place = :place WHERE row = :row AND act = :act AND n = :n",
     0},
};
STATEMENT_COUNT(erase);
enum { READ, WRITE, LABELS, PLACE };

#define NAME_LEAST 3 /* bytes; what is shorter stands in labels for anything */

static void note_text(void *context, const char *text)
{
    struct erasing *erasing = context;
    if (text != NULL)
        *VECTOR_PUSH(&erasing->texts) = memory_string(text);
}

static bool says_erased(const struct erasing *erasing, const char *label)
{
    for (size_t i = 0; i < erasing->texts.count; i++)
        if (strstr(label, erasing->texts.items[i]) != NULL)
            return true;
    return erasing->any_label;
}

/* Of person and label only the hash stays: the label goes, for it says what was erased. */
static void hide_label(const struct body *body, const char *person, const char *label,
                       struct buffer *bytes)
{
    uint8_t digest[CRYPTO_HASH];
    if ((body->form & BODY_PEOPLE) != 1)
        return;
    body_hash_people(body, person, label, digest);
    buffer_delete(bytes, 2, CRYPTO_SALT);
    buffer_insert(bytes, 2, digest, sizeof digest);
    bytes->bytes[1] = (char)((body->form & ~BODY_PEOPLE) | 2);
}

/* The changes of the act stand elsewhere in it now. */
static bool move_places(struct erasing *erasing, int64_t act, const struct buffer *bytes,
                        struct error *error)
{
    struct body body;
    if (!body_open(&body, bytes->bytes, bytes->length, error))
        return false;
    size_t place = body.first;
    bool fine = true;
    for (size_t n = 0; fine && n < body.change_count; n++) {
        struct body_change change;
        struct statement *move = statement_get(erasing->db, &erase_statements[PLACE], error);
        fine = move != NULL && body_change_at(&body, place, &change, error);
        if (!fine)
            break;
        statement_bind_integer(move, "place", (int64_t)place);
        statement_bind_bytes(move, "row", change.row.bytes, sizeof change.row.bytes);
        statement_bind_integer(move, "act", act);
        statement_bind_integer(move, "n", (int64_t)n);
        fine = statement_run(move, error) && body_finish(&body, &change, error);
        place = change.at;
    }
    body_release(&body);
    return fine;
}

static bool write_act(struct erasing *erasing, const struct loaded *loaded, struct buffer *bytes,
                      struct error *error)
{
    struct statement *read = statement_get(erasing->db, &erase_statements[READ], error);
    bool found;
    if (read == NULL)
        return false;
    statement_bind_integer(read, "act", loaded->act);
    if (!statement_first(read, &found, error) || !found)
        return false;
    char *label = memory_string(statement_text(read, "label"));
    if (says_erased(erasing, label)) {
        hide_label(&loaded->body, statement_text(read, "person"), label, bytes);
        free(label);
        label = memory_string(ERASE_SHOWN);
    }
    statement_reset(read);
    struct statement *write = statement_get(erasing->db, &erase_statements[WRITE], error);
    bool fine = write != NULL;
    if (fine) {
        statement_bind_bytes(write, "body", bytes->bytes, bytes->length);
        statement_bind_text(write, "label", label);
        statement_bind_integer(write, "act", loaded->act);
        fine = statement_run(write, error) && move_places(erasing, loaded->act, bytes, error);
    }
    free(label);
    return fine;
}

bool erase_act(struct erasing *erasing, int64_t act, bool always, struct error *error)
{
    struct loaded loaded = LOADED_NONE;
    struct buffer bytes = BUFFER_EMPTY;
    struct body_erasing part = {.row = erasing->erase->id,
                                .column = erasing->erase->column,
                                .visit = note_text,
                                .context = erasing};
    bool fine = load_body(erasing->db, act, &loaded, error) &&
                body_erase(&loaded.body, &part, &bytes, error);
    /* An act without a value of the field may still say one in its label: as an undo does. */
    if (fine && (always || part.count > 0))
        fine = write_act(erasing, &loaded, &bytes, error);
    if (fine && part.count > 0) {
        memcpy(erasing->last, part.last, sizeof erasing->last);
        erasing->report->acts++;
    }
    buffer_release(&bytes);
    loaded_release(&loaded);
    return fine;
}

/* From the oldest to the newest, so that the hash of the newest is the one that stays. */
static bool erase_acts(struct erasing *erasing, struct error *error)
{
    struct load_places places = {0};
    bool fine = load_places(erasing->db, erasing->erase->id, &places, error);
    int64_t done = 0;
    for (size_t i = places.list.count; fine && i-- > 0;) {
        if (places.list.items[i].act != done)
            fine = erase_act(erasing, places.list.items[i].act, true, error);
        done = places.list.items[i].act;
    }
    free(places.list.items);
    return fine;
}

static bool erase_labels_with(struct erasing *erasing, const char *text, struct error *error)
{
    VECTOR(int64_t) list = {0};
    struct statement *read = statement_get(erasing->db, &erase_statements[LABELS], error);
    if (read == NULL)
        return false;
    statement_bind_text(read, "text", text);
    enum statement_step step;
    while ((step = statement_step(read, error)) == STATEMENT_ROW)
        *VECTOR_PUSH(&list) = statement_integer(read, "number");
    statement_reset(read);
    bool fine = step == STATEMENT_DONE;
    for (size_t i = 0; fine && i < list.count; i++)
        fine = erase_act(erasing, list.items[i], true, error);
    free(list.items);
    return fine;
}

/* The labels of acts on other rows name this row too. */
bool erase_labels(struct erasing *erasing, struct error *error)
{
    const char *title = entities[erasing->erase->kind].title;
    size_t count = erasing->texts.count;
    if (title == NULL || strcmp(title, erasing->erase->column) != 0)
        return true;
    for (size_t i = 0; i < count; i++)
        if (strlen(erasing->texts.items[i]) >= NAME_LEAST &&
            !erase_labels_with(erasing, erasing->texts.items[i], error))
            return false;
    return true;
}

/* The act that says so. */
static bool record(struct erasing *erasing, struct error *error)
{
    const struct erase *erase = erasing->erase;
    struct draft draft;
    int64_t acts;
    draft_init(&draft, erase->label);
    draft_erase(&draft, erase->kind, erase->id, erase->column, erasing->last);
    bool fine = journal_write(erasing->journal, &draft,
                              &(struct journal_frame){.label = erase->label}, &acts, error);
    draft_release(&draft);
    return fine;
}

/* The words of a deleted text stay in the search's index until its parts are joined. */
bool erase_clear_search(struct db *db, struct error *error)
{
    return db_run(db, "INSERT INTO search (search) VALUES ('optimize')", error);
}

/* Writes the file anew, so that nothing lingers where no page is in use. */
bool erase_rewrite(struct db *db)
{
    struct error ignored = ERROR_NONE;
    statement_forget_all(db);
    projection_free(db);
    db->projecting = true;
    sqlite3_limit(db->sql, SQLITE_LIMIT_ATTACHED, 1);
    bool rewritten =
        db_run(db, "PRAGMA temp_store = FILE; VACUUM; PRAGMA temp_store = MEMORY", &ignored);
    sqlite3_limit(db->sql, SQLITE_LIMIT_ATTACHED, 0);
    db->projecting = false;
    if (!rewritten)
        (void)!db_run(db, "PRAGMA temp_store = MEMORY", &ignored);
    return rewritten;
}

static bool check_wish(struct db *db, const struct erase *erase, struct error *error)
{
    const struct entity *entity = &entities[erase->kind];
    int at = entity_field(entity, erase->column);
    bool there = false;
    if (at < 0 ||
        (entity->fields[at].type != FIELD_TEXT && entity->fields[at].type != FIELD_LONG_TEXT))
        return error_set(error, ERROR_INPUT, _("%s: only a text can be erased"),
                         at < 0 ? erase->column : _(entity->fields[at].label));
    if (!project_exists(db, erase->kind, erase->id, &there, error))
        return false;
    return there || error_set(error, ERROR_NOT_FOUND, _("%s: this row is not there (any more)"),
                              _(entity->label));
}

static bool erase_all(struct erasing *erasing, struct error *error)
{
    if (!db_begin(erasing->db, error))
        return false;
    int64_t made = erasing->journal->made, last_act = erasing->journal->last_act;
    if (journal_site_ready(erasing->journal, error) && erase_acts(erasing, error) &&
        erase_labels(erasing, error) && record(erasing, error) && erase_note(erasing->db, error) &&
        erase_clear_search(erasing->db, error) && db_commit(erasing->db, error))
        return true;
    journal_forget(erasing->journal, made, last_act);
    return false;
}

void erasing_release(struct erasing *erasing)
{
    for (size_t i = 0; i < erasing->texts.count; i++)
        free(erasing->texts.items[i]);
    free(erasing->texts.items);
}

bool erase_field(struct journal *journal, const struct erase *erase, struct erase_report *report,
                 struct error *error)
{
    struct erasing erasing = {
        .journal = journal, .db = journal->db, .erase = erase, .report = report};
    *report = (struct erase_report){0};
    if (journal->running)
        return error_set(error, ERROR_BUG, _("Another change is still being saved"));
    if (!check_wish(journal->db, erase, error) ||
        !db_run(journal->db, "PRAGMA secure_delete = ON", error))
        return false;
    bool fine = erase_all(&erasing, error);
    if (fine)
        report->rewritten = erase_rewrite(journal->db);
    erasing_release(&erasing);
    return fine;
}
