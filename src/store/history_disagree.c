/* Where people disagree: read from the heads, which are what nothing has replaced. */
#include <stdlib.h>
#include <string.h>

#include "history_values.h"
#include "load.h"
#include "statements.h"

#define TWICE                                                                                      \
    "SELECT h.row, h.field, h.act FROM head AS h WHERE EXISTS (SELECT 1 FROM head AS o"            \
    " WHERE o.row = h.row AND o.field = h.field AND o.act <> h.act)"
#define DELETED                                                                                    \
    "SELECT h.row, h.act FROM head AS h WHERE h.field = 'deleted'"                                 \
    " AND EXISTS (SELECT 1 FROM head AS o WHERE o.row = h.row AND o.field <> 'deleted')"

const struct statement_text history_disagree_statements[] = {
    {"disagree_all", TWICE " ORDER BY h.row, h.field, h.act", STATEMENT_SCANS},
    {"disagree_row", TWICE " AND h.row = :row ORDER BY h.row, h.field, h.act", 0},
    {"disagree_deleted", DELETED, STATEMENT_SCANS},
    {"disagree_deleted_row", DELETED " AND h.row = :row", 0},
    {"disagree_heads",
     "SELECT h.act, h.field, s.id AS site, a.seq FROM head AS h JOIN act AS a ON a.number = h.act"
     " JOIN site AS s ON s.number = a.site WHERE h.row = :row AND h.field <> 'deleted'",
     0},
};
STATEMENT_COUNT(history_disagree);
enum { ALL, ROW, DELETED_ALL, DELETED_ROW, HEADS };

#define LIMIT 100

struct spot {
    struct id row;
    char *field; /* owned; NULL: a delete */
    int64_t act;
};
struct spots {
    VECTOR(struct spot) list;
};

static void release_spots(struct spots *spots)
{
    for (size_t i = 0; i < spots->list.count; i++)
        free(spots->list.items[i].field);
    free(spots->list.items);
}

static bool read_spots(struct db *db, int which, struct id row, struct spots *spots,
                       struct error *error)
{
    struct statement *read = statement_get(db, &history_disagree_statements[which], error);
    if (read == NULL)
        return false;
    bool deleted = which == DELETED_ALL || which == DELETED_ROW;
    if (which == ROW || which == DELETED_ROW)
        statement_bind_id(read, "row", row);
    enum statement_step step;
    while ((step = statement_step(read, error)) == STATEMENT_ROW)
        *VECTOR_PUSH(&spots->list) =
            (struct spot){statement_id(read, "row"),
                          deleted ? NULL : memory_string(statement_text(read, "field")),
                          statement_integer(read, "act")};
    statement_reset(read);
    return step == STATEMENT_DONE;
}

/* ---- a delete that met a change ---- */

struct head {
    int64_t act;
    char *field; /* owned */
    struct id site;
    int64_t seq;
    bool seen;
};
struct heads {
    VECTOR(struct head) list;
};

static bool read_heads(struct db *db, struct id row, struct heads *heads, struct error *error)
{
    struct statement *read = statement_get(db, &history_disagree_statements[HEADS], error);
    if (read == NULL)
        return false;
    statement_bind_id(read, "row", row);
    enum statement_step step;
    while ((step = statement_step(read, error)) == STATEMENT_ROW)
        *VECTOR_PUSH(&heads->list) =
            (struct head){.act = statement_integer(read, "act"),
                          .field = memory_string(statement_text(read, "field")),
                          .site = statement_id(read, "site"),
                          .seq = statement_integer(read, "seq")};
    statement_reset(read);
    return step == STATEMENT_DONE;
}

static void release_heads(struct heads *heads)
{
    for (size_t i = 0; i < heads->list.count; i++)
        free(heads->list.items[i].field);
    free(heads->list.items);
}

static bool note_seen(void *context, const struct body_parent *seen)
{
    struct heads *heads = context;
    for (size_t i = 0; i < heads->list.count; i++) {
        struct head *head = &heads->list.items[i];
        if (head->seq == seen->seq && id_equal(head->site, seen->site) &&
            strcmp(head->field, seen->column) == 0)
            head->seen = true;
    }
    return true;
}

/* What the delete had seen of the heads; *deletes false: it brought the row back, or said nothing
 * of what it had seen (an undo, a merge of several fields). */
static bool mark_seen(const struct load_place *place, struct loaded *loaded, struct heads *heads,
                      bool *deletes, struct error *error)
{
    struct body_change change;
    *deletes = false;
    if (!body_change_at(&loaded->body, place->place, &change, error))
        return false;
    while (change.read < change.field_count) {
        struct body_field field;
        if (!body_next_field(&loaded->body, &change, &field, error))
            return false;
        if (strcmp(field.column, BODY_DELETED) == 0)
            *deletes = field.value.integer != 0 && change.operation == BODY_SET_SEEN;
        value_release(&field.value);
    }
    return body_each_seen(&loaded->body, &change, note_seen, heads, error);
}

/* What the site that deleted changed after it, it changed knowingly. */
static void note_later(const struct load_place *place, struct heads *heads)
{
    for (size_t i = 0; i < heads->list.count; i++)
        if (id_equal(heads->list.items[i].site, place->site) &&
            heads->list.items[i].act > place->act)
            heads->list.items[i].seen = true;
}

/* The heads that the deletes of a row had not seen; none: `heads` is empty. */
static bool unseen_heads(struct db *db, struct id row, int64_t act, struct heads *heads,
                         struct error *error)
{
    struct load_places places = {.list = {0}};
    struct loaded loaded = LOADED_NONE;
    bool fine = read_heads(db, row, heads, error) && load_places(db, row, &places, error);
    bool any = false;
    for (size_t i = 0; fine && i < places.list.count; i++) {
        bool deletes = false;
        if (places.list.items[i].act == act) {
            fine = load_body(db, act, &loaded, error) &&
                   mark_seen(&places.list.items[i], &loaded, heads, &deletes, error);
            note_later(&places.list.items[i], heads);
        }
        any = any || deletes;
    }
    size_t kept = 0;
    for (size_t i = 0; i < heads->list.count; i++) {
        struct head head = heads->list.items[i];
        if (any && !head.seen)
            heads->list.items[kept++] = head;
        else
            free(head.field);
    }
    heads->list.count = kept;
    loaded_release(&loaded);
    free(places.list.items);
    return fine;
}

bool history_delete_unseen(struct db *db, struct id row, bool *unseen, struct error *error)
{
    struct spots spots = {.list = {0}};
    *unseen = false;
    bool fine = read_spots(db, DELETED_ROW, row, &spots, error);
    for (size_t i = 0; fine && i < spots.list.count; i++) {
        struct heads heads = {.list = {0}};
        fine = unseen_heads(db, row, spots.list.items[i].act, &heads, error);
        *unseen = *unseen || heads.list.count > 0;
        release_heads(&heads);
    }
    release_spots(&spots);
    return fine;
}

/* ---- in the form of history ---- */

static bool add_act(struct db *db, int64_t act, struct history *out, struct error *error)
{
    struct history one = {.acts = {0}};
    for (size_t i = 0; i < out->acts.count; i++)
        if (out->acts.items[i].number == act)
            return true;
    bool fine = history_of_act(db, act, 1, &one, error);
    if (fine && one.acts.count > 0) {
        *VECTOR_PUSH(&out->acts) = one.acts.items[0];
        one.acts.count = 0;
    }
    history_release(&one);
    return fine;
}

static void add_side(const struct spot *spot, int64_t act, const struct entity *entity,
                     bool deleted, struct history *out)
{
    *VECTOR_PUSH(&out->changes) = (struct history_change){.act = act,
                                                          .entity = entity,
                                                          .row = spot->row,
                                                          .column = memory_string(BODY_DELETED),
                                                          .before = value_none(),
                                                          .after = value_integer(deleted)};
}

static bool add_deleted(struct db *db, const struct spot *spot, struct history *out, int64_t *added,
                        struct error *error)
{
    struct heads heads = {.list = {0}};
    bool fine = unseen_heads(db, spot->row, spot->act, &heads, error);
    if (fine && heads.list.count > 0) {
        size_t first = out->changes.count;
        fine = history_value_of(db, &(struct history_spot){spot->row, BODY_DELETED, spot->act}, out,
                                error) &&
               add_act(db, spot->act, out, error);
        const struct entity *entity =
            out->changes.count > first ? out->changes.items[first].entity : NULL;
        for (size_t i = 0; fine && i < heads.list.count; i++) {
            bool twice = false;
            for (size_t j = 0; j < i; j++)
                twice = twice || heads.list.items[j].act == heads.list.items[i].act;
            if (twice)
                continue;
            add_side(spot, heads.list.items[i].act, entity, false, out);
            fine = add_act(db, heads.list.items[i].act, out, error);
        }
        ++*added;
    }
    release_heads(&heads);
    return fine;
}

/* Two who said the same do not disagree: what was added from `first` on goes. */
static void drop_same(struct history *out, size_t first, int64_t *added)
{
    for (size_t i = first + 1; i < out->changes.count; i++)
        if (!value_equal(&out->changes.items[first].after, &out->changes.items[i].after) ||
            out->changes.items[i].erased != out->changes.items[first].erased)
            return;
    if (out->changes.count == first)
        return;
    for (size_t i = first; i < out->changes.count; i++) {
        free(out->changes.items[i].column);
        value_release(&out->changes.items[i].before);
        value_release(&out->changes.items[i].after);
    }
    out->changes.count = first;
    --*added;
}

static bool same_field(const struct spot *one, const struct spot *other)
{
    return id_equal(one->row, other->row) && strcmp(one->field, other->field) == 0;
}

struct adding {
    int64_t limit, added;
    struct history *out;
};

static bool add_fields(struct db *db, const struct spots *spots, struct adding *adding,
                       struct error *error)
{
    struct history *out = adding->out;
    for (size_t i = 0; i < spots->list.count && adding->added < adding->limit;) {
        const struct spot *first = &spots->list.items[i];
        size_t begin = out->changes.count;
        adding->added++;
        for (; i < spots->list.count && same_field(first, &spots->list.items[i]); i++) {
            const struct spot *spot = &spots->list.items[i];
            struct history_spot asked = {spot->row, spot->field, spot->act};
            if (!history_value_of(db, &asked, out, error) || !add_act(db, spot->act, out, error))
                return false;
        }
        drop_same(out, begin, &adding->added);
    }
    return true;
}

bool history_disagreements(struct db *db, struct id row, int64_t limit, struct history *out,
                           struct error *error)
{
    struct spots fields = {.list = {0}}, deletes = {.list = {0}};
    bool one = !id_is_none(row);
    struct adding adding = {limit == 0 ? LIMIT : limit, 0, out};
    bool fine = read_spots(db, one ? ROW : ALL, row, &fields, error) &&
                read_spots(db, one ? DELETED_ROW : DELETED_ALL, row, &deletes, error) &&
                add_fields(db, &fields, &adding, error);
    for (size_t i = 0; fine && i < deletes.list.count && adding.added < adding.limit; i++)
        fine = add_deleted(db, &deletes.list.items[i], out, &adding.added, error);
    release_spots(&fields);
    release_spots(&deletes);
    return fine;
}

bool history_disagreements_count(struct db *db, int64_t *count, struct error *error)
{
    static const struct id none;
    struct history all = {.acts = {0}};
    bool fine = history_disagreements(db, none, INT64_MAX, &all, error);
    *count = 0;
    for (size_t i = 0; i < all.changes.count; i++) {
        const struct history_change *change = &all.changes.items[i];
        *count += i == 0 || !id_equal(change->row, change[-1].row) ||
                  strcmp(change->column, change[-1].column) != 0;
    }
    history_release(&all);
    return fine;
}
