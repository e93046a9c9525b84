/* What the files of the papers share: the shapes of the templates and how a paper is made. */
#ifndef WIJK_SRC_APP_MINUTES_INTERNAL_H
#define WIJK_SRC_APP_MINUTES_INTERNAL_H

#include "paper.h"
#include "wijk/app/meeting.h"
#include "wijk/app/minutes.h"
#include "wijk/domain/template.h"

/* ---- shapes ---- */

extern const struct template_shape minutes_meeting_shape;   /* of minutes and agenda */
extern const struct template_shape minutes_decisions_shape; /* of the list of decisions */
extern const struct template_shape minutes_actions_shape;   /* of the list of actions */

/* A row that may be there. */
struct minutes_found {
    struct row row; /* owned, when found */
    bool found;
};

/* ---- collecting ---- */

struct minutes_collecting {
    struct session *session;
    struct id meeting;
    const struct minutes_closing *closing; /* NULL: as it is in the file */
    int64_t version, corrects;             /* 0: none */
    const char *erratum, *translation;     /* NULL: none */
    bool draft;
    bool agenda; /* planned times, not real ones */
};

/* Initialises the record, also when it fails. */
bool minutes_collect(const struct minutes_collecting *collecting, struct template_record *record,
                     struct error *error) MUST_USE;
bool minutes_collect_items(const struct minutes_collecting *collecting,
                           const struct meeting_view *view, struct template_record *record,
                           struct error *error) MUST_USE;

/* "dinsdag 24 november 2026" and "14:00", local. */
void minutes_date_text(int64_t moment, enum date_style style, struct buffer *out);
void minutes_time_text(int64_t moment, struct buffer *out);
/* Sets a field from a buffer, which it empties. */
void minutes_set(struct template_record *record, const char *name, struct buffer *text);
void minutes_set_number(struct template_record *record, const char *name, int64_t number);
/* Adds "J. de Vries (Ymere)" of a problem or an action. */
void minutes_owner(struct session *session, const struct row *row, struct buffer *out);
/* Adds "I-12" or, of what has no code, the name of the row it is about; nothing for nothing. */
void minutes_about(struct session *session, const struct row *row, struct buffer *out);

/* ---- making ---- */

/* The title of a Markdown text: its first heading, as plain text. */
void minutes_title(const char *markdown, struct buffer *out);

/* The text of the minutes as they are now, in the language; see minutes_collecting. */
bool minutes_text(const struct minutes_collecting *collecting, enum language language,
                  struct buffer *out, struct error *error) MUST_USE;

/* ---- versions ---- */

/* A version, or the newest (0). */
bool minutes_frozen(struct session *session, struct id meeting, int64_t version,
                    struct minutes_found *frozen, struct error *error) MUST_USE;

/* The next meeting of the same kind and theme: minutes made later name the same one. */
bool minutes_next(struct session *session, const struct row *meeting, struct minutes_found *next,
                  struct error *error) MUST_USE;

/* ---- calendars ---- */

bool minutes_calendar(struct session *session, const struct minutes_paper *paper,
                      struct buffer *out, struct error *error) MUST_USE;
bool minutes_invitation(struct session *session, const struct minutes_paper *paper,
                        struct buffer *out, struct error *error) MUST_USE;
bool minutes_tasks(struct session *session, const struct minutes_paper *paper, struct buffer *out,
                   struct error *error) MUST_USE;

#endif
