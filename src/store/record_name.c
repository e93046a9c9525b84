/* What people call a row. */
#include <stdlib.h>
#include <string.h>

#include "records.h"
#include "wijk/base/date.h"
#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/base/number.h"
#include "wijk/store/record.h"

#define NAME_DEPTH 4     /* a name made of names made of names … */
#define NAME_DECIMALS 4  /* of a value in a name */
#define NAME_LONGEST 200 /* bytes of a long text in a name */

static bool add_name(struct db *db, struct record_at at, int depth, struct buffer *out,
                     struct error *error);

/* ---- the cache ---- */

static struct records_name *place_of(struct records *records, struct record_at at)
{
    uint32_t hash = (uint32_t)at.kind;
    for (size_t i = 0; i < sizeof at.id.bytes; i++)
        hash = (hash ^ at.id.bytes[i]) * 16777619u;
    return &records->names[(hash ^ hash >> 15) & (RECORDS_NAMES - 1)];
}

void record_names_forget(struct db *db)
{
    struct records *records = records_of(db);
    for (size_t i = 0; i < RECORDS_NAMES; i++) {
        free(records->names[i].code);
        free(records->names[i].name);
        records->names[i] = (struct records_name){.name = NULL};
    }
    records->generation = db_generation(db);
}

static const struct records_name *cached(struct db *db, struct record_at at)
{
    struct records *records = records_of(db);
    if (records->generation != db_generation(db))
        record_names_forget(db);
    const struct records_name *place = place_of(records, at);
    bool hit = place->name != NULL && place->at.kind == at.kind && id_equal(place->at.id, at.id);
    return hit ? place : NULL;
}

/* Takes the texts over. What a transaction that writes sees before its commit is not kept. */
static void keep(struct db *db, struct record_at at, char *code, char *name)
{
    struct records_name *place = place_of(records_of(db), at);
    if (db_is_writing(db)) {
        free(code);
        free(name);
        return;
    }
    free(place->code);
    free(place->name);
    *place = (struct records_name){.at = at, .code = code, .name = name};
}

/* ---- composing ---- */

static bool add_reference(struct db *db, const struct row *row, const char *column, int depth,
                          struct buffer *out)
{
    struct error ignored = ERROR_NONE;
    int field = entity_field(row->entity, column);
    struct id id = row_reference(row, column);
    if (depth >= NAME_DEPTH || id_is_none(id)) {
        buffer_add_text(out, "?");
        return true;
    }
    return add_name(db, (struct record_at){row->entity->fields[field].refers_to, id}, depth + 1,
                    out, &ignored);
}

static void add_choice(const struct row *row, const char *column, struct buffer *out)
{
    const struct field *field = &row->entity->fields[entity_field(row->entity, column)];
    const char *value = row_text(row, column);
    buffer_add_text(out, value == NULL ? "?" : field_choice_label(field, value));
}

static void add_number(const struct row *row, const char *column, struct buffer *out)
{
    const struct value *value = row_value(row, column);
    if (value->type == VALUE_REAL)
        number_format(out, value->real, NAME_DECIMALS, number_style_of(language_now()));
    else if (value->type == VALUE_INTEGER)
        buffer_format(out, "%lld", (long long)value->integer);
    else
        buffer_add_text(out, "?");
}

static void add_date(const struct row *row, const char *column, struct buffer *out)
{
    date_t date = row_date(row, column);
    if (date == DATE_NONE)
        buffer_add_text(out, "?");
    else
        date_format(out, date, DATE_SHORT, language_now());
}

/* The finding itself: the number, the words, or why there is none. */
static void add_finding(const struct row *row, struct buffer *out)
{
    if (row_value(row, "value")->type != VALUE_NONE)
        add_number(row, "value", out);
    else if (row_text(row, "words") != NULL)
        buffer_add_text(out, row_text(row, "words"));
    else
        add_choice(row, "status", out);
}

static void add_wanted(const struct row *row, struct buffer *out)
{
    const char *wanted = row_text(row, "operator");
    struct buffer low = BUFFER_EMPTY, high = BUFFER_EMPTY;
    add_number(row, "value", &low);
    if (wanted != NULL && strcmp(wanted, "between") == 0) {
        add_number(row, "value_to", &high);
        buffer_format(out, _("%s to %s"), low.bytes, high.bytes);
    } else {
        const char *sign = wanted == NULL                    ? ""
                           : strcmp(wanted, "at least") == 0 ? "\u2265 "
                           : strcmp(wanted, "at most") == 0  ? "\u2264 "
                                                             : "= ";
        buffer_format(out, "%s%s", sign, low.bytes);
    }
    buffer_release(&low);
    buffer_release(&high);
}

/* Rows whose title alone says nothing. False: it is not one of those. */
static bool add_composed(struct db *db, const struct row *row, int depth, struct buffer *out)
{
    struct buffer one = BUFFER_EMPTY, two = BUFFER_EMPTY, three = BUFFER_EMPTY;
    bool composed = true;
    switch (row->entity->kind) {
    case ENTITY_MEASUREMENT:
    case ENTITY_TARGET:
        if (row->entity->kind == ENTITY_TARGET)
            add_wanted(row, &one);
        else
            add_finding(row, &one);
        add_date(row, row->entity->title, &two);
        add_reference(db, row, "indicator", depth, &three);
        buffer_format(out, _("%s on %s, %s"), one.bytes, two.bytes, three.bytes);
        break;
    case ENTITY_CONTRIBUTION:
        add_reference(db, row, "effort", depth, &one);
        add_reference(db, row, "goal", depth, &two);
        buffer_format(out, _("%s \u2192 %s"), one.bytes, two.bytes);
        break;
    case ENTITY_EFFORT_PARTNER:
        add_reference(db, row, "partner", depth, &one);
        add_reference(db, row, "effort", depth, &two);
        buffer_format(out, _("%s in %s"), one.bytes, two.bytes);
        break;
    case ENTITY_BUDGET_LINE:
        add_number(row, "year", &one);
        add_reference(db, row, "funder", depth, &two);
        add_reference(db, row, "effort", depth, &three);
        buffer_format(out, _("%s, %s, for %s"), one.bytes, two.bytes, three.bytes);
        break;
    case ENTITY_MEMBERSHIP:
        add_reference(db, row, "person", depth, &one);
        add_choice(row, "role", &two);
        buffer_format(out, _("%s, %s"), one.bytes, two.bytes);
        break;
    default:
        composed = false;
    }
    buffer_release(&one);
    buffer_release(&two);
    buffer_release(&three);
    return composed;
}

/* The row that a link names by its kind and id. */
static void add_about(struct db *db, const struct row *row, int depth, struct buffer *out)
{
    const char *table = row_text(row, "entity");
    const struct entity *entity = table == NULL ? NULL : entity_by_table(table);
    struct error ignored = ERROR_NONE;
    if (entity == NULL || depth >= NAME_DEPTH ||
        !add_name(db, (struct record_at){entity->kind, row_reference(row, "row")}, depth + 1, out,
                  &ignored))
        buffer_add_text(out, "?");
}

/* Links of agreements and lessons, and who adopted a lesson. False: it is none of those. */
static bool add_linked(struct db *db, const struct row *row, int depth, struct buffer *out)
{
    struct buffer one = BUFFER_EMPTY, two = BUFFER_EMPTY;
    enum entity_kind kind = row->entity->kind;
    if (kind != ENTITY_AGREEMENT_LINK && kind != ENTITY_LESSON_LINK && kind != ENTITY_ADOPTION)
        return false;
    add_reference(db, row, kind == ENTITY_AGREEMENT_LINK ? "agreement" : "lesson", depth, &one);
    if (kind == ENTITY_ADOPTION)
        add_reference(db, row, "programme", depth, &two);
    else
        add_about(db, row, depth, &two);
    buffer_format(out, _("%s \u2192 %s"), one.bytes, two.bytes);
    buffer_release(&one);
    buffer_release(&two);
    return true;
}

/* The beginning of a text that may be long: its first line, not cut inside a character. */
static void add_beginning(const char *text, struct buffer *out)
{
    size_t length = strcspn(text, "\n");
    if (length > NAME_LONGEST) {
        length = NAME_LONGEST;
        while (length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80)
            length--;
    }
    buffer_add(out, text, length);
    if (text[length] != '\0')
        buffer_add_text(out, "\u2026");
}

static void compose(struct db *db, const struct row *row, int depth, struct buffer *out)
{
    if (add_composed(db, row, depth, out) || add_linked(db, row, depth, out))
        return;
    const char *title = row_text(row, row->entity->title);
    const struct field *field = &row->entity->fields[entity_field(row->entity, row->entity->title)];
    if (title != NULL && field->type == FIELD_MOMENT) /* of meetings and minutes */
        field_show(out, field, row_value(row, field->column), language_now());
    else if (title != NULL)
        add_beginning(title, out);
    else
        buffer_add_text(out, "?");
}

static bool make(struct db *db, struct record_at at, int depth, struct records_name *made,
                 struct error *error)
{
    bool exists;
    struct buffer name = BUFFER_EMPTY;
    *made = (struct records_name){.at = at};
    if (!record_exists(db, at, &exists, error))
        return false;
    if (exists) {
        struct row row;
        if (!record_get(db, at.kind, at.id, &row, error))
            return false;
        if (row.entity->code != NULL)
            made->code = memory_string(row_text(&row, row.entity->code));
        compose(db, &row, depth, &name);
        row_release(&row);
    } else {
        buffer_add_text(&name, "?");
    }
    made->name = buffer_detach(&name);
    return true;
}

static bool add_name(struct db *db, struct record_at at, int depth, struct buffer *out,
                     struct error *error)
{
    const struct records_name *known = cached(db, at);
    if (known != NULL) {
        buffer_add_text(out, known->name);
        return true;
    }
    struct records_name made;
    if (!make(db, at, depth, &made, error))
        return false;
    buffer_add_text(out, made.name);
    keep(db, at, made.code, made.name);
    return true;
}

bool record_name(struct db *db, enum entity_kind kind, struct id id, struct buffer *out,
                 struct error *error)
{
    return add_name(db, (struct record_at){kind, id}, 0, out, error);
}

bool record_code(struct db *db, enum entity_kind kind, struct id id, struct buffer *out,
                 struct error *error)
{
    if (entities[kind].code == NULL)
        return true;
    struct record_at at = {kind, id};
    const struct records_name *known = cached(db, at);
    if (known != NULL) {
        buffer_add_text(out, known->code);
        return true;
    }
    struct records_name made;
    if (!make(db, at, 0, &made, error))
        return false;
    buffer_add_text(out, made.code);
    keep(db, at, made.code, made.name);
    return true;
}
