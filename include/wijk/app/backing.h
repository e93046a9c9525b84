/*
 * The daily backup of a large file, so that nobody waits for it: copied ahead in idle moments when
 * somebody begins to type, and with progress where it lasts all the same.
 */
#ifndef WIJK_APP_BACKING_H
#define WIJK_APP_BACKING_H

#include "wijk/app/session.h"

/* Whether there is still something to copy ahead of the first change of this day. */
bool backing_wanted(const struct session *session);

/* Copies a piece: a few milliseconds. Call as long as backing_wanted. */
void backing_ahead(struct session *session);

/* What is called while a backup is made, with bytes; false stops the backup, and what was to be
 * done goes on without where it is the daily one. */
typedef bool backing_progress(void *context, long done, long total);
void backing_on_progress(struct session *session, backing_progress *call, void *context);

#endif
