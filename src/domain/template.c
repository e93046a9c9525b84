/* Reading a template into nodes. Filling it in is template_render.c. */
#include "wijk/domain/template.h"

#include <stdlib.h>
#include <string.h>

#include "template_internal.h"
#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/base/text.h"

struct section {
    size_t node;    /* where it begins */
    bool otherwise; /* its {{else}} was read */
};

struct reader {
    struct template *template;
    struct error *error;
    const char *text, *at, *end;
    const char *tag;               /* where the tag read now begins */
    const char *mark, *mark_begin; /* a place and the beginning of its line, to count on from */
    long mark_line;
    const struct template_shape *shapes[TEMPLATE_NESTING + 1]; /* of the records, outermost first */
    size_t shape_count;
    struct section sections[TEMPLATE_NESTING];
    size_t section_count;
};

static bool read_tag(struct reader *reader);
static void add_text(struct reader *reader, const char *begin, const char *end);
static bool wrong(struct reader *reader, const char *at, const char *sentence, const char *what);

struct template *template_new(const struct template_source *source,
                              const struct template_shape *shape, struct error *error)
{
    if (source->length > TEMPLATE_LIMIT || !text_valid(source->text, source->length, NULL)) {
        error_set(error, ERROR_INPUT,
                  source->length > TEMPLATE_LIMIT
                      ? _("%s is longer than a template may be (256 KB).")
                      : _("%s is not UTF-8 text; save it as UTF-8."),
                  source->name);
        return NULL;
    }
    struct template *template = memory_new(sizeof *template);
    *template = (struct template){.name = source->name, .shape = shape};
    template->text = memory_bytes(source->text, source->length);
    struct reader reader = {.template = template,
                            .error = error,
                            .text = template->text,
                            .at = template->text,
                            .mark = template->text,
                            .mark_begin = template->text,
                            .mark_line = 1,
                            .end = template->text + source->length,
                            .shapes = {shape},
                            .shape_count = 1};
    bool good = true;
    while (good && reader.at < reader.end) {
        const char *from = reader.at;
        reader.tag = from;
        while (reader.tag < reader.end && strncmp(reader.tag, "{{", 2) != 0)
            reader.tag++;
        add_text(&reader, from, reader.tag);
        reader.at = reader.tag;
        good = reader.tag == reader.end || read_tag(&reader);
    }
    if (good && reader.section_count > 0) {
        const struct template_node *open =
            &template->nodes.items[reader.sections[reader.section_count - 1].node];
        good = error_set(error, ERROR_INPUT,
                         open->type == TEMPLATE_NODE_EACH
                             ? _("%s, line %ld, column %d: this section is not closed; write "
                                 "{{/each}} behind it.")
                             : _("%s, line %ld, column %d: this section is not closed; write "
                                 "{{/if}} behind it."),
                         template->name, open->line, open->column);
    }
    if (good)
        return template;
    template_free(template);
    return NULL;
}

void template_free(struct template *template)
{
    if (template == NULL)
        return;
    free(template->text);
    free(template->nodes.items);
    free(template);
}

/* ---- places and faults ---- */

/* Places are asked for in order, so that counting goes on from the last one. */
static void place(struct reader *reader, const char *at, long *line, int *column)
{
    for (; reader->mark < at; reader->mark++)
        if (*reader->mark == '\n') {
            reader->mark_line++;
            reader->mark_begin = reader->mark + 1;
        }
    *line = reader->mark_line;
    *column = 1;
    for (const char *c = reader->mark_begin; c < at; c++)
        *column += ((unsigned char)*c & 0xC0) != 0x80; /* characters, not bytes */
}

/* `sentence` is translated and holds %s for the file, %ld and %d for the place, %s for `what`. */
static bool wrong(struct reader *reader, const char *at, const char *sentence, const char *what)
{
    long line;
    int column;
    struct buffer clean = BUFFER_EMPTY;
    struct buffer short_one = BUFFER_EMPTY;
    place(reader, at, &line, &column);
    text_clean(&clean, what, strlen(what), false);
    text_cut(&short_one, clean.bytes, 60);
    error_set(reader->error, ERROR_INPUT, sentence, reader->template->name, line, column,
              short_one.bytes);
    buffer_release(&clean);
    buffer_release(&short_one);
    return false;
}

/* ---- nodes ---- */

static struct template_node *add_node(struct reader *reader, enum template_node_type type)
{
    struct template_node *node = VECTOR_PUSH(&reader->template->nodes);
    *node = (struct template_node){.type = type};
    place(reader, reader->tag, &node->line, &node->column);
    return node;
}

static void add_text(struct reader *reader, const char *begin, const char *end)
{
    if (begin == end)
        return;
    struct template_node *node = VECTOR_PUSH(&reader->template->nodes);
    *node = (struct template_node){.type = TEMPLATE_NODE_TEXT,
                                   .begin = (size_t)(begin - reader->text),
                                   .length = (size_t)(end - begin)};
    place(reader, begin, &node->line, &node->column);
}

/* A section's tag or a remark that has a line to itself takes the line with it. */
static void take_line(struct reader *reader)
{
    const char *before = reader->tag, *after = reader->at;
    while (before > reader->text && (before[-1] == ' ' || before[-1] == '\t'))
        before--;
    while (after < reader->end && (*after == ' ' || *after == '\t' || *after == '\r'))
        after++;
    if ((before > reader->text && before[-1] != '\n') || (after < reader->end && *after != '\n'))
        return;
    reader->at = after < reader->end ? after + 1 : after;
    size_t count = reader->template->nodes.count, spaces = (size_t)(reader->tag - before);
    if (spaces == 0 || count == 0)
        return;
    struct template_node *text = &reader->template->nodes.items[count - 1];
    if (text->type == TEMPLATE_NODE_TEXT && text->length >= spaces &&
        text->begin + text->length == (size_t)(reader->tag - reader->text))
        text->length -= spaces;
}

/* ---- names ---- */

static bool look_up(const struct reader *reader, const char *name, struct template_node *node,
                    const struct template_field **field)
{
    for (size_t outward = 0; outward < reader->shape_count; outward++) {
        const struct template_shape *shape = reader->shapes[reader->shape_count - 1 - outward];
        for (size_t slot = 0; slot < shape->count; slot++)
            if (strcmp(shape->fields[slot].name, name) == 0) {
                node->outward = outward;
                node->slot = slot;
                *field = &shape->fields[slot];
                return true;
            }
    }
    return false;
}

/* Names the fields of the innermost record in the sentence. */
static bool unknown(struct reader *reader, const char *name)
{
    const struct template_shape *shape = reader->shapes[reader->shape_count - 1];
    struct buffer names = BUFFER_EMPTY;
    struct buffer what = BUFFER_EMPTY;
    for (size_t i = 0; i < shape->count; i++)
        buffer_format(&names, "%s%s", i == 0 ? "" : ", ", shape->fields[i].name);
    long line;
    int column;
    place(reader, reader->tag, &line, &column);
    text_clean(&what, name, strlen(name), false);
    error_set(reader->error, ERROR_NOT_FOUND,
              _("%s, line %ld, column %d: there is no field '%.60s'; here there are %s."),
              reader->template->name, line, column, what.bytes, names.bytes);
    buffer_release(&names);
    buffer_release(&what);
    return false;
}

static bool read_name(struct reader *reader, const char *name, struct template_node *node,
                      const struct template_field **field)
{
    return look_up(reader, name, node, field) || unknown(reader, name);
}

/* ---- tags ---- */

static bool open_section(struct reader *reader, struct template_node *found)
{
    if (reader->section_count == TEMPLATE_NESTING)
        return wrong(reader, reader->tag,
                     _("%s, line %ld, column %d: sections lie deeper than 8 within each other%s."),
                     "");
    struct template_node *node = add_node(reader, found->type);
    node->outward = found->outward;
    node->slot = found->slot;
    node->negate = found->negate;
    reader->sections[reader->section_count++] =
        (struct section){.node = reader->template->nodes.count - 1};
    return true;
}

static bool read_each(struct reader *reader, const char *name)
{
    struct template_node found = {.type = TEMPLATE_NODE_EACH};
    const struct template_field *field;
    if (!read_name(reader, name, &found, &field))
        return false;
    if (field->type != TEMPLATE_LIST)
        return wrong(reader, reader->tag,
                     _("%s, line %ld, column %d: '%s' is not a list; use {{#if}} with it."), name);
    for (size_t i = 0; i < reader->shape_count; i++)
        if (reader->shapes[i] == field->each)
            return wrong(reader, reader->tag,
                         _("%s, line %ld, column %d: the list '%s' is gone through already; a "
                           "list cannot go through itself."),
                         name);
    if (!open_section(reader, &found))
        return false;
    reader->shapes[reader->shape_count++] = field->each;
    return true;
}

static bool read_if(struct reader *reader, const char *name)
{
    struct template_node found = {.type = TEMPLATE_NODE_IF};
    const struct template_field *field;
    if (strncmp(name, "not ", 4) == 0) {
        found.negate = true;
        name += 4 + strspn(name + 4, " \t");
    }
    return read_name(reader, name, &found, &field) && open_section(reader, &found);
}

static struct template_node *innermost(struct reader *reader)
{
    return &reader->template->nodes.items[reader->sections[reader->section_count - 1].node];
}

static bool read_else(struct reader *reader)
{
    if (reader->section_count == 0)
        return wrong(reader, reader->tag,
                     _("%s, line %ld, column %d: {{else}} stands outside every section%s."), "");
    struct section *section = &reader->sections[reader->section_count - 1];
    if (section->otherwise)
        return wrong(reader, reader->tag,
                     _("%s, line %ld, column %d: this section has an {{else}} already%s."), "");
    section->otherwise = true;
    struct template_node *open = innermost(reader);
    open->otherwise = reader->template->nodes.count;
    if (open->type == TEMPLATE_NODE_EACH)
        reader->shape_count--;
    return true;
}

static bool read_close(struct reader *reader, const char *word)
{
    bool each = strcmp(word, "each") == 0;
    if (!each && strcmp(word, "if") != 0)
        return wrong(reader, reader->tag,
                     _("%s, line %ld, column %d: '%s' closes nothing; sections are closed with "
                       "{{/each}} or {{/if}}."),
                     word);
    if (reader->section_count == 0)
        return wrong(reader, reader->tag,
                     _("%s, line %ld, column %d: no section is open that '%s' could close."), word);
    struct template_node *open = innermost(reader);
    if ((open->type == TEMPLATE_NODE_EACH) != each)
        return wrong(reader, reader->tag,
                     _("%s, line %ld, column %d: '%s' closes a section of the other kind."), word);
    struct section section = reader->sections[--reader->section_count];
    open->end = reader->template->nodes.count;
    if (!section.otherwise)
        open->otherwise = open->end;
    if (each && !section.otherwise)
        reader->shape_count--;
    return true;
}

static bool read_field(struct reader *reader, const char *name)
{
    struct template_node found = {0};
    const struct template_field *field;
    if (!read_name(reader, name, &found, &field))
        return false;
    if (field->type != TEMPLATE_TEXT)
        return wrong(reader, reader->tag,
                     field->type == TEMPLATE_LIST
                         ? _("%s, line %ld, column %d: '%s' is a list; use {{#each}} with it.")
                         : _("%s, line %ld, column %d: '%s' is a yes or no; use {{#if}} with it."),
                     name);
    struct template_node *node = add_node(reader, TEMPLATE_NODE_FIELD);
    node->outward = found.outward;
    node->slot = found.slot;
    return true;
}

static bool read_word(struct reader *reader, char *word)
{
    if (*word == '/') {
        bool good = read_close(reader, text_trim(word + 1));
        take_line(reader);
        return good;
    }
    if (strcmp(word, "else") == 0) {
        bool good = read_else(reader);
        take_line(reader);
        return good;
    }
    if (*word != '#')
        return read_field(reader, word);
    char *name = word + 1 + strcspn(word + 1, " \t");
    if (*name != '\0')
        *name++ = '\0';
    name = text_trim(name);
    bool each = strcmp(word, "#each") == 0;
    if (!each && strcmp(word, "#if") != 0)
        return wrong(reader, reader->tag,
                     _("%s, line %ld, column %d: '%s' is unknown; there are #each and #if."), word);
    take_line(reader);
    return each ? read_each(reader, name) : read_if(reader, name);
}

static const char *find(const struct reader *reader, const char *from, const char *what)
{
    size_t length = strlen(what);
    for (const char *c = from; c + length <= reader->end; c++)
        if (memcmp(c, what, length) == 0)
            return c;
    return NULL;
}

static bool read_tag(struct reader *reader)
{
    const char *inside = reader->tag + 2;
    bool remark = inside < reader->end && *inside == '!';
    const char *closing = remark && strncmp(inside, "!--", 3) == 0 ? "--}}" : "}}";
    const char *close = find(reader, inside, closing);
    if (close == NULL)
        return wrong(reader, reader->tag,
                     _("%s, line %ld, column %d: '{{' is not followed by '%s'."), closing);
    reader->at = close + strlen(closing);
    if (remark) {
        take_line(reader);
        return true;
    }
    char *word = memory_bytes(inside, (size_t)(close - inside));
    bool good = read_word(reader, text_trim(word));
    free(word);
    return good;
}
