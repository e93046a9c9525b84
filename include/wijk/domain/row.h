/*
 * A row of any entity, in memory: its id and one value a field, in the order of the entities table.
 *
 *     struct row goal;
 *     row_init(&goal, ENTITY_GOAL);
 *     row_set(&goal, "statement", value_text("Fewer young people without work"));
 *     row_release(&goal);
 */
#ifndef WIJK_DOMAIN_ROW_H
#define WIJK_DOMAIN_ROW_H

#include "wijk/base/buffer.h"
#include "wijk/base/date.h"
#include "wijk/base/error.h"
#include "wijk/base/language.h"
#include "wijk/base/number.h"
#include "wijk/domain/entity.h"
#include "wijk/domain/value.h"

struct row {
    const struct entity *entity; /* static */
    struct id id;
    bool deleted;
    struct value *values; /* owned; entity->field_count of them */
};

void row_init(struct row *row, enum entity_kind kind); /* all values unknown, no id */
void row_release(struct row *row);
void row_copy(struct row *out, const struct row *row); /* `out` is not initialised before */
/* Whether both, of one entity, have the same values; whatever their ids. */
bool row_same(const struct row *one, const struct row *other);

/* The value of a column; borrowed until the row changes. Asking for a column that does not exist is
 * a bug: aborts. */
struct value *row_value(const struct row *row, const char *column);
/* Takes the value over. */
void row_set(struct row *row, const char *column, struct value value);

/* Short ways to read: NULL, `otherwise` or the none id when unknown. The text is borrowed. */
const char *row_text(const struct row *row, const char *column);
int64_t row_integer(const struct row *row, const char *column, int64_t otherwise);
struct id row_reference(const struct row *row, const char *column);
date_t row_date(const struct row *row, const char *column);

/* Reads what somebody typed into a value for the field, by its type, with every limit checked.
 * References are not resolved here: a reference field takes only a UUID text (the app resolves
 * codes and names). The sentence of the error names the field and what is wanted. An empty text is
 * VALUE_NONE. */
struct reading {
    enum language language; /* for separators and choices */
    date_t today;           /* for dates like "vr" and "+2w" */
    bool exact; /* a file: ISO dates or day-month-year, numbers of the language's style only */
};
bool field_read(const struct field *field, const char *typed, const struct reading *reading,
                struct value *value, struct error *error) MUST_USE;

/* Checks one value and a whole row: required fields, limits, choices, and the rules between fields
 * (ends not before starts, numerator with denominator …). */
bool field_check(const struct field *field, const struct value *value,
                 struct error *error) MUST_USE;
bool row_check(const struct row *row, struct error *error) MUST_USE;
/* Refuses when a field that keeps its first value would get another. */
bool row_check_frozen(const struct row *before, const struct row *after,
                      struct error *error) MUST_USE;

/* Adds the value as people read it: dates, numbers and choices in the language. A reference is
 * added as its UUID; the app shows names. Unknown adds nothing. */
void field_show(struct buffer *out, const struct field *field, const struct value *value,
                enum language language);

/* Adds the value as files hold it: ISO date, choice value, exact number in `style`, UUID. Reads
 * back equal. */
void field_write(struct buffer *out, const struct field *field, const struct value *value,
                 enum number_style style);

/* The entity a field of the row leads to; ENTITY_NONE for a field that names no row. `row` is
 * needed for FIELD_ROW only, and may be NULL. */
enum entity_kind row_refers_to(const struct row *row, const struct field *field);

#endif
