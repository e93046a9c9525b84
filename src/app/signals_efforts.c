/* Signals of efforts: their milestones, their end, their money, their silence, and dates that were
 * moved. */
#include <stdlib.h>
#include <string.h>

#include "signals_collect.h"
#include "wijk/base/memory.h"
#include "wijk/domain/problem.h"
#include "wijk/store/noticed.h"
#include "wijk/store/record.h"

#define SLICE 300 /* efforts looked at at once */
#define DAY_MILLISECONDS INT64_C(86400000)

static bool is_active(const struct row *effort)
{
    const char *phase = row_text(effort, "phase");
    return phase == NULL || strcmp(phase, "planned") == 0 || strcmp(phase, "running") == 0;
}

static bool is_running(const struct row *effort)
{
    const char *phase = row_text(effort, "phase");
    return phase != NULL && strcmp(phase, "running") == 0;
}

static struct id lead_of(const struct row *effort)
{
    return row_reference(effort, "lead");
}

/* ---- money ---- */

struct spending {
    struct collecting *collecting;
    struct signal_money *money; /* one an effort */
};

static void add_spending(void *context, const struct noticed_budget *line)
{
    struct spending *spending = context;
    size_t effort = standing_find(&spending->collecting->standing->effort_places, line->effort);
    if (effort == STANDING_NONE)
        return;
    spending->money[effort].planned += line->planned;
    spending->money[effort].spent += line->spent;
}

static struct noticed_of looked_at(const struct collecting *collecting)
{
    return (struct noticed_of){.programme = collecting->session->programme,
                               .today = collecting->session->today};
}

bool collecting_money(struct collecting *collecting, bool *more, struct error *error)
{
    const struct standing *standing = collecting->standing;
    const struct noticed_of of = looked_at(collecting);
    struct spending spending = {collecting,
                                memory_array(standing->efforts.count + 1, sizeof *spending.money)};
    (void)more;
    bool read = noticed_budgets(collecting->session->db, &of, add_spending, &spending, error);
    for (size_t i = 0; read && i < standing->efforts.count; i++) {
        const struct row *effort = &standing->efforts.items[i].row;
        spending.money[i].starts = row_date(effort, "starts");
        spending.money[i].ends = row_date(effort, "ends");
        if (is_active(effort) &&
            signal_money(&collecting->call, &spending.money[i], &collecting->finding))
            collecting_add(collecting, SIGNAL_MONEY, effort, effort, lead_of(effort));
    }
    free(spending.money);
    return read;
}

/* ---- milestones ---- */

static void collect_milestone(void *context, const struct noticed_milestone *milestone)
{
    struct collecting *collecting = context;
    const struct standing *standing = collecting->standing;
    size_t place = standing_find(&standing->effort_places, milestone->effort);
    if (place == STANDING_NONE || !is_active(&standing->efforts.items[place].row))
        return;
    if (signal_late(&collecting->quiet, "", milestone->due, &collecting->finding))
        collecting_note(collecting, SIGNAL_LATE,
                        (struct record_at){ENTITY_MILESTONE, milestone->id},
                        lead_of(&standing->efforts.items[place].row));
}

bool collecting_milestones(struct collecting *collecting, bool *more, struct error *error)
{
    const struct noticed_of of = looked_at(collecting);
    (void)more;
    return noticed_milestones(collecting->session->db, &of, collect_milestone, collecting, error);
}

/* ---- dates that were moved ---- */

/* The effort a row is, or is part of; STANDING_NONE: none that is looked at. */
static size_t effort_of(struct collecting *collecting, struct id id, struct row *row,
                        struct error *error)
{
    size_t place = standing_find(&collecting->standing->effort_places, id);
    if (place != STANDING_NONE) {
        row_copy(row, &collecting->standing->efforts.items[place].row);
        return place;
    }
    struct error unknown = ERROR_NONE; /* a date of a row of another kind: no effort */
    (void)error;
    if (!record_get(collecting->session->db, ENTITY_MILESTONE, id, row, &unknown))
        return STANDING_NONE;
    place = standing_find(&collecting->standing->effort_places, row_reference(row, "effort"));
    if (place == STANDING_NONE || row->deleted || row_date(row, "done_on") != DATE_NONE) {
        row_release(row);
        return STANDING_NONE;
    }
    return place;
}

bool collecting_moves(struct collecting *collecting, bool *more, struct error *error)
{
    (void)more;
    struct noticed_moves moves = {0};
    bool read = noticed_moves(collecting->session->db, collecting->limits.slips, &moves, error);
    for (size_t i = 0; read && i < moves.moves.count; i++) {
        const struct noticed_move *move = &moves.moves.items[i];
        struct row row;
        size_t place = effort_of(collecting, move->row, &row, error);
        if (place == STANDING_NONE)
            continue;
        const struct row *effort = &collecting->standing->efforts.items[place].row;
        struct signal_slip slip = {move->times, move->first, row_date(&row, move->field)};
        if (is_active(effort) && signal_slipped(&collecting->call, &slip, &collecting->finding))
            collecting_add(collecting, SIGNAL_SLIPPED, &row, effort, lead_of(effort));
        row_release(&row);
    }
    free(moves.moves.items);
    return read;
}

/* ---- the efforts themselves ---- */

static bool collect_silence(struct collecting *collecting, const struct row *effort,
                            struct error *error)
{
    int64_t at;
    if (!is_running(effort))
        return true;
    if (!noticed_effort(collecting->session->db, effort->id, &at, error))
        return false;
    date_t changed = at == 0 ? DATE_NONE : (date_t)(at / DAY_MILLISECONDS);
    if (signal_silent(&collecting->quiet, changed, &collecting->finding))
        collecting_note(collecting, SIGNAL_SILENT, (struct record_at){ENTITY_EFFORT, effort->id},
                        lead_of(effort));
    return true;
}

/* The worst of an effort's three lights, and whether people said why. */
static void collect_lights(struct collecting *collecting, const struct row *effort)
{
    struct signal_explanation explanation = {.light = light_set_by_people(effort),
                                             .cause = row_text(effort, "cause") != NULL,
                                             .consequence = row_text(effort, "consequence") != NULL,
                                             .correction = row_text(effort, "correction") != NULL,
                                             .since = DATE_NONE};
    if (is_active(effort) &&
        signal_unexplained(&collecting->call, &explanation, &collecting->finding))
        collecting_add(collecting, SIGNAL_UNEXPLAINED, effort, effort, lead_of(effort));
}

static bool collect_effort(struct collecting *collecting, const struct row *effort,
                           struct error *error)
{
    if (is_active(effort) &&
        signal_overdue(&collecting->quiet, row_date(effort, "ends"), &collecting->finding))
        collecting_note(collecting, SIGNAL_OVERDUE, (struct record_at){ENTITY_EFFORT, effort->id},
                        lead_of(effort));
    if (is_active(effort) && id_is_none(lead_of(effort)) &&
        signal_unowned(&collecting->quiet, 0, DATE_NONE, &collecting->finding))
        collecting_note(collecting, SIGNAL_UNOWNED, (struct record_at){ENTITY_EFFORT, effort->id},
                        lead_of(effort));
    collect_lights(collecting, effort);
    return collect_silence(collecting, effort, error);
}

bool collecting_efforts(struct collecting *collecting, bool *more, struct error *error)
{
    const struct standing *standing = collecting->standing;
    size_t last = collecting->next + SLICE;
    for (; collecting->next < last && collecting->next < standing->efforts.count;
         collecting->next++)
        if (!collect_effort(collecting, &standing->efforts.items[collecting->next].row, error))
            return false;
    *more = collecting->next < standing->efforts.count;
    return true;
}
