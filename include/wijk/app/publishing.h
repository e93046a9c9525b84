/*
 * Publishing: the public monitor as a static site, in Dutch and English, for the whole file: a page
 * for the city, each neighbourhood, theme and goal, the agreements, the lessons and what changed,
 * with every table as CSV and JSON beside it and a feed. Only what domain/visibility.h allows is
 * ever read into it.
 *
 *     struct publish_result result;
 *     if (!publishing_run(session, &(struct publish_options){.folder = "site"}, &result, error)) …
 *
 * A site is a folder with the file ".wijk-site" in it, which remembers the editions. The new
 * edition is written beside the folder and takes its place in one step at the end, so that the old
 * one stays whole until then, whatever happens. A page that did not change is the same file as
 * before, with its old time. What others put into the folder stays in it.
 */
#ifndef WIJK_APP_PUBLISHING_H
#define WIJK_APP_PUBLISHING_H

#include <stdbool.h>

#include "wijk/app/session.h"
#include "wijk/base/error.h"

/* False: stop. */
typedef bool publish_progress(void *context, long done, long total);

struct publish_options {
    const char *folder;         /* made when it is not there */
    publish_progress *progress; /* may be NULL */
    void *context;
};

struct publish_result {
    long programmes, goals, indicators; /* that are public */
    long written, kept;                 /* files: new or changed, and the same as before */
    long changed;                       /* rows that changed since the last edition */
};

/* ERROR_REFUSED: the folder holds something else; ERROR_BUSY: another program publishes into it
 * just now; ERROR_CANCELLED: the progress said stop. The old edition is then as it was. */
bool publishing_run(struct session *session, const struct publish_options *options,
                    struct publish_result *result, struct error *error) MUST_USE;

#endif
