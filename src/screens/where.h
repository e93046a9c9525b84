/* Paths as people type them: "~/" as the shell knows it, and Tab. */
#ifndef WIJK_SCREENS_WHERE_H
#define WIJK_SCREENS_WHERE_H

#include "wijk/base/buffer.h"
#include "wijk/tui/widgets/candidates.h"

/* Adds the path that was typed, with "~/" expanded. */
void where_expand(const char *typed, struct buffer *out);
/* Files and folders whose names begin as the word does: for prompt_request.complete. */
void where_complete(void *nothing, const char *word, struct candidates *out);
/* Folders on which a stick or a disk is mounted, as far as they are writable. */
void where_mounts(const char *typed, struct candidates *out);

#endif
