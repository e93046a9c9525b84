/* One key in two copies: a disk that was cloned, a machine that was put back. Both go on with the
 * same chain and then meet. Nothing anybody typed is gone, everybody is told, and from then on each
 * copy has a chain of its own. And clocks that are years apart, or go back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "exchange/world.h"
#include "wijk/base/path.h"
#include "wijk/store/history.h"

#define THIRD 2
#define FOURTH 3

struct stage {
    struct world world;
    struct id first; /* the site whose chain was continued twice */
    struct id themes[2];
};

static struct id add_theme(struct world *world, int site, const char *name)
{
    struct row row;
    struct draft draft;
    struct error error = ERROR_NONE;
    row_init(&row, ENTITY_THEME);
    row_set(&row, "code", value_text("T"));
    row_set(&row, "name", value_text(name));
    draft_init(&draft, name);
    draft_create(&draft, &row);
    world_must(world, journal_commit(world->sites[site]->journal, &draft, &error), &error);
    draft_release(&draft);
    struct id id = row.id;
    row_release(&row);
    return id;
}

static void set_name(struct world *world, int site, struct id theme, const char *name)
{
    struct draft draft;
    struct error error = ERROR_NONE;
    draft_init(&draft, name);
    draft_set(&draft, ENTITY_THEME, theme, "name", value_text(name));
    world_must(world, journal_commit(world->sites[site]->journal, &draft, &error), &error);
    draft_release(&draft);
}

static const char *name_of(struct world *world, int site, struct id theme)
{
    static char name[64];
    char sql[160], id[ID_TEXT_SIZE];
    struct buffer out = BUFFER_EMPTY;
    id_format(theme, id);
    for (char *at = id; (at = strchr(at, '-')) != NULL;)
        memmove(at, at + 1, strlen(at));
    snprintf(sql, sizeof sql, "SELECT name FROM theme WHERE id = x'%s'", id);
    world_ask(world, site, sql, &out);
    snprintf(name, sizeof name, "%.*s", (int)strcspn(out.bytes == NULL ? "" : out.bytes, "|"),
             out.bytes == NULL ? "" : out.bytes);
    buffer_release(&out);
    return name;
}

static void pack(struct world *world, int site, const char *name)
{
    char path[FOLDER_PATH];
    struct exchange_packed packed;
    struct error error = ERROR_NONE;
    snprintf(path, sizeof path, "%s/%s", world->folder, name);
    struct exchange_packing packing = {.path = path, .all = true, .audience = EXCHANGE_GROUP};
    world_must(world, exchange_pack(world->sites[site], &packing, &packed, &error), &error);
    exchange_packed_release(&packed);
}

static int64_t take(struct world *world, int site, const char *name)
{
    char path[FOLDER_PATH];
    struct exchange_report report;
    struct error error = ERROR_NONE;
    snprintf(path, sizeof path, "%s/%s", world->folder, name);
    struct exchange_taking taking = {.path = path, .trust = true, .no_backup = true};
    world_must(world, exchange_take(world->sites[site], &taking, &report, &error), &error);
    int64_t forked = report.forked;
    exchange_report_release(&report);
    return forked;
}

static void must_check(struct world *world, int site)
{
    struct check_report report;
    struct error error = ERROR_NONE;
    world_must(world, check_run(world->sites[site]->db, NULL, &report, &error), &error);
    if (report.count > 0)
        fail_msg("site %d: %s", site, report.findings.items[0]);
    check_release(&report);
}

/* Site 1 becomes what site 0 is, down to its key: its file has the key of site 0 under its own
 * place on the disk. */
static void clone(struct world *world)
{
    char file[FOLDER_PATH], key[FOLDER_PATH], copy[FOLDER_PATH], copy_key[FOLDER_PATH], line[1024];
    struct stat status;
    world_path(world, 0, "wijk", file);
    world_path(world, 0, "key", key);
    world_path(world, 1, "wijk", copy);
    world_path(world, 1, "key", copy_key);
    world_close(world, 0);
    world_copy(file, copy);
    assert_int_equal(stat(copy, &status), 0);
    FILE *in = fopen(key, "r"), *out = fopen(copy_key, "w");
    assert_true(in != NULL && out != NULL && fgets(line, sizeof line, in) != NULL);
    fputs(line, out);
    while (fgets(line, sizeof line, in) != NULL) {
        char parts[3][200], hash[100];
        unsigned long long device, inode;
        long long seq;
        assert_int_equal(sscanf(line, "%199s %199s %199s %llu %llu %lld %99s", parts[0], parts[1],
                                parts[2], &device, &inode, &seq, hash),
                         7);
        fprintf(out, "%s %s %s %llu %llu %lld %s\n", parts[0], parts[1], parts[2],
                (unsigned long long)status.st_dev, (unsigned long long)status.st_ino, seq, hash);
    }
    fclose(in);
    assert_int_equal(fclose(out), 0);
    assert_int_equal(chmod(copy_key, 0600), 0);
    world_open(world, 0);
    world_open(world, 1);
}

/* What the list of copies says of one, or (none) of itself; its texts are not kept. */
static struct exchange_site shown_of(struct world *world, int site, struct id which)
{
    struct exchange_sites sites;
    struct exchange_site found = {.forks = -1};
    struct error error = ERROR_NONE;
    world_must(world, exchange_sites(world->sites[site], &sites, &error), &error);
    for (size_t i = 0; i < sites.list.count; i++) {
        const struct exchange_site *one = &sites.list.items[i];
        if (id_is_none(which) ? one->own : id_equal(one->id, which))
            found = *one;
    }
    exchange_sites_release(&sites);
    return found;
}

static int set_up(void **state)
{
    struct stage *stage = calloc(1, sizeof *stage);
    struct world *world = &stage->world;
    *world = (struct world){.folder = world_folder(), .random = 7, .count = 4};
    world_open(world, 0);
    stage->themes[0] = add_theme(world, 0, "<before>");
    stage->first = shown_of(world, 0, (struct id){{0}}).id;
    clone(world);
    world_open(world, THIRD);
    world_open(world, FOURTH);
    *state = stage;
    return 0;
}

static int tear_down(void **state)
{
    struct stage *stage = *state;
    for (int site = 0; site < 4; site++)
        world_close(&stage->world, site);
    folder_remove(stage->world.folder);
    free(stage);
    return 0;
}

/* Both go on with act 2 and 3 of one and the same chain. */
static void go_on_apart(struct stage *stage)
{
    struct world *world = &stage->world;
    set_name(world, 0, stage->themes[0], "<of zero>");
    add_theme(world, 0, "<only zero>");
    set_name(world, 1, stage->themes[0], "<of one>");
    add_theme(world, 1, "<only one>");
    assert_int_equal(world_number(world, 0, "SELECT count(*) FROM site"), 1);
    assert_int_equal(world_number(world, 1, "SELECT count(*) FROM site"), 1);
    pack(world, 0, "zero");
    pack(world, 1, "one");
}

/* Everything that was typed is in the file: in an act, or kept beside the chain. */
static void must_keep_all(struct world *world, int site)
{
    static const char *const texts[] = {"<of zero>", "<only zero>", "<of one>", "<only one>"};
    char path[FOLDER_PATH];
    struct buffer bytes = BUFFER_EMPTY;
    struct error error = ERROR_NONE;
    world_path(world, site, "wijk", path);
    world_must(world, path_read(path, 1 << 24, &bytes, &error), &error);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (!world_holds(&bytes, texts[i]))
            fail_msg("site %d lost %s", site, texts[i]);
    buffer_release(&bytes);
}

static int64_t forks_told(struct world *world, int site)
{
    struct exchange_evidence evidence;
    struct error error = ERROR_NONE;
    world_must(world, exchange_check(world->sites[site], &evidence, &error), &error);
    int64_t forked = evidence.forked;
    assert_int_equal(evidence.findings.count, forked); /* and nothing else is wrong */
    exchange_evidence_release(&evidence);
    return forked;
}

static void both_branches_are_kept_and_told(void **state)
{
    struct stage *stage = *state;
    struct world *world = &stage->world;
    go_on_apart(stage);
    assert_int_equal(take(world, 0, "one"), 2);
    assert_int_equal(take(world, 1, "zero"), 2);
    assert_int_equal(take(world, THIRD, "zero"), 0);
    assert_int_equal(take(world, THIRD, "one"), 2);
    assert_int_equal(take(world, FOURTH, "one"), 0);
    assert_int_equal(take(world, FOURTH, "zero"), 2);
    assert_string_equal(name_of(world, 0, stage->themes[0]), "<of zero>"); /* nobody is overruled */
    assert_string_equal(name_of(world, 1, stage->themes[0]), "<of one>");
    for (int site = 0; site < 4; site++) {
        must_keep_all(world, site);
        must_check(world, site);
        assert_int_equal(forks_told(world, site), 2);
        assert_int_equal(take(world, site, "one") + take(world, site, "zero"), 2); /* again */
        assert_int_equal(forks_told(world, site), 2);
    }
}

/* Each goes on as a copy of its own, and what they do from then on comes everywhere, in any order.
 */
static void they_part_and_go_on(void **state)
{
    struct stage *stage = *state;
    struct world *world = &stage->world;
    go_on_apart(stage);
    take(world, 0, "one");
    take(world, 1, "zero");
    struct id later[2] = {add_theme(world, 0, "<later zero>"), add_theme(world, 1, "<later one>")};
    assert_int_equal(world_number(world, 0, "SELECT count(*) FROM site WHERE seq > 0"), 2);
    assert_int_equal(world_number(world, 1, "SELECT count(*) FROM site WHERE seq > 0"), 2);
    pack(world, 0, "zero");
    pack(world, 1, "one");
    /* Each of the two brings both branches. */
    assert_int_equal(take(world, THIRD, "zero"), 2);
    assert_int_equal(take(world, THIRD, "one"), 2);
    assert_int_equal(take(world, FOURTH, "one"), 2);
    assert_int_equal(take(world, FOURTH, "zero"), 2);
    take(world, 0, "one");
    take(world, 1, "zero");
    for (int site = 0; site < 4; site++) {
        assert_string_equal(name_of(world, site, later[0]), "<later zero>");
        assert_string_equal(name_of(world, site, later[1]), "<later one>");
        must_keep_all(world, site);
        must_check(world, site);
        world_close(world, site); /* and after another start */
        world_open(world, site);
    }
    set_name(world, 0, later[1], "<settled>");
    pack(world, 0, "zero");
    for (int site = 1; site < 4; site++) {
        take(world, site, "zero");
        assert_string_equal(name_of(world, site, later[1]), "<settled>");
        must_check(world, site);
    }
}

/* ---- a copy that only gets packs of both ---- */

/* What the other lacks, by what it said. */
static int64_t pack_for(struct world *world, int site, int to, const char *name)
{
    char path[FOLDER_PATH];
    struct exchange_packed packed;
    struct error error = ERROR_NONE;
    snprintf(path, sizeof path, "%s/%s", world->folder, name);
    struct exchange_packing packing = {
        .path = path, .site = shown_of(world, to, (struct id){{0}}).id, .audience = EXCHANGE_GROUP};
    world_must(world, exchange_pack(world->sites[site], &packing, &packed, &error), &error);
    int64_t acts = packed.acts;
    exchange_packed_release(&packed);
    return acts;
}

/* The third has one branch and says so; then the other is sent, once. */
static void a_third_copy_is_told_of_the_other_branch(void **state)
{
    struct stage *stage = *state;
    struct world *world = &stage->world;
    go_on_apart(stage);
    assert_int_equal(take(world, THIRD, "zero"), 0);
    pack(world, THIRD, "third");
    assert_int_equal(take(world, 1, "third"), 2);
    assert_int_equal(pack_for(world, 1, THIRD, "one"), 3); /* from the beginning of that chain */
    assert_int_equal(take(world, THIRD, "one"), 2);
    assert_int_equal(shown_of(world, THIRD, stage->first).forks, 2);
    must_keep_all(world, THIRD);
    pack_for(world, THIRD, 1, "third");
    take(world, 1, "third");
    assert_int_equal(pack_for(world, 1, THIRD, "one"), 0);
    assert_int_equal(pack_for(world, THIRD, 1, "third"), 0);
    struct id third = shown_of(world, THIRD, (struct id){{0}}).id;
    assert_int_equal(shown_of(world, 1, third).lacks, 0);
    /* One that hears of it from the third alone. */
    pack(world, THIRD, "third");
    assert_int_equal(take(world, FOURTH, "third"), 2);
    assert_int_equal(shown_of(world, FOURTH, stage->first).forks, 2);
    must_keep_all(world, FOURTH);
    for (int site = 1; site < 4; site++)
        must_check(world, site);
}

/* The end of a branch came first, and waits; what comes in its place shows that it is one. */
static void what_waits_may_be_of_another_branch(void **state)
{
    struct stage *stage = *state;
    struct world *world = &stage->world;
    char path[FOLDER_PATH];
    struct exchange_packed packed;
    struct error error = ERROR_NONE;
    go_on_apart(stage);
    add_theme(world, 1, "<longer>");
    snprintf(path, sizeof path, "%s/end", world->folder);
    struct exchange_packing packing = {.path = path, .since = 2, .audience = EXCHANGE_GROUP};
    world_must(world, exchange_pack(world->sites[1], &packing, &packed, &error), &error);
    exchange_packed_release(&packed);
    pack(world, 1, "one");
    assert_int_equal(take(world, THIRD, "end"), 0);
    assert_int_equal(shown_of(world, THIRD, stage->first).forks, 0);
    assert_int_equal(take(world, THIRD, "zero"), 2);
    assert_int_equal(shown_of(world, THIRD, stage->first).forks, 2);
    assert_int_equal(take(world, THIRD, "one"), 3); /* one more, and these again */
    assert_int_equal(shown_of(world, THIRD, stage->first).forks, 3);
    assert_int_equal(forks_told(world, THIRD), 3);
    must_keep_all(world, THIRD);
    must_check(world, THIRD);
}

/* ---- in another's name ---- */

/* A file copied while it was open has what its maker has not signed, and passes it on. */
static void what_is_passed_on_without_a_signature_is_told(void **state)
{
    struct stage *stage = *state;
    struct world *world = &stage->world;
    char path[FOLDER_PATH], copy[FOLDER_PATH];
    struct exchange_report report;
    struct error error = ERROR_NONE;
    set_name(world, 0, stage->themes[0], "<not signed>");
    add_theme(world, 0, "<nor this>");
    world_path(world, 0, "wijk", path);
    world_path(world, FOURTH, "wijk", copy);
    world_close(world, FOURTH);
    world_copy(path, copy);
    world_open(world, FOURTH);
    add_theme(world, FOURTH, "<of four>");
    pack(world, FOURTH, "four");
    snprintf(path, sizeof path, "%s/four", world->folder);
    struct exchange_taking taking = {.path = path, .trust = true, .no_backup = true};
    world_must(world, exchange_take(world->sites[THIRD], &taking, &report, &error), &error);
    assert_int_equal(report.unsealed.count, 1);
    assert_int_equal(report.unsealed.items[0].acts, 2);
    assert_int_equal(shown_of(world, THIRD, stage->first).unsealed, 2);
    exchange_report_release(&report);
    assert_int_equal(shown_of(world, 0, stage->first).unsealed,
                     0); /* one's own is signed when it goes */
    pack(world, 0, "zero");
    take(world, THIRD, "zero");
    assert_int_equal(shown_of(world, THIRD, stage->first).unsealed, 0);
    assert_int_equal(forks_told(world, THIRD), 0);
}

/* ---- clocks ---- */

static void day(struct world *world, int site, int year)
{
    char text[16];
    date_t date;
    snprintf(text, sizeof text, "%04d-03-01", year);
    assert_true(date_parse_iso(text, &date));
    journal_day(world->sites[site]->journal, date);
}

/* Who saw the other's value and wrote another has the last word, whatever the clocks say. */
static void clocks_do_not_decide(void **state)
{
    static const int years[] = {2026, 1970, 2099, 2009, 2098, 1971, 2026};
    struct stage *stage = *state;
    struct world *world = &stage->world;
    char name[32];
    struct history history = {0};
    for (size_t i = 0; i < sizeof years / sizeof *years; i++) {
        int site = i % 2 == 0 ? 0 : THIRD, other = i % 2 == 0 ? THIRD : 0;
        day(world, site, years[i]);
        snprintf(name, sizeof name, "<%zu in %d>", i, years[i]);
        set_name(world, site, stage->themes[0], name);
        pack(world, site, "on");
        take(world, other, "on");
        assert_string_equal(name_of(world, other, stage->themes[0]), name);
        assert_int_equal(world_number(world, other, "SELECT count(*) FROM head"), 1);
    }
    assert_string_equal(name_of(world, 0, stage->themes[0]), "<6 in 2026>");
    for (int site = 0; site <= THIRD; site += THIRD) {
        struct error error = ERROR_NONE;
        must_check(world, site);
        assert_int_equal(forks_told(world, site), 0);
        world_must(world,
                   history_of_row(world->sites[site]->db, stage->themes[0],
                                  &(struct history_window){.limit = 50}, &history, &error),
                   &error);
        assert_int_equal(history.acts.count, 8); /* in the order in which they came about */
        for (size_t i = 0; i + 1 < history.acts.count; i++) {
            snprintf(name, sizeof name, "<%zu in %d>", 6 - i, years[6 - i]);
            assert_string_equal(history.acts.items[i].label, name);
        }
        history_clear(&history);
    }
    history_release(&history);
}

/* A clock of 2099 does not make a value win over one that did not see it, nor lose it. */
static void a_far_clock_wins_nothing(void **state)
{
    struct stage *stage = *state;
    struct world *world = &stage->world;
    pack(world, 0, "begin");
    take(world, THIRD, "begin");
    day(world, THIRD, 2099);
    set_name(world, THIRD, stage->themes[0], "<far>");
    day(world, 0, 1970);
    set_name(world, 0, stage->themes[0], "<one>");
    set_name(world, 0, stage->themes[0], "<two>"); /* more was done here: the later of the two */
    pack(world, 0, "zero");
    pack(world, THIRD, "third");
    take(world, 0, "third");
    take(world, THIRD, "zero");
    for (int site = 0; site <= THIRD; site += THIRD) {
        assert_string_equal(name_of(world, site, stage->themes[0]), "<two>");
        assert_int_equal(world_number(world, site, "SELECT count(*) FROM head"), 2);
        must_check(world, site);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(both_branches_are_kept_and_told),
        TEST(they_part_and_go_on),
        TEST(a_third_copy_is_told_of_the_other_branch),
        TEST(what_waits_may_be_of_another_branch),
        TEST(what_is_passed_on_without_a_signature_is_told),
        TEST(clocks_do_not_decide),
        TEST(a_far_clock_wins_nothing),
    };
    setenv("WIJK_TODAY", "2026-11-24", 1);
    language_start("en");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
