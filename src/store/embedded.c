#include "wijk/store/embedded.h"

#include <string.h>

struct embedded {
    const char *name;
    const char *const *lines; /* each with its line end, NULL behind the last */
};

/* Written by src/share/embed.sh. */
static const struct embedded files[] = {
#include "schema.inc"
    {NULL, NULL}};

const char *embedded_next(size_t *cursor)
{
    const char *name = files[*cursor].name;
    if (name != NULL)
        ++*cursor;
    return name;
}

bool embedded_read(const char *name, struct buffer *out)
{
    for (const struct embedded *file = files; file->name != NULL; file++) {
        if (strcmp(file->name, name) != 0)
            continue;
        for (const char *const *line = file->lines; *line != NULL; line++)
            buffer_add_text(out, *line);
        return true;
    }
    return false;
}
