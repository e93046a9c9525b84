/* Reference figures and variables as rows, by the queries of lists. */
#include <stdlib.h>
#include <string.h>

#include "record_sql.h"
#include "wijk/base/memory.h"
#include "wijk/domain/reference.h"
#include "wijk/store/reference.h"

/* The code of an area in the scheme its figure came by, else any. */
#define CODE                                                                                       \
    "coalesce((SELECT c.code FROM area_code c WHERE c.area = a.id AND c.deleted = 0 AND "          \
    "c.scheme = d.kind LIMIT 1), a.code, (SELECT o.code FROM area_code o WHERE o.area = a.id "     \
    "AND o.deleted = 0 ORDER BY o.scheme LIMIT 1))"
#define STATUS                                                                                     \
    "CASE f.status WHEN 1 THEN 'provisional' WHEN 2 THEN 'estimate' WHEN 3 THEN 'secret' "         \
    "WHEN 4 THEN 'unavailable' ELSE 'final' END"
#define FIGURES                                                                                    \
    "(SELECT a.name AS area, " CODE " AS area_code, v.variable AS variable, f.year AS year, "      \
    "f.value AS value, " STATUS " AS status, d.name AS dataset FROM reference_figure f "           \
    "CROSS JOIN reference_variable v ON v.number = f.variable "                                    \
    "CROSS JOIN reference_area n ON n.number = f.area "                                            \
    "CROSS JOIN area a ON a.id = n.area AND a.deleted = 0 "                                        \
    "LEFT JOIN reference_dataset d ON d.number = f.dataset"

static bool is_text_condition(const struct query *query, const struct query_condition *condition,
                              const char *column)
{
    return condition->field >= 0 && condition->test == QUERY_EQUAL &&
           condition->value.type == VALUE_TEXT &&
           strcmp(query->entity->fields[condition->field].column, column) == 0;
}

/* A variable or area that is asked for by name is looked up first: there are far fewer of those
 * than figures, whose key they are. */
static void add_keys(struct record_sql *sql, const struct query *query)
{
    record_sql_add(sql, " WHERE 1");
    for (size_t i = 0; i < query->condition_count; i++) {
        const struct query_condition *condition = &query->conditions[i];
        if (is_text_condition(query, condition, "variable")) {
            record_sql_add(sql, " AND f.variable IN (SELECT w.number FROM reference_variable w "
                                "WHERE fold(w.variable) = fold(");
            record_sql_bind(sql, value_copy(&condition->value));
            record_sql_add(sql, "))");
        } else if (is_text_condition(query, condition, "area")) {
            record_sql_add(sql,
                           " AND f.area IN (SELECT m.number FROM reference_area m JOIN area o ON "
                           "o.id = m.area WHERE fold(o.name) = fold(");
            record_sql_bind(sql, value_copy(&condition->value));
            record_sql_add(sql, "))");
        }
    }
    record_sql_add(sql, ")");
}

/* In the order of the key unless asked otherwise, so that a list of millions streams. */
static void add_order(struct record_sql *sql, const struct query *query)
{
    const struct entity *entity = query->entity;
    if (query->order >= 0)
        record_sql_format(sql, " ORDER BY t.\"%s\"%s", entity->fields[query->order].column,
                          query->descending ? " DESC" : "");
    else if (entity == &reference_variables)
        record_sql_add(sql, " ORDER BY t.variable");
}

static void build(struct record_sql *sql, const struct query *query)
{
    const struct entity *entity = query->entity;
    struct query all = *query; /* borrowed conditions */
    record_sql_add(sql, "SELECT ");
    for (size_t i = 0; i < entity->field_count; i++)
        record_sql_format(sql, "%st.\"%s\"", i == 0 ? "" : ", ", entity->fields[i].column);
    record_sql_add(sql, " FROM ");
    if (entity == &reference_variables) {
        record_sql_add(sql, "reference_variable");
    } else {
        record_sql_add(sql, FIGURES);
        add_keys(sql, query);
    }
    record_sql_add(sql, " t");
    all.deleted = true; /* there is no such column here */
    all.programme = (struct id){{0}};
    record_sql_where(sql, &all);
    add_order(sql, query);
}

bool reference_each(struct db *db, const struct query *query, reference_visit *visit, void *context,
                    struct error *error)
{
    struct record_sql sql = RECORD_SQL_EMPTY;
    build(&sql, query);
    struct statement *statement = record_sql_prepare(db, &sql, error);
    record_sql_release(&sql);
    if (statement == NULL)
        return false;
    struct row row = {.entity = query->entity};
    size_t count = query->entity->field_count;
    row.values = memory_array(count, sizeof *row.values);
    enum statement_step step = STATEMENT_DONE;
    bool more = true;
    while (more && (step = statement_step(statement, error)) == STATEMENT_ROW) {
        for (size_t i = 0; i < count; i++) {
            value_release(&row.values[i]);
            row.values[i] = statement_value_at(statement, (int)i);
        }
        more = visit(context, &row, error);
    }
    bool done = more ? step == STATEMENT_DONE : !error_is_set(error);
    for (size_t i = 0; i < count; i++)
        value_release(&row.values[i]);
    free(row.values);
    statement_free(statement);
    return done;
}
