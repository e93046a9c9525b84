/*
 * Where the bytes of a CSV file come from: a descriptor read in blocks, or memory. Private to
 * base/csv.
 */
#ifndef WIJK_BASE_CSV_SOURCE_H
#define WIJK_BASE_CSV_SOURCE_H

#include <sys/types.h>

#include "wijk/base/csv.h"

struct csv_source {
    int file; /* owned; -1: memory */
    char *name;
    char *own;         /* owned block, for a file */
    const char *block; /* the block, or all of the memory */
    size_t used, at;   /* bytes in the block; position of the next */
    off_t start;       /* position of the block in the file */
    off_t size, first; /* of the file; of its first byte behind the byte order mark */
    enum csv_encoding encoding;
    struct error failure; /* of reading */
};

bool csv_source_file(struct csv_source *source, int file, const char *name, struct error *error);
bool csv_source_text(struct csv_source *source, const char *text, size_t length,
                     struct error *error);
void csv_source_release(struct csv_source *source);

/* Reads the next block; false: the end, or a failure. */
bool csv_source_more(struct csv_source *source);
void csv_source_seek(struct csv_source *source, off_t position);

static inline off_t csv_source_tell(const struct csv_source *source)
{
    return source->start + (off_t)source->at;
}

/* The next byte without taking it; -1 at the end. */
static inline int csv_source_peek(struct csv_source *source)
{
    if (source->at == source->used && !csv_source_more(source))
        return -1;
    return (unsigned char)source->block[source->at];
}

#endif
