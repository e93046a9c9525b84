#include <stdlib.h>
#include <string.h>

#include "wijk/app/disagreements.h"
#include "wijk/app/rows.h"
#include "wijk/store/draft.h"

struct settling {
    struct session *session;
    struct draft draft;
    long settled;
};

static const struct disagreement_value *latest(const struct disagreement *one, bool others)
{
    const struct disagreement_value *found = NULL;
    for (size_t i = 0; i < one->values.count; i++) {
        const struct disagreement_value *value = &one->values.items[i];
        if (!(others && value->own) && (found == NULL || value->at > found->at))
            found = value;
    }
    return found;
}

/* The value that was chosen; NULL: the side has none in it. */
static const struct disagreement_value *chosen(const struct disagreement *one,
                                               const struct disagreement_choice *choice)
{
    if (choice->act == 0 && choice->side == DISAGREE_LATEST)
        return latest(one, false);
    if (choice->act == 0 && choice->side == DISAGREE_THEIRS)
        return latest(one, true);
    for (size_t i = 0; i < one->values.count; i++) {
        const struct disagreement_value *value = &one->values.items[i];
        if (choice->act != 0                ? value->act == choice->act
            : choice->side == DISAGREE_MINE ? value->own
            : choice->side == DISAGREE_SITE ? id_equal(value->site, choice->site)
                                            : false)
            return value;
    }
    return NULL;
}

static void add_value(struct settling *settling, const struct disagreement *one, struct value value)
{
    if (strcmp(one->column, "deleted") != 0)
        draft_set(&settling->draft, one->kind, one->row, one->column, value);
    else if (value.integer != 0)
        draft_delete(&settling->draft, one->kind, one->row);
    else
        draft_restore(&settling->draft, one->kind, one->row);
    settling->settled++;
}

/* A third value, as it was typed. */
static bool add_typed(struct settling *settling, const struct disagreement *one, const char *typed,
                      struct error *error)
{
    struct row row;
    if (strcmp(one->column, "deleted") == 0)
        return error_set(error, ERROR_INPUT,
                         _("whether a row is deleted is chosen, with --take, not typed"));
    if (!rows_get(settling->session, one->kind, one->row, &row, error))
        return false;
    bool fine = rows_assign(settling->session, &row, one->column, typed, error);
    if (fine)
        add_value(settling, one, value_copy(row_value(&row, one->column)));
    row_release(&row);
    return fine;
}

static bool settle_one(struct settling *settling, const struct disagreement *one,
                       const struct disagreement_choice *choice, struct error *error)
{
    if (one->kind == ENTITY_NONE)
        return error_set(error, ERROR_REFUSED,
                         _("%s: this is known to a newer version of wijk only"), one->column);
    if (choice->typed != NULL)
        return add_typed(settling, one, choice->typed, error);
    const struct disagreement_value *value = chosen(one, choice);
    if (value != NULL)
        add_value(settling, one, value_copy(&value->value));
    return true;
}

static bool settle_choice(struct settling *settling, const struct disagreement_choice *choice,
                          struct error *error)
{
    struct disagreements found;
    bool any = false;
    if (!disagreements_list(settling->session, choice->row, 0, &found, error))
        return false;
    bool fine = true;
    for (size_t i = 0; fine && i < found.list.count; i++) {
        const struct disagreement *one = &found.list.items[i];
        if (choice->column != NULL && strcmp(choice->column, one->column) != 0)
            continue;
        any = true;
        fine = settle_one(settling, one, choice, error);
    }
    disagreements_release(&found);
    return fine && (any || error_set(error, ERROR_NOT_FOUND,
                                     _("nobody disagrees about this; 'wijk conflicts' shows all")));
}

static bool commit(struct settling *settling, bool fine, long *settled, struct error *error)
{
    if (fine && settling->settled > 0)
        fine = session_commit(settling->session, &settling->draft, error);
    if (settled != NULL)
        *settled = fine ? settling->settled : 0;
    draft_release(&settling->draft);
    return fine;
}

bool disagreements_settle(struct session *session, const struct disagreement_choice *choices,
                          size_t count, long *settled, struct error *error)
{
    struct settling settling = {.session = session};
    struct buffer label = BUFFER_EMPTY, title = BUFFER_EMPTY;
    if (!session_writable(session, error))
        return false;
    if (count > 0)
        rows_title(session, choices[0].kind, choices[0].row, &title);
    buffer_format(&label, _("Disagreement settled: %s"), title.bytes);
    draft_init(&settling.draft, label.bytes);
    buffer_release(&label);
    buffer_release(&title);
    bool fine = true;
    for (size_t i = 0; fine && i < count; i++)
        fine = settle_choice(&settling, &choices[i], error);
    return commit(&settling, fine, settled, error);
}

bool disagreements_settle_all(struct session *session, enum disagreement_side side, struct id site,
                              long *settled, struct error *error)
{
    static const struct id none;
    struct settling settling = {.session = session};
    struct disagreements found;
    struct disagreement_choice choice = {.side = side, .site = site};
    if (!session_writable(session, error) ||
        !disagreements_list(session, none, SIZE_MAX - 1, &found, error))
        return false;
    draft_init(&settling.draft, _("Disagreements settled"));
    bool fine = true;
    for (size_t i = 0; fine && i < found.list.count; i++)
        if (found.list.items[i].kind != ENTITY_NONE)
            fine = settle_one(&settling, &found.list.items[i], &choice, error);
    disagreements_release(&found);
    return commit(&settling, fine, settled, error);
}
