/* A pack of any bytes: whatever it says, reading ends, with the records or with a sentence. What
 * follows the first bytes is also read as the stream of an open pack, so that the fuzzer gets past
 * the form of blocks. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "wijk/store/pack.h"

static void demand(bool right)
{
    if (!right)
        abort();
}

static void read_pack(const char *path)
{
    struct pack_reader *reader;
    struct error error = ERROR_NONE;
    if (!pack_open(&reader, path, NULL, &error)) {
        demand(error_is_set(&error));
        return;
    }
    bool more = true;
    while (more) {
        struct pack_record record;
        if (!pack_next(reader, &record, &more, &error)) {
            demand(error_is_set(&error));
            break;
        }
        if (more && record.type == PACK_ACT)
            demand(record.act.label != NULL && record.act.length <= JOURNAL_BODY_LIMIT);
    }
    pack_close(reader);
}

static void write_size(FILE *file, size_t size)
{
    for (int i = 0; i < 4; i++)
        fputc((int)(size >> (8 * i) & 0xFF), file);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char path[64];
    snprintf(path, sizeof path, "/tmp/wijk-fuzz-%ld.wijk", (long)getpid());
    FILE *file = fopen(path, "wb");
    demand(file != NULL && fwrite(data, 1, size, file) == size && fclose(file) == 0);
    read_pack(path);
    if (size <= PACK_BLOCK) {
        file = fopen(path, "wb");
        demand(file != NULL);
        fwrite("WIJKPACK\1\0\0\0\2", 1, 13, file);
        write_size(file, size);
        write_size(file, size);
        demand(fwrite(data, 1, size, file) == size && fclose(file) == 0);
        read_pack(path);
    }
    unlink(path);
    return 0;
}
