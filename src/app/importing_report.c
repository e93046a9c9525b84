#include <stdlib.h>
#include <string.h>

#include "importing_internal.h"
#include "wijk/base/language.h"
#include "wijk/base/memory.h"

void import_problem(struct importing *import, const struct import_source *source, long line,
                    int column, const char *message)
{
    struct import_report *report = import->report;
    if (!import->checking)
        return;
    report->errors++;
    if (report->problems.count < IMPORT_PROBLEMS)
        *VECTOR_PUSH(&report->problems) =
            (struct import_problem){.file = memory_string(source->file),
                                    .line = line,
                                    .column = column,
                                    .message = memory_string(message)};
}

void import_problem_text(const struct import_problem *problem, struct buffer *out)
{
    if (problem->line == 0)
        buffer_format(out, _("%s: %s"), problem->file, problem->message);
    else if (problem->column == 0)
        buffer_format(out, _("%s, line %ld: %s"), problem->file, problem->line, problem->message);
    else
        buffer_format(out, _("%s, line %ld, column %d: %s"), problem->file, problem->line,
                      problem->column, problem->message);
}

static char *shown(struct importing *import, const struct field *field, const struct value *value)
{
    struct buffer out = BUFFER_EMPTY;
    if (value->type == VALUE_ID && field->type == FIELD_REFERENCE &&
        naming_text(import->naming, field->refers_to, value->id, &out))
        return buffer_detach(&out);
    field_show(&out, field, value, language_now());
    return buffer_detach(&out);
}

void import_sample(struct importing *import, const struct import_source *source, long line,
                   const struct row *before, const struct row *after)
{
    const struct entity *entity = after->entity;
    if (!import->checking || import->report->samples.count >= IMPORT_SAMPLES)
        return;
    struct import_sample *sample = VECTOR_PUSH(&import->report->samples);
    *sample = (struct import_sample){.kind = source->entity->kind, .line = line};
    sample->fresh = before == NULL;
    int title = entity_field(entity, entity->title);
    sample->title = shown(import, &entity->fields[title], &after->values[title]);
    struct value none = value_none();
    for (size_t i = 0; i < entity->field_count && sample->count < IMPORT_SAMPLE_FIELDS; i++) {
        const struct value *old = before == NULL ? &none : &before->values[i];
        if (value_equal(old, &after->values[i]))
            continue;
        sample->differences[sample->count++] =
            (struct import_difference){.label = entity->fields[i].label,
                                       .old = shown(import, &entity->fields[i], old),
                                       .new = shown(import, &entity->fields[i], &after->values[i])};
    }
}

void import_report_release(struct import_report *report)
{
    for (size_t i = 0; i < report->problems.count; i++) {
        free(report->problems.items[i].file);
        free(report->problems.items[i].message);
    }
    for (size_t i = 0; i < report->samples.count; i++) {
        struct import_sample *sample = &report->samples.items[i];
        free(sample->title);
        for (size_t at = 0; at < sample->count; at++) {
            free(sample->differences[at].old);
            free(sample->differences[at].new);
        }
    }
    for (size_t i = 0; i < report->unknown.count; i++)
        free(report->unknown.items[i]);
    free(report->problems.items);
    free(report->samples.items);
    for (size_t i = 0; i < report->headers.count; i++)
        free(report->headers.items[i]);
    free(report->headers.items);
    free(report->unknown.items);
    *report = (struct import_report){0};
}
