#include "csv_source.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/base/path.h"

#define BLOCK 65536
#define SPOOL_LIMIT (1LL << 30) /* bytes from a pipe */

/* Counts characters of several bytes that are right and bytes that are not UTF-8. */
struct utf8_scan {
    int need;
    unsigned char low, high; /* what the next byte may be */
    long long good, bad;
};

static void scan_first(struct utf8_scan *scan, unsigned char byte)
{
    scan->low = byte == 0xE0 ? 0xA0 : byte == 0xF0 ? 0x90 : 0x80;
    scan->high = byte == 0xED ? 0x9F : byte == 0xF4 ? 0x8F : 0xBF;
    if (byte < 0x80)
        scan->need = 0;
    else if (byte >= 0xC2 && byte <= 0xDF)
        scan->need = 1;
    else if (byte >= 0xE0 && byte <= 0xEF)
        scan->need = 2;
    else if (byte >= 0xF0 && byte <= 0xF4)
        scan->need = 3;
    else
        scan->bad++;
}

static void scan_block(struct utf8_scan *scan, const char *block, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)block[i];
        if (scan->need == 0) {
            if (byte >= 0x80)
                scan_first(scan, byte);
        } else if (byte >= scan->low && byte <= scan->high) {
            scan->low = 0x80;
            scan->high = 0xBF;
            if (--scan->need == 0)
                scan->good++;
        } else {
            scan->bad++;
            scan->need = 0;
            scan_first(scan, byte);
        }
    }
}

bool csv_source_more(struct csv_source *source)
{
    if (source->file < 0 || error_is_set(&source->failure))
        return false;
    source->start += (off_t)source->used;
    source->used = source->at = 0;
    ssize_t got;
    do
        got = read(source->file, source->own, BLOCK);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        return path_failed(source->name, errno, &source->failure);
    source->used = (size_t)got;
    return got > 0;
}

void csv_source_seek(struct csv_source *source, off_t position)
{
    if (position >= source->start && position <= source->start + (off_t)source->used) {
        source->at = (size_t)(position - source->start);
        return;
    }
    if (lseek(source->file, position, SEEK_SET) < 0)
        path_failed(source->name, errno, &source->failure);
    source->start = position;
    source->used = source->at = 0;
}

/* Looks at the first block and then at all of it: byte order mark, encoding. */
static bool look_through(struct csv_source *source, struct error *error)
{
    struct utf8_scan scan = {0};
    if (source->file >= 0)
        csv_source_more(source);
    bool marked = source->used >= 3 && memcmp(source->block, "\xEF\xBB\xBF", 3) == 0;
    if (source->used >= 2 &&
        (memcmp(source->block, "\xFF\xFE", 2) == 0 || memcmp(source->block, "\xFE\xFF", 2) == 0))
        return error_set(error, ERROR_INPUT,
                         _("%s: this text is UTF-16; save it as “CSV UTF-8” and try again"),
                         source->name);
    if (source->used >= 4 && memcmp(source->block, "PK\003\004", 4) == 0)
        return error_set(error, ERROR_INPUT,
                         _("%s: this is a spreadsheet or an archive, not CSV; save it as CSV and "
                           "try again"),
                         source->name);
    do
        scan_block(&scan, source->block, source->used);
    while (source->file >= 0 && csv_source_more(source));
    if (error_is_set(&source->failure)) {
        *error = source->failure;
        return false;
    }
    if (scan.need > 0)
        scan.bad++;
    source->size = source->start + (off_t)source->used;
    source->first = marked ? 3 : 0;
    /* A few wrong bytes among many right characters are damage, not another encoding. */
    source->encoding = marked || scan.bad <= scan.good ? CSV_UTF8 : CSV_WINDOWS_1252;
    csv_source_seek(source, source->first);
    return true;
}

/* Copies a pipe to a file without a name, so that it can be read twice. */
static bool spool(struct csv_source *source, struct error *error)
{
    FILE *copy = tmpfile();
    int file = copy == NULL ? -1 : dup(fileno(copy));
    bool fine = file >= 0;
    long long total = 0;
    while (fine && csv_source_more(source)) {
        total += (long long)source->used;
        fine = fwrite(source->own, 1, source->used, copy) == source->used;
        if (total > SPOOL_LIMIT)
            fine = error_set(error, ERROR_INPUT,
                             _("%s: more than a gigabyte; save it as a file first"), source->name);
    }
    fine = fine && fflush(copy) == 0 && lseek(file, 0, SEEK_SET) == 0;
    if (!fine)
        path_failed(source->name, errno, error);
    if (error_is_set(&source->failure)) {
        *error = source->failure;
        fine = false;
    }
    if (copy != NULL)
        fclose(copy);
    close(source->file);
    source->file = file;
    source->start = 0;
    source->used = source->at = 0;
    return fine;
}

bool csv_source_file(struct csv_source *source, int file, const char *name, struct error *error)
{
    struct stat status;
    *source = (struct csv_source){
        .file = file, .name = memory_string(name), .own = memory_new(BLOCK), .failure = ERROR_NONE};
    source->block = source->own;
    if (fstat(file, &status) != 0)
        return path_failed(name, errno, error);
    if (!S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode) && !spool(source, error))
        return false;
    return look_through(source, error);
}

bool csv_source_text(struct csv_source *source, const char *text, size_t length,
                     struct error *error)
{
    *source = (struct csv_source){.file = -1,
                                  .name = memory_string("-"),
                                  .block = text,
                                  .used = length,
                                  .failure = ERROR_NONE};
    return look_through(source, error);
}

void csv_source_release(struct csv_source *source)
{
    if (source->file >= 0)
        close(source->file);
    free(source->own);
    free(source->name);
}
