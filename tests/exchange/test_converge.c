/*
 * Histories at random: people on two to six copies of a file do all that can be done, packs go to
 * and fro by loss, repetition and in any order, and machines stop in the middle. When everything
 * has come everywhere, all copies have equal tables, nothing that was typed is gone, and the check
 * finds nothing. A failure prints its seed; `test_converge SEED` does that history alone.
 *
 * HISTORIES says how many (300), FIRST where they begin; each processor does its share.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <sodium.h>
#include <sys/wait.h>

#include "exchange/acts.h"
#include "exchange/world.h"
#include "fault/fault_vfs.h"
#include "wijk/app/rows.h"

/* Keys and salts follow from the seed as well, so that a seed is the whole history. */
static uint64_t chances_state;

static void chance_fill(void *const out, const size_t size)
{
    for (size_t i = 0; i < size; i++) {
        chances_state = chances_state * 6364136223846793005u + 1442695040888963407u;
        ((uint8_t *)out)[i] = (uint8_t)(chances_state >> 40);
    }
}

static const char *chance_name(void)
{
    return "seed";
}

static uint32_t chance_number(void)
{
    uint32_t number;
    chance_fill(&number, sizeof number);
    return number;
}

static randombytes_implementation chances = {
    .implementation_name = chance_name, .random = chance_number, .buf = chance_fill};

static VECTOR(struct world_text) template_texts;
static char template_path[FOLDER_PATH]; /* what every copy of every history begins with */

/* ---- packs ---- */

static void pack(struct world *world, int site, struct exchange_packing *packing)
{
    struct exchange_packed packed;
    struct error error = ERROR_NONE;
    struct buffer path = BUFFER_EMPTY;
    buffer_format(&path, "%s/%zu.pack", world->folder, world->packs.count);
    packing->path = path.bytes;
    world_must(world, exchange_pack(world->sites[site], packing, &packed, &error), &error);
    exchange_packed_release(&packed);
    *VECTOR_PUSH(&world->packs) = buffer_detach(&path);
}

/* For somebody or anybody, whole or in part, and sometimes with things withheld. */
static void pack_any(struct world *world, int site)
{
    struct exchange_packing packing = {.all = world_pick(world, 4) == 0};
    struct exchange_sites sites;
    struct error error = ERROR_NONE;
    world->doing = "packing";
    world_must(world, exchange_sites(world->sites[site], &sites, &error), &error);
    const struct exchange_site *to =
        &sites.list.items[world_pick(world, (unsigned)sites.list.count)];
    if (world_pick(world, 2) == 0 && !to->own) {
        packing.site = to->id;
        packing.open = world_pick(world, 2) == 0;
    }
    exchange_sites_release(&sites);
    static const enum exchange_audience audiences[] = {
        EXCHANGE_GROUP, EXCHANGE_GROUP, EXCHANGE_BY_SITE, EXCHANGE_BUREAU, EXCHANGE_PUBLIC};
    packing.audience = audiences[world_pick(world, 5)];
    if (world_pick(world, 5) == 0)
        packing.since = (int64_t)world_pick(world, 30);
    pack(world, site, &packing);
}

static bool take(struct world *world, int site, const char *path, struct exchange_report *report,
                 struct error *error)
{
    struct exchange_taking taking = {.path = path, .trust = true, .no_backup = true};
    return exchange_take(world->sites[site], &taking, report, error);
}

/* Taken back, or brought back, all is as it was. */
static void step_to(struct world *world, int site, enum undo_direction direction,
                    const struct buffer *wanted)
{
    struct buffer found = BUFFER_EMPTY, label = BUFFER_EMPTY;
    struct error error = ERROR_NONE;
    world->doing = direction == UNDO_BACK ? "undoing a take" : "redoing a take";
    world_must(world,
               direction == UNDO_BACK ? rows_undo(world->sites[site], &label, &error)
                                      : rows_redo(world->sites[site], &label, &error),
               &error);
    world_dump(world, site, true, &found);
    if (wanted != NULL && strcmp(wanted->bytes, found.bytes) != 0) {
        world_differ(wanted, &found);
        error_set(&error, ERROR_BUG, "%s at site %d leaves a difference", world->doing, site);
        world_must(world, false, &error);
    }
    buffer_release(&found);
    buffer_release(&label);
}

/* Equal, but for rows that waited for what it brought and texts that were erased: that cannot come
 * back. What waits since then is taken back like all else. */
static void take_and_undo(struct world *world, int site, const char *path)
{
    struct buffer before = BUFFER_EMPTY, after = BUFFER_EMPTY;
    struct exchange_report report;
    struct error error = ERROR_NONE;
    world_dump(world, site, true, &before);
    long waiting = world_number(world, site, "SELECT count(*) FROM waiting");
    if (take(world, site, path, &report, &error)) { /* else it is sealed for another */
        bool applied = report.applied > 0, plain = report.filled == 0 && waiting == 0;
        exchange_report_release(&report);
        world_dump(world, site, true, &after);
        if (applied && !world->erased) {
            step_to(world, site, UNDO_BACK, plain ? &before : NULL);
            if (world_pick(world, 2) == 0)
                step_to(world, site, UNDO_AGAIN, plain ? &after : NULL);
        }
    }
    buffer_release(&before);
    buffer_release(&after);
}

/* The disk is full in the middle: nothing of it is there, and the next try takes it. */
static void take_full(struct world *world, int site, const char *path)
{
    struct buffer before = BUFFER_EMPTY, after = BUFFER_EMPTY;
    struct exchange_report report;
    struct error error = ERROR_NONE;
    world_dump(world, site, false, &before);
    world_dump_journal(world, site, &before);
    fault.happened = false;
    fault.left = (long)world_pick(world, 200000);
    fault.kind = FAULT_FULL;
    bool taken = take(world, site, path, &report, &error);
    fault.kind = FAULT_NONE;
    if (taken)
        exchange_report_release(&report);
    world_dump(world, site, false, &after);
    world_dump_journal(world, site, &after);
    if (!taken && strcmp(before.bytes, after.bytes) != 0) {
        world_differ(&before, &after);
        world_must(world, false, &error);
    }
    buffer_release(&before);
    buffer_release(&after);
}

/* A child takes it and is killed at some operation on the disk. */
static void take_killed(struct world *world, int site, const char *path)
{
    int status;
    long when = (long)world_pick(world, 300);
    world_close(world, site);
    fflush(stdout);
    chances_state += 2; /* parent and child go on differently */
    pid_t child = fork();
    if (child == 0) {
        chances_state++;
        struct exchange_report report;
        struct error error = ERROR_NONE;
        world_open(world, site);
        fault.left = when;
        fault.kind = FAULT_KILL;
        (void)!take(world, site, path, &report, &error);
        _exit(0);
    }
    if (child < 0 || waitpid(child, &status, 0) != child ||
        (!WIFSIGNALED(status) && WEXITSTATUS(status) != 0))
        abort();
    world_open(world, site);
}

static void take_any(struct world *world, int site)
{
    struct exchange_report report;
    struct error error = ERROR_NONE;
    if (world->packs.count == 0)
        return;
    const char *path = world->packs.items[world_pick(world, (unsigned)world->packs.count)];
    world->doing = "taking";
    switch (world_pick(world, 8)) {
    case 0:
        take_full(world, site, path);
        return;
    case 1:
        if (world_pick(world, 4) == 0)
            take_killed(world, site, path);
        return;
    case 2:
    case 3:
        take_and_undo(world, site, path);
        return;
    default:
        if (take(world, site, path, &report, &error))
            exchange_report_release(&report);
        else if (error.code != ERROR_REFUSED) /* sealed for another */
            world_must(world, false, &error);
    }
}

/* Everything to everybody. */
static void deliver(struct world *world)
{
    world->doing = "delivering";
    for (int round = 0; round < 2; round++)
        for (int from = 0; from < world->count; from++) {
            struct exchange_packing packing = {.all = true, .audience = EXCHANGE_GROUP};
            pack(world, from, &packing);
            for (int to = 0; to < world->count; to++) {
                struct exchange_report report;
                struct error error = ERROR_NONE;
                if (to == from)
                    continue;
                world_must(
                    world,
                    take(world, to, world->packs.items[world->packs.count - 1], &report, &error),
                    &error);
                exchange_report_release(&report);
            }
        }
}

/* ---- what must hold ---- */

static void must_agree(struct world *world)
{
    struct buffer first = BUFFER_EMPTY, other = BUFFER_EMPTY;
    struct error error = ERROR_NONE;
    world->doing = "comparing";
    for (int site = 0; site < world->count; site++) {
        struct buffer *out = site == 0 ? &first : &other;
        buffer_clear(out);
        world_dump_journal(world, site, out);
        world_dump(world, site, false, out);
        if (site > 0 && strcmp(first.bytes, other.bytes) != 0) {
            world_differ(&first, &other);
            error_set(&error, ERROR_BUG, "sites 0 and %d differ", site);
            world_must(world, false, &error);
        }
    }
    buffer_release(&first);
    buffer_release(&other);
}

static void must_hold_all(struct world *world)
{
    struct buffer bodies[WORLD_SITES];
    struct error error = ERROR_NONE;
    world->doing = "looking for what was typed";
    for (int site = 0; site < world->count; site++) {
        bodies[site] = BUFFER_EMPTY;
        world_bodies(world, site, &bodies[site]);
    }
    for (size_t i = 0; i < world->texts.count; i++) {
        const struct world_text *text = &world->texts.items[i];
        bool there = !text->touched || world_holds(&bodies[0], text->text);
        for (int site = 0; site < world->count; site++)
            if (world_holds(&bodies[site], text->text) != there) {
                error_set(&error, ERROR_BUG, "%s of %s is %s at site %d", text->text, text->column,
                          there ? "gone" : "still there", site);
                world_must(world, false, &error);
            }
    }
    for (int site = 0; site < world->count; site++)
        buffer_release(&bodies[site]);
}

static void must_check(struct world *world, int site)
{
    struct check_report report;
    struct error error = ERROR_NONE;
    world->doing = "checking";
    world_must(world, check_run(world->sites[site]->db, NULL, &report, &error), &error);
    if (report.count > 0) {
        error_set(&error, ERROR_BUG, "site %d: %s", site, report.findings.items[0]);
        world_must(world, false, &error);
    }
    check_release(&report);
}

/* ---- a history ---- */

static void begin(struct world *world, unsigned seed)
{
    *world = (struct world){
        .seed = seed, .random = seed * 2654435761u + 1, .typed = 10000, .folder = world_folder()};
    for (size_t i = 0; i < template_texts.count; i++)
        *VECTOR_PUSH(&world->texts) = template_texts.items[i];
    world->count = 2 + (int)world_pick(world, world_pick(world, 3) == 0 ? 5 : 2);
    for (int site = 0; site < world->count; site++) {
        char path[FOLDER_PATH];
        world_path(world, site, "wijk", path);
        world_copy(template_path, path);
        world_open(world, site);
    }
}

static void end(struct world *world)
{
    for (int site = 0; site < world->count; site++)
        world_close(world, site);
    for (size_t i = 0; i < world->packs.count; i++)
        free(world->packs.items[i]);
    free(world->packs.items);
    free(world->texts.items);
    folder_remove(world->folder);
    fault_arm(FAULT_NONE, 0, 0);
}

static void history(unsigned seed)
{
    struct world world;
    begin(&world, seed);
    unsigned steps = 8 + world_pick(&world, 24);
    for (unsigned step = 0; step < steps; step++) {
        int site = (int)world_pick(&world, (unsigned)world.count);
        unsigned acts = 1 + world_pick(&world, 4);
        for (unsigned i = 0; i < acts; i++)
            act(&world, site);
        if (world_pick(&world, 3) == 0)
            pack_any(&world, (int)world_pick(&world, (unsigned)world.count));
        if (world_pick(&world, 2) == 0)
            take_any(&world, (int)world_pick(&world, (unsigned)world.count));
    }
    deliver(&world);
    must_agree(&world);
    must_hold_all(&world);
    must_check(&world, (int)world_pick(&world, (unsigned)world.count));
    end(&world);
}

/* The file that all copies of all histories begin with. */
static void make_template(void)
{
    struct world world = {.folder = world_folder(), .random = 1};
    struct row row;
    struct draft draft;
    world.count = 1;
    world_open(&world, 0);
    add(&world, 0, ENTITY_AREA);
    for (int i = 0; i < 3; i++)
        for (int kind = 0; kind < ENTITY_COUNT; kind++)
            if (kind != ENTITY_PROGRAMME)
                add(&world, 0, (enum entity_kind)kind);
            else if (i == 0) {
                row_init(&row, ENTITY_PROGRAMME);
                struct id area;
                (void)world_any_row(&world, 0, ENTITY_AREA, &area);
                row_set(&row, "area", value_id(area));
                row_set(&row, "title", value_text("Programme"));
                row_set(&row, "status", value_text("draft"));
                draft_init(&draft, "Programme");
                draft_create(&draft, &row);
                (void)commit(&world, 0, &draft);
                row_release(&row);
            }
    world_close(&world, 0);
    world_path(&world, 0, "wijk", template_path);
    template_texts.items = world.texts.items;
    template_texts.count = world.texts.count;
    free(world.folder);
}

static long number_of(const char *name, long otherwise)
{
    const char *text = getenv(name);
    return text == NULL ? otherwise : atol(text);
}

#define SHARES 2

static void every_history_converges(void **state)
{
    (void)state;
    long count = number_of("HISTORIES", 300), first = number_of("FIRST", 1), failed = 0;
    pid_t children[SHARES];
    for (int share = 0; share < SHARES; share++) {
        fflush(stdout);
        children[share] = fork();
        if (children[share] != 0)
            continue;
        for (long i = share; i < count; i += SHARES)
            history((unsigned)(first + i));
        fflush(stdout);
        _exit(0);
    }
    for (int share = 0; share < SHARES; share++) {
        int status;
        waitpid(children[share], &status, 0);
        failed += status != 0;
    }
    assert_int_equal(failed, 0);
}

int main(int count, char **arguments)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_history_converges)};
    int failed = 0;
    setenv("WIJK_TODAY", "2025-11-24", 1);
    language_start("en");
    fault_install();
    randombytes_set_implementation(&chances);
    make_template();
    if (count > 1)
        history((unsigned)atol(arguments[1]));
    else
        failed = cmocka_run_group_tests(tests, NULL, NULL);
    *strrchr(template_path, '/') = '\0';
    folder_remove(memory_string(template_path));
    return failed;
}
