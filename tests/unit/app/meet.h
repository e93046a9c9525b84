/* A small programme with a meeting, for tests of meetings. */
#ifndef WIJK_TESTS_APP_MEET_H
#define WIJK_TESTS_APP_MEET_H

#include "unit/app/fixture.h"
#include "wijk/app/actions.h"
#include "wijk/app/meeting.h"
#include "wijk/app/meeting_line.h"

struct meet {
    struct fixture fixture;
    struct id goal, effort, indicator, problem, meeting;
    struct meeting_view view;
};

static inline void plan(struct meet *meet, date_t day)
{
    struct meeting_new request = {.starts = moment_at(day, 14 * 60), .place = "Huis van de Wijk"};
    fixture_must(&meet->fixture, meeting_new(meet->fixture.session, &request, &meet->meeting,
                                             &meet->fixture.error));
}

static inline void start(struct meet *meet)
{
    struct fixture *fixture = &meet->fixture;
    fixture_start(fixture);
    meet->view = (struct meeting_view){.now = MEETING_NO_ITEM};
    fixture_add(fixture, ENTITY_PERSON, "name", "Karin Smit", "initials", "KS", "partner",
                "Buurtwerk", NULL);
    fixture_add(fixture, ENTITY_MEMBERSHIP, "programme", "Programme", "person", "JdV", "role",
                "chair", NULL);
    fixture_add(fixture, ENTITY_MEMBERSHIP, "programme", "Programme", "person", "KS", "role",
                "guest", NULL);
    meet->goal = fixture_add(fixture, ENTITY_GOAL, "statement", "Fewer young people without work",
                             "theme", "WRK", "level", "goal", NULL);
    meet->indicator =
        fixture_add(fixture, ENTITY_INDICATOR, "goal", "WRK-1", "name", "Youth unemployment",
                    "kind", "percent", "direction", "lower", "unit", "%", NULL);
    meet->effort = fixture_add(fixture, ENTITY_EFFORT, "title", "Playground", NULL);
    fixture_add(fixture, ENTITY_MILESTONE, "effort", "I-1", "title", "soil test", "due",
                "2025-11-01", NULL);
    meet->problem = fixture_add(fixture, ENTITY_PROBLEM, "title", "Damp", "severity", "4", "effort",
                                "I-1", NULL);
    plan(meet, fixture->session->today);
}

static inline void end(struct meet *meet)
{
    meeting_view_release(&meet->view);
    fixture_end(&meet->fixture);
}

static inline struct meeting_view *load(struct meet *meet)
{
    meeting_view_release(&meet->view);
    fixture_must(&meet->fixture, meeting_load(meet->fixture.session, meet->meeting, &meet->view,
                                              &meet->fixture.error));
    return &meet->view;
}

static inline bool type_at(struct meet *meet, const char *line, struct id item,
                           struct meeting_made *made)
{
    error_clear(&meet->fixture.error);
    return meeting_line(
        meet->fixture.session,
        &(struct meeting_line){.meeting = meet->meeting, .item = item, .typed = line}, made,
        &meet->fixture.error);
}

static inline struct meeting_made type(struct meet *meet, const char *line)
{
    struct meeting_made made;
    fixture_must(&meet->fixture, type_at(meet, line, (struct id){{0}}, &made));
    return made;
}

static inline void begin(struct meet *meet)
{
    fixture_must(&meet->fixture,
                 meeting_start(meet->fixture.session, meet->meeting, &meet->fixture.error));
}

static inline void go(struct meet *meet, int64_t number)
{
    fixture_must(&meet->fixture, meeting_item_go(meet->fixture.session, meet->meeting,
                                                 MEETING_STEP_TO, number, &meet->fixture.error));
}

/* The number of the item about a subject; 0: there is none. */
static inline size_t item_of(struct meet *meet, enum meeting_subject subject)
{
    struct meeting_view *view = load(meet);
    for (size_t i = 0; i < view->item_count; i++)
        if (view->items[i].subject == subject)
            return i + 1;
    return 0;
}

static inline void close_it(struct meet *meet)
{
    fixture_must(&meet->fixture,
                 meeting_close(meet->fixture.session, meet->meeting, NULL, &meet->fixture.error));
}

static inline int64_t number_of(struct meet *meet, enum entity_kind kind, struct id id,
                                const char *column)
{
    struct row row;
    fixture_must(&meet->fixture,
                 rows_get(meet->fixture.session, kind, id, &row, &meet->fixture.error));
    int64_t number = row_integer(&row, column, 0);
    row_release(&row);
    return number;
}

#endif
