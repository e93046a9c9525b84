/*
 * Rows for tests of reading: written straight into the typed tables, without a journal.
 */
#ifndef WIJK_TESTS_STORE_ROWS_H
#define WIJK_TESTS_STORE_ROWS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "unit/store/folder.h"
#include "wijk/base/buffer.h"
#include "wijk/domain/row.h"
#include "wijk/store/db.h"
#include "wijk/store/search.h"
#include "wijk/store/statement.h"

#define GOOD(call)                                                                                 \
    do {                                                                                           \
        struct error failure_ = ERROR_NONE, *error = &failure_;                                    \
        if (!(call))                                                                               \
            fail_msg("%s: %s (%s)", #call, failure_.message, failure_.detail);                     \
    } while (0)

struct rows {
    struct db *db;
    char *folder;
    struct statement *insert[ENTITY_COUNT];
};

static inline void rows_open(struct rows *rows)
{
    char path[FOLDER_PATH];
    memset(rows, 0, sizeof *rows);
    rows->folder = folder_make();
    folder_path(rows->folder, "file.db", path);
    GOOD(db_open(&rows->db, path, &(struct db_options){.create = true}, error));
}

static inline void rows_close(struct rows *rows)
{
    for (int kind = 0; kind < ENTITY_COUNT; kind++)
        statement_free(rows->insert[kind]);
    db_close(rows->db);
    folder_remove(rows->folder);
}

/* Writes the row (a new id unless it has one), also into the search; releases it. Answers its id.
 */
static inline struct id rows_put(struct rows *rows, struct row *row)
{
    enum entity_kind kind = row->entity->kind;
    if (id_is_none(row->id))
        row->id = id_new();
    if (rows->insert[kind] == NULL) {
        struct buffer sql = BUFFER_EMPTY;
        buffer_format(&sql, "INSERT OR REPLACE INTO \"%s\" (id, deleted", row->entity->table);
        for (size_t i = 0; i < row->entity->field_count; i++)
            buffer_format(&sql, ", \"%s\"", row->entity->fields[i].column);
        buffer_add_text(&sql, ") VALUES (?1, ?2");
        for (size_t i = 0; i < row->entity->field_count; i++)
            buffer_format(&sql, ", ?%zu", i + 3);
        buffer_add_text(&sql, ")");
        GOOD((rows->insert[kind] = statement_new(rows->db, sql.bytes, STATEMENT_PROJECTS, error)) !=
             NULL);
        buffer_release(&sql);
    }
    struct value id = value_id(row->id), deleted = value_integer(row->deleted);
    statement_bind_value_at(rows->insert[kind], 1, &id);
    statement_bind_value_at(rows->insert[kind], 2, &deleted);
    for (size_t i = 0; i < row->entity->field_count; i++)
        statement_bind_value_at(rows->insert[kind], (int)i + 3, &row->values[i]);
    GOOD(statement_run(rows->insert[kind], error));
    GOOD(search_row_changed(rows->db, row, error));
    struct id answer = row->id;
    row_release(row);
    return answer;
}

/* One row from pairs of column and text ("?" for the reference that follows as struct id *), up to
 * NULL. */
static inline struct id rows_add(struct rows *rows, enum entity_kind kind, ...)
{
    struct row row;
    va_list pairs;
    row_init(&row, kind);
    for (size_t i = 0; i < row.entity->field_count; i++) {
        const struct field *field = &row.entity->fields[i];
        if (field->initial != NULL)
            row_set(&row, field->column,
                    field->type == FIELD_CHOICE ? value_text(field->initial)
                                                : value_integer(atoi(field->initial)));
    }
    va_start(pairs, kind);
    for (const char *column; (column = va_arg(pairs, const char *)) != NULL;) {
        const struct field *field = &row.entity->fields[entity_field(row.entity, column)];
        if (field->type == FIELD_REFERENCE || field->type == FIELD_ROW)
            row_set(&row, column, value_id(*va_arg(pairs, const struct id *)));
        else if (field->type == FIELD_DECIMAL)
            row_set(&row, column, value_real(strtod(va_arg(pairs, const char *), NULL)));
        else if (field->type == FIELD_INTEGER || field->type == FIELD_FLAG ||
                 field->type == FIELD_MONEY)
            row_set(&row, column, value_integer(atoi(va_arg(pairs, const char *))));
        else
            row_set(&row, column, value_text(va_arg(pairs, const char *)));
    }
    va_end(pairs);
    return rows_put(rows, &row);
}

#endif
