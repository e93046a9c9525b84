#include "wijk/app/starting.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "gather.h"
#include "wijk/app/importing.h"
#include "wijk/app/minutes.h"
#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/base/path.h"
#include "wijk/base/text.h"
#include "wijk/store/draft.h"
#include "wijk/store/embedded.h"
#include "wijk/store/journal.h"
#include "wijk/store/record.h"

static bool find_area(struct session *session, const char *name, struct row *area,
                      struct draft *draft, struct error *error)
{
    struct record_wanted wanted = {.kind = ENTITY_AREA, .typed = name};
    struct record_found found;
    if (!record_find(session->db, &wanted, &found, error))
        return false;
    if (found.matches > 1)
        return error_set(error, ERROR_INPUT,
                         _("'%s' is the beginning of more than one area; give the whole name"),
                         name);
    if (found.matches == 1)
        return record_get(session->db, ENTITY_AREA, found.id, area, error);
    row_init(area, ENTITY_AREA);
    row_set(area, "name", value_text(name));
    row_set(area, "kind", value_text("neighbourhood"));
    if (!row_check(area, error)) {
        row_release(area);
        return false;
    }
    draft_create(draft, area);
    return true;
}

bool starting_programme(struct session *session, const char *area, struct error *error)
{
    struct row place, programme;
    struct draft draft;
    struct buffer title = BUFFER_EMPTY, label = BUFFER_EMPTY;
    char *copy = memory_string(area);
    const char *name = text_trim(copy);
    buffer_format(&label, _("New programme: %s"), name);
    draft_init(&draft, label.bytes);
    bool done = *name != '\0' ||
                error_set(error, ERROR_INPUT, _("the name of the neighbourhood is missing"));
    done =
        done && session_writable(session, error) && find_area(session, name, &place, &draft, error);
    if (done) {
        buffer_format(&title, _("Neighbourhood execution programme %s"), row_text(&place, "name"));
        row_init(&programme, ENTITY_PROGRAMME);
        row_set(&programme, "area", value_id(place.id));
        row_set(&programme, "title", value_text(title.bytes));
        row_set(&programme, "status", value_text("draft"));
        draft_create(&draft, &programme);
        done = row_check(&programme, error) && session_commit(session, &draft, error);
        if (done)
            session->programme = programme.id;
        row_release(&programme);
        row_release(&place);
    }
    draft_release(&draft);
    buffer_release(&title);
    buffer_release(&label);
    free(copy);
    return done;
}

/* ---- the example ---- */

#define PAST                                                                                       \
    "past-" /* of the files "past-2026-01-12-18-milestone.csv": rows as they were that day */
#define PAST_LENGTH 16 /* of the name up to the number */

/* The next day behind `day` of which there are files, with the beginning of their names. */
static bool next_past(date_t *day, char prefix[PAST_LENGTH + 1])
{
    size_t cursor = 0, begin = strlen(PAST);
    for (const char *name; (name = embedded_next(&cursor)) != NULL;) {
        const char *file = path_name(name);
        date_t of;
        if (strncmp(name, "demo/" PAST, 5 + begin) != 0 || strlen(file) <= PAST_LENGTH)
            continue;
        memcpy(prefix, file, PAST_LENGTH);
        prefix[PAST_LENGTH - 1] = '\0'; /* the date alone */
        if (!date_parse_iso(prefix + begin, &of) || (*day != DATE_NONE && of <= *day))
            continue;
        prefix[PAST_LENGTH - 1] = '-';
        prefix[PAST_LENGTH] = '\0';
        *day = of;
        return true;
    }
    return false;
}

static void act_on(struct session *session, date_t day, date_t today)
{
    journal_day(session->journal, day);
    session->today = day == DATE_NONE ? today : day;
}

static bool fill_base(struct session *session, struct error *error)
{
    return importing_embedded(session, "base-", _("Areas and themes to begin with"), error);
}

/* Minutes are made from the rows, as when a meeting closes, and adopted in the next one. */
static bool fill_minutes(struct session *session, struct error *error)
{
    struct gathered meetings = {.list = {0}};
    struct gather_of closed = {ENTITY_MEETING, "programme", session->programme, "starts", false};
    bool good = gather_rows(session, &closed, &meetings, error);
    struct id last = {{0}};
    for (size_t i = 0; good && i < meetings.list.count; i++) {
        const struct row *meeting = &meetings.list.items[i];
        if (strcmp(row_text(meeting, "status"), "closed") != 0)
            continue;
        good = (id_is_none(last) || minutes_adopt(session, last, meeting->id, error)) &&
               minutes_make(session, meeting->id, error);
        last = meeting->id;
    }
    gather_release(&meetings);
    return good;
}

/* The example as it is now lies over what it was on earlier days: then dates were moved, and an
 * effort about which nothing is written since is silent. A day that has not come yet is no past. */
static bool fill_example(struct session *session, struct error *error)
{
    const char *label = _("Example programme");
    char prefix[PAST_LENGTH + 1];
    date_t today = session->today, day = DATE_NONE;
    bool filled = false, good = true;
    while (good && next_past(&day, prefix) && day < today) {
        act_on(session, day, today);
        good = filled || fill_base(session, error);
        filled = true;
        good = good && importing_embedded(session, prefix, label, error);
    }
    act_on(session, DATE_NONE, today);
    return good && (filled || fill_base(session, error)) &&
           importing_embedded(session, "example-", label, error) &&
           session_only_programme(session, &session->programme, error) &&
           fill_minutes(session, error);
}

static bool fill(struct session *session, const struct starting *starting, struct error *error)
{
    return (starting->demo ? fill_example(session, error) : fill_base(session, error)) &&
           (starting->area == NULL || starting_programme(session, starting->area, error));
}

bool starting_make(struct session **out, const struct session_options *options,
                   const struct starting *starting, struct error *error)
{
    struct session_options fresh = *options;
    fresh.create = true;
    fresh.read_only = false;
    if (!session_open(out, &fresh, error))
        return false;
    if (fill(*out, starting, error))
        return true;
    session_close(*out);
    *out = NULL;
    unlink(options->path);
    return false;
}
