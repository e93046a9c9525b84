#include "wijk/store/record.h"

#include <stdlib.h>

#include "internal.h"
#include "record_sql.h"
#include "records.h"
#include "wijk/base/language.h"
#include "wijk/base/memory.h"

void records_free(struct records *records)
{
    if (records == NULL)
        return;
    for (int kind = 0; kind < ENTITY_COUNT; kind++)
        statement_free(records->get[kind]);
    for (size_t i = 0; i < RECORDS_KEPT; i++)
        statement_free(records->kept[i]);
    for (size_t i = 0; i < RECORDS_NAMES; i++) {
        free(records->names[i].code);
        free(records->names[i].name);
    }
    free(records);
}

/* Selects the row of an id. */
static void add_by_id(struct record_sql *sql, const struct entity *entity, const char *only)
{
    record_sql_add(sql, "SELECT ");
    record_sql_columns(sql, entity, only);
    record_sql_format(sql, " FROM \"%s\" t WHERE t.id = ?1", entity->table);
}

struct statement *records_get_statement(struct db *db, enum entity_kind kind, struct error *error)
{
    struct records *records = records_of(db);
    if (records->get[kind] == NULL) {
        struct record_sql sql = RECORD_SQL_EMPTY;
        add_by_id(&sql, &entities[kind], NULL);
        records->get[kind] = statement_new(db, sql.text.bytes, 0, error);
        record_sql_release(&sql);
    }
    return records->get[kind];
}

static bool get(struct db *db, struct record_at at, struct row *out, bool *found,
                struct error *error)
{
    struct statement *statement = records_get_statement(db, at.kind, error);
    if (statement == NULL)
        return false;
    struct value id = {.type = VALUE_ID, .id = at.id};
    statement_bind_value_at(statement, 1, &id);
    if (!statement_first(statement, found, error))
        return false;
    if (*found && out != NULL)
        record_row(statement, at.kind, out);
    statement_reset(statement);
    return true;
}

static bool no_such_row(struct record_at at, struct error *error)
{
    char text[ID_TEXT_SIZE];
    id_format(at.id, text);
    return error_set(error, ERROR_NOT_FOUND, _("%s: there is no row with the identity %s"),
                     _(entities[at.kind].label), text);
}

bool record_get(struct db *db, enum entity_kind kind, struct id id, struct row *out,
                struct error *error)
{
    bool found;
    if (!get(db, (struct record_at){kind, id}, out, &found, error))
        return false;
    return found || no_such_row((struct record_at){kind, id}, error);
}

/* The statement of one of the rows, kept for the next window of them. Asking for all of them at
 * once by a list of ids takes as long: SQLite then sorts the ids, and finds each row as now. */
static struct statement *rows_statement(struct db *db, const struct record_rows *wanted,
                                        struct error *error)
{
    struct record_sql sql = RECORD_SQL_EMPTY;
    add_by_id(&sql, &entities[wanted->kind], wanted->only);
    struct statement *statement = record_sql_prepare(db, &sql, error);
    record_sql_release(&sql);
    return statement;
}

bool record_get_rows(struct db *db, const struct record_rows *wanted, struct row *rows,
                     struct error *error)
{
    struct statement *statement = rows_statement(db, wanted, error);
    bool good = statement != NULL, found;
    int got = 0;
    while (good && got < wanted->count) {
        struct value id = {.type = VALUE_ID, .id = wanted->ids[got]};
        statement_bind_value_at(statement, 1, &id);
        good = statement_first(statement, &found, error) &&
               (found || no_such_row((struct record_at){wanted->kind, id.id}, error));
        if (good)
            record_row(statement, wanted->kind, &rows[got++]);
        statement_reset(statement);
    }
    records_keep(db, statement);
    while (!good && got > 0)
        row_release(&rows[--got]);
    return good;
}

bool record_exists(struct db *db, struct record_at at, bool *exists, struct error *error)
{
    return get(db, at, NULL, exists, error);
}

struct visitor {
    record_visit *visit;
    void *context;
};

/* Visits the rows of the statement, which is kept for another time; NULL: preparing failed. */
static bool visit_rows(struct db *db, struct statement *statement, enum entity_kind kind,
                       const struct visitor *visitor, struct error *error)
{
    if (statement == NULL)
        return false;
    bool go_on = true, good = true;
    enum statement_step step = STATEMENT_DONE;
    while (go_on && (step = statement_step(statement, error)) == STATEMENT_ROW) {
        struct row row;
        struct error failure = ERROR_NONE;
        record_row(statement, kind, &row);
        go_on = visitor->visit(visitor->context, &row, &failure);
        row_release(&row);
        if (!go_on && error_is_set(&failure)) {
            good = false;
            if (error != NULL && !error_is_set(error))
                *error = failure;
        }
    }
    records_keep(db, statement);
    return good && step != STATEMENT_FAILED;
}

bool record_each(struct db *db, const struct query *query, record_visit *visit, void *context,
                 struct error *error)
{
    struct record_sql sql = RECORD_SQL_EMPTY;
    struct record_order order;
    record_order_init(&order, query);
    record_sql_add(&sql, "SELECT ");
    record_sql_columns(&sql, query->entity, query->only);
    record_sql_format(&sql, " FROM \"%s\" t", query->entity->table);
    record_sql_where(&sql, query);
    if (!query->unordered)
        record_sql_order(&sql, &order, false);
    struct statement *statement = record_sql_prepare(db, &sql, error);
    record_sql_release(&sql);
    record_order_release(&order);
    return visit_rows(db, statement, query->entity->kind, &(struct visitor){visit, context}, error);
}

bool record_scan(struct db *db, enum entity_kind kind, record_visit *visit, void *context,
                 struct error *error)
{
    struct record_sql sql = RECORD_SQL_EMPTY;
    record_sql_add(&sql, "SELECT ");
    record_sql_columns(&sql, &entities[kind], NULL);
    record_sql_format(&sql, " FROM \"%s\" t ORDER BY t.id", entities[kind].table);
    struct statement *statement = record_sql_prepare(db, &sql, error);
    record_sql_release(&sql);
    return visit_rows(db, statement, kind, &(struct visitor){visit, context}, error);
}
