/* Exchange on the screens: two copies of a file, a folder between them, and all that is done there.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "script/stage.h"
#include "wijk/app/exchange.h"
#include "wijk/store/db.h"

/* Another copy of the file, worked on by calls, in the folder of the stage. */
struct other {
    struct session *session;
    char path[192], key[192], folder[192];
};

static void must(bool done, const struct error *error)
{
    if (!done)
        fail_msg("%s", error->message);
}

static void pack_with(struct session *session, const char *path)
{
    struct exchange_packing packing = {.path = path};
    struct exchange_packed packed;
    struct error error = ERROR_NONE;
    must(exchange_pack(session, &packing, &packed, &error), &error);
    exchange_packed_release(&packed);
}

static void take_with(struct session *session, const char *path)
{
    struct exchange_taking taking = {.path = path, .trust = true};
    struct exchange_report report;
    struct error error = ERROR_NONE;
    must(exchange_take(session, &taking, &report, &error), &error);
    exchange_report_release(&report);
}

static void name_own(struct session *session, const char *name)
{
    struct exchange_sites sites;
    struct error error = ERROR_NONE;
    must(exchange_sites(session, &sites, &error), &error);
    assert_true(sites.list.count > 0 && sites.list.items[0].own);
    must(exchange_set_name(session, sites.list.items[0].id, name, &error), &error);
    exchange_sites_release(&sites);
}

static struct session *open_with(struct stage *stage, const char *path, const char *key)
{
    struct session *session;
    struct error error = ERROR_NONE;
    struct session_options options = {.path = path,
                                      .key_path = key,
                                      .config = stage->config,
                                      .person = "B. Other",
                                      .create = !path_exists(path)};
    must(session_open(&session, &options, &error), &error);
    return session;
}

/* The other one joins with a pack of the stage's file; the folder between them is made. */
static void other_open(struct other *other, struct stage *stage)
{
    char pack[256], data[160];
    snprintf(data, sizeof data, "%s/other", stage->folder);
    snprintf(other->path, sizeof other->path, "%s/programme.db", data);
    snprintf(other->key, sizeof other->key, "%s/site.key", data);
    snprintf(other->folder, sizeof other->folder, "%s/stick", stage->folder);
    snprintf(pack, sizeof pack, "%s/first.wijk", stage->folder);
    mkdir(data, 0700);
    mkdir(other->folder, 0700);
    struct session *first = stage_session(stage, false);
    name_own(first, "laptop Anna");
    pack_with(first, pack);
    session_close(first);
    other->session = open_with(stage, other->path, other->key);
    take_with(other->session, pack);
    name_own(other->session, "laptop Bert");
}

static void retitle(struct session *session, const char *code, const char *title)
{
    struct row row, after;
    enum entity_kind kind;
    struct id id;
    struct error error = ERROR_NONE;
    must(rows_find_code(session, code, &kind, &id, &error), &error);
    must(rows_get(session, kind, id, &row, &error), &error);
    row_copy(&after, &row);
    must(rows_assign(session, &after, "title", title, &error), &error);
    must(rows_change(session, &row, &after, &error), &error);
    row_release(&row);
    row_release(&after);
}

static void add_partner(struct session *session, const char *name)
{
    struct row row;
    struct error error = ERROR_NONE;
    row_init(&row, ENTITY_PARTNER);
    must(rows_assign(session, &row, "name", name, &error), &error);
    must(rows_add(session, &row, &error), &error);
    row_release(&row);
}

static void bring(struct other *other)
{
    struct exchange_folder folder = {.path = other->folder, .write = true};
    struct exchange_folder_report report;
    struct error error = ERROR_NONE;
    must(exchange_folder(other->session, &folder, &report, &error), &error);
    exchange_folder_report_release(&report);
}

static void choose_folder(struct stage *stage, const char *folder)
{
    char keys[400];
    snprintf(keys, sizeof keys, "xf<Ctrl-U>%s<Enter>", folder);
    stage_type(stage, keys);
    assert_shows(stage, "folder for packs:");
}

/* The stage's file and another one that changed the same title, and brought its pack. */
static struct stage *open_two(struct other *other, bool dispute)
{
    struct stage *stage = stage_open(.demo = true);
    stage_type(stage, "1"); /* the key is made by the loop's own session */
    other_open(other, stage);
    retitle(other->session, "K-2", "Says Bert");
    add_partner(other->session, "Energiebank de Buurt");
    if (dispute) {
        struct session *first = stage_session(stage, false);
        retitle(first, "K-2", "Says Anna");
        add_partner(first, "Energie Bank de Buurt");
        session_close(first);
    }
    bring(other);
    return stage;
}

/* ---- sites and the folder ---- */

static void test_first(void **state)
{
    (void)state;
    struct other other;
    struct stage *stage = open_two(&other, false);
    stage_type(stage, "x");
    assert_shows(stage, "No folder for packs yet");
    assert_shows(stage, "this copy");
    assert_shows(stage, "Its words:");
    choose_folder(stage, other.folder);
    assert_shows(stage, "laptop Bert");
    assert_shows(stage, "not known here yet");
    /* Everything at once: an unknown copy is not taken, and it is said why. */
    stage_type(stage, "x");
    assert_shows(stage, "Packs taken: 0, not taken: 1");
    assert_shows(stage, "not taken");
    stage_type(stage, "<Esc>");
    /* Enter on its pack: what it brings, then the words, then it is trusted and taken. */
    stage_type(stage, "<Tab><Enter>");
    assert_shows(stage, "Pack of laptop Bert");
    assert_shows(stage, "Energiebank de Buurt");
    assert_rows(stage, ENTITY_PARTNER, "name=\"Energiebank de Buurt\"", 0);
    stage_type(stage, "<Enter>");
    assert_shows(stage, "Call the person");
    stage_type(stage, "t");
    assert_shows(stage, "changes came");
    assert_rows(stage, ENTITY_PARTNER, "name=\"Energiebank de Buurt\"", 1);
    assert_value(stage, ENTITY_PROBLEM, "code=K-2", "title", "Says Bert");
    stage_type(stage, "<Esc>");
    assert_shows(stage, "trusted");
    /* As a whole it is taken back. */
    stage_type(stage, "u");
    assert_rows(stage, ENTITY_PARTNER, "name=\"Energiebank de Buurt\"", 0);
    session_close(other.session);
    stage_close(stage);
}

static void trust_and_take(struct stage *stage, struct other *other)
{
    choose_folder(stage, other->folder);
    stage_type(stage, "<Tab><Enter><Enter>t");
    assert_shows(stage, "changes came");
    stage_type(stage, "<Esc>");
}

/* What goes is listed before, and written with the same key; the other copy has it then. */
static void test_bring(void **state)
{
    (void)state;
    struct other other;
    struct stage *stage = open_two(&other, true);
    trust_and_take(stage, &other);
    assert_shows(stage, "goes");
    assert_shows(stage, "sealed:");
    stage_type(stage, "<End>");
    stage_select(stage, "goes");
    stage_type(stage, "<Enter>");
    assert_shows(stage, "What goes to: laptop Bert");
    assert_shows(stage, "sealed: only that copy can read it");
    stage_type(stage, "<Esc>x");
    assert_shows(stage, "written: 1");
    bring(&other);
    struct session *session = other.session;
    other.session = NULL;
    session_close(session);
    session = open_with(stage, other.path, other.key);
    int64_t count;
    struct error error = ERROR_NONE;
    must(disagreements_count(session, &count, &error), &error);
    assert_int_equal(count, 1);
    session_close(session);
    stage_close(stage);
}

static void test_site(void **state)
{
    (void)state;
    struct other other;
    struct stage *stage = open_two(&other, false);
    trust_and_take(stage, &other);
    stage_type(stage, "<Home><Tab><Home><Down>");
    stage_select(stage, "laptop Bert");
    stage_type(stage, "oburea<Enter>");
    assert_shows(stage, "role: the bureau");
    stage_type(stage, "d");
    assert_shows(stage, "distrusted");
    /* Another pack of it is refused, and nothing else is said to be wrong. */
    add_partner(other.session, "Nog een partner");
    bring(&other);
    stage_type(stage, "r<Tab>");
    assert_shows(stage, "are refused");
    stage_type(stage, "x");
    assert_shows(stage, "not taken: 1");
    assert_rows(stage, ENTITY_PARTNER, "name=\"Nog een partner\"", 0);
    stage_type(stage, "<Esc><Home><Up>");
    stage_select(stage, "laptop Bert");
    stage_type(stage, "n<Ctrl-U>old laptop<Enter>");
    assert_shows(stage, "old laptop");
    stage_type(stage, "t");
    assert_shows(stage, "Call the person");
    stage_type(stage, "t");
    assert_shows(stage, "trusted: old laptop");
    stage_type(stage, "x");
    assert_rows(stage, ENTITY_PARTNER, "name=\"Nog een partner\"", 1);
    session_close(other.session);
    stage_close(stage);
}

/* ---- one pack ---- */

static void test_make(void **state)
{
    (void)state;
    char keys[400], path[256];
    struct stage *stage = stage_open(.demo = true);
    snprintf(path, sizeof path, "%s/out.wijk", stage->folder);
    snprintf(keys, sizeof keys, "xpgroup<Enter>everything<Enter><Ctrl-U>%s<Enter>", path);
    stage_type(stage, keys);
    assert_shows(stage, "For anybody of the group");
    assert_shows(stage, "Goals");
    assert_shows(stage, "open: who has the file can read it");
    assert_false(path_exists(path));
    stage_type(stage, "<Enter>");
    assert_shows(stage, "Written");
    assert_true(path_exists(path));
    /* Its own pack holds nothing new. */
    snprintf(keys, sizeof keys, "<Esc>i%s<Enter>", path);
    stage_type(stage, keys);
    assert_shows(stage, "would bring 0 changes");
    /* Since a day: nothing was changed after tomorrow. */
    snprintf(keys, sizeof keys, "<Esc>pgroup<Enter>since<Enter>2100-01-01<Enter><Ctrl-U>%s<Enter>",
             path);
    stage_type(stage, keys);
    assert_shows(stage, "For anybody of the group: 0 changes");
    stage_close(stage);
}

static void test_sentences(void **state)
{
    (void)state;
    char keys[400], path[256], bytes[4096];
    struct stage *stage = stage_open(.demo = true);
    struct other other;
    other_open(&other, stage);
    stage_type(stage, "xi/nowhere/at/all.wijk<Enter>");
    assert_shows(stage, "/nowhere/at/all.wijk");
    assert_shows(stage, "Take which pack?");
    stage_type(stage, "<Ctrl-U><Esc>f<Ctrl-U>/nowhere/at/all<Enter>");
    assert_shows(stage, "is not there");
    stage_type(stage, "<Ctrl-U><Esc>");
    choose_folder(stage, other.folder);
    /* Damaged: half of a pack. */
    snprintf(path, sizeof path, "%s/first.wijk", stage->folder);
    FILE *whole = fopen(path, "r");
    size_t length = fread(bytes, 1, sizeof bytes, whole);
    fclose(whole);
    snprintf(path, sizeof path, "%s/half.wijk", other.folder);
    FILE *half = fopen(path, "w");
    fwrite(bytes, 1, length, half);
    fclose(half);
    stage_type(stage, "r");
    assert_shows(stage, "half.wijk");
    stage_type(stage, "x");
    assert_shows(stage, "not taken");
    assert_shows(stage, "damaged");
    snprintf(keys, sizeof keys, "<Esc>i%s<Enter>", path);
    stage_type(stage, keys);
    assert_shows(stage, "nothing was taken");
    /* The folder is gone. */
    stage_type(stage, "<Ctrl-U><Esc>");
    unlink(path);
    unlink((snprintf(path, sizeof path, "%s/laptop-Anna-1.wijk", other.folder), path));
    snprintf(path, sizeof path, "rm -rf '%s'", other.folder);
    assert_int_equal(system(path), 0);
    stage_type(stage, "x");
    assert_shows(stage, other.folder);
    session_close(other.session);
    stage_close(stage);
}

static void test_read_only(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true, .read_only = true);
    stage_type(stage, "x");
    assert_shows(stage, "COPY");
    stage_type(stage, "x");
    assert_shows(stage, "this file is read-only");
    stage_type(stage, "i");
    assert_shows(stage, "this file is read-only");
    stage_close(stage);
}

/* ---- disagreements ---- */

static struct stage *open_disputed(struct other *other)
{
    struct stage *stage = open_two(other, true);
    trust_and_take(stage, other);
    assert_shows(stage, "people disagree about 1 field");
    return stage;
}

static void test_choose(void **state)
{
    (void)state;
    struct other other;
    struct stage *stage = open_disputed(&other);
    stage_type(stage, "1");
    assert_shows(stage, "≠ 1 disagreement (#)");
    stage_type(stage, "3");
    assert_shows(stage, "≠ Says");
    stage_type(stage, "#");
    assert_shows(stage, "Says Anna");
    assert_shows(stage, "Says Bert");
    assert_shows(stage, "laptop Bert");
    stage_type(stage, "<Enter>");
    assert_shows(stage, "History of Title");
    stage_type(stage, "<Esc>t");
    assert_shows(stage, "settled 1 disagreement");
    assert_shows(stage, "Nobody disagrees");
    assert_value(stage, ENTITY_PROBLEM, "code=K-2", "title", "Says Bert");
    stage_type(stage, "3");
    assert_hides(stage, "≠");
    session_close(other.session);
    stage_close(stage);
}

/* What is typed in the list of disagreements, and which title it leaves; NULL: the one shown
 * before,
 * "": the other. */
static const struct settling {
    const char *keys, *title;
} settlings[] = {{"<Left>", NULL},    {"<Right>", ""},     {"m", "Says Anna"},
                 {"Am", "Says Anna"}, {" t", "Says Bert"}, {"e<Ctrl-U>A third<Enter>", "A third"}};

static void test_settle(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof settlings / sizeof *settlings; i++) {
        const char *title = settlings[i].title;
        struct other other;
        struct stage *stage = open_disputed(&other);
        char now[512];
        snprintf(now, sizeof now, "%s", stage_value(stage, ENTITY_PROBLEM, "code=K-2", "title"));
        if (title == NULL)
            title = now;
        else if (*title == '\0')
            title = strcmp(now, "Says Anna") == 0 ? "Says Bert" : "Says Anna";
        stage_type(stage, "#");
        stage_type(stage, settlings[i].keys);
        assert_value(stage, ENTITY_PROBLEM, "code=K-2", "title", title);
        assert_shows(stage, "settled 1 disagreement");
        assert_shows(stage, "Nobody disagrees");
        session_close(other.session);
        stage_close(stage);
    }
}

static void test_doubles(void **state)
{
    (void)state;
    struct other other;
    struct stage *stage = open_disputed(&other);
    stage_type(stage, "#");
    assert_shows(stage, "PERHAPS THE SAME");
    assert_shows(stage, "Energie Bank de Buurt");
    stage_type(stage, "<Tab>");
    stage_select(stage, "Energie");
    stage_type(stage, "-");
    assert_shows(stage, "not the same:");
    assert_hides(stage, "PERHAPS THE SAME");
    stage_type(stage, "R<Tab>");
    assert_shows(stage, "PERHAPS THE SAME");
    stage_type(stage, "=");
    assert_shows(stage, "merged:");
    assert_rows(stage, ENTITY_PARTNER, "name~Energie name~Bank name~Buurt", 1);
    stage_type(stage, "u");
    assert_rows(stage, ENTITY_PARTNER, "name~Energie name~Bank name~Buurt", 2);
    session_close(other.session);
    stage_close(stage);
}

/* ---- joining ---- */

static void test_join(void **state)
{
    (void)state;
    char pack[256], keys[400], path[256];
    struct stage *first = stage_open(.demo = true);
    snprintf(pack, sizeof pack, "%s/kolenkit.wijk", first->folder);
    struct session *session = stage_session(first, false);
    name_own(session, "laptop Anna");
    pack_with(session, pack);
    session_close(session);
    stage_close(first);
    struct stage *stage = stage_open(.first_start = true);
    assert_shows(stage, "Take a pack");
    snprintf(path, sizeof path, "%s/data/wijk/kolenkit.db", stage->folder);
    snprintf(keys, sizeof keys, "<Down><Down><Enter>%s<Enter>", pack);
    stage_type(stage, keys);
    assert_shows(stage, "Pack of laptop Anna");
    /* Left again: there is no file. */
    stage_type(stage, "<Esc>");
    assert_false(path_exists(path));
    assert_shows(stage, "Take a pack");
    stage_type(stage, keys + strlen("<Down><Down>"));
    stage_type(stage, "<Enter>");
    assert_shows(stage, "Call the person");
    stage_type(stage, "t");
    assert_shows(stage, "opened:");
    assert_shows(stage, "Voorbeeldbuurt");
    assert_true(path_exists(path));
    stage_type(stage, "x");
    assert_shows(stage, "laptop Anna");
    assert_shows(stage, "trusted");
    stage_close(stage);
}

static void test_forks(void **state)
{
    (void)state;
    struct other other;
    struct stage *stage = open_two(&other, false);
    static const char twice[] =
        "INSERT INTO parked (site, seq, hash, forked, lamport, at, label, previous, body)"
        " SELECT id, seq, randomblob(32), 1, 1, 1, 'x', randomblob(32), x'00' FROM site"
        " WHERE name = 'laptop Bert'";
    choose_folder(stage, other.folder);
    stage_type(stage, "<Tab><Enter><Enter>t<Esc>");
    struct session *first = stage_session(stage, false);
    assert_true(db_run(first->db, twice, &ERROR_NONE));
    session_close(first);
    stage_type(stage, "1x<Down>");
    assert_shows(stage, "made twice");
    assert_shows(stage, "contradicts one that is here");
    session_close(other.session);
    stage_close(stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_first),     cmocka_unit_test(test_bring),
        cmocka_unit_test(test_site),      cmocka_unit_test(test_make),
        cmocka_unit_test(test_sentences), cmocka_unit_test(test_read_only),
        cmocka_unit_test(test_choose),    cmocka_unit_test(test_settle),
        cmocka_unit_test(test_doubles),   cmocka_unit_test(test_join),
        cmocka_unit_test(test_forks),
    };
    return stage_end(cmocka_run_group_tests(tests, NULL, NULL));
}
