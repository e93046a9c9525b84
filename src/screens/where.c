#include "where.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "wijk/base/memory.h"
#include "wijk/base/path.h"
#include "wijk/base/text.h"

void where_expand(const char *typed, struct buffer *out)
{
    const char *home = getenv("HOME");
    if (strncmp(typed, "~/", 2) == 0 && home != NULL)
        path_join(out, home, typed + 2);
    else
        buffer_add_text(out, typed);
}

void where_complete(void *nothing, const char *word, struct candidates *out)
{
    (void)nothing;
    const char *slash = strrchr(word, '/'), *name = slash == NULL ? word : slash + 1;
    char *folder =
        slash == NULL ? memory_string(".") : memory_bytes(word, (size_t)(slash + 1 - word));
    DIR *open = opendir(folder);
    for (const struct dirent *entry; open != NULL && (entry = readdir(open)) != NULL;) {
        struct stat status;
        struct buffer path = BUFFER_EMPTY, full = BUFFER_EMPTY;
        if (entry->d_name[0] != '.' && strncmp(entry->d_name, name, strlen(name)) == 0) {
            buffer_format(&path, "%.*s%s", (int)(name - word), word, entry->d_name);
            buffer_format(&full, "%s/%s", folder, entry->d_name);
            if (stat(full.bytes, &status) == 0 && S_ISDIR(status.st_mode))
                buffer_add_byte(&path, '/');
            candidates_add(out, path.bytes, NULL, (struct id){{0}});
        }
        buffer_release(&path);
        buffer_release(&full);
    }
    if (open != NULL)
        closedir(open);
    free(folder);
}

/* ---- sticks ---- */

/* A folder on another disk than the one above it. */
static bool is_mounted(const char *above, const char *path)
{
    struct stat one, other;
    return stat(above, &one) == 0 && stat(path, &other) == 0 && S_ISDIR(other.st_mode) &&
           one.st_dev != other.st_dev && access(path, W_OK) == 0;
}

/* `depth`: how many folders below this one are looked at. */
static void add_mounts(const char *above, int depth, const char *typed, struct candidates *out)
{
    DIR *open = opendir(above);
    for (const struct dirent *entry; open != NULL && (entry = readdir(open)) != NULL;) {
        struct buffer path = BUFFER_EMPTY;
        path_join(&path, above, entry->d_name);
        bool hidden = entry->d_name[0] == '.';
        if (!hidden && is_mounted(above, path.bytes) && text_match(path.bytes, typed) >= 0)
            candidates_add(out, path.bytes, NULL, (struct id){{2, 1}});
        else if (!hidden && depth > 1)
            add_mounts(path.bytes, depth - 1, typed, out);
        buffer_release(&path);
    }
    if (open != NULL)
        closedir(open);
}

void where_mounts(const char *typed, struct candidates *out)
{
    add_mounts("/media", 2, typed, out);
    add_mounts("/run/media", 2, typed, out);
    add_mounts("/mnt", 1, typed, out);
    if (text_match("/mnt", typed) >= 0 && is_mounted("/", "/mnt"))
        candidates_add(out, "/mnt", NULL, (struct id){{2, 1}});
}
