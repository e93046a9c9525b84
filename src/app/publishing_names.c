/* File names of pages: from codes, which never change, so that an address stays good. Of two that
 * would be the same the one made first keeps it, the other gets the end of its id behind it. */
#include <stdlib.h>
#include <string.h>

#include "publishing_internal.h"
#include "wijk/base/html.h"
#include "wijk/base/memory.h"

struct wanted {
    char *slug; /* owned until it is given */
    struct id id;
    char **to;    /* where it goes */
    size_t group; /* names are one's own within it */
};

struct naming_list {
    VECTOR(struct wanted) names;
};

static void want(struct naming_list *list, size_t group, const struct row *row,
                 const char *const parts[3], char **to)
{
    struct buffer slug = BUFFER_EMPTY;
    for (size_t i = 0; i < 3; i++) {
        struct buffer part = BUFFER_EMPTY;
        if (parts[i] != NULL)
            html_slug(&part, parts[i]);
        if (part.length > 0 && slug.length > 0)
            buffer_add_byte(&slug, '-');
        buffer_add_text(&slug, part.bytes);
        buffer_release(&part);
    }
    *VECTOR_PUSH(&list->names) =
        (struct wanted){.slug = buffer_detach(&slug), .id = row->id, .to = to, .group = group};
}

static int by_slug(const void *one, const void *other)
{
    const struct wanted *a = one, *b = other;
    if (a->group != b->group)
        return a->group < b->group ? -1 : 1;
    int order = strcmp(a->slug == NULL ? "" : a->slug, b->slug == NULL ? "" : b->slug);
    return order != 0 ? order : memcmp(&a->id, &b->id, sizeof a->id);
}

/* The id's random end; two hyphens, which no other name has. */
static void tell_apart(struct wanted *wanted, bool empty)
{
    char uuid[ID_TEXT_SIZE];
    struct buffer slug = BUFFER_EMPTY;
    id_format(wanted->id, uuid);
    buffer_add_text(&slug, empty ? "x" : wanted->slug);
    buffer_format(&slug, "--%s", uuid + 24);
    free(wanted->slug);
    wanted->slug = buffer_detach(&slug);
}

static void give(struct naming_list *list)
{
    if (list->names.count > 1)
        qsort(list->names.items, list->names.count, sizeof *list->names.items, by_slug);
    const char *before = NULL;
    size_t group = SIZE_MAX;
    for (size_t i = 0; i < list->names.count; i++) {
        struct wanted *wanted = &list->names.items[i];
        bool empty = wanted->slug == NULL || *wanted->slug == '\0';
        bool same =
            before != NULL && group == wanted->group && !empty && strcmp(before, wanted->slug) == 0;
        if (!same) {
            before = wanted->slug;
            group = wanted->group;
        }
        if (empty || same)
            tell_apart(wanted, empty);
        if (empty)
            before = NULL;
        *wanted->to = wanted->slug;
    }
    free(list->names.items);
    list->names.items = NULL;
    list->names.count = list->names.capacity = 0;
}

static const char *either(const struct row *row, const char *column, const char *other)
{
    const char *text = site_text(row, column);
    return text != NULL ? text : site_text(row, other);
}

static void name_tops(struct site *site, struct naming_list *list)
{
    for (size_t i = 0; i < site->programmes.count; i++)
        want(list, 0, &site->programmes.items[i].row,
             (const char *const[3]){site->programmes.items[i].code, NULL, NULL},
             &site->programmes.items[i].slug);
    for (size_t i = 0; i < site->themes.count; i++)
        want(list, 1, &site->themes.items[i].row,
             (const char *const[3]){either(&site->themes.items[i].row, "code", "name"), NULL, NULL},
             &site->themes.items[i].slug);
    for (size_t i = 0; i < site->agreements.count; i++)
        want(list, 2, &site->agreements.items[i].row,
             (const char *const[3]){"a", either(&site->agreements.items[i].row, "code", "text"),
                                    NULL},
             &site->agreements.items[i].slug);
    for (size_t i = 0; i < site->lessons.count; i++)
        want(
            list, 3, &site->lessons.items[i].row,
            (const char *const[3]){"l", either(&site->lessons.items[i].row, "code", "title"), NULL},
            &site->lessons.items[i].slug);
}

/* Codes are of one programme, so the neighbourhood stands before them. */
static const char *before_code(const struct site *site, size_t programme)
{
    return site->programmes.items[programme].slug;
}

void site_name(struct site *site)
{
    struct naming_list list = {{0}};
    name_tops(site, &list);
    give(&list);
    for (size_t i = 0; i < site->goals.count; i++)
        want(&list, 0, &site->goals.items[i].row,
             (const char *const[3]){before_code(site, site->goals.items[i].programme),
                                    either(&site->goals.items[i].row, "code", "statement"), NULL},
             &site->goals.items[i].slug);
    for (size_t i = 0; i < site->indicators.count; i++) {
        struct site_indicator *indicator = &site->indicators.items[i];
        want(&list, 1, &indicator->row,
             (const char *const[3]){before_code(site, site->goals.items[indicator->goal].programme),
                                    "i", either(&indicator->row, "code", "name")},
             &indicator->slug);
    }
    for (size_t i = 0; i < site->efforts.count; i++)
        want(&list, 2, &site->efforts.items[i].row,
             (const char *const[3]){"e", either(&site->efforts.items[i].row, "code", "title"),
                                    before_code(site, site->efforts.items[i].programme)},
             &site->efforts.items[i].slug);
    give(&list);
}
