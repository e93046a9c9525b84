/*
 * Paths and files: joining, the XDG folders, whole-file reading, and writing that never leaves a
 * half file.
 */
#ifndef WIJK_BASE_PATH_H
#define WIJK_BASE_PATH_H

#include <stdbool.h>
#include <stddef.h>

#include "wijk/base/buffer.h"
#include "wijk/base/error.h"

/* Adds folder, a slash where needed, and name. An absolute name stands alone. */
void path_join(struct buffer *out, const char *folder, const char *name);

/* The part behind the last slash (borrowed), and the folder before it ("." when there is none;
 * owned). */
const char *path_name(const char *path);
char *path_folder(const char *path);

/* $XDG_CONFIG_HOME/wijk or ~/.config/wijk; $XDG_DATA_HOME/wijk or ~/.local/share/wijk. False: no
 * home folder. */
bool path_config(struct buffer *out, struct error *error) MUST_USE;
bool path_data(struct buffer *out, struct error *error) MUST_USE;

/* Makes the folder and those above it, mode 0700. */
bool path_make_folders(const char *folder, struct error *error) MUST_USE;

bool path_exists(const char *path);

/* Reads a whole file of at most `limit` bytes. */
bool path_read(const char *path, size_t limit, struct buffer *out, struct error *error) MUST_USE;

/* Writes beside the path, syncs, then renames over it; `mode` as in open(2). On failure the old
 * file is untouched. */
bool path_write(const char *path, const struct buffer *content, unsigned mode,
                struct error *error) MUST_USE;

/* Fills the error from errno for this path: full disk, no permission, not found and the rest each
 * get a sentence. `doing` is a translated verb phrase as in "write". Always returns false. */
bool path_failed(const char *path, int error_number, struct error *error);

/* What kind of file system holds the path. */
enum path_medium { PATH_LOCAL, PATH_NETWORK, PATH_REMOVABLE };
enum path_medium path_medium(const char *path);

#endif
