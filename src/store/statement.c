#include "internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NAMES_MOST 64 /* resolved names a statement remembers, at the most */

struct statement_name {
    const char *name; /* the literal's address, compared first */
    int at;
};

/* Slots for the names that were resolved: a power of two, twice what there is to name. */
struct names {
    struct statement_name *slots; /* owned */
    size_t size;
};

struct statement {
    struct db *db;
    sqlite3_stmt *sql;
    const struct statement_text *text; /* NULL when made at run time */
    unsigned flags;
    int columns;
    int unbound; /* the first failure to bind since the last get or reset, or SQLITE_OK */
    struct names parameters, names;
};

static void make_room(struct names *names, int count)
{
    names->size = 2;
    while (names->size < 2 * (size_t)count && names->size < NAMES_MOST)
        names->size *= 2;
    names->slots = memory_array(names->size, sizeof *names->slots);
}

struct statement *statement_new(struct db *db, const char *sql, unsigned flags, struct error *error)
{
    sqlite3_stmt *prepared = NULL;
    db->projecting = (flags & STATEMENT_PROJECTS) != 0;
    int code = sqlite3_prepare_v3(db->sql, sql, -1, SQLITE_PREPARE_PERSISTENT, &prepared, NULL);
    db->projecting = false;
    if (code != SQLITE_OK || prepared == NULL) {
        db_failed(db, error);
        return NULL;
    }
    struct statement *statement = memory_new(sizeof *statement);
    statement->db = db;
    statement->sql = prepared;
    statement->flags = flags;
    statement->columns = sqlite3_column_count(prepared);
    make_room(&statement->names, statement->columns);
    make_room(&statement->parameters, sqlite3_bind_parameter_count(prepared));
    return statement;
}

void statement_free(struct statement *statement)
{
    if (statement == NULL)
        return;
    sqlite3_finalize(statement->sql);
    free(statement->names.slots);
    free(statement->parameters.slots);
    free(statement);
}

const char *statement_sql(const struct statement *statement)
{
    return sqlite3_sql(statement->sql);
}

void statement_clear(struct statement *statement)
{
    statement_reset(statement);
    sqlite3_clear_bindings(statement->sql);
}

struct statement *statement_get(struct db *db, const struct statement_text *text,
                                struct error *error)
{
    for (size_t i = 0; i < db->statements.count; i++) {
        struct statement *known = db->statements.items[i];
        if (known->text != text)
            continue;
        if (i > 0) { /* what is asked for often stays in front */
            db->statements.items[i] = db->statements.items[i / 2];
            db->statements.items[i / 2] = known;
        }
        statement_clear(known);
        return known;
    }
    struct statement *statement = statement_new(db, text->sql, text->flags, error);
    if (statement == NULL)
        return NULL;
    statement->text = text;
    *VECTOR_PUSH(&db->statements) = statement;
    return statement;
}

void statement_forget_all(struct db *db)
{
    for (size_t i = 0; i < db->statements.count; i++)
        statement_free(db->statements.items[i]);
    free(db->statements.items);
    memset(&db->statements, 0, sizeof db->statements);
}

static _Noreturn void no_such_name(struct statement *statement, const char *name)
{
    error_bug("a statement has no '%s': %s", name, sqlite3_sql(statement->sql));
}

static size_t first_slot(const char *name)
{
    return (uintptr_t)name ^ ((uintptr_t)name >> 6);
}

/* The memory of a name: a slot by its address, or the next free one. With all of them taken, names
 * take turns in their first. */
static struct statement_name *slot_of(const struct names *names, const char *name)
{
    size_t first = first_slot(name);
    for (size_t i = 0; i < names->size; i++) {
        struct statement_name *slot = &names->slots[(first + i) & (names->size - 1)];
        if (slot->name == name || slot->name == NULL)
            return slot;
    }
    return &names->slots[first & (names->size - 1)];
}

static int find_parameter(struct statement *statement, const char *name)
{
    char full[64];
    snprintf(full, sizeof full, ":%s", name);
    int at = sqlite3_bind_parameter_index(statement->sql, full);
    if (at == 0)
        no_such_name(statement, name);
    return at;
}

static int find_column(struct statement *statement, const char *name)
{
    for (int at = 0; at < statement->columns; at++)
        if (strcmp(sqlite3_column_name(statement->sql, at), name) == 0)
            return at;
    no_such_name(statement, name);
}

static int parameter(struct statement *statement, const char *name)
{
    struct statement_name *slot = slot_of(&statement->parameters, name);
    if (slot->name != name)
        *slot = (struct statement_name){name, find_parameter(statement, name)};
    return slot->at;
}

/* Asked for each value of ten thousands of rows: mostly it is the first slot that is looked at. */
static int column_of(struct statement *statement, const char *name)
{
    const struct names *names = &statement->names;
    struct statement_name *slot = &names->slots[first_slot(name) & (names->size - 1)];
    if (slot->name != name)
        slot = slot_of(names, name);
    if (slot->name != name)
        *slot = (struct statement_name){name, find_column(statement, name)};
    return slot->at;
}

/* Binding can only fail for lack of memory, or for a value beyond SQLite's limit. The parameter is
 * NULL then, which must never be written as if it had been meant: the next step fails instead. */
static void keep_failure(struct statement *statement, int code)
{
    if (code != SQLITE_OK && statement->unbound == SQLITE_OK)
        statement->unbound = code;
}

void statement_bind_none(struct statement *statement, const char *name)
{
    keep_failure(statement, sqlite3_bind_null(statement->sql, parameter(statement, name)));
}

void statement_bind_integer(struct statement *statement, const char *name, int64_t integer)
{
    keep_failure(statement,
                 sqlite3_bind_int64(statement->sql, parameter(statement, name), integer));
}

void statement_bind_real(struct statement *statement, const char *name, double real)
{
    keep_failure(statement, sqlite3_bind_double(statement->sql, parameter(statement, name), real));
}

void statement_bind_text(struct statement *statement, const char *name, const char *text)
{
    keep_failure(statement, sqlite3_bind_text(statement->sql, parameter(statement, name), text, -1,
                                              SQLITE_TRANSIENT));
}

void statement_bind_bytes(struct statement *statement, const char *name, const void *bytes,
                          size_t length)
{
    if (length == 0 && bytes != NULL)
        keep_failure(statement,
                     sqlite3_bind_zeroblob(statement->sql, parameter(statement, name), 0));
    else
        keep_failure(statement, sqlite3_bind_blob64(statement->sql, parameter(statement, name),
                                                    bytes, length, SQLITE_TRANSIENT));
}

void statement_bind_id(struct statement *statement, const char *name, struct id id)
{
    if (id_is_none(id))
        statement_bind_none(statement, name);
    else
        statement_bind_bytes(statement, name, id.bytes, sizeof id.bytes);
}

void statement_bind_value_at(struct statement *statement, int at, const struct value *value)
{
    switch (value->type) {
    case VALUE_NONE:
        keep_failure(statement, sqlite3_bind_null(statement->sql, at));
        break;
    case VALUE_INTEGER:
        keep_failure(statement, sqlite3_bind_int64(statement->sql, at, value->integer));
        break;
    case VALUE_REAL:
        keep_failure(statement, sqlite3_bind_double(statement->sql, at, value->real));
        break;
    case VALUE_TEXT:
        keep_failure(statement,
                     sqlite3_bind_text(statement->sql, at, value->text, -1, SQLITE_TRANSIENT));
        break;
    case VALUE_ID:
        keep_failure(statement, sqlite3_bind_blob(statement->sql, at, value->id.bytes,
                                                  sizeof value->id.bytes, SQLITE_TRANSIENT));
        break;
    }
}

void statement_bind_value(struct statement *statement, const char *name, const struct value *value)
{
    statement_bind_value_at(statement, parameter(statement, name), value);
}

enum statement_step statement_step(struct statement *statement, struct error *error)
{
    struct db *db = statement->db;
    if (statement->unbound != SQLITE_OK) {
        db_failed_with(db, statement->unbound, error);
        statement_reset(statement);
        return STATEMENT_FAILED;
    }
    db->projecting = (statement->flags & STATEMENT_PROJECTS) != 0;
    int code = sqlite3_step(statement->sql);
    db->projecting = false;
    if (code == SQLITE_ROW)
        return STATEMENT_ROW;
    if (code == SQLITE_DONE)
        return STATEMENT_DONE;
    db_failed(db, error);
    sqlite3_reset(statement->sql);
    return STATEMENT_FAILED;
}

bool statement_run(struct statement *statement, struct error *error)
{
    enum statement_step step;
    while ((step = statement_step(statement, error)) == STATEMENT_ROW)
        ;
    sqlite3_reset(statement->sql);
    return step == STATEMENT_DONE;
}

bool statement_first(struct statement *statement, bool *found, struct error *error)
{
    enum statement_step step = statement_step(statement, error);
    *found = step == STATEMENT_ROW;
    if (step == STATEMENT_DONE)
        sqlite3_reset(statement->sql);
    return step != STATEMENT_FAILED;
}

void statement_reset(struct statement *statement)
{
    statement->unbound = SQLITE_OK;
    sqlite3_reset(statement->sql);
}

bool statement_is_null(struct statement *statement, const char *column)
{
    return sqlite3_column_type(statement->sql, column_of(statement, column)) == SQLITE_NULL;
}

int64_t statement_integer(struct statement *statement, const char *column)
{
    return sqlite3_column_int64(statement->sql, column_of(statement, column));
}

double statement_real(struct statement *statement, const char *column)
{
    return sqlite3_column_double(statement->sql, column_of(statement, column));
}

const char *statement_text(struct statement *statement, const char *column)
{
    return (const char *)sqlite3_column_text(statement->sql, column_of(statement, column));
}

date_t statement_date(struct statement *statement, const char *column)
{
    const char *text = statement_text(statement, column);
    date_t date;
    return text != NULL && date_parse_iso(text, &date) ? date : DATE_NONE;
}

const void *statement_bytes(struct statement *statement, const char *column, size_t *length)
{
    int at = column_of(statement, column);
    const void *bytes = sqlite3_column_blob(statement->sql, at);
    *length = (size_t)sqlite3_column_bytes(statement->sql, at);
    return bytes;
}

static struct id id_at(sqlite3_stmt *sql, int at)
{
    struct id id = {{0}};
    const void *bytes = sqlite3_column_blob(sql, at);
    if (bytes != NULL && sqlite3_column_bytes(sql, at) == (int)sizeof id.bytes)
        memcpy(id.bytes, bytes, sizeof id.bytes);
    return id;
}

struct id statement_id(struct statement *statement, const char *column)
{
    return id_at(statement->sql, column_of(statement, column));
}

int statement_columns(const struct statement *statement)
{
    return statement->columns;
}

struct value statement_value_at(struct statement *statement, int at)
{
    switch (sqlite3_column_type(statement->sql, at)) {
    case SQLITE_INTEGER:
        return value_integer(sqlite3_column_int64(statement->sql, at));
    case SQLITE_FLOAT:
        return value_real(sqlite3_column_double(statement->sql, at));
    case SQLITE_TEXT:
        return value_text((const char *)sqlite3_column_text(statement->sql, at));
    case SQLITE_BLOB:
        return value_id(id_at(statement->sql, at));
    default:
        return value_none();
    }
}
