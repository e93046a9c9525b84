#include "search.h"

#include <stdlib.h>
#include <string.h>

#include "internal.h"
#include "record_sql.h"
#include "records.h"
#include "statements.h"
#include "wijk/base/text.h"
#include "wijk/store/embedded.h"
#include "wijk/store/record.h"

#define WORDS_LONGEST 512 /* bytes of what was typed that are looked at */

enum { KNOWN, FORGET, FORGET_ROW, ADD, ADD_ROW, FIND };

const struct statement_text search_statements[] = {
    [KNOWN] = {"search_known", "SELECT number FROM search_row WHERE id = :id", 0},
    [FORGET] = {"search_forget", "DELETE FROM search WHERE rowid = :number", 0},
    [FORGET_ROW] = {"search_forget_row", "DELETE FROM search_row WHERE id = :id", 0},
    [ADD] = {"search_add",
             "INSERT INTO search (rowid, text, entity, \"row\") "
             "VALUES (:number, :text, :entity, :id)",
             0},
    [ADD_ROW] = {"search_add_row",
                 "INSERT OR REPLACE INTO search_row (id, number) VALUES (:id, :number)", 0},
    [FIND] = {"search_find",
              "SELECT entity, \"row\" AS id, text FROM search WHERE search MATCH :words "
              "ORDER BY rowid DESC",
              STATEMENT_SCANS},
};
STATEMENT_COUNT(search);

/* ---- keeping ---- */

static bool is_searched(const struct field *field)
{
    return (field->type == FIELD_TEXT || field->type == FIELD_LONG_TEXT) &&
           (field->flags & FIELD_HIDDEN) == 0;
}

static void row_words(const struct row *row, struct buffer *out)
{
    for (size_t i = 0; i < row->entity->field_count; i++) {
        if (!is_searched(&row->entity->fields[i]) || row->values[i].type != VALUE_TEXT)
            continue;
        if (out->length > 0)
            buffer_add_byte(out, '\n');
        buffer_add_text(out, row->values[i].text);
    }
}

static bool known_number(struct db *db, struct id id, int64_t *number, struct error *error)
{
    struct statement *known = statement_get(db, &search_statements[KNOWN], error);
    bool found;
    *number = 0;
    if (known == NULL)
        return false;
    statement_bind_id(known, "id", id);
    if (!statement_first(known, &found, error))
        return false;
    if (found)
        *number = statement_integer(known, "number");
    statement_reset(known);
    return true;
}

static bool forget(struct db *db, int64_t number, struct error *error)
{
    struct statement *statement = statement_get(db, &search_statements[FORGET], error);
    if (statement == NULL)
        return false;
    statement_bind_integer(statement, "number", number);
    return statement_run(statement, error);
}

static bool forget_row(struct db *db, struct id id, struct error *error)
{
    struct statement *statement = statement_get(db, &search_statements[FORGET_ROW], error);
    if (statement == NULL)
        return false;
    statement_bind_id(statement, "id", id);
    return statement_run(statement, error);
}

static bool add_row(struct db *db, struct id id, int64_t number, struct error *error)
{
    struct statement *statement = statement_get(db, &search_statements[ADD_ROW], error);
    if (statement == NULL)
        return false;
    statement_bind_id(statement, "id", id);
    statement_bind_integer(statement, "number", number);
    return statement_run(statement, error);
}

/* `number` 0: the row is new here, and gets the next one. */
static bool add(struct db *db, const struct row *row, int64_t number, const char *text,
                struct error *error)
{
    struct statement *statement = statement_get(db, &search_statements[ADD], error);
    if (statement == NULL)
        return false;
    if (number > 0)
        statement_bind_integer(statement, "number", number);
    statement_bind_text(statement, "text", text);
    statement_bind_text(statement, "entity", row->entity->table);
    statement_bind_id(statement, "id", row->id);
    return statement_run(statement, error) &&
           (number > 0 || add_row(db, row->id, sqlite3_last_insert_rowid(db->sql), error));
}

bool search_row_changed(struct db *db, const struct row *row, struct error *error)
{
    struct buffer words = BUFFER_EMPTY;
    int64_t number;
    if (!row->deleted)
        row_words(row, &words);
    bool good = known_number(db, row->id, &number, error);
    if (good && number > 0)
        good = forget(db, number, error);
    if (good && words.length > 0)
        good = add(db, row, number, words.bytes, error);
    else if (good && number > 0)
        good = forget_row(db, row->id, error);
    buffer_release(&words);
    return good;
}

bool search_row_added(struct db *db, const struct row *row, struct error *error)
{
    struct buffer words = BUFFER_EMPTY;
    if (!row->deleted)
        row_words(row, &words);
    bool good = words.length == 0 || add(db, row, 0, words.bytes, error);
    buffer_release(&words);
    return good;
}

/* ---- rebuilding ---- */

static bool rebuild_row(void *context, const struct row *row, struct error *error)
{
    return search_row_added(context, row, error);
}

static bool rebuild(struct db *db, struct error *error)
{
    struct buffer schema = BUFFER_EMPTY;
    if (!embedded_read("003-search.sql", &schema))
        error_bug("the schema of search is missing");
    bool good = db_run(db, "DROP TABLE search; DROP TABLE search_row;", error) &&
                db_run(db, schema.bytes, error);
    buffer_release(&schema);
    for (int kind = 0; good && kind < ENTITY_COUNT; kind++)
        good = record_scan(db, (enum entity_kind)kind, rebuild_row, db, error);
    return good;
}

bool search_rebuild(struct db *db, struct error *error)
{
    if (db_in_transaction(db))
        return rebuild(db, error);
    if (!db_begin(db, error))
        return false;
    if (rebuild(db, error))
        return db_commit(db, error);
    db_rollback(db);
    return false;
}

/* ---- finding ---- */

/* A question while it is answered. */
struct searching {
    struct db *db;
    const struct search_question *question;
    struct search_words words;
    search_visit *visit;
    void *context;
    struct error *error;
    VECTOR(struct id) given; /* rows with the code, which come first */
    int skipped, shown;
    bool enough;
    struct statement *belongs[ENTITY_COUNT]; /* owned; whether a row is of the programme */
};

/* The first words that fit, so that nobody's paste becomes a query of a megabyte. */
static char *shortened(const char *typed)
{
    size_t length = strlen(typed);
    if (length > WORDS_LONGEST) {
        length = WORDS_LONGEST;
        while (length > 0 && ((unsigned char)typed[length] & 0xC0) == 0x80)
            length--;
    }
    return memory_bytes(typed, length);
}

/* Every word quoted, so that nothing in it is syntax, and open at its end. */
static void match_text(struct buffer *out, const struct search_words *words)
{
    for (size_t i = 0; i < words->typed.count; i++)
        buffer_format(out, "%s\"%s\"*", i > 0 ? " AND " : "", words->typed.items[i]);
}

static bool prepare_belongs(struct searching *searching, enum entity_kind kind)
{
    const struct entity *entity = &entities[kind];
    struct record_sql sql = RECORD_SQL_EMPTY;
    record_sql_format(&sql, "SELECT 1 FROM \"%s\" t WHERE t.id = ", entity->table);
    record_sql_bind(&sql, value_none());
    record_sql_add(&sql, " AND ");
    if (!record_sql_programme(&sql, entity, "t", searching->question->programme))
        record_sql_add(&sql, "1");
    searching->belongs[kind] = record_sql_prepare(searching->db, &sql, searching->error);
    record_sql_release(&sql);
    return searching->belongs[kind] != NULL;
}

static bool belongs(struct searching *searching, struct record_at at, bool *found)
{
    *found = true;
    if (id_is_none(searching->question->programme))
        return true;
    if (searching->belongs[at.kind] == NULL && !prepare_belongs(searching, at.kind))
        return false;
    struct statement *statement = searching->belongs[at.kind];
    struct value id = value_id(at.id);
    statement_bind_value_at(statement, 1, &id);
    if (!statement_first(statement, found, searching->error))
        return false;
    statement_reset(statement);
    return true;
}

/* Shows a row unless it stands before the page. */
static bool show(struct searching *searching, struct record_at at, const char *text)
{
    if (searching->skipped < searching->question->offset) {
        searching->skipped++;
        return true;
    }
    struct buffer code = BUFFER_EMPTY, title = BUFFER_EMPTY, snippet = BUFFER_EMPTY;
    struct search_found found = {.kind = at.kind, .id = at.id};
    bool good = record_code(searching->db, at.kind, at.id, &code, searching->error) &&
                record_name(searching->db, at.kind, at.id, &title, searching->error);
    if (good) {
        struct error failure = ERROR_NONE;
        search_snippet(text, &searching->words, &snippet, &found);
        found.code = code.bytes;
        found.title = title.bytes;
        found.snippet = snippet.bytes;
        searching->enough = !searching->visit(searching->context, &found, &failure) ||
                            ++searching->shown >= searching->question->limit;
        good = !error_is_set(&failure);
        if (!good && searching->error != NULL && !error_is_set(searching->error))
            *searching->error = failure;
    }
    buffer_release(&code);
    buffer_release(&title);
    buffer_release(&snippet);
    return good;
}

/* The code as typed and as codes are written: capitals, and the small letter of a site. */
static void add_spellings(struct record_sql *sql, const char *typed)
{
    char *upper = memory_string(typed);
    size_t length = strlen(upper);
    record_sql_bind(sql, value_text(typed));
    for (char *at = upper; *at != '\0'; at++)
        if (*at >= 'a' && *at <= 'z')
            *at = (char)(*at - ('a' - 'A'));
    record_sql_add(sql, ", ");
    record_sql_bind(sql, value_text(upper));
    if (length > 0 && upper[length - 1] >= 'A' && upper[length - 1] <= 'Z')
        upper[length - 1] = (char)(upper[length - 1] + ('a' - 'A'));
    record_sql_add(sql, ", ");
    record_sql_bind(sql, value_text(upper));
    free(upper);
}

static bool show_code(struct searching *searching, struct record_at at)
{
    struct row row;
    struct buffer text = BUFFER_EMPTY;
    bool mine;
    if (!belongs(searching, at, &mine))
        return false;
    if (!mine)
        return true;
    if (!record_get(searching->db, at.kind, at.id, &row, searching->error))
        return false;
    row_words(&row, &text);
    row_release(&row);
    *VECTOR_PUSH(&searching->given) = at.id;
    bool good = show(searching, at, text.bytes);
    buffer_release(&text);
    return good;
}

static bool find_codes(struct searching *searching, const char *typed)
{
    for (int kind = 0; kind < ENTITY_COUNT && !searching->enough; kind++) {
        const struct entity *entity = &entities[kind];
        if (entity->code == NULL)
            continue;
        struct record_sql sql = RECORD_SQL_EMPTY;
        record_sql_format(&sql, "SELECT t.id FROM \"%s\" t WHERE t.deleted = 0 AND t.\"%s\" IN (",
                          entity->table, entity->code);
        add_spellings(&sql, typed);
        record_sql_add(&sql, ") ORDER BY t.id DESC LIMIT 100");
        struct statement *statement = record_sql_prepare(searching->db, &sql, searching->error);
        record_sql_release(&sql);
        enum statement_step step = STATEMENT_FAILED;
        while (statement != NULL && !searching->enough &&
               (step = statement_step(statement, searching->error)) == STATEMENT_ROW) {
            struct value id = statement_value_at(statement, 0);
            if (!show_code(searching, (struct record_at){(enum entity_kind)kind, id.id}))
                searching->enough = true;
        }
        statement_free(statement);
        if (step == STATEMENT_FAILED || error_is_set(searching->error))
            return false;
    }
    return true;
}

static bool is_given(const struct searching *searching, struct id id)
{
    for (size_t i = 0; i < searching->given.count; i++)
        if (id_equal(searching->given.items[i], id))
            return true;
    return false;
}

static bool find_words(struct searching *searching)
{
    struct buffer match = BUFFER_EMPTY;
    match_text(&match, &searching->words);
    struct statement *find = statement_new(searching->db, search_statements[FIND].sql,
                                           STATEMENT_SCANS, searching->error);
    bool good = find != NULL;
    enum statement_step step = STATEMENT_DONE;
    if (good)
        statement_bind_text(find, "words", match.bytes);
    buffer_release(&match);
    while (good && !searching->enough &&
           (step = statement_step(find, searching->error)) == STATEMENT_ROW) {
        const struct entity *entity = entity_by_table(statement_text(find, "entity"));
        struct id id = statement_id(find, "id");
        bool mine;
        if (entity == NULL || is_given(searching, id))
            continue;
        struct record_at at = {entity->kind, id};
        good = belongs(searching, at, &mine) &&
               (!mine || show(searching, at, statement_text(find, "text")));
    }
    statement_free(find);
    return good && step != STATEMENT_FAILED;
}

bool search_find(struct db *db, const struct search_question *question, search_visit *visit,
                 void *context, struct error *error)
{
    struct error failure = ERROR_NONE;
    struct searching searching = {
        .db = db, .question = question, .visit = visit, .context = context, .error = &failure};
    char *copy = shortened(question->words == NULL ? "" : question->words);
    char *typed = text_trim(copy);
    search_words_init(&searching.words, typed);
    bool good = searching.words.typed.count == 0 || question->limit <= 0 ||
                (find_codes(&searching, typed) && (searching.enough || find_words(&searching)));
    for (int kind = 0; kind < ENTITY_COUNT; kind++)
        statement_free(searching.belongs[kind]);
    search_words_release(&searching.words);
    free(searching.given.items);
    free(copy);
    if (!good && error != NULL && !error_is_set(error))
        *error = failure;
    return good;
}
