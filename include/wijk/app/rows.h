/*
 * Rows of any entity: reading, listing, naming, adding, changing, deleting, undoing. Every change
 * is one act and one transaction; when a function returns true the change is on the disk.
 */
#ifndef WIJK_APP_ROWS_H
#define WIJK_APP_ROWS_H

#include "wijk/app/session.h"
#include "wijk/base/buffer.h"
#include "wijk/domain/query.h"
#include "wijk/domain/row.h"

/* ---- reading ---- */

/* `row` is initialised by the call when it succeeds. */
bool rows_get(struct session *session, enum entity_kind kind, struct id id, struct row *row,
              struct error *error) MUST_USE;

/* `count` rows of one kind by their ids, in that order: all are initialised, or none. `only` as in
 * struct query (domain/query.h): the columns that are enough. */
struct rows_some {
    enum entity_kind kind;
    const struct id *ids;
    int count;
    const char *only;
};
bool rows_get_some(struct session *session, const struct rows_some *wanted, struct row *rows,
                   struct error *error) MUST_USE;

/* Calls `each` for every row of the query in order until it returns false; the row is borrowed for
 * the call. */
typedef bool rows_each_call(void *context, const struct row *row);
bool rows_each(struct session *session, const struct query *query, rows_each_call *each,
               void *context, struct error *error) MUST_USE;

/* Reads a typed filter into the query (domain/query.h), references resolved by code and name. */
bool rows_filter(struct session *session, struct query *query, const char *filter,
                 struct error *error) MUST_USE;

/* A window on a list of any size: opens and jumps as fast over a million rows as over ten. The
 * query is copied, but for its `only`, which lasts as long as the list. */
struct rows_list;
struct rows_list *rows_list_new(struct session *session, const struct query *query,
                                struct error *error) MUST_USE; /* NULL: failed */
void rows_list_free(struct rows_list *list);
/* Fills in at most `count` rows from position `first`. */
struct rows_window {
    long first;
    int count, got;         /* got: how many there were */
    const struct row *rows; /* borrowed until the next fetch */
};
bool rows_list_fetch(struct rows_list *list, struct rows_window *window,
                     struct error *error) MUST_USE;
/* How many rows; *exact is false when there are more than were counted. */
bool rows_list_count(struct rows_list *list, long *count, bool *exact,
                     struct error *error) MUST_USE;
/* Counts to the end, however many there are. */
bool rows_list_count_all(struct rows_list *list, long *count, struct error *error) MUST_USE;
/* Forgets positions and counts, after a change. */
void rows_list_reload(struct rows_list *list);
bool rows_list_position(struct rows_list *list, struct id id, long *position,
                        struct error *error) MUST_USE;

/* ---- names ---- */

/* Resolves what somebody typed for a reference: code, initials, name, UUID; within the session's
 * programme first. ERROR_NOT_FOUND and ERROR_INPUT (several) have sentences that say so. */
bool rows_find(struct session *session, enum entity_kind kind, const char *typed, struct id *id,
               struct error *error) MUST_USE;
/* The same over all entities with a code, for CODE on the command line; also "entity:name" and
 * UUIDs. */
bool rows_find_code(struct session *session, const char *typed, enum entity_kind *kind,
                    struct id *id, struct error *error) MUST_USE;
/* Adds what people call a row: "I-12", "Ymere", "14.2 on 1 Oct 2009". Unknown rows add "?". */
void rows_code(struct session *session, enum entity_kind kind, struct id id, struct buffer *out);
void rows_name(struct session *session, enum entity_kind kind, struct id id, struct buffer *out);
/* Code and name together: "I-12 Job coach". */
void rows_title(struct session *session, enum entity_kind kind, struct id id, struct buffer *out);
/* Adds a value as people read it, references by code or name. `row` is needed for FIELD_ROW and
 * the letter of a decision's number, and may be NULL. */
void rows_show(struct session *session, const struct row *row, const struct field *field,
               const struct value *value, struct buffer *out);

/* Candidates for completing a reference, best first: at most `limit` calls. */
struct rows_completion {
    enum entity_kind kind;
    const char *typed;
    size_t limit;
};
typedef void rows_candidate_call(void *context, struct id id, const char *code, const char *name);
bool rows_complete(struct session *session, const struct rows_completion *request,
                   rows_candidate_call *each, void *context, struct error *error) MUST_USE;

/* What refers to a row: each entity and column with how many rows. */
struct rows_link {
    enum entity_kind kind; /* of the rows that refer */
    int field;             /* by which field */
    long count;
};
#define ROWS_LINKS 48
struct rows_links {
    struct rows_link links[ROWS_LINKS];
    size_t count;
};
bool rows_links(struct session *session, enum entity_kind kind, struct id id,
                struct rows_links *links, struct error *error) MUST_USE;

/* ---- changing ---- */

/* Fills in what the program gives: initial values, the programme, a code, raised on, due at first.
 * Used before a form opens and by rows_add; it leaves what is set. `belongs` (may be none) is the
 * row it is added under. */
bool rows_prepare(struct session *session, struct row *row, struct id belongs,
                  struct error *error) MUST_USE;

/* Adds the row as one act; row->id is filled in. Checks everything first. */
bool rows_add(struct session *session, struct row *row, struct error *error) MUST_USE;

/* Adds an effort together with its contribution to a goal, as one act. */
bool rows_add_effort(struct session *session, struct row *effort, struct id goal,
                     struct error *error) MUST_USE;

/* Adds the row together with another one, whose `column` becomes the reference to it, as one act.
 */
struct rows_with {
    struct row *row; /* borrowed */
    const char *column;
};
bool rows_add_with(struct session *session, struct row *row, const struct rows_with *other,
                   struct error *error) MUST_USE;

/* Sets the fields in which `after` differs from `before` (the same row), as one act. */
bool rows_change(struct session *session, const struct row *before, const struct row *after,
                 struct error *error) MUST_USE;

/* Reads "FIELD=VALUE" with references resolved into the row (not yet saved): for the command line
 * and forms. */
bool rows_assign(struct session *session, struct row *row, const char *column, const char *typed,
                 struct error *error) MUST_USE;

/* Deletes the row with all that belongs to it, as one act. `also` (may be NULL) is told how many
 * rows went along. */
bool rows_delete(struct session *session, enum entity_kind kind, struct id id, long *also,
                 struct error *error) MUST_USE;

/* Undo and redo; `label` gets what was undone, in words. ERROR_REFUSED with a sentence when there
 * is nothing, or when a later act touched the same fields. */
bool rows_undo(struct session *session, struct buffer *label, struct error *error) MUST_USE;
bool rows_redo(struct session *session, struct buffer *label, struct error *error) MUST_USE;

#endif
