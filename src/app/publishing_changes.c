/* What changed between editions, read from the journal: which public rows, and which of their
 * public columns. Old values are not told: they may be from when the row was not public. */
#include <stdlib.h>
#include <string.h>

#include "publishing_internal.h"
#include "wijk/domain/visibility.h"
#include "wijk/store/history.h"
#include "wijk/store/record.h"

#define EDITIONS 10  /* so many are remembered, and told of */
#define ACTS 200     /* read at once */
#define FIELDS 20000 /* looked at of one act: an import can be of any size */
#define CHANGES 2000 /* told of, over all editions */

struct range {
    struct site *site;
    int64_t from, to; /* acts above `from`, up to `to` */
    size_t edition;
    VECTOR(struct site_change) found;
};

/* ---- which row a change is about ---- */

static const struct {
    enum entity_kind part, whole;
    const char *column;
} parts[] = {
    {ENTITY_MEASUREMENT, ENTITY_INDICATOR, "indicator"},
    {ENTITY_TARGET, ENTITY_INDICATOR, "indicator"},
    {ENTITY_MILESTONE, ENTITY_EFFORT, "effort"},
    {ENTITY_AGREEMENT_LINK, ENTITY_AGREEMENT, "agreement"},
    {ENTITY_ADOPTION, ENTITY_LESSON, "lesson"},
};

/* Adds the row that the part belongs to, if it is public. */
static bool add_part(struct range *range, size_t part, struct id id, struct error *error)
{
    struct row row;
    bool there;
    struct db *db = range->site->session->db;
    if (!record_exists(db, (struct record_at){parts[part].part, id}, &there, error))
        return false;
    if (!there)
        return true;
    if (!record_get(db, parts[part].part, id, &row, error))
        return false;
    size_t place =
        site_find(range->site, parts[part].whole, row_reference(&row, parts[part].column));
    if (visibility_row(&row) && place != SITE_NONE)
        *VECTOR_PUSH(&range->found) =
            (struct site_change){.kind = parts[part].whole,
                                 .place = place,
                                 .edition = range->edition,
                                 .figures = parts[part].part == ENTITY_MEASUREMENT,
                                 .fields = 0};
    row_release(&row);
    return true;
}

static void add_row(struct range *range, const struct history_change *change)
{
    enum entity_kind kind = change->entity->kind;
    size_t place = site_find(range->site, kind, change->row);
    int field = entity_field(change->entity, change->column);
    bool shown =
        strcmp(change->column, "deleted") == 0 || strcmp(change->column, "visibility") == 0;
    if (place == SITE_NONE ||
        (!change->created && !shown && !visibility_column(kind, change->column)))
        return;
    struct site_change found = {.kind = kind, .place = place, .edition = range->edition};
    found.created = change->created || shown;
    if (!found.created && field >= 0 && field < 64)
        found.fields = UINT64_C(1) << field;
    *VECTOR_PUSH(&range->found) = found;
}

/* Of the many fields of a new row one is enough. */
static bool repeats(const struct history *history, size_t at)
{
    const struct history_change *change = &history->changes.items[at];
    return at > 0 && id_equal(change->row, history->changes.items[at - 1].row) &&
           (change->created || change->entity->kind == ENTITY_MEASUREMENT);
}

static bool take_act(struct range *range, int64_t act, struct error *error)
{
    struct history history = {0};
    bool done = history_of_act(range->site->session->db, act, FIELDS, &history, error);
    for (size_t i = 0; done && i < history.changes.count; i++) {
        const struct history_change *change = &history.changes.items[i];
        if (change->entity == NULL || repeats(&history, i))
            continue;
        size_t part = 0;
        while (part < sizeof parts / sizeof *parts && parts[part].part != change->entity->kind)
            part++;
        if (part < sizeof parts / sizeof *parts)
            done = add_part(range, part, change->row, error);
        else
            add_row(range, change);
    }
    history_release(&history);
    return done;
}

/* An act that was undone, and the undoing, are as if they had not been. */
static bool counts(const struct range *range, const struct history_act *act)
{
    return !act->undone && !(act->undoes != 0 && act->undoes > range->from);
}

static bool take_range(struct range *range, struct error *error)
{
    struct history history = {0};
    struct history_window window = {.before = range->to + 1, .limit = ACTS};
    struct history_filter filter = {.since_act = range->from};
    bool done = true;
    for (bool more = true; done && more;) {
        history_clear(&history);
        done = history_acts(range->site->session->db, &filter, &window, &history, error);
        for (size_t i = 0; done && i < history.acts.count; i++)
            if (counts(range, &history.acts.items[i]))
                done = take_act(range, history.acts.items[i].number, error);
        more = history.acts.count == ACTS;
        if (more)
            window.before = history.acts.items[history.acts.count - 1].number;
    }
    history_release(&history);
    return done;
}

/* ---- one change a row ---- */

static int by_row(const void *one, const void *other)
{
    const struct site_change *a = one, *b = other;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    return a->place < b->place ? -1 : a->place > b->place;
}

static void merge(struct range *range)
{
    struct site_change *found = range->found.items;
    size_t kept = 0;
    if (range->found.count > 1)
        qsort(found, range->found.count, sizeof *found, by_row);
    for (size_t i = 0; i < range->found.count; i++) {
        if (kept == 0 || by_row(&found[kept - 1], &found[i]) != 0) {
            found[kept++] = found[i];
            continue;
        }
        found[kept - 1].created |= found[i].created;
        found[kept - 1].fields |= found[i].fields;
        found[kept - 1].figures += found[i].figures;
    }
    range->found.count = kept;
}

static bool changes_of(struct range *range, struct error *error)
{
    bool done = take_range(range, error);
    merge(range);
    return done;
}

/* ---- editions ---- */

/* The act at this number is the one that was meant: the folder may be of another file, or the file
 * an older copy. */
static bool still_there(struct site *site, struct site_edition edition, bool *there,
                        struct error *error)
{
    struct history history = {0};
    struct history_window window = {.before = edition.act + 1, .limit = 1};
    struct history_filter filter = {.since_act = edition.act - 1};
    bool done = history_acts(site->session->db, &filter, &window, &history, error);
    *there = done && history.acts.count == 1 && history.acts.items[0].number == edition.act &&
             history.acts.items[0].at == edition.at;
    history_release(&history);
    return done;
}

/* The newest act, as an edition. act 0: there is none. */
static bool now(struct site *site, struct site_edition *edition, struct error *error)
{
    struct history history = {0};
    struct history_window window = {.limit = 1};
    bool done = history_acts(site->session->db, NULL, &window, &history, error);
    *edition = (struct site_edition){.act = 0};
    if (done && history.acts.count > 0)
        *edition = (struct site_edition){.act = history.acts.items[0].number,
                                         .at = history.acts.items[0].at};
    history_release(&history);
    return done;
}

static bool forget_strange(struct site *site, struct error *error)
{
    struct site_target *target = &site->target;
    size_t kept = 0;
    for (size_t i = 0; i < target->editions.count; i++) {
        bool there;
        if (!still_there(site, target->editions.items[i], &there, error))
            return false;
        if (there)
            target->editions.items[kept++] = target->editions.items[i];
    }
    target->editions.count = kept;
    return true;
}

/* This is a new edition when a public row changed since the last one. */
static bool maybe_new(struct site *site, struct error *error)
{
    struct site_target *target = &site->target;
    struct site_edition newest;
    if (!now(site, &newest, error))
        return false;
    bool new = target->editions.count == 0;
    if (!new) {
        struct range range = {.site = site,
                              .from = target->editions.items[target->editions.count - 1].act,
                              .to = newest.act};
        if (!changes_of(&range, error)) {
            free(range.found.items);
            return false;
        }
        new = range.found.count > 0;
        site->result->changed = (long)range.found.count;
        free(range.found.items);
    }
    if (new &&newest.act != 0)
        *VECTOR_PUSH(&target->editions) = newest;
    if (target->editions.count > EDITIONS) {
        size_t over = target->editions.count - EDITIONS;
        memmove(target->editions.items, target->editions.items + over,
                EDITIONS * sizeof *target->editions.items);
        target->editions.count = EDITIONS;
    }
    return true;
}

bool site_compare(struct site *site, struct error *error)
{
    const struct site_target *target = &site->target;
    bool done = forget_strange(site, error) && maybe_new(site, error);
    for (size_t i = target->editions.count; done && i-- > 1;) {
        struct range range = {.site = site,
                              .from = target->editions.items[i - 1].act,
                              .to = target->editions.items[i].act,
                              .edition = i};
        done = changes_of(&range, error);
        for (size_t k = 0; k < range.found.count && site->changes.count < CHANGES; k++)
            *VECTOR_PUSH(&site->changes) = range.found.items[k];
        free(range.found.items);
    }
    return done;
}
