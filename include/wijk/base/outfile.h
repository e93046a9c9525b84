/*
 * A file that is written piece by piece and appears whole or not at all: it is written beside its
 * path, synced, and renamed over it at the end, so that a full disk never leaves half a file.
 *
 *     struct outfile file;
 *     if (!outfile_begin(&file, path, 0600, &error))
 *         return false;
 *     buffer_add_text(&file.content, "…");           add as much as you like, now and then call
 *     if (!outfile_flush(&file, &error)) …           this, which keeps memory flat
 *     return outfile_commit(&file, &error);          or outfile_abort(&file)
 */
#ifndef WIJK_BASE_OUTFILE_H
#define WIJK_BASE_OUTFILE_H

#include <stdbool.h>

#include "wijk/base/buffer.h"
#include "wijk/base/error.h"

struct outfile {
    struct buffer content; /* not yet written; add to it */
    char *path, *beside;   /* owned */
    int file;              /* -1 after a failure */
};

bool outfile_begin(struct outfile *outfile, const char *path, unsigned mode,
                   struct error *error) MUST_USE;

/* Writes the content out when there is much of it. After a failure nothing is left behind and the
 * struct is released. */
bool outfile_flush(struct outfile *outfile, struct error *error) MUST_USE;

/* Writes the rest, syncs and renames; releases the struct, also on failure. */
bool outfile_commit(struct outfile *outfile, struct error *error) MUST_USE;

/* Removes what was written; the old file is untouched. Does nothing after a failure. */
void outfile_abort(struct outfile *outfile);

#endif
