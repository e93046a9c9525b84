/*
 * Two copies of a programme file and the packs between them, for tests of taking.
 */
#ifndef WIJK_TESTS_STORE_PAIR_H
#define WIJK_TESTS_STORE_PAIR_H

#include "programme.h"
#include "wijk/store/check.h"
#include "wijk/store/exchange.h"

struct pair {
    char *folder;
    struct programme one, other;
    struct id partner, programme;
    int packs;
};

static inline int pair_set_up(void **state)
{
    struct pair *pair = calloc(1, sizeof *pair);
    char command[2 * FOLDER_PATH + 16];
    pair->folder = folder_make();
    folder_path(pair->folder, "one.wijk", pair->one.path);
    folder_path(pair->folder, "one.key", pair->one.key);
    folder_path(pair->folder, "other.wijk", pair->other.path);
    folder_path(pair->folder, "other.key", pair->other.key);
    programme_open(&pair->one);
    pair->partner = add_partner(pair->one.journal, "Partner");
    programme_close(&pair->one);
    snprintf(command, sizeof command, "cp '%s' '%s'", pair->one.path, pair->other.path);
    assert_int_equal(system(command), 0);
    programme_open(&pair->one);
    programme_open(&pair->other);
    *state = pair;
    return 0;
}

static inline int pair_tear_down(void **state)
{
    struct pair *pair = *state;
    programme_close(&pair->one);
    programme_close(&pair->other);
    folder_remove(pair->folder);
    free(pair);
    return 0;
}

static inline int64_t newest(struct programme *p)
{
    return count(p->db, "SELECT max(number) FROM act");
}

/* All acts behind one, as they may go. The path is static. */
static inline const char *pack(struct pair *pair, struct programme *from, int64_t since,
                               enum exchange_goes goes)
{
    static char path[FOLDER_PATH];
    char name[24];
    snprintf(name, sizeof name, "%d.pack", pair->packs++);
    folder_path(pair->folder, name, path);
    struct exchange_out out = {
        .path = path, .goes = goes, .group = pair->programme, .all = true, .since = since};
    MUST(exchange_write(from->journal, &out, &error));
    return path;
}

static inline struct exchange_in take(struct programme *to, const char *path)
{
    struct exchange_in in = {.path = path};
    MUST(exchange_read(to->journal, &in, &error));
    return in;
}

static inline void must_check(struct programme *p)
{
    struct check_report report;
    MUST(check_run(p->db, NULL, &report, &error));
    if (report.count > 0)
        fail_msg("%s", report.findings.items[0]);
    check_release(&report);
}

static inline void rename_partner(struct pair *pair, struct programme *at, const char *name)
{
    struct error why = ERROR_NONE;
    assert_true(
        set_field(at->journal, ENTITY_PARTNER, pair->partner, "name", value_text(name), &why));
}

static inline void must_be_called(struct pair *pair, struct programme *at, const char *name)
{
    assert_string_equal(ask(at->db, "SELECT name FROM partner WHERE id = ?", pair->partner), name);
    must_check(at);
}

static inline void step(struct programme *at, enum undo_direction direction)
{
    MUST(undo_step(at->journal, direction, NULL, &error));
}

static inline struct id add_area(struct programme *at)
{
    struct row row;
    row_init(&row, ENTITY_AREA);
    row_set(&row, "name", value_text("Area"));
    row_set(&row, "kind", value_text("neighbourhood"));
    return add_row(at->journal, &row);
}

static inline struct id add_programme(struct programme *at, struct id area, const char *status)
{
    struct row row;
    row_init(&row, ENTITY_PROGRAMME);
    row_set(&row, "area", value_id(area));
    row_set(&row, "title", value_text(status));
    row_set(&row, "status", value_text(status));
    return add_row(at->journal, &row);
}

#define PAIR_TEST(name) cmocka_unit_test_setup_teardown(name, pair_set_up, pair_tear_down)

#endif
