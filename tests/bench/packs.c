/*
 * The order of packs: `packs FOLDER PACKS ACTS` makes so many packs of so many acts each on one
 * copy, and takes them on two others, as they were made and in any order. Backups, which a take
 * makes before it, are left out: they cost what the file is large, in any order.
 */
#include <string.h>

#include "clock.h"
#include "wijk/base/buffer.h"
#include "wijk/base/memory.h"
#include "wijk/base/path.h"
#include "wijk/store/draft.h"
#include "wijk/store/exchange.h"
#include "wijk/store/journal.h"
#include "words.h"

struct copy {
    struct db *db;
    struct journal *journal;
};

static _Noreturn void stop(const struct error *error)
{
    fprintf(stderr, "packs: %s (%s)\n", error->message, error->detail);
    exit(1);
}

static void must(bool done, const struct error *error)
{
    if (!done)
        stop(error);
}

static void begin(struct copy *copy, const char *folder, const char *name)
{
    struct error error = ERROR_NONE;
    struct buffer path = BUFFER_EMPTY, key = BUFFER_EMPTY;
    buffer_format(&path, "%s/%s.wijk", folder, name);
    buffer_format(&key, "%s/%s.key", folder, name);
    must(db_open(&copy->db, path.bytes, &(struct db_options){.create = true}, &error) &&
             journal_open(&copy->journal, copy->db, key.bytes, &error),
         &error);
    buffer_release(&path);
    buffer_release(&key);
}

static void end(struct copy *copy)
{
    struct error error = ERROR_NONE;
    must(journal_close(copy->journal, &error), &error);
    db_close(copy->db);
}

static void path_of(const char *folder, int pack, struct buffer *path)
{
    buffer_clear(path);
    buffer_format(path, "%s/%d.pack", folder, pack);
}

static void act(struct copy *copy, int number)
{
    struct error error = ERROR_NONE;
    struct draft draft;
    struct row row;
    char name[64];
    snprintf(name, sizeof name, "Partner %d of the exchange", number);
    row_init(&row, ENTITY_PARTNER);
    row_set(&row, "name", value_text(name));
    row_set(&row, "kind", value_text("school"));
    draft_init(&draft, name);
    draft_create(&draft, &row);
    must(journal_run_add(copy->journal, &draft, &error), &error);
    draft_release(&draft);
    row_release(&row);
}

static void make(struct copy *from, const char *folder, int pack, int acts)
{
    struct error error = ERROR_NONE;
    struct buffer path = BUFFER_EMPTY;
    must(journal_run_begin(from->journal, "Partners", &error), &error);
    for (int i = 0; i < acts; i++)
        act(from, pack * acts + i);
    must(journal_run_end(from->journal, &error), &error);
    path_of(folder, pack, &path);
    struct exchange_out out = {
        .path = path.bytes, .goes = GOES_TO_ANYBODY, .all = true, .since = (int64_t)pack * acts};
    must(exchange_write(from->journal, &out, &error), &error);
    if (out.acts != acts) {
        fprintf(stderr, "packs: a pack of %lld acts\n", (long long)out.acts);
        exit(1);
    }
    buffer_release(&path);
}

static void take_all(const char *folder, const char *name, const int *packs, int count)
{
    struct error error = ERROR_NONE;
    struct copy to;
    struct buffer path = BUFFER_EMPTY;
    struct exchange_missings missing = {.list = {0}};
    begin(&to, folder, name);
    double before = clock_us();
    for (int i = 0; i < count; i++) {
        path_of(folder, packs[i], &path);
        struct exchange_in in = {.path = path.bytes};
        must(exchange_read(to.journal, &in, &error), &error);
    }
    printf("%s microseconds %.0f\n", name, clock_us() - before);
    must(exchange_missing(to.db, &missing, &error), &error);
    if (missing.list.count > 0) {
        fprintf(stderr, "packs: acts still wait\n");
        exit(1);
    }
    end(&to);
    buffer_release(&path);
}

int main(int count, char **arguments)
{
    int packs = count == 4 ? atoi(arguments[2]) : 0, acts = count == 4 ? atoi(arguments[3]) : 0;
    struct copy from;
    struct chance chance = {1};
    if (packs <= 0 || acts <= 0)
        return 2;
    int *order = memory_array((size_t)packs, sizeof *order);
    begin(&from, arguments[1], "from");
    for (int i = 0; i < packs; i++) {
        order[i] = i;
        make(&from, arguments[1], i, acts);
    }
    end(&from);
    take_all(arguments[1], "ordered", order, packs);
    for (int i = packs - 1; i > 0; i--) {
        int other = chance_below(&chance, i + 1), one = order[i];
        order[i] = order[other];
        order[other] = one;
    }
    take_all(arguments[1], "shuffled", order, packs);
    free(order);
    return 0;
}
