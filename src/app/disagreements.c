#include "wijk/app/disagreements.h"

#include <stdlib.h>
#include <string.h>

#include "wijk/app/exchange.h"
#include "wijk/app/rows.h"
#include "wijk/store/history.h"
#include "wijk/store/record.h"

#define LIMIT 1000

static char *show(struct session *session, enum entity_kind kind, struct id row, const char *column,
                  const struct value *value)
{
    struct buffer text = BUFFER_EMPTY;
    struct row whole;
    struct error ignored = ERROR_NONE;
    int at = kind == ENTITY_NONE ? -1 : entity_field(&entities[kind], column);
    if (strcmp(column, "deleted") == 0) {
        buffer_add_text(&text, value->integer != 0 ? _("deleted") : _("kept"));
    } else if (at >= 0 && rows_get(session, kind, row, &whole, &ignored)) {
        rows_show(session, &whole, &entities[kind].fields[at], value, &text);
        row_release(&whole);
    } else if (at >= 0) {
        rows_show(session, NULL, &entities[kind].fields[at], value, &text);
    } else if (value->type == VALUE_TEXT) {
        buffer_add_text(&text, value->text);
    }
    return buffer_detach(&text);
}

static const struct history_act *act_of(const struct history *history, int64_t number)
{
    for (size_t i = 0; i < history->acts.count; i++)
        if (history->acts.items[i].number == number)
            return &history->acts.items[i];
    return NULL;
}

struct listing {
    struct session *session;
    struct history history;
    struct exchange_sites sites;
};

static void add_value(struct listing *listing, const struct history_change *change,
                      struct disagreement *into)
{
    const struct history_act *act = act_of(&listing->history, change->act);
    struct disagreement_value *value = VECTOR_PUSH(&into->values);
    struct buffer name = BUFFER_EMPTY;
    *value = (struct disagreement_value){.act = change->act, .value = value_copy(&change->after)};
    value->text = show(listing->session, into->kind, into->row, into->column, &change->after);
    value->person = memory_string(act == NULL || act->person == NULL ? "" : act->person);
    if (act != NULL) {
        value->site = act->site;
        value->at = act->at;
        exchange_site_name(listing->session, act->site, &name);
    }
    for (size_t i = 0; i < listing->sites.list.count; i++)
        if (listing->sites.list.items[i].own)
            value->own = id_equal(listing->sites.list.items[i].id, value->site);
    value->site_name = buffer_detach(&name);
}

/* The one that stands in the table goes first. */
static void mark_shown(struct listing *listing, struct disagreement *one)
{
    struct row row;
    struct error ignored = ERROR_NONE;
    if (one->kind == ENTITY_NONE ||
        !rows_get(listing->session, one->kind, one->row, &row, &ignored))
        return;
    struct value flag = value_integer(row.deleted);
    const struct value *now =
        strcmp(one->column, "deleted") == 0 ? &flag : row_value(&row, one->column);
    for (size_t i = 0; now != NULL && i < one->values.count; i++) {
        if (!value_equal(now, &one->values.items[i].value))
            continue;
        struct disagreement_value shown = one->values.items[i];
        memmove(&one->values.items[1], &one->values.items[0], i * sizeof shown);
        shown.shown = true;
        one->values.items[0] = shown;
        break;
    }
    row_release(&row);
}

static struct disagreement *begin(struct listing *listing, const struct history_change *change,
                                  struct disagreements *out)
{
    struct disagreement *one = VECTOR_PUSH(&out->list);
    struct buffer title = BUFFER_EMPTY;
    *one =
        (struct disagreement){.kind = change->entity == NULL ? ENTITY_NONE : change->entity->kind,
                              .row = change->row,
                              .column = memory_string(change->column)};
    int at = change->entity == NULL ? -1 : entity_field(change->entity, change->column);
    one->label = memory_string(strcmp(change->column, "deleted") == 0 ? _("Deleted")
                               : at < 0                               ? change->column
                                        : _(change->entity->fields[at].label));
    if (one->kind != ENTITY_NONE)
        rows_title(listing->session, one->kind, one->row, &title);
    one->title = buffer_detach(&title);
    return one;
}

static void arrange(struct listing *listing, size_t limit, struct disagreements *out)
{
    struct disagreement *one = NULL;
    for (size_t i = 0; i < listing->history.changes.count; i++) {
        const struct history_change *change = &listing->history.changes.items[i];
        if (one == NULL || !id_equal(one->row, change->row) ||
            strcmp(one->column, change->column) != 0) {
            if (one != NULL)
                mark_shown(listing, one);
            if (out->list.count == limit) {
                out->more = true;
                return;
            }
            one = begin(listing, change, out);
        }
        add_value(listing, change, one);
    }
    if (one != NULL)
        mark_shown(listing, one);
}

bool disagreements_list(struct session *session, struct id row, size_t limit,
                        struct disagreements *out, struct error *error)
{
    struct listing listing = {.session = session, .history = {.acts = {0}}};
    *out = (struct disagreements){.more = false};
    limit = limit == 0 ? LIMIT : limit;
    if (!history_disagreements(session->db, row, (int64_t)limit + 1, &listing.history, error)) {
        history_release(&listing.history);
        return false;
    }
    bool fine = listing.history.changes.count == 0;
    if (!fine) {
        bool dry = session->dry_run; /* looking never makes a site */
        session->dry_run = true;
        fine = exchange_sites(session, &listing.sites, error);
        session->dry_run = dry;
        if (fine)
            arrange(&listing, limit, out);
        exchange_sites_release(&listing.sites);
    }
    history_release(&listing.history);
    return fine;
}

void disagreements_release(struct disagreements *out)
{
    for (size_t i = 0; i < out->list.count; i++) {
        struct disagreement *one = &out->list.items[i];
        for (size_t j = 0; j < one->values.count; j++) {
            free(one->values.items[j].site_name);
            free(one->values.items[j].person);
            free(one->values.items[j].text);
            value_release(&one->values.items[j].value);
        }
        free(one->values.items);
        free(one->title);
        free(one->column);
        free(one->label);
    }
    free(out->list.items);
    *out = (struct disagreements){.more = false};
}

bool disagreements_count(struct session *session, int64_t *count, struct error *error)
{
    return history_disagreements_count(session->db, count, error);
}

bool disagreements_mark(struct session *session, struct id row)
{
    struct history history = {.acts = {0}};
    struct error ignored = ERROR_NONE;
    bool any = !id_is_none(row) && history_disagreements(session->db, row, 1, &history, &ignored) &&
               history.changes.count > 0;
    history_release(&history);
    return any;
}
