/* What a quick line will become, in words. */
#include <string.h>

#include "wijk/domain/entity.h"
#include "wijk/domain/problem.h"
#include "wijk/domain/quickline.h"

#define BETWEEN " \u00B7 "
#define DECIMALS 6

static const char *say(const struct quickline_context *context, const char *message)
{
    return language_text(context->language, message);
}

static void add_part(struct buffer *out, const char *text)
{
    if (*text != '\0')
        buffer_format(out, "%s%s", BETWEEN, text);
}

/* A part that is a message with one text in it. */
static void add_named(struct buffer *out, const char *message, const char *text)
{
    if (text == NULL || *text == '\0')
        return;
    buffer_add_text(out, BETWEEN);
    buffer_format(out, message, text);
}

static void add_date(struct buffer *out, const struct quickline_context *context,
                     const char *message, date_t date)
{
    struct buffer text = BUFFER_EMPTY;
    date_format(&text, date, DATE_DAY, context->language);
    add_named(out, say(context, message), text.bytes);
    buffer_release(&text);
}

static const char *label_of(const struct quickline_context *context, enum entity_kind kind,
                            const char *column, const char *value)
{
    const struct entity *entity = &entities[kind];
    const struct choice *at = entity->fields[entity_field(entity, column)].choices;
    for (; value != NULL && at->value != NULL; at++)
        if (strcmp(at->value, value) == 0)
            return say(context, at->label);
    return NULL;
}

static void add_value(struct buffer *out, const struct quickline *result,
                      const struct quickline_context *context)
{
    enum number_style style = number_style_of(context->language);
    if (!result->value_known)
        return;
    if (result->yes_no) {
        add_part(out, say(context, result->value.value != 0 ? N_("yes") : N_("no")));
        return;
    }
    struct buffer value = BUFFER_EMPTY, other = BUFFER_EMPTY;
    number_format(&value, result->value.value, DECIMALS, style);
    number_format(&other, result->value.other, DECIMALS, style);
    buffer_add_text(out, BETWEEN);
    if (result->value.ambiguous)
        buffer_format(out, say(context, N_("%s (or %s: Tab)")), value.bytes, other.bytes);
    else
        buffer_add_text(out, value.bytes);
    buffer_release(&value);
    buffer_release(&other);
}

static void echo_measurement(struct buffer *out, const struct quickline *result,
                             const struct quickline_context *context)
{
    add_value(out, result, context);
    add_date(out, context, "%s", result->date);
    if (strcmp(result->status, "final") != 0)
        add_part(out, label_of(context, ENTITY_MEASUREMENT, "status", result->status));
    add_named(out, say(context, N_("source %s")), result->source.bytes);
    add_named(out, say(context, N_("note: %s")), result->note.bytes);
}

void quickline_echo(struct buffer *out, const struct quickline *result,
                    const struct quickline_context *context)
{
    if (result->empty)
        return;
    buffer_add_text(out, say(context, quickline_word(result->kind)));
    add_part(out, result->text.bytes);
    if (result->kind == QUICKLINE_PROBLEM)
        add_part(out, say(context, problem_severity_word(result->severity)));
    if (result->kind == QUICKLINE_MEASUREMENT)
        echo_measurement(out, result, context);
    add_named(out, say(context, N_("owner %s")), result->owner.bytes);
    if (result->due != DATE_NONE)
        add_date(out, context, N_("due %s"), result->due);
    add_named(out, say(context, N_("visible to: %s")),
              label_of(context, ENTITY_PROBLEM, "visibility", result->visibility));
    add_named(out, say(context, N_("level: %s")),
              label_of(context, ENTITY_PROBLEM, "level", result->level));
    add_named(out, say(context, N_("on %s")),
              result->about.length > 0 ? result->about.bytes : context->about);
}
