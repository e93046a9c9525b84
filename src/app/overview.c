/* The overview: how each theme stands, and what asks for attention. */
#include <stdlib.h>
#include <string.h>

#include "signals_collect.h"
#include "since_internal.h"
#include "standing.h"
#include "wijk/app/completing.h"
#include "wijk/app/programme.h"
#include "wijk/app/rows.h"
#include "wijk/base/memory.h"
#include "wijk/domain/problem.h"
#include "wijk/store/db.h"
#include "wijk/store/measured.h"

#define LATELY_DAYS 30
#define DAY_MILLISECONDS INT64_C(86400000)

static char *owned(const char *text)
{
    return memory_string(text == NULL ? "" : text);
}

/* ---- themes ---- */

static bool is_vision(const struct row *goal)
{
    const char *level = row_text(goal, "level");
    return level != NULL && strcmp(level, "vision") == 0;
}

static void count_goals(const struct standing *standing, struct overview_theme *theme)
{
    struct light_counts counts = {{0}};
    for (size_t i = 0; i < standing->goals.count; i++) {
        const struct standing_goal *goal = &standing->goals.items[i];
        if (!is_vision(&goal->row) && id_equal(row_reference(&goal->row, "theme"), theme->theme))
            light_count(&counts, goal->light);
    }
    theme->goals = light_total(&counts);
    theme->on_track = counts.of[LIGHT_GREEN];
    theme->behind = counts.of[LIGHT_AMBER];
    theme->off_track = counts.of[LIGHT_RED];
    theme->no_figure = counts.of[LIGHT_GREY];
}

static void count_problems(const struct standing *standing, struct overview_theme *theme)
{
    for (size_t i = 0; i < standing->problems.count; i++) {
        const struct measured_problem *problem = &standing->problems.items[i];
        if (!id_equal(problem->theme, theme->theme))
            continue;
        theme->problems++;
        theme->critical += problem->severity == SEVERITY_CRITICAL;
    }
}

static void add_theme(const struct standing *standing, struct overview *overview, struct id id,
                      const struct row *row)
{
    struct overview_theme theme = {.theme = id};
    count_goals(standing, &theme);
    count_problems(standing, &theme);
    if (row == NULL && theme.goals == 0 && theme.problems == 0)
        return;
    theme.code = owned(row == NULL ? NULL : row_text(row, "code"));
    theme.name = owned(row == NULL ? _("Without theme") : row_text(row, "name"));
    overview->themes[overview->theme_count++] = theme;
}

static void add_themes(const struct standing *standing, struct overview *overview)
{
    overview->themes = memory_array(standing->themes.count + 1, sizeof *overview->themes);
    for (size_t i = 0; i < standing->themes.count; i++)
        add_theme(standing, overview, standing->themes.items[i].id, &standing->themes.items[i]);
    add_theme(standing, overview, (struct id){{0}}, NULL);
}

static bool add_lately(struct session *session, struct overview *overview, struct error *error)
{
    struct measured_lately lately;
    int64_t since = (session->today - LATELY_DAYS) * DAY_MILLISECONDS;
    if (!measured_lately(session->db, session->programme, since, &lately, error))
        return false;
    overview->measurements_lately = (int)lately.measurements;
    overview->changes_lately = (int)lately.acts;
    return true;
}

static bool add_since(struct session *session, const struct standing *standing,
                      struct overview *overview, struct error *error)
{
    struct since since;
    if (!since_count(session, standing, &since, error))
        return false;
    overview->met_on = since.day;
    if (!id_is_none(since.meeting)) {
        struct buffer words = BUFFER_EMPTY;
        since_words(&since, &words);
        overview->since = buffer_detach(&words);
    }
    since_release(&since);
    return true;
}

static bool count_incomplete(struct session *session, struct overview *overview,
                             struct error *error)
{
    struct completing list;
    if (!completing_load(session, NULL, &list, error))
        return false;
    overview->to_complete = list.count;
    completing_release(&list);
    return true;
}

static bool load(struct session *session, struct overview *overview, struct error *error)
{
    struct standing standing;
    *overview = (struct overview){.met_on = DATE_NONE};
    if (!standing_read(session, STANDING_STATES, &standing, error))
        return false;
    add_themes(&standing, overview);
    bool good = signals_collect(session, &standing, &overview->signals, error) &&
                count_incomplete(session, overview, error) &&
                add_lately(session, overview, error) &&
                add_since(session, &standing, overview, error);
    standing_release(&standing);
    if (!good)
        overview_release(overview);
    return good;
}

bool overview_load(struct session *session, struct overview *overview, struct error *error)
{
    bool held = db_hold(session->db);
    bool good = load(session, overview, error);
    db_let_go(session->db, held);
    return good;
}

bool overview_themes(struct session *session, struct overview *overview, struct error *error)
{
    struct standing standing;
    *overview = (struct overview){.met_on = DATE_NONE};
    bool held = db_hold(session->db);
    bool good = standing_read(session, STANDING_STATES, &standing, error);
    db_let_go(session->db, held);
    if (!good)
        return false;
    add_themes(&standing, overview);
    standing_release(&standing);
    return true;
}

void overview_release(struct overview *overview)
{
    for (size_t i = 0; i < overview->theme_count; i++) {
        free(overview->themes[i].code);
        free(overview->themes[i].name);
    }
    signals_release(&overview->signals);
    free(overview->themes);
    free(overview->since);
    *overview = (struct overview){.met_on = DATE_NONE};
}
