/*
 * What a list asks for: which rows of an entity, in which order, and which window of them. Filters
 * are typed by people
 * ("status=open severity>=3 ymere") and read by query_read; the store turns a query into SQL with
 * bound parameters.
 */
#ifndef WIJK_DOMAIN_QUERY_H
#define WIJK_DOMAIN_QUERY_H

#include <stdbool.h>
#include <stddef.h>

#include "wijk/base/buffer.h"
#include "wijk/base/error.h"
#include "wijk/domain/entity.h"
#include "wijk/domain/row.h"
#include "wijk/domain/value.h"

enum query_test {
    QUERY_EQUAL,
    QUERY_NOT_EQUAL,
    QUERY_LESS,
    QUERY_AT_MOST,
    QUERY_MORE,
    QUERY_AT_LEAST,
    QUERY_CONTAINS, /* text, without regard to case and accents */
    QUERY_UNKNOWN,  /* has no value */
    QUERY_KNOWN
};

struct query_condition {
    int field; /* position in the entity's fields; -1: any text field or code (QUERY_CONTAINS) */
    enum query_test test;
    struct value value; /* owned */
};

#define QUERY_CONDITIONS 16

struct query {
    const struct entity *entity;
    struct query_condition conditions[QUERY_CONDITIONS]; /* all must hold */
    size_t condition_count;
    struct id programme; /* only rows that belong to it, through however many rows; none: all
                            programmes */
    int order;           /* field to sort by, -1: the entity's own order */
    bool descending;
    bool deleted;     /* also rows in the bin */
    bool unordered;   /* record_each: in whatever order they lie */
    const char *only; /* borrowed: these columns ("goal kind") are enough, others are left unknown;
                         NULL: all */
};

void query_init(struct query *query, enum entity_kind kind);
void query_release(struct query *query);

/* Adds one condition; takes the value over. False: there are too many. */
bool query_add(struct query *query, const char *column, enum query_test test, struct value value,
               struct error *error);

/* Reads a typed filter: words, and FIELD=VALUE, !=, <, <=, >, >=, ~ (contains), "FIELD=" (unknown),
 * with fields and choices in Dutch or English and quotes around values with spaces. Words are
 * QUERY_CONTAINS on any text field. `names` turn the text of a reference into an id (may be
 * NULL: then only UUIDs); `resolve` returns false when there is no such row. */
typedef bool query_resolve(void *context, enum entity_kind kind, const char *typed, struct id *id);
struct query_names {
    query_resolve *resolve;
    void *context;
};
bool query_read(struct query *query, const char *filter, const struct reading *reading,
                const struct query_names *names, struct error *error) MUST_USE;

/* Adds a typed filter in the words of the language now: "kind=experiment" is soort=experiment for
 * who reads Dutch. What was typed in either language comes out so; what cannot be read, and the
 * words and values that people made, stay as they are. query_read reads it back as the same. */
void query_words(struct buffer *out, const struct entity *entity, const char *filter);

#endif
