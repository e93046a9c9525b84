/* The walking half of the cursor: from the nearest anchor on, in the order of an index. */
#include <stdlib.h>
#include <string.h>

#include "record_cursor.h"
#include "wijk/base/memory.h"

#define NEAR 1000 /* rows counted towards the next anchor before the one behind is tried */

/* ---- SQL ---- */

/* "(flag, key, id) >= (?, ?, ?)" */
static void add_bound(const struct record_cursor *cursor, struct record_sql *sql, const char *sign,
                      const struct cursor_place *place)
{
    bool flagged = cursor->order.flag.length > 0;
    record_sql_add(sql, " AND (");
    if (flagged)
        record_sql_format(sql, "%s, ", cursor->order.flag.bytes);
    record_sql_format(sql, "%s, t.id) %s (", cursor->order.key.bytes, sign);
    if (flagged) {
        record_sql_bind(sql, value_integer(place->flag));
        record_sql_add(sql, ", ");
    }
    record_sql_bind(sql, value_copy(&place->key));
    record_sql_add(sql, ", ");
    record_sql_bind(sql, value_id(place->id));
    record_sql_add(sql, ")");
}

static void add_select(const struct record_cursor *cursor, struct record_sql *sql)
{
    record_sql_format(sql, "SELECT %s, %s, t.id FROM \"%s\" t",
                      cursor->order.flag.length > 0 ? cursor->order.flag.bytes : "0",
                      cursor->order.key.bytes, cursor->query.entity->table);
    record_sql_where(sql, &cursor->query);
}

void cursor_walk_sql(const struct record_cursor *cursor, struct record_sql *sql,
                     const struct cursor_walk *walk)
{
    add_select(cursor, sql);
    if (walk->from != NULL)
        add_bound(cursor, sql,
                  cursor->order.descending != walk->backwards ? "<=" : ">=", walk->from);
    record_sql_order(sql, &cursor->order, walk->backwards);
    record_sql_format(sql, " LIMIT %d OFFSET %ld", walk->count, walk->skip);
}

static void read_place(struct statement *statement, struct cursor_place *place)
{
    struct value flag = statement_value_at(statement, 0);
    struct value id = statement_value_at(statement, 2);
    place->flag = flag.integer;
    place->key = statement_value_at(statement, 1);
    place->id = id.id;
    value_release(&flag);
    value_release(&id);
}

/* ---- anchors ---- */

/* Its position from 0 when that can be said, else -1. */
static long position_of(const struct record_cursor *cursor, const struct cursor_anchor *anchor)
{
    if (anchor->position >= 0)
        return anchor->position;
    return cursor->total >= 0 ? cursor->total + anchor->position : -1;
}

/* Takes the place over. */
static void remember(struct record_cursor *cursor, long position, struct cursor_place place)
{
    for (size_t i = 0; i < cursor->anchors.count; i++) {
        if (cursor->anchors.items[i].position == position) {
            value_release(&place.key);
            return;
        }
    }
    struct cursor_anchor *anchor;
    if (cursor->anchors.count < CURSOR_ANCHORS) {
        anchor = VECTOR_PUSH(&cursor->anchors);
    } else {
        anchor = &cursor->anchors.items[cursor->oldest];
        cursor->oldest = (cursor->oldest + 1) % CURSOR_ANCHORS;
        value_release(&anchor->place.key);
    }
    *anchor = (struct cursor_anchor){position, place};
}

/* ---- walking ---- */

/* The cheapest walk to the rows first … first + count - 1. */
static struct cursor_walk plan(const struct record_cursor *cursor, long first, int count)
{
    struct cursor_walk best = {.skip = first, .count = count};
    long last = first + count - 1;
    if (cursor->total >= 0 && cursor->total - 1 - last < best.skip)
        best = (struct cursor_walk){
            .backwards = true, .skip = cursor->total - 1 - last, .count = count};
    for (size_t i = 0; i < cursor->anchors.count; i++) {
        const struct cursor_anchor *anchor = &cursor->anchors.items[i];
        long position = position_of(cursor, anchor);
        if (position >= 0 && position <= first && first - position < best.skip)
            best = (struct cursor_walk){&anchor->place, false, first - position, count};
        if (position >= last && position - last < best.skip)
            best = (struct cursor_walk){&anchor->place, true, position - last, count};
    }
    return best;
}

/* The same, to rows whose position is known from the end only: first < 0. */
static struct cursor_walk plan_from_end(const struct record_cursor *cursor, long first, int count)
{
    long last = first + count - 1;
    struct cursor_walk best = {.backwards = true, .skip = -1 - last, .count = count};
    for (size_t i = 0; i < cursor->anchors.count; i++) {
        const struct cursor_anchor *anchor = &cursor->anchors.items[i];
        if (anchor->position < 0 && anchor->position >= last && anchor->position - last < best.skip)
            best = (struct cursor_walk){&anchor->place, true, anchor->position - last, count};
    }
    return best;
}

static void reverse(struct cursor_place *places, int count)
{
    for (int i = 0; i < count / 2; i++) {
        struct cursor_place kept = places[i];
        places[i] = places[count - 1 - i];
        places[count - 1 - i] = kept;
    }
}

static bool take_places(struct record_cursor *cursor, const struct cursor_walk *walk,
                        struct cursor_place *places, int *got, struct error *error)
{
    struct record_sql sql = RECORD_SQL_EMPTY;
    cursor_walk_sql(cursor, &sql, walk);
    struct statement *statement = record_sql_prepare(cursor->db, &sql, error);
    record_sql_release(&sql);
    if (statement == NULL)
        return false;
    enum statement_step step;
    while ((step = statement_step(statement, error)) == STATEMENT_ROW)
        read_place(statement, &places[(*got)++]);
    statement_free(statement);
    if (walk->backwards)
        reverse(places, *got);
    return step == STATEMENT_DONE;
}

/* Hands out the ids; the places at both ends become anchors. */
static void give(struct record_cursor *cursor, long first, const struct cursor_run *run,
                 struct cursor_place *places)
{
    int got = *run->got;
    for (int i = 0; i < got; i++) {
        run->ids[i] = places[i].id;
        if (i == 0 || i == got - 1)
            remember(cursor, first + i, places[i]);
        else
            value_release(&places[i].key);
    }
}

static bool walk_from(struct record_cursor *cursor, const struct cursor_run *run,
                      struct error *error)
{
    long first = run->first;
    int count = run->count;
    if (cursor->total >= 0) {
        if (first < 0)
            first = cursor->total + first < 0 ? 0 : cursor->total + first;
        if (first >= cursor->total)
            return true;
        if (count > cursor->total - first)
            count = (int)(cursor->total - first);
    } else if (first < 0 && count > -first) {
        count = (int)-first;
    }
    struct cursor_walk walk =
        first >= 0 ? plan(cursor, first, count) : plan_from_end(cursor, first, count);
    struct cursor_place *places = memory_array((size_t)count, sizeof *places);
    bool good = take_places(cursor, &walk, places, run->got, error);
    if (good && first < 0 && *run->got < count) {
        for (int i = 0; i < *run->got; i++) /* shorter than thought: the end alone will not do */
            value_release(&places[i].key);
    } else {
        give(cursor, first, run, places);
    }
    free(places);
    return good;
}

bool cursor_walk(struct record_cursor *cursor, const struct cursor_run *run, struct error *error)
{
    *run->got = 0;
    if (!walk_from(cursor, run, error))
        return false;
    if (run->first >= 0 || cursor->total >= 0 || *run->got == run->count ||
        *run->got == -run->first)
        return true;
    long count;
    *run->got = 0;
    return record_cursor_count_all(cursor, &count, error) && walk_from(cursor, run, error);
}

/* ---- positions ---- */

static int compare_bytes(const void *one, size_t length, const void *other, size_t length_other)
{
    int order = memcmp(one, other, length < length_other ? length : length_other);
    return order != 0 ? order : (length > length_other) - (length < length_other);
}

/* As SQLite compares keys of one expression. */
static int compare_keys(const struct value *one, const struct value *other)
{
    if (one->type == VALUE_TEXT && other->type == VALUE_TEXT)
        return compare_bytes(one->text, strlen(one->text), other->text, strlen(other->text));
    if (one->type == VALUE_ID && other->type == VALUE_ID)
        return memcmp(one->id.bytes, other->id.bytes, sizeof one->id.bytes);
    if (one->type == VALUE_INTEGER && other->type == VALUE_INTEGER)
        return (one->integer > other->integer) - (one->integer < other->integer);
    if (one->type == VALUE_REAL && other->type == VALUE_REAL)
        return (one->real > other->real) - (one->real < other->real);
    return (one->type > other->type) - (one->type < other->type);
}

static int compare_places(const struct record_cursor *cursor, const struct cursor_place *one,
                          const struct cursor_place *other)
{
    int order = (one->flag > other->flag) - (one->flag < other->flag);
    if (order == 0)
        order = compare_keys(&one->key, &other->key);
    if (order == 0)
        order = memcmp(one->id.bytes, other->id.bytes, sizeof one->id.bytes);
    return cursor->order.descending ? -order : order;
}

static bool place_of_row(struct record_cursor *cursor, struct id id, struct cursor_place *place,
                         bool *found, struct error *error)
{
    struct record_sql sql = RECORD_SQL_EMPTY;
    add_select(cursor, &sql);
    record_sql_add(&sql, " AND t.id = ");
    record_sql_bind(&sql, value_id(id));
    struct statement *statement = record_sql_prepare(cursor->db, &sql, error);
    record_sql_release(&sql);
    bool good = statement != NULL && statement_first(statement, found, error);
    if (good && *found)
        read_place(statement, place);
    statement_free(statement);
    return good;
}

/* How many rows stand from one place (NULL: the beginning) up to, but without, another; at most
 * `most` are counted, all when that is negative. */
struct stretch {
    const struct cursor_place *from, *to;
    long most;
};

static bool count_between(struct record_cursor *cursor, const struct stretch *stretch, long *count,
                          struct error *error)
{
    bool descending = cursor->order.descending;
    struct record_sql sql = RECORD_SQL_EMPTY;
    record_sql_format(&sql, "SELECT count(*) FROM (SELECT 1 FROM \"%s\" t",
                      cursor->query.entity->table);
    record_sql_where(&sql, &cursor->query);
    if (stretch->from != NULL)
        add_bound(cursor, &sql, descending ? "<=" : ">=", stretch->from);
    add_bound(cursor, &sql, descending ? ">" : "<", stretch->to);
    if (stretch->most >= 0)
        record_sql_format(&sql, " LIMIT %ld", stretch->most);
    record_sql_add(&sql, ")");
    struct statement *statement = record_sql_prepare(cursor->db, &sql, error);
    record_sql_release(&sql);
    bool found, good = statement != NULL && statement_first(statement, &found, error);
    if (good) {
        struct value value = statement_value_at(statement, 0);
        *count = (long)value.integer;
    }
    statement_free(statement);
    return good;
}

static bool locate(struct record_cursor *cursor, const struct cursor_place *place, long *position,
                   struct error *error)
{
    const struct cursor_anchor *behind = NULL, *ahead = NULL;
    for (size_t i = 0; i < cursor->anchors.count; i++) {
        const struct cursor_anchor *anchor = &cursor->anchors.items[i];
        long at = position_of(cursor, anchor);
        if (at < 0)
            continue;
        bool before = compare_places(cursor, &anchor->place, place) <= 0;
        if (before && (behind == NULL || at > position_of(cursor, behind)))
            behind = anchor;
        if (!before && (ahead == NULL || at < position_of(cursor, ahead)))
            ahead = anchor;
    }
    long count;
    if (ahead != NULL) {
        if (!count_between(cursor, &(struct stretch){place, &ahead->place, NEAR}, &count, error))
            return false;
        if (count < NEAR) {
            *position = position_of(cursor, ahead) - count;
            return true;
        }
    }
    const struct cursor_place *from = behind == NULL ? NULL : &behind->place;
    if (!count_between(cursor, &(struct stretch){from, place, -1}, &count, error))
        return false;
    *position = (behind == NULL ? 0 : position_of(cursor, behind)) + count;
    return true;
}

bool cursor_walked_position(struct record_cursor *cursor, struct id id, long *position,
                            struct error *error)
{
    struct cursor_place place;
    bool found = false;
    if (!place_of_row(cursor, id, &place, &found, error))
        return false;
    if (!found)
        return true;
    bool good = locate(cursor, &place, position, error);
    if (good)
        remember(cursor, *position, place);
    else
        value_release(&place.key);
    return good;
}
