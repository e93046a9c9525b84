/*
 * Problems that look like the one being typed: found through the full text, in all programmes of
 * the file, so that what is known elsewhere is seen before it is flagged once more.
 */
#ifndef WIJK_APP_SIMILAR_H
#define WIJK_APP_SIMILAR_H

#include "wijk/app/session.h"

#define SIMILAR_MOST 2

struct similar {
    struct {
        struct id id;
        char *title; /* owned: "Elders · K-7 Damp": the neighbourhood in a file with several */
        double likeness;
    } found[SIMILAR_MOST]; /* the most alike first */
    size_t count;
};

/* Open problems whose titles share at least half of their longer words with the text. `similar` is
 * released before it is asked again. */
bool similar_find(struct session *session, const char *text, struct similar *similar,
                  struct error *error) MUST_USE;

/* Lessons that have something of the text, whatever neighbourhood learnt them. */
bool similar_lessons(struct session *session, const char *text, struct similar *similar,
                     struct error *error) MUST_USE;
void similar_release(struct similar *similar);

#endif
