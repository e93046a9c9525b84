/*
 * Lessons: what was learnt in one neighbourhood, for the others; who took them over, and what
 * became of that.
 */
#ifndef WIJK_APP_LESSONS_H
#define WIJK_APP_LESSONS_H

#include "wijk/app/session.h"
#include "wijk/base/date.h"
#include "wijk/base/vector.h"
#include "wijk/domain/row.h"

struct lesson_adoption {
    struct id id, programme;
    char *where, *outcome; /* owned: the neighbourhood; "" while nothing is known of it */
    date_t on;
};

struct lesson_about {
    enum entity_kind kind;
    struct id id;
    char *title; /* owned: "K-2 Damp" */
};

struct lesson {
    struct row row;      /* owned */
    char *theme, *area;  /* owned: names, or "" */
    char *source, *kind; /* owned: the partner, and what kind of partner it is, or "" */
    bool here;           /* the programme looked at has adopted it */
    VECTOR(struct lesson_adoption) adoptions; /* newest first */
    VECTOR(struct lesson_about) about;        /* the rows it is linked to */
};

bool lesson_load(struct session *session, struct id id, struct lesson *lesson,
                 struct error *error) MUST_USE;
void lesson_release(struct lesson *lesson);

/* Writes down that a programme takes the lesson over; of a lesson it has adopted already, what
 * became of it. One act. Refused without a programme, and when there is nothing new to say. */
struct lesson_adopting {
    struct id lesson, programme; /* programme none: the one looked at */
    date_t on;                   /* DATE_NONE: today */
    const char *outcome;         /* NULL: not known yet */
};
bool lesson_adopt(struct session *session, const struct lesson_adopting *adopting,
                  struct error *error) MUST_USE;

/* Links the lesson to any other row with a code, or to a theme, area or partner. One act. */
struct lesson_linking {
    struct id lesson;
    enum entity_kind kind;
    struct id row;
};
bool lesson_link(struct session *session, const struct lesson_linking *linking,
                 struct error *error) MUST_USE;

/* Lessons that have something of the words typed, the most first; at most `limit` calls. The row is
 * borrowed for the call. */
struct lessons_like {
    const char *words;
    double least; /* likeness (domain/lesson.h) */
    size_t limit;
};
typedef void lessons_like_call(void *context, const struct row *lesson, double likeness);
bool lessons_like(struct session *session, const struct lessons_like *like, lessons_like_call *each,
                  void *context, struct error *error) MUST_USE;

#endif
