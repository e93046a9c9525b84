#include "recover_pages.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "wijk/base/language.h"
#include "wijk/base/path.h"
#include "wijk/store/db.h"
#include "wijk/store/migrate.h"

#define PAGE_SIZE 4096 /* what our files have, when the file cannot say so itself */
#define HEADER 100     /* of the file, on page 1 */
#define DEEPEST 32     /* levels of a tree */

static uint32_t big(const uint8_t *bytes, size_t count)
{
    uint32_t number = 0;
    for (size_t i = 0; i < count; i++)
        number = number << 8 | bytes[i];
    return number;
}

static size_t page_header(uint32_t number)
{
    return number == 1 ? HEADER : 0;
}

static bool is_inner(enum page_kind kind)
{
    return kind == PAGE_INDEX_INNER || kind == PAGE_TABLE_INNER;
}

/* Reads a page; what is behind the end of the file is zeros. */
bool pages_fetch(struct pages *pages, uint32_t number)
{
    size_t done = 0;
    if (pages->loaded == number)
        return true;
    pages->loaded = 0;
    if (number == 0 || number > pages->count)
        return false;
    memset(pages->bytes, 0, pages->size);
    while (done < pages->size) {
        ssize_t got = pread(pages->file, pages->bytes + done, pages->size - done,
                            (off_t)(number - 1) * (off_t)pages->size + (off_t)done);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return false;
        if (got == 0)
            break;
        done += (size_t)got;
    }
    pages->loaded = number;
    return true;
}

/* What the file says of itself on its first page, if that still reads. */
static bool read_header(struct pages *pages, const char *path, struct error *error)
{
    uint8_t header[HEADER] = {0};
    pages->size = PAGE_SIZE;
    if (pread(pages->file, header, sizeof header, 0) < 0 ||
        memcmp(header, "SQLite format 3", 16) != 0)
        return true;
    uint32_t size = big(header + 16, 2), version = big(header + 60, 4);
    if (size == 1)
        size = 65536;
    if (big(header + 68, 4) != DB_APPLICATION_ID)
        return error_set(error, ERROR_INPUT, _("%s: this is a file of another program"), path);
    if (version > (uint32_t)migrate_newest())
        return error_set(error, ERROR_VERSION,
                         _("%s: made by a newer version of wijk (format %lld, this version knows "
                           "%d); install the newer version"),
                         path, (long long)version, migrate_newest());
    pages->version = (int)version;
    if (size >= 512 && (size & (size - 1)) == 0)
        pages->size = size;
    return true;
}

bool pages_open(struct pages *pages, const char *path, struct error *error)
{
    struct stat status;
    *pages = (struct pages){.payload = BUFFER_EMPTY};
    pages->file = open(path, O_RDONLY | O_CLOEXEC);
    if (pages->file < 0)
        return path_failed(path, errno, error);
    if (fstat(pages->file, &status) != 0)
        return path_failed(path, errno, error);
    if (!S_ISREG(status.st_mode))
        return error_set(error, ERROR_INPUT, _("%s: this is not a file"), path);
    if (status.st_size == 0)
        return error_set(error, ERROR_INPUT, _("%s: the file is empty"), path);
    if (!read_header(pages, path, error))
        return false;
    uint64_t count = ((uint64_t)status.st_size + (uint64_t)pages->size - 1) / (uint64_t)pages->size;
    if (count > UINT32_MAX - 1)
        return error_set(error, ERROR_INPUT, _("%s: the file is too large"), path);
    pages->count = (uint32_t)count;
    pages->torn = status.st_size % (off_t)pages->size;
    pages->kinds = memory_array(count + 1, sizeof *pages->kinds);
    pages->parents = memory_array(count + 1, sizeof *pages->parents);
    pages->bytes = memory_array(pages->size, 1);
    return true;
}

void pages_release(struct pages *pages)
{
    if (pages->file >= 0)
        close(pages->file);
    for (size_t i = 0; i < pages->owners.count; i++) {
        free(pages->owners.items[i].name);
        free(pages->owners.items[i].table);
    }
    free(pages->owners.items);
    free(pages->kinds);
    free(pages->parents);
    free(pages->bytes);
    buffer_release(&pages->payload);
    *pages = (struct pages){.file = -1, .payload = BUFFER_EMPTY};
}

/* Whether the page has the form of a page with records: noise has not. */
static bool examine(struct pages *pages)
{
    size_t at = page_header(pages->loaded);
    const uint8_t *head = pages->bytes + at;
    pages->kind = (enum page_kind)head[0];
    pages->cells = big(head + 3, 2);
    if (pages->kind != PAGE_INDEX_LEAF && pages->kind != PAGE_TABLE_LEAF && !is_inner(pages->kind))
        return false;
    size_t begin = at + (is_inner(pages->kind) ? 12 : 8), end = begin + 2 * pages->cells;
    if (end > pages->size || head[7] > 60)
        return false;
    for (size_t i = 0; i < pages->cells; i++) {
        size_t cell = big(pages->bytes + begin + 2 * i, 2);
        if (cell < end || cell + 4 > pages->size)
            return false;
        if (is_inner(pages->kind)) {
            uint32_t child = big(pages->bytes + cell, 4);
            if (child < 2 || child > pages->count)
                return false;
        }
    }
    return !is_inner(pages->kind) || (big(head + 8, 4) >= 2 && big(head + 8, 4) <= pages->count);
}

bool pages_load(struct pages *pages, uint32_t number)
{
    return pages->kinds[number] != PAGE_OTHER && pages->kinds[number] != PAGE_FREE &&
           pages_fetch(pages, number) && examine(pages);
}

size_t pages_cell_at(const struct pages *pages, size_t cell)
{
    size_t begin = page_header(pages->loaded) + (is_inner(pages->kind) ? 12 : 8);
    return big(pages->bytes + begin + 2 * cell, 2);
}

static void note_children(struct pages *pages)
{
    uint32_t number = pages->loaded;
    for (size_t i = 0; i < pages->cells; i++)
        pages->parents[big(pages->bytes + pages_cell_at(pages, i), 4)] = number;
    pages->parents[big(pages->bytes + page_header(number) + 8, 4)] = number;
}

/* A line of the schema names a table or an index with its root. */
static void note_schema(struct pages *pages)
{
    for (size_t i = 0; i < pages->cells; i++) {
        struct record record;
        if (!pages_record(pages, i, &record) || record.count != 5 ||
            record_form(&record.cells[0]) != RECORD_TEXT ||
            record_form(&record.cells[1]) != RECORD_TEXT ||
            record_form(&record.cells[2]) != RECORD_TEXT ||
            record_form(&record.cells[3]) != RECORD_INTEGER)
            continue;
        const struct record_cell *type = &record.cells[0];
        int64_t root = record_integer(&record.cells[3]);
        if ((type->length != 5 ||
             (memcmp(type->bytes, "table", 5) != 0 && memcmp(type->bytes, "index", 5) != 0)) ||
            root < 2 || root > pages->count)
            continue;
        struct value name = record_value(&record.cells[1]), table = record_value(&record.cells[2]);
        if (name.type == VALUE_TEXT && table.type == VALUE_TEXT)
            *VECTOR_PUSH(&pages->owners) = (struct page_owner){
                (uint32_t)root, memory_string(name.text), memory_string(table.text)};
        value_release(&name);
        value_release(&table);
    }
}

/* Pages that SQLite has set aside hold what was true before. */
static void note_free(struct pages *pages)
{
    if (!pages_fetch(pages, 1) || memcmp(pages->bytes, "SQLite format 3", 16) != 0)
        return;
    uint32_t trunk = big(pages->bytes + 32, 4), left = big(pages->bytes + 36, 4);
    while (trunk >= 2 && trunk <= pages->count && left > 0 && pages->kinds[trunk] != PAGE_FREE &&
           pages_fetch(pages, trunk)) {
        uint32_t next = big(pages->bytes, 4), leaves = big(pages->bytes + 4, 4);
        if (next > pages->count || leaves > pages->size / 4 - 2 || leaves >= left)
            return;
        pages->kinds[trunk] = PAGE_FREE;
        for (uint32_t i = 0; i < leaves; i++) {
            uint32_t leaf = big(pages->bytes + 8 + (size_t)4 * i, 4);
            if (leaf >= 2 && leaf <= pages->count)
                pages->kinds[leaf] = PAGE_FREE;
        }
        left -= leaves + 1;
        trunk = next;
    }
}

bool pages_map(struct pages *pages, pages_step *step, void *context)
{
    note_free(pages);
    for (uint32_t number = 1; number <= pages->count; number++) {
        if (!step(context, number))
            return false;
        if (pages->kinds[number] == PAGE_FREE)
            continue;
        if (!pages_fetch(pages, number)) {
            pages->odd++;
            continue;
        }
        if (!examine(pages)) {
            /* Noise in the place of the number of the next page: of no form at all. */
            pages->odd += big(pages->bytes, 4) > pages->count;
            continue;
        }
        pages->kinds[number] = (uint8_t)pages->kind;
        if (is_inner(pages->kind))
            note_children(pages);
        else if (pages->kind == PAGE_TABLE_LEAF)
            note_schema(pages);
    }
    return true;
}

const struct page_owner *pages_owner(const struct pages *pages, uint32_t number)
{
    for (int level = 0; level < DEEPEST && pages->parents[number] != 0; level++)
        number = pages->parents[number];
    for (size_t i = 0; i < pages->owners.count; i++)
        if (pages->owners.items[i].root == number)
            return &pages->owners.items[i];
    return NULL;
}
