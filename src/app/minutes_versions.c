/* Versions of minutes: frozen, corrected, adopted; their text is never changed. */
#include <stdlib.h>
#include <string.h>

#include "meeting_internal.h"
#include "minutes_internal.h"
#include "wijk/app/rows.h"
#include "wijk/base/memory.h"
#include "wijk/base/text.h"
#include "wijk/store/sha256.h"

static bool read_versions(struct session *session, struct id meeting, struct gathered *rows,
                          struct error *error)
{
    struct gather_of of = {ENTITY_MINUTES, "meeting", meeting, "version", true};
    return gather_rows(session, &of, rows, error);
}

bool minutes_frozen(struct session *session, struct id meeting, int64_t version,
                    struct minutes_found *frozen, struct error *error)
{
    struct gathered rows = {.list = {0}};
    frozen->found = false;
    bool good = read_versions(session, meeting, &rows, error);
    for (size_t i = 0; good && i < rows.list.count && !frozen->found; i++)
        if (version == 0 || row_integer(&rows.list.items[i], "version", 0) == version) {
            row_copy(&frozen->row, &rows.list.items[i]);
            frozen->found = true;
        }
    gather_release(&rows);
    return good;
}

bool minutes_versions(struct session *session, struct id meeting, struct minutes_versions *versions,
                      struct error *error)
{
    struct gathered rows = {.list = {0}};
    *versions = (struct minutes_versions){0};
    bool good = read_versions(session, meeting, &rows, error);
    if (good && rows.list.count > 0)
        versions->items = memory_array(rows.list.count, sizeof *versions->items);
    for (size_t i = 0; good && i < rows.list.count; i++) {
        const struct row *row = &rows.list.items[i];
        struct minutes_version *version = &versions->items[versions->count++];
        const char *text = row_text(row, "text"), *hash = row_text(row, "sha256");
        const char *erratum = row_text(row, "erratum"), *language = row_text(row, "language");
        char found[SHA256_SIZE];
        sha256_text(text == NULL ? "" : text, text == NULL ? 0 : strlen(text), found);
        version->id = row->id;
        version->version = row_integer(row, "version", 0);
        version->made_at = meeting_moment(row, "made_at");
        version->language =
            language != NULL && strcmp(language, "en") == 0 ? LANGUAGE_EN : LANGUAGE_NL;
        version->erratum = memory_string(erratum == NULL ? "" : erratum);
        memcpy(version->sha256, found, sizeof found);
        version->whole = hash != NULL && strcmp(hash, found) == 0;
        if (hash != NULL && strlen(hash) < SHA256_SIZE)
            memcpy(version->sha256, hash, strlen(hash) + 1);
        version->adopted_in = row_reference(row, "adopted_in");
    }
    gather_release(&rows);
    return good;
}

void minutes_versions_release(struct minutes_versions *versions)
{
    for (size_t i = 0; i < versions->count; i++)
        free(versions->items[i].erratum);
    free(versions->items);
    *versions = (struct minutes_versions){0};
}

/* ---- freezing ---- */

/* A further version: its text, and the row of it in the draft. */
struct freezing {
    struct minutes_collecting collecting;
    struct id erratum_of; /* none: the first, or made anew */
    enum language language;
    struct buffer text;
};

static void add_row(struct freezing *freezing, struct draft *draft)
{
    struct row row;
    char hash[SHA256_SIZE];
    sha256_text(freezing->text.bytes, freezing->text.length, hash);
    row_init(&row, ENTITY_MINUTES);
    row_set(&row, "meeting", value_id(freezing->collecting.meeting));
    row_set(&row, "version", value_integer(freezing->collecting.version));
    row_set(&row, "text", value_text(freezing->text.bytes));
    row_set(&row, "sha256", value_text(hash));
    row_set(&row, "language", value_text(freezing->language == LANGUAGE_NL ? "nl" : "en"));
    row_set(&row, "made_at", meeting_moment_value(moment_now()));
    row_set(&row, "erratum_of", value_id(freezing->erratum_of));
    row_set(&row, "erratum", value_text(freezing->collecting.erratum));
    draft_create(draft, &row);
    row_release(&row);
}

/* A template with an error must not keep a meeting open: then the standard one is taken. */
static bool make_text(struct freezing *freezing, char **notice, struct error *error)
{
    struct error own = ERROR_NONE;
    if (minutes_text(&freezing->collecting, freezing->language, &freezing->text, &own))
        return true;
    if (notice == NULL && own.code != ERROR_INPUT && own.code != ERROR_NOT_FOUND) {
        *error = own;
        return false;
    }
    struct session *session = freezing->collecting.session;
    const struct config *config = session->config;
    buffer_clear(&freezing->text);
    session->config = NULL;
    bool done = minutes_text(&freezing->collecting, freezing->language, &freezing->text, error);
    session->config = config;
    if (done && notice != NULL) {
        struct buffer sentence = BUFFER_EMPTY;
        buffer_format(&sentence, _("%s The standard template was used instead."), own.message);
        *notice = buffer_detach(&sentence);
    }
    return done;
}

static bool next_version(struct freezing *freezing, struct error *error)
{
    struct minutes_found newest;
    if (!minutes_frozen(freezing->collecting.session, freezing->collecting.meeting, 0, &newest,
                        error))
        return false;
    freezing->collecting.version = 1;
    if (!newest.found)
        return true;
    freezing->collecting.version = row_integer(&newest.row, "version", 0) + 1;
    if (freezing->collecting.erratum != NULL) {
        freezing->erratum_of = newest.row.id;
        freezing->collecting.corrects = freezing->collecting.version - 1;
        freezing->language =
            strcmp(row_text(&newest.row, "language"), "en") == 0 ? LANGUAGE_EN : LANGUAGE_NL;
    }
    row_release(&newest.row);
    return true;
}

bool minutes_freeze(struct session *session, const struct minutes_closing *closing,
                    struct draft *draft, char **notice, struct error *error)
{
    struct freezing freezing = {
        .collecting = {.session = session, .meeting = closing->meeting, .closing = closing},
        .language = language_now(),
        .text = BUFFER_EMPTY};
    if (notice != NULL)
        *notice = NULL;
    bool done = next_version(&freezing, error) && make_text(&freezing, notice, error);
    if (done)
        add_row(&freezing, draft);
    buffer_release(&freezing.text);
    return done;
}

static bool closed_meeting(struct session *session, struct id meeting, struct row *row,
                           struct error *error)
{
    if (!session_writable(session, error) || !meeting_get(session, meeting, row, error))
        return false;
    if (meeting_status_of(row_text(row, "status")) == MEETING_CLOSED)
        return true;
    row_release(row);
    return error_set(error, ERROR_REFUSED,
                     _("This meeting is not closed yet; its minutes are made when it closes."));
}

static bool commit(struct freezing *freezing, const struct row *meeting, const char *what,
                   struct error *error)
{
    struct buffer label = BUFFER_EMPTY;
    struct draft draft;
    meeting_label(freezing->collecting.session, meeting, what, &label);
    draft_init(&draft, label.bytes);
    add_row(freezing, &draft);
    bool done = meeting_commit(freezing->collecting.session, meeting->id, &draft, error);
    draft_release(&draft);
    buffer_release(&label);
    return done;
}

bool minutes_make(struct session *session, struct id meeting, struct error *error)
{
    struct freezing freezing = {.collecting = {.session = session, .meeting = meeting},
                                .language = language_now(),
                                .text = BUFFER_EMPTY};
    struct row row;
    if (!closed_meeting(session, meeting, &row, error))
        return false;
    bool done = next_version(&freezing, error);
    if (done && freezing.collecting.version > 1)
        done = error_set(error, ERROR_REFUSED,
                         _("This meeting has minutes already; a correction makes a further "
                           "version of them."));
    done = done && minutes_text(&freezing.collecting, freezing.language, &freezing.text, error) &&
           commit(&freezing, &row, _("minutes made"), error);
    buffer_release(&freezing.text);
    row_release(&row);
    return done;
}

bool minutes_correct(struct session *session, struct id meeting, const char *erratum,
                     int64_t *version, struct error *error)
{
    struct buffer what = BUFFER_EMPTY;
    struct row row;
    text_clean(&what, erratum == NULL ? "" : erratum, erratum == NULL ? 0 : strlen(erratum), false);
    struct freezing freezing = {
        .collecting = {.session = session, .meeting = meeting, .erratum = text_trim(what.bytes)},
        .language = language_now(),
        .text = BUFFER_EMPTY};
    bool done = *freezing.collecting.erratum != '\0' ||
                error_set(error, ERROR_INPUT, _("Say what is corrected in the minutes."));
    if (!done || !closed_meeting(session, meeting, &row, error)) {
        buffer_release(&what);
        return false;
    }
    done = next_version(&freezing, error) &&
           (freezing.collecting.version > 1 ||
            error_set(error, ERROR_REFUSED, _("This meeting has no minutes yet to correct."))) &&
           minutes_text(&freezing.collecting, freezing.language, &freezing.text, error) &&
           commit(&freezing, &row, _("minutes corrected"), error);
    if (done && version != NULL)
        *version = freezing.collecting.version;
    buffer_release(&freezing.text);
    buffer_release(&what);
    row_release(&row);
    return done;
}

/* ---- adopting ---- */

/* The meeting that runs, else the one held last, of those after it. */
static bool adopting_meeting(struct session *session, const struct row *meeting, struct id *in,
                             struct error *error)
{
    struct gathered rows = {.list = {0}};
    struct query query;
    query_init(&query, ENTITY_MEETING);
    query.order = entity_field(query.entity, "starts");
    query.descending = true;
    *in = (struct id){{0}};
    if (!query_add(&query, "programme", QUERY_EQUAL, value_id(row_reference(meeting, "programme")),
                   error) ||
        !query_add(&query, "starts", QUERY_MORE, value_text(row_text(meeting, "starts")), error)) {
        query_release(&query);
        return false;
    }
    bool good = gather_query(session, &query, &rows, error), running = false;
    for (size_t i = 0; good && i < rows.list.count && !running; i++) {
        enum meeting_status status = meeting_status_of(row_text(&rows.list.items[i], "status"));
        running = status == MEETING_RUNNING;
        if (running || (status == MEETING_CLOSED && id_is_none(*in)))
            *in = rows.list.items[i].id;
    }
    gather_release(&rows);
    if (good && id_is_none(*in))
        return error_set(error, ERROR_REFUSED,
                         _("There is no later meeting in which the minutes could be adopted."));
    return good;
}

static bool may_adopt(const struct row *meeting, const struct row *in, const struct row *minutes,
                      struct error *error)
{
    if (!id_is_none(row_reference(minutes, "adopted_in")))
        return error_set(error, ERROR_REFUSED, _("Version %lld of the minutes is adopted already."),
                         (long long)row_integer(minutes, "version", 1));
    if (strcmp(row_text(in, "starts"), row_text(meeting, "starts")) <= 0)
        return error_set(error, ERROR_REFUSED,
                         _("Minutes are adopted in a later meeting than the one they are of."));
    if (meeting_status_of(row_text(in, "status")) < MEETING_RUNNING)
        return error_set(error, ERROR_REFUSED,
                         _("That meeting has not begun yet; minutes are adopted during it."));
    return true;
}

static bool adopt(struct session *session, const struct row *meeting, const struct row *minutes,
                  struct id in, struct error *error)
{
    struct row other;
    if (!meeting_get(session, in, &other, error))
        return false;
    bool done = may_adopt(meeting, &other, minutes, error);
    row_release(&other);
    if (!done)
        return false;
    struct buffer label = BUFFER_EMPTY;
    struct draft draft;
    meeting_label(session, meeting, _("minutes adopted"), &label);
    draft_init(&draft, label.bytes);
    draft_set(&draft, ENTITY_MINUTES, minutes->id, "adopted_in", value_id(in));
    done = meeting_commit(session, in, &draft, error);
    draft_release(&draft);
    buffer_release(&label);
    return done;
}

bool minutes_adopt(struct session *session, struct id meeting, struct id in, struct error *error)
{
    struct minutes_found newest = {.found = false};
    struct row row;
    if (!session_writable(session, error) || !meeting_get(session, meeting, &row, error))
        return false;
    bool done = minutes_frozen(session, meeting, 0, &newest, error) &&
                (newest.found ||
                 error_set(error, ERROR_REFUSED, _("This meeting has no minutes yet to adopt.")));
    if (done && id_is_none(in))
        done = adopting_meeting(session, &row, &in, error);
    done = done && adopt(session, &row, &newest.row, in, error);
    if (newest.found)
        row_release(&newest.row);
    row_release(&row);
    return done;
}
