#include "record_sql.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "records.h"
#include "wijk/base/language.h"
#include "wijk/base/text.h"

void record_sql_release(struct record_sql *sql)
{
    buffer_release(&sql->text);
    for (size_t i = 0; i < sql->values.count; i++)
        value_release(&sql->values.items[i]);
    free(sql->values.items);
    *sql = RECORD_SQL_EMPTY;
}

void record_sql_add(struct record_sql *sql, const char *text)
{
    buffer_add_text(&sql->text, text);
}

void record_sql_format(struct record_sql *sql, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    buffer_format_list(&sql->text, format, arguments);
    va_end(arguments);
}

void record_sql_bind(struct record_sql *sql, struct value value)
{
    *VECTOR_PUSH(&sql->values) = value;
    buffer_format(&sql->text, "?%zu", sql->values.count);
}

/* Whether the column is one of the words; NULL has all. */
static bool is_among(const char *words, const char *column)
{
    size_t length = strlen(column);
    const char *at = words == NULL ? NULL : strstr(words, column);
    while (at != NULL &&
           !((at == words || at[-1] == ' ') && (at[length] == ' ' || at[length] == '\0')))
        at = strstr(at + 1, column);
    return words == NULL || at != NULL;
}

void record_sql_columns(struct record_sql *sql, const struct entity *entity, const char *only)
{
    record_sql_add(sql, "t.id, t.deleted");
    for (size_t i = 0; i < entity->field_count; i++)
        if (is_among(only, entity->fields[i].column))
            record_sql_format(sql, ", t.\"%s\"", entity->fields[i].column);
        else
            record_sql_add(sql, ", NULL");
}

bool record_title_is_text(const struct entity *entity)
{
    int title = entity_field(entity, entity->title);
    return title >= 0 && (entity->fields[title].type == FIELD_TEXT ||
                          entity->fields[title].type == FIELD_LONG_TEXT);
}

/* ---- conditions ---- */

static const char *test_sign(enum query_test test)
{
    switch (test) {
    case QUERY_LESS:
        return "<";
    case QUERY_AT_MOST:
        return "<=";
    case QUERY_MORE:
        return ">";
    case QUERY_AT_LEAST:
        return ">=";
    case QUERY_NOT_EQUAL:
        return "IS NOT";
    default:
        return "=";
    }
}

static struct value folded_value(const struct value *value)
{
    struct buffer folded = BUFFER_EMPTY;
    text_fold(&folded, value->type == VALUE_TEXT ? value->text : "");
    struct value result = {.type = VALUE_TEXT, .text = buffer_detach(&folded)};
    return result;
}

static void add_reference_contains(struct record_sql *sql, const struct field *field,
                                   const struct value *part)
{
    const struct entity *to = &entities[field->refers_to];
    record_sql_format(sql, "t.\"%s\" IN (SELECT r.id FROM \"%s\" r WHERE ", field->column,
                      to->table);
    if (record_title_is_text(to)) {
        record_sql_format(sql, "contains(r.\"%s\", ", to->title);
        record_sql_bind(sql, folded_value(part));
        record_sql_add(sql, ")");
    } else {
        record_sql_add(sql, "0");
    }
    if (to->code != NULL) {
        record_sql_format(sql, " OR contains(r.\"%s\", ", to->code);
        record_sql_bind(sql, folded_value(part));
        record_sql_add(sql, ")");
    }
    record_sql_add(sql, ")");
}

/* A choice contains what its label, as people see it, begins with. */
static void add_choice_contains(struct record_sql *sql, const struct field *field,
                                const struct value *part)
{
    struct value folded = folded_value(part);
    record_sql_format(sql, "t.\"%s\" IN (NULL", field->column);
    for (const struct choice *choice = field->choices; choice->value != NULL; choice++) {
        struct buffer label = BUFFER_EMPTY;
        text_fold(&label, _(choice->label));
        if (strncmp(label.bytes, folded.text, strlen(folded.text)) == 0) {
            record_sql_add(sql, ", ");
            record_sql_bind(sql, value_text(choice->value));
        }
        buffer_release(&label);
    }
    record_sql_add(sql, ")");
    value_release(&folded);
}

static void add_field_contains(struct record_sql *sql, const struct field *field,
                               const struct value *part)
{
    if (field->type == FIELD_REFERENCE) {
        add_reference_contains(sql, field, part);
    } else if (field->type == FIELD_CHOICE) {
        add_choice_contains(sql, field, part);
    } else {
        record_sql_format(sql, "contains(t.\"%s\", ", field->column);
        record_sql_bind(sql, folded_value(part));
        record_sql_add(sql, ")");
    }
}

/* Any text; of what is not text only what lists show. */
static bool is_searched(const struct field *field)
{
    switch (field->type) {
    case FIELD_TEXT:
    case FIELD_LONG_TEXT:
        return true;
    case FIELD_REFERENCE:
    case FIELD_CHOICE:
        return (field->flags & FIELD_LISTED) != 0;
    default:
        return false;
    }
}

static void add_any_contains(struct record_sql *sql, const struct entity *entity,
                             const struct value *part)
{
    record_sql_add(sql, "(0");
    for (size_t i = 0; i < entity->field_count; i++) {
        if (!is_searched(&entity->fields[i]))
            continue;
        record_sql_add(sql, " OR ");
        add_field_contains(sql, &entity->fields[i], part);
    }
    record_sql_add(sql, ")");
}

/* Typed texts are equal without regard to case and accents. */
static void add_text_test(struct record_sql *sql, const struct field *field,
                          const struct query_condition *condition)
{
    record_sql_format(sql, "fold(t.\"%s\") %s ", field->column, test_sign(condition->test));
    record_sql_bind(sql, folded_value(&condition->value));
}

static void add_condition(struct record_sql *sql, const struct entity *entity,
                          const struct query_condition *condition)
{
    const struct field *field = condition->field < 0 ? NULL : &entity->fields[condition->field];
    if (field == NULL) {
        add_any_contains(sql, entity, &condition->value);
    } else if (condition->test == QUERY_UNKNOWN ||
               (condition->test == QUERY_EQUAL && value_is_none(&condition->value))) {
        record_sql_format(sql, "t.\"%s\" IS NULL", field->column);
    } else if (condition->test == QUERY_KNOWN || value_is_none(&condition->value)) {
        record_sql_format(sql, "t.\"%s\" IS NOT NULL", field->column);
    } else if (condition->test == QUERY_CONTAINS) {
        add_field_contains(sql, field, &condition->value);
    } else if ((field->type == FIELD_TEXT || field->type == FIELD_LONG_TEXT) &&
               condition->value.type == VALUE_TEXT) {
        add_text_test(sql, field, condition);
    } else {
        record_sql_format(sql, "t.\"%s\" %s ", field->column, test_sign(condition->test));
        record_sql_bind(sql, value_copy(&condition->value));
    }
}

/* ---- programme ---- */

static bool add_chain(struct record_sql *sql, const struct entity *entity, const char *alias,
                      struct id programme);

/* Whether its rows are about a row of any entity: comments, signals put aside. */
static bool is_about_any(const struct entity *entity)
{
    int belongs = entity->belongs == NULL ? -1 : entity_field(entity, entity->belongs);
    return belongs >= 0 && entity->fields[belongs].type == FIELD_ROW;
}

/* A comment belongs to the programme that the row it is about belongs to. */
static bool add_row_chain(struct record_sql *sql, const char *alias, struct id programme)
{
    record_sql_add(sql, "(0");
    for (int kind = 0; kind < ENTITY_COUNT; kind++) {
        const struct entity *about = &entities[kind];
        struct record_sql inner = RECORD_SQL_EMPTY;
        if (!is_about_any(about) && add_chain(&inner, about, "b", programme)) {
            record_sql_format(sql,
                              " OR (%s.entity = '%s' AND EXISTS (SELECT 1 FROM \"%s\" b "
                              "WHERE b.id = %s.\"row\" AND ",
                              alias, about->table, about->table, alias);
            add_chain(sql, about, "b", programme);
            record_sql_add(sql, "))");
        }
        record_sql_release(&inner);
    }
    record_sql_add(sql, ")");
    return true;
}

static bool add_chain(struct record_sql *sql, const struct entity *entity, const char *alias,
                      struct id programme)
{
    if (entity->kind == ENTITY_PROGRAMME) {
        record_sql_format(sql, "%s.id = ", alias);
        record_sql_bind(sql, value_id(programme));
        return true;
    }
    int belongs = entity->belongs == NULL ? -1 : entity_field(entity, entity->belongs);
    if (belongs < 0)
        return false;
    const struct field *field = &entity->fields[belongs];
    if (is_about_any(entity))
        return add_row_chain(sql, alias, programme);
    if (field->refers_to == ENTITY_PROGRAMME) {
        record_sql_format(sql, "%s.\"%s\" = ", alias, field->column);
        record_sql_bind(sql, value_id(programme));
        return true;
    }
    const struct entity *whole = &entities[field->refers_to];
    struct record_sql inner = RECORD_SQL_EMPTY;
    bool chained = field->refers_to != entity->kind && add_chain(&inner, whole, "b", programme);
    record_sql_release(&inner);
    if (!chained)
        return false;
    /* The + keeps the planner on the order of the list, which ends after a screenful. */
    record_sql_format(sql, "%s%s.\"%s\" IN (SELECT b.id FROM \"%s\" b WHERE ",
                      entity->kind == ENTITY_MEASUREMENT ? "+" : "", alias, field->column,
                      whole->table);
    add_chain(sql, whole, "b", programme);
    record_sql_add(sql, ")");
    return true;
}

bool record_sql_programme(struct record_sql *sql, const struct entity *entity, const char *alias,
                          struct id programme)
{
    return add_chain(sql, entity, alias, programme);
}

void record_sql_where(struct record_sql *sql, const struct query *query)
{
    record_sql_add(sql, query->deleted ? " WHERE 1" : " WHERE t.deleted = 0");
    for (size_t i = 0; i < query->condition_count; i++) {
        record_sql_add(sql, " AND ");
        add_condition(sql, query->entity, &query->conditions[i]);
    }
    if (!id_is_none(query->programme)) {
        struct record_sql chain = RECORD_SQL_EMPTY;
        if (record_sql_programme(&chain, query->entity, "t", query->programme)) {
            record_sql_add(sql, " AND ");
            record_sql_programme(sql, query->entity, "t", query->programme);
        }
        record_sql_release(&chain);
    }
}

/* ---- order ---- */

static void choice_position(struct buffer *out, const struct field *field)
{
    buffer_format(out, "CASE t.\"%s\"", field->column);
    int position = 0;
    for (const struct choice *choice = field->choices; choice->value != NULL; choice++)
        buffer_format(out, " WHEN '%s' THEN %d", choice->value, position++);
    buffer_format(out, " ELSE %d END", position);
}

/* References sort by what they are shown as: code, else name. */
static void reference_name(struct buffer *out, const struct field *field)
{
    const struct entity *to = &entities[field->refers_to];
    buffer_add_text(out, "ifnull((SELECT natural_key(coalesce(");
    if (to->code != NULL)
        buffer_format(out, "r.\"%s\", ", to->code);
    if (record_title_is_text(to))
        buffer_format(out, "r.\"%s\", ", to->title);
    buffer_format(out, "'', '')) FROM \"%s\" r WHERE r.id = t.\"%s\"), '')", to->table,
                  field->column);
}

static void order_key(struct buffer *out, const struct field *field)
{
    switch (field->type) {
    case FIELD_TEXT:
    case FIELD_LONG_TEXT:
        buffer_format(out, "natural_key(t.\"%s\")", field->column);
        return;
    case FIELD_CHOICE:
        choice_position(out, field);
        return;
    case FIELD_REFERENCE:
        reference_name(out, field);
        return;
    default:
        buffer_format(out, "t.\"%s\"", field->column);
    }
}

void record_order_init(struct record_order *order, const struct query *query)
{
    const struct entity *entity = query->entity;
    int at = query->order >= 0 ? query->order : entity_field(entity, entity->order);
    const struct field *field = &entity->fields[at < 0 ? 0 : at];
    *order = (struct record_order){.flag = BUFFER_EMPTY, .key = BUFFER_EMPTY};
    order->descending =
        query->order >= 0 ? query->descending : entity->descending != query->descending;
    if ((field->flags & FIELD_REQUIRED) != 0) {
        order_key(&order->key, field);
        return;
    }
    /* Unknown values come last in either direction. */
    struct buffer key = BUFFER_EMPTY;
    order_key(&key, field);
    buffer_format(&order->flag, "(t.\"%s\" IS %sNULL)", field->column,
                  order->descending ? "NOT " : "");
    buffer_format(&order->key, "ifnull(%s, '')", key.bytes);
    buffer_release(&key);
}

void record_order_release(struct record_order *order)
{
    buffer_release(&order->flag);
    buffer_release(&order->key);
}

void record_sql_order(struct record_sql *sql, const struct record_order *order, bool reverse)
{
    const char *direction = order->descending != reverse ? "DESC" : "ASC";
    record_sql_add(sql, " ORDER BY ");
    if (order->flag.length > 0)
        record_sql_format(sql, "%s %s, ", order->flag.bytes, direction);
    record_sql_format(sql, "%s %s, t.id %s", order->key.bytes, direction, direction);
}

/* ---- statements and rows ---- */

struct statement *record_sql_prepare(struct db *db, const struct record_sql *sql,
                                     struct error *error)
{
    struct statement *statement = records_take(db, sql->text.bytes);
    if (statement == NULL)
        statement = statement_new(db, sql->text.bytes, STATEMENT_SCANS, error);
    if (statement == NULL)
        return NULL;
    for (size_t i = 0; i < sql->values.count; i++)
        statement_bind_value_at(statement, (int)i + 1, &sql->values.items[i]);
    return statement;
}

void record_row(struct statement *statement, enum entity_kind kind, struct row *row)
{
    row_init(row, kind);
    struct value id = statement_value_at(statement, 0);
    row->id = id.id;
    value_release(&id);
    struct value deleted = statement_value_at(statement, 1);
    row->deleted = deleted.integer != 0;
    value_release(&deleted);
    for (size_t i = 0; i < row->entity->field_count; i++)
        row->values[i] = statement_value_at(statement, (int)i + 2);
}
