#include "wijk/domain/query.h"

#include <stdlib.h>
#include <string.h>

#include "wijk/base/language.h"
#include "wijk/base/text.h"

void query_init(struct query *query, enum entity_kind kind)
{
    *query = (struct query){.entity = &entities[kind], .order = -1};
}

void query_release(struct query *query)
{
    for (size_t i = 0; i < query->condition_count; i++)
        value_release(&query->conditions[i].value);
    query->condition_count = 0;
}

static bool add_condition(struct query *query, struct query_condition condition,
                          struct error *error)
{
    if (query->condition_count == QUERY_CONDITIONS) {
        value_release(&condition.value);
        return error_set(error, ERROR_INPUT, _("A filter has at most %d conditions"),
                         QUERY_CONDITIONS);
    }
    query->conditions[query->condition_count++] = condition;
    return true;
}

bool query_add(struct query *query, const char *column, enum query_test test, struct value value,
               struct error *error)
{
    int field = column == NULL ? -1 : entity_field(query->entity, column);
    if (column != NULL && field < 0) {
        value_release(&value);
        return error_set(error, ERROR_BUG, _("There is no field '%s' in %s"), column,
                         _(query->entity->plural));
    }
    return add_condition(query, (struct query_condition){field, test, value}, error);
}

/* One condition as typed: everything before the test, the test, everything behind it, unquoted. */
struct typed {
    struct buffer name, value;
    bool tested;
    enum query_test test;
};

static const struct {
    const char *sign;
    enum query_test test;
} signs[] = {
    {"!=", QUERY_NOT_EQUAL},     {"<=", QUERY_AT_MOST},     {">=", QUERY_AT_LEAST},
    {"\u2260", QUERY_NOT_EQUAL}, {"\u2264", QUERY_AT_MOST}, {"\u2265", QUERY_AT_LEAST},
    {"=", QUERY_EQUAL},          {"<", QUERY_LESS},         {">", QUERY_MORE},
    {"~", QUERY_CONTAINS},
};

/* The length of a test's sign at `text`, or 0. */
static size_t sign_at(const char *text, enum query_test *test)
{
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        size_t length = strlen(signs[i].sign);
        if (strncmp(text, signs[i].sign, length) == 0) {
            *test = signs[i].test;
            return length;
        }
    }
    return 0;
}

/* Takes one condition from *cursor. Inside quotes spaces and signs are ordinary, "" is a quote. */
static bool take_condition(const char **cursor, struct typed *typed, struct error *error)
{
    bool quoted = false;
    struct buffer *into = &typed->name;
    buffer_clear(&typed->name);
    buffer_clear(&typed->value);
    typed->tested = false;
    const char *at = *cursor;
    while (*at != '\0' && (quoted || *at != ' ')) {
        size_t sign = 0;
        if (*at == '"' && quoted && at[1] == '"') {
            at++;
        } else if (*at == '"') {
            quoted = !quoted;
            at++;
            continue;
        } else if (!quoted && !typed->tested) {
            sign = sign_at(at, &typed->test);
        }
        if (sign > 0 && typed->name.length > 0) {
            typed->tested = true;
            into = &typed->value;
            at += sign;
        } else {
            buffer_add_byte(into, *at++);
        }
    }
    *cursor = at;
    return !quoted || error_set(error, ERROR_INPUT, _("The filter lacks a closing quote (\")"));
}

static bool is_text(const struct field *field)
{
    return field->type == FIELD_TEXT || field->type == FIELD_LONG_TEXT;
}

static bool has_order(const struct field *field)
{
    return field->type == FIELD_INTEGER || field->type == FIELD_DECIMAL ||
           field->type == FIELD_MONEY || field->type == FIELD_DATE || field->type == FIELD_MOMENT;
}

static bool check_test(const struct field *field, enum query_test test, struct error *error)
{
    if (test == QUERY_CONTAINS && !is_text(field))
        return error_set(error, ERROR_INPUT, _("%s is not a text; use = instead of ~"),
                         _(field->label));
    bool ordered =
        test == QUERY_LESS || test == QUERY_AT_MOST || test == QUERY_MORE || test == QUERY_AT_LEAST;
    if (ordered && !has_order(field))
        return error_set(error, ERROR_INPUT, _("%s has no more or less; use = or !="),
                         _(field->label));
    return true;
}

struct resolver {
    const struct reading *reading;
    const struct query_names *names;
};

static bool read_value(const struct field *field, const char *typed,
                       const struct resolver *resolver, struct value *value, struct error *error)
{
    struct id id;
    const struct query_names *names = resolver->names;
    if (field->type == FIELD_REFERENCE && names != NULL && !id_parse(typed, &id)) {
        if (!names->resolve(names->context, field->refers_to, typed, &id))
            return error_set(error, ERROR_NOT_FOUND, _("%s: there is no '%s'"), _(field->label),
                             typed);
        *value = value_id(id);
        return true;
    }
    return field_read(field, typed, resolver->reading, value, error);
}

static bool read_condition(struct query *query, const struct typed *typed,
                           const struct resolver *resolver, struct error *error)
{
    if (!typed->tested)
        return add_condition(
            query, (struct query_condition){-1, QUERY_CONTAINS, value_text(typed->name.bytes)},
            error);
    int position = entity_field_named(query->entity, typed->name.bytes);
    if (position < 0)
        return error_set(error, ERROR_INPUT, _("There is no field '%s' in %s"), typed->name.bytes,
                         _(query->entity->plural));
    const struct field *field = &query->entity->fields[position];
    if (!check_test(field, typed->test, error))
        return false;
    struct query_condition condition = {position, typed->test, value_none()};
    if (typed->value.length == 0) {
        if (typed->test != QUERY_EQUAL && typed->test != QUERY_NOT_EQUAL)
            return error_set(error, ERROR_INPUT, _("The filter on %s lacks a value"),
                             _(field->label));
        condition.test = typed->test == QUERY_EQUAL ? QUERY_UNKNOWN : QUERY_KNOWN;
    } else if (typed->test == QUERY_CONTAINS) {
        condition.value = value_text(typed->value.bytes);
    } else if (!read_value(field, typed->value.bytes, resolver, &condition.value, error)) {
        return false;
    }
    return add_condition(query, condition, error);
}

bool query_read(struct query *query, const char *filter, const struct reading *reading,
                const struct query_names *names, struct error *error)
{
    struct resolver resolver = {reading, names};
    struct typed typed = {.name = BUFFER_EMPTY, .value = BUFFER_EMPTY};
    bool fine = true;
    while (fine) {
        filter += strspn(filter, " ");
        if (*filter == '\0')
            break;
        fine = take_condition(&filter, &typed, error);
        if (fine && (typed.tested || typed.name.length > 0))
            fine = read_condition(query, &typed, &resolver, error);
    }
    buffer_release(&typed.name);
    buffer_release(&typed.value);
    return fine;
}

/* As it must be typed: in quotes where a space, a quote or a sign would end it or mean another
 * thing. */
static void add_typed(struct buffer *out, const char *text, bool name)
{
    bool quotes = strpbrk(text, " \"") != NULL;
    enum query_test test;
    for (const char *at = text; name && *at != '\0' && !quotes; at++)
        quotes = at > text && sign_at(at, &test) > 0;
    if (!quotes) {
        buffer_add_text(out, text);
        return;
    }
    buffer_add_byte(out, '"');
    for (const char *at = text; *at != '\0'; at++) {
        if (*at == '"')
            buffer_add_byte(out, '"');
        buffer_add_byte(out, *at);
    }
    buffer_add_byte(out, '"');
}

/* A label inside a line begins small, but for an abbreviation. */
static void add_label(struct buffer *out, const char *label)
{
    struct buffer small = BUFFER_EMPTY;
    buffer_add_text(&small, label);
    if (label[0] >= 'A' && label[0] <= 'Z' && !(label[1] >= 'A' && label[1] <= 'Z'))
        small.bytes[0] = (char)(label[0] - 'A' + 'a');
    add_typed(out, small.bytes, true);
    buffer_release(&small);
}

static void condition_words(struct buffer *out, const struct entity *entity,
                            const struct typed *typed)
{
    int position = typed->tested ? entity_field_named(entity, typed->name.bytes) : -1;
    const struct field *field = position < 0 ? NULL : &entity->fields[position];
    const char *value = typed->value.bytes;
    const char *choice = field == NULL ? NULL : field_choice(field, value);
    if (field == NULL)
        add_typed(out, typed->name.bytes, true);
    else
        add_label(out, _(field->label));
    if (!typed->tested)
        return;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (signs[i].test == typed->test && (unsigned char)signs[i].sign[0] < 0x80) {
            buffer_add_text(out, signs[i].sign);
            break;
        }
    add_typed(out, choice == NULL ? value : field_choice_label(field, choice), false);
}

void query_words(struct buffer *out, const struct entity *entity, const char *filter)
{
    struct typed typed = {.name = BUFFER_EMPTY, .value = BUFFER_EMPTY};
    struct error unread = ERROR_NONE;
    size_t before = out->length;
    for (filter += strspn(filter, " "); *filter != '\0'; filter += strspn(filter, " ")) {
        const char *start = filter;
        bool whole = take_condition(&filter, &typed, &unread);
        if (out->length > before)
            buffer_add_byte(out, ' ');
        if (whole)
            condition_words(out, entity, &typed);
        else
            buffer_add(out, start, (size_t)(filter - start));
    }
    buffer_release(&typed.name);
    buffer_release(&typed.value);
}
