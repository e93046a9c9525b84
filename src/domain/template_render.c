/* The values of a template, and filling them in. */
#include <stdlib.h>
#include <string.h>

#include "template_internal.h"
#include "wijk/base/language.h"
#include "wijk/base/memory.h"

void template_record_init(struct template_record *record, const struct template_shape *shape)
{
    record->shape = shape;
    record->slots = memory_new(shape->count * sizeof *record->slots);
    for (size_t i = 0; i < shape->count; i++)
        record->slots[i] = (struct template_slot){0};
}

void template_record_release(struct template_record *record)
{
    for (size_t i = 0; i < record->shape->count; i++) {
        struct template_slot *slot = &record->slots[i];
        for (size_t j = 0; j < slot->records.count; j++)
            template_record_release(&slot->records.items[j]);
        free(slot->records.items);
        free(slot->text);
    }
    free(record->slots);
    record->slots = NULL;
}

static struct template_slot *slot_of(const struct template_record *record, const char *name,
                                     enum template_type type)
{
    for (size_t i = 0; i < record->shape->count; i++)
        if (record->shape->fields[i].type == type &&
            strcmp(record->shape->fields[i].name, name) == 0)
            return &record->slots[i];
    error_bug("template: the shape has no field '%s' of that type", name);
}

void template_set(struct template_record *record, const char *name, const char *text)
{
    struct template_slot *slot = slot_of(record, name, TEMPLATE_TEXT);
    free(slot->text);
    slot->text = text == NULL || *text == '\0' ? NULL : memory_string(text);
}

void template_flag(struct template_record *record, const char *name, bool on)
{
    slot_of(record, name, TEMPLATE_FLAG)->on = on;
}

struct template_record *template_add(struct template_record *record, const char *name)
{
    struct template_slot *slot = slot_of(record, name, TEMPLATE_LIST);
    const struct template_shape *each = NULL;
    for (size_t i = 0; i < record->shape->count; i++)
        if (&record->slots[i] == slot)
            each = record->shape->fields[i].each;
    struct template_record *added = VECTOR_PUSH(&slot->records);
    template_record_init(added, each);
    return added;
}

const char *template_text(const struct template_record *record, const char *name)
{
    return slot_of(record, name, TEMPLATE_TEXT)->text;
}

size_t template_count(const struct template_record *record, const char *name)
{
    return slot_of(record, name, TEMPLATE_LIST)->records.count;
}

const struct template_record *template_at(const struct template_record *record, const char *name,
                                          size_t at)
{
    return &slot_of(record, name, TEMPLATE_LIST)->records.items[at];
}

/* ---- filling in ---- */

struct writer {
    const struct template *template;
    const struct template_rendering *rendering;
    const struct template_record *records[TEMPLATE_NESTING + 1]; /* outermost first */
    size_t record_count;
    struct buffer *out;
    size_t limit; /* length of `out` at which it ends */
    long steps;
    struct error *error;
};

static bool write_nodes(struct writer *writer, size_t from, size_t to);

bool template_render(const struct template *template, const struct template_record *record,
                     const struct template_rendering *rendering, struct buffer *out,
                     struct error *error)
{
    struct writer writer = {.template = template,
                            .rendering = rendering,
                            .records = {record},
                            .record_count = 1,
                            .out = out,
                            .limit = out->length +
                                     (rendering->limit == 0 ? TEMPLATE_OUTPUT : rendering->limit),
                            .error = error};
    return write_nodes(&writer, 0, template->nodes.count);
}

static const struct template_slot *slot_at(const struct writer *writer,
                                           const struct template_node *node)
{
    return &writer->records[writer->record_count - 1 - node->outward]->slots[node->slot];
}

static void write_field(struct writer *writer, const struct template_node *node)
{
    const char *text = slot_at(writer, node)->text;
    if (text == NULL)
        return;
    if (writer->rendering->escape == NULL)
        buffer_add_text(writer->out, text);
    else
        writer->rendering->escape(writer->out, text);
}

static bool write_each(struct writer *writer, const struct template_node *node, size_t first)
{
    const struct template_slot *slot = slot_at(writer, node);
    if (slot->records.count == 0)
        return write_nodes(writer, node->otherwise, node->end);
    for (size_t i = 0; i < slot->records.count; i++) {
        if (++writer->steps > TEMPLATE_STEPS)
            return error_set(writer->error, ERROR_INPUT,
                             _("%s, line %ld: lists within lists are gone through more often than "
                               "%ld times; take one of them out."),
                             writer->template->name, node->line, TEMPLATE_STEPS);
        writer->records[writer->record_count++] = &slot->records.items[i];
        bool good = write_nodes(writer, first, node->otherwise);
        writer->record_count--;
        if (!good)
            return false;
    }
    return true;
}

static bool write_if(struct writer *writer, const struct template_node *node, size_t first)
{
    const struct template_slot *slot = slot_at(writer, node);
    bool yes = slot->text != NULL || slot->on || slot->records.count > 0;
    return yes != node->negate ? write_nodes(writer, first, node->otherwise)
                               : write_nodes(writer, node->otherwise, node->end);
}

/* As deep as sections lie within each other, which the reader limits. */
// NOLINTNEXTLINE(misc-no-recursion)
static bool write_nodes(struct writer *writer, size_t from, size_t to)
{
    for (size_t i = from; i < to;) {
        const struct template_node *node = &writer->template->nodes.items[i];
        bool section = node->type == TEMPLATE_NODE_EACH || node->type == TEMPLATE_NODE_IF;
        if (node->type == TEMPLATE_NODE_TEXT)
            buffer_add(writer->out, writer->template->text + node->begin, node->length);
        else if (node->type == TEMPLATE_NODE_FIELD)
            write_field(writer, node);
        if (writer->out->length > writer->limit)
            return error_set(writer->error, ERROR_INPUT,
                             _("%s, line %ld: the text grows longer than it may be (%ld KB)."),
                             writer->template->name, node->line, (long)(writer->limit / 1024));
        if (node->type == TEMPLATE_NODE_EACH && !write_each(writer, node, i + 1))
            return false;
        if (node->type == TEMPLATE_NODE_IF && !write_if(writer, node, i + 1))
            return false;
        i = section ? node->end : i + 1;
    }
    return true;
}
