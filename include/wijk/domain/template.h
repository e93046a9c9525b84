/*
 * Templates: text with places to be filled in, that users may copy and change.
 *
 *     {{title}}                          the field, escaped for the paper that is made
 *     {{#each items}} … {{/each}}        once for each of the list; inside, its fields come first
 *     {{#each items}} … {{else}} … {{/each}}        or, when there are none
 *     {{#if place}} … {{else}} … {{/if}}  when the field is not empty, the list not empty, the flag
 * on
 *     {{#if not place}} … {{/if}}
 *     {{! a remark }}  {{!-- a remark with {{fields}} in it --}}
 *
 * A line with nothing but a section's beginning, else or end, or a remark, leaves nothing behind.
 * Loops run over lists only, a list not within itself, so that every template ends; nesting, steps
 * and output are limited besides. What is wrong with a template is found when it is read, before
 * there is any data, against a shape: the names there are. The sentence tells line and column.
 *
 *     struct template *template = template_new("minutes.md", &text, &shape, &error);
 *     struct template_record record;
 *     template_record_init(&record, &shape);
 *     template_set(&record, "title", "Steering group 14");
 *     template_set(template_add(&record, "items"), "title", "Opening");
 *     bool done = template_render(template, &record, &rendering, &out, &error);
 */
#ifndef WIJK_DOMAIN_TEMPLATE_H
#define WIJK_DOMAIN_TEMPLATE_H

#include <stdbool.h>
#include <stddef.h>

#include "wijk/base/buffer.h"
#include "wijk/base/error.h"

#define TEMPLATE_LIMIT ((size_t)256 * 1024) /* bytes of a template */
#define TEMPLATE_NESTING 8                  /* sections within each other */
#define TEMPLATE_STEPS 2000000L             /* rounds of all loops together */
#define TEMPLATE_OUTPUT ((size_t)4 << 20)   /* bytes, when a rendering names no limit */

/* ---- what can be filled in ---- */

enum template_type { TEMPLATE_TEXT, TEMPLATE_FLAG, TEMPLATE_LIST };

struct template_field {
    const char *name;
    enum template_type type;
    const struct template_shape *each; /* of a list: what each of it has */
};

struct template_shape {
    const struct template_field *fields; /* static */
    size_t count;
};

/* One set of values of a shape. */
struct template_record {
    const struct template_shape *shape; /* borrowed, static */
    struct template_slot *slots;        /* owned */
};

void template_record_init(struct template_record *record, const struct template_shape *shape);
void template_record_release(struct template_record *record);

/* A name that is not in the shape, or of another type, is a bug. The text is copied; NULL is empty.
 */
void template_set(struct template_record *record, const char *name, const char *text);
void template_flag(struct template_record *record, const char *name, bool on);
/* A further record of a list; borrowed until the next is added to that list. */
struct template_record *template_add(struct template_record *record, const char *name);

/* What was set; NULL: empty. Borrowed until it is set again. */
const char *template_text(const struct template_record *record, const char *name);
size_t template_count(const struct template_record *record, const char *name);
const struct template_record *template_at(const struct template_record *record, const char *name,
                                          size_t at);

/* ---- templates ---- */

struct template;

struct template_source {
    const char *name; /* of the file, for messages; borrowed for the template's life */
    const char *text; /* borrowed until template_new returns */
    size_t length;
};

/* NULL: the error says where and what. The caller frees it. */
struct template *template_new(const struct template_source *source,
                              const struct template_shape *shape, struct error *error) MUST_USE;
void template_free(struct template *template); /* NULL is allowed */

struct template_rendering {
    void (*escape)(struct buffer *out, const char *text); /* adds a field's text; NULL: as it is */
    size_t limit;                                         /* bytes of output; 0: TEMPLATE_OUTPUT */
};

/* Adds the filled in text. Fails when it grows beyond a limit; the sentence says at which line. */
bool template_render(const struct template *template, const struct template_record *record,
                     const struct template_rendering *rendering, struct buffer *out,
                     struct error *error) MUST_USE;

#endif
