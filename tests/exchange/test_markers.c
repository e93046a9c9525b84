/* What is confidential stays where it is: every text of every kind of row has a marker, of two
 * programmes and of each visibility. Packs and the files that take them are searched for markers
 * byte by byte: what may not be there is nowhere, what may is there, and all chains still hold. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../src/store/pack_block.h"
#include "exchange/world.h"
#include "wijk/base/path.h"
#include "wijk/store/sha256.h"
#include "wijk/store/undo.h"

enum level { GROUP, BUREAU, PUBLIC, LEVELS };
static const char *const level_names[LEVELS] = {"group", "bureau", "public"};

/* The rows of one programme and one visibility, one of each kind. */
struct set {
    char letter;
    enum level level;
    struct id rows[ENTITY_COUNT];
};

struct stage {
    struct world world;
    struct id themes, programmes[2]; /* of 'p' and 'q' */
    struct buffer bytes;             /* owned: of a pack or a file */
};

/* ---- rows ---- */

static void marker(const struct set *set, enum entity_kind kind, char text[48])
{
    snprintf(text, 48, "Zz%c%d_%s_", set->letter, (int)set->level, entities[kind].table);
}

static struct value value_for(struct stage *stage, const struct set *set, enum entity_kind kind,
                              const struct field *field)
{
    char text[48], whole[96];
    marker(set, kind, text);
    snprintf(whole, sizeof whole, "%s%s", text, field->column);
    switch (field->type) {
    case FIELD_TEXT:
    case FIELD_LONG_TEXT:
        return value_text(whole);
    case FIELD_REFERENCE:
        return id_is_none(set->rows[field->refers_to]) ? value_none()
                                                       : value_id(set->rows[field->refers_to]);
    case FIELD_CHOICE:
        if (strcmp(field->column, "visibility") == 0)
            return value_text(level_names[set->level]);
        return value_text(field->choices[0].value);
    default:
        return world_value(&stage->world, 0, field);
    }
}

static void special(const struct set *set, struct row *row)
{
    char hash[SHA256_SIZE];
    if (entity_field(row->entity, "entity") >= 0) {
        row_set(row, "entity", value_text("problem"));
        row_set(row, "row", value_id(set->rows[ENTITY_PROBLEM]));
    }
    if (row->entity->kind == ENTITY_MINUTES) {
        const char *text = row_text(row, "text");
        sha256_text(text, strlen(text), hash);
        row_set(row, "sha256", value_text(hash));
    }
}

/* Saved under a label that says what is in it, as labels do. */
static void save(struct stage *stage, int site, struct draft *draft)
{
    struct error error = ERROR_NONE;
    struct world *world = &stage->world;
    world_must(world, journal_commit(world->sites[site]->journal, draft, &error), &error);
    draft_release(draft);
}

static void add(struct stage *stage, int site, struct set *set, enum entity_kind kind)
{
    struct row row;
    struct draft draft;
    char label[48];
    row_init(&row, kind);
    for (size_t i = 0; i < row.entity->field_count; i++) {
        value_release(&row.values[i]);
        row.values[i] = value_for(stage, set, kind, &row.entity->fields[i]);
    }
    special(set, &row);
    marker(set, kind, label);
    draft_init(&draft, label);
    draft_create(&draft, &row);
    stage->world.doing = label;
    save(stage, site, &draft);
    set->rows[kind] = row.id;
    row_release(&row);
}

/* Another value, which is taken back: it is in the history only. */
static void change(struct stage *stage, int site, const struct set *set, enum entity_kind kind)
{
    struct draft draft;
    struct error error = ERROR_NONE;
    const struct entity *entity = &entities[kind];
    char text[48], other[64];
    marker(set, kind, text);
    snprintf(other, sizeof other, "%sbefore", text);
    for (size_t i = 0; i < entity->field_count; i++) {
        const struct field *field = &entity->fields[i];
        if ((field->type != FIELD_TEXT && field->type != FIELD_LONG_TEXT) ||
            (field->flags & FIELD_FROZEN) != 0)
            continue;
        draft_init(&draft, other);
        draft_set(&draft, kind, set->rows[kind], field->column, value_text(other));
        save(stage, site, &draft);
        world_must(&stage->world,
                   undo_step(stage->world.sites[site]->journal, UNDO_BACK, NULL, &error), &error);
        return;
    }
}

static bool is_shared(enum entity_kind kind)
{
    return kind == ENTITY_AREA || kind == ENTITY_AREA_CODE || kind == ENTITY_THEME ||
           kind == ENTITY_PARTNER || kind == ENTITY_PERSON || kind == ENTITY_VIEW ||
           kind == ENTITY_PROGRAMME || kind == ENTITY_MEMBERSHIP;
}

/* A programme with all its rows, three times. */
static void fill(struct stage *stage, int site, char letter)
{
    struct set shared = {.letter = letter, .level = PUBLIC};
    for (int kind = 0; kind < ENTITY_COUNT; kind++)
        if (is_shared((enum entity_kind)kind))
            add(stage, site, &shared, (enum entity_kind)kind);
    stage->programmes[letter == 'q'] = shared.rows[ENTITY_PROGRAMME];
    for (int level = 0; level < LEVELS; level++) {
        struct set set = shared;
        set.level = (enum level)level;
        for (int kind = 0; kind < ENTITY_COUNT; kind++) {
            if (is_shared((enum entity_kind)kind))
                continue;
            add(stage, site, &set, (enum entity_kind)kind);
            change(stage, site, &set, (enum entity_kind)kind);
        }
    }
}

/* ---- searching ---- */

static void read_file(struct stage *stage, const char *path)
{
    struct error error = ERROR_NONE;
    buffer_clear(&stage->bytes);
    world_must(&stage->world, path_read(path, 1 << 26, &stage->bytes, &error), &error);
}

/* The bytes of a pack as they lie there, and behind them all its blocks as they are read. */
static void read_pack(struct stage *stage, const char *path)
{
    struct pack_sealing open = {.on = false};
    struct buffer block = BUFFER_EMPTY;
    read_file(stage, path);
    size_t length = stage->bytes.length;
    for (size_t at = PACK_START; at < length;) {
        uint8_t head[PACK_BLOCK_HEAD], stored[PACK_STORED_LIMIT];
        struct pack_block about;
        memcpy(head, stage->bytes.bytes + at, sizeof head);
        assert_true(pack_block_head(&open, head, &about));
        memcpy(stored, stage->bytes.bytes + at + sizeof head, about.stored);
        assert_true(pack_block_get(&open, head, stored, &block));
        buffer_add(&stage->bytes, block.bytes, block.length);
        at += sizeof head + about.stored;
    }
    buffer_release(&block);
}

/* Who may see what, told once more and shorter than the program does. */
typedef bool sees(char letter, enum level level, enum entity_kind kind);

/* Kinds that belong to no programme: their visibility alone counts. */
static bool is_citywide(enum entity_kind kind)
{
    return kind == ENTITY_AGREEMENT || kind == ENTITY_AGREEMENT_LINK || kind == ENTITY_LESSON ||
           kind == ENTITY_LESSON_LINK || kind == ENTITY_ADOPTION;
}

/* What is said and done inside a group, which is never the public's. */
static bool is_inside(enum entity_kind kind)
{
    return kind == ENTITY_AGENDA_ITEM || kind == ENTITY_ENTRY || kind == ENTITY_MINUTES ||
           kind == ENTITY_ACTION || kind == ENTITY_COMMENT || kind == ENTITY_ASIDE;
}

/* Meetings and who was there are nobody's secret. */
static bool is_open(enum entity_kind kind)
{
    return kind == ENTITY_MEETING || kind == ENTITY_ATTENDANCE;
}

static bool only_programme_p(char letter, enum level level, enum entity_kind kind)
{
    return is_citywide(kind) ? level == PUBLIC : letter == 'p';
}

static bool group_p(char letter, enum level level, enum entity_kind kind)
{
    if (is_citywide(kind))
        return level == PUBLIC;
    return letter == 'p' || is_open(kind) || (level == PUBLIC && !is_inside(kind));
}

static bool bureau(char letter, enum level level, enum entity_kind kind)
{
    (void)letter;
    return is_open(kind) || level != GROUP;
}

static bool public(char letter, enum level level, enum entity_kind kind)
{
    (void)letter;
    return is_open(kind) || (level == PUBLIC && !is_inside(kind));
}

static void must_hold(struct stage *stage, const char *where, const char *letters, sees *may)
{
    for (; *letters != '\0'; letters++)
        for (int level = 0; level < LEVELS; level++)
            for (int kind = 0; kind < ENTITY_COUNT; kind++) {
                struct set set = {.letter = *letters, .level = (enum level)level};
                char text[48];
                if (is_shared((enum entity_kind)kind))
                    continue;
                marker(&set, (enum entity_kind)kind, text);
                bool expected = may(set.letter, set.level, (enum entity_kind)kind),
                     there = world_holds(&stage->bytes, text);
                if (there && !expected)
                    fail_msg("%s: %s must not be there", where, text);
                if (!there && expected)
                    fail_msg("%s: %s must be there", where, text);
            }
}

/* ---- packs ---- */

static void pack(struct stage *stage, int site, struct exchange_packing *packing)
{
    struct exchange_packed packed;
    struct error error = ERROR_NONE;
    stage->world.doing = "packing";
    world_must(&stage->world, exchange_pack(stage->world.sites[site], packing, &packed, &error),
               &error);
    exchange_packed_release(&packed);
}

static void take(struct stage *stage, int site, const char *path)
{
    struct exchange_taking taking = {.path = path, .trust = true, .no_backup = true};
    struct exchange_report report;
    struct exchange_evidence evidence;
    struct check_report checked;
    struct error error = ERROR_NONE;
    struct world *world = &stage->world;
    world->doing = "taking";
    world_must(world, exchange_take(world->sites[site], &taking, &report, &error), &error);
    exchange_report_release(&report);
    world_must(world, exchange_check(world->sites[site], &evidence, &error), &error);
    assert_int_equal(evidence.findings.count, 0);
    exchange_evidence_release(&evidence);
    world_must(world, check_run(world->sites[site]->db, NULL, &checked, &error), &error);
    if (checked.count > 0)
        fail_msg("site %d: %s", site, checked.findings.items[0]);
    check_release(&checked);
}

/* The file of a site, when all is in it. */
static void read_site(struct stage *stage, int site)
{
    char path[FOLDER_PATH];
    world_path(&stage->world, site, "wijk", path);
    read_file(stage, path);
}

static const char *pack_path(struct stage *stage, const char *name, char path[FOLDER_PATH])
{
    snprintf(path, FOLDER_PATH, "%s/%s", stage->world.folder, name);
    return path;
}

static struct id own_site(struct stage *stage, int site)
{
    struct exchange_sites sites;
    struct error error = ERROR_NONE;
    world_must(&stage->world, exchange_sites(stage->world.sites[site], &sites, &error), &error);
    struct id id = sites.list.items[0].id;
    exchange_sites_release(&sites);
    return id;
}

static int set_up(void **state)
{
    struct stage *stage = calloc(1, sizeof *stage);
    stage->bytes = BUFFER_EMPTY;
    stage->world = (struct world){.folder = world_folder(), .random = 7, .count = 3};
    for (int site = 0; site < 3; site++)
        world_open(&stage->world, site);
    *state = stage;
    return 0;
}

static int tear_down(void **state)
{
    struct stage *stage = *state;
    for (int site = 0; site < 3; site++)
        world_close(&stage->world, site);
    folder_remove(stage->world.folder);
    buffer_release(&stage->bytes);
    free(stage);
    return 0;
}

/* A file with both programmes makes a pack for anybody, by audience and limit. */
static void a_pack_holds_what_its_audience_may_see(void **state)
{
    static const struct {
        const char *name;
        enum exchange_audience audience;
        bool limited;
        sees *may;
    } packs[] = {{"programme.wijk", EXCHANGE_BY_SITE, true, only_programme_p},
                 {"bureau.wijk", EXCHANGE_BUREAU, false, bureau},
                 {"public.wijk", EXCHANGE_PUBLIC, false, public}};
    struct stage *stage = *state;
    char path[FOLDER_PATH];
    fill(stage, 0, 'p');
    fill(stage, 0, 'q');
    for (size_t i = 0; i < sizeof packs / sizeof *packs; i++) {
        struct exchange_packing packing = {.path = pack_path(stage, packs[i].name, path),
                                           .audience = packs[i].audience,
                                           .all = true};
        if (packs[i].limited)
            packing.programme = stage->programmes[0];
        pack(stage, 0, &packing);
        read_pack(stage, path);
        must_hold(stage, packs[i].name, "pq", packs[i].may);
        world_close(&stage->world, 1);
        char file[FOLDER_PATH];
        world_path(&stage->world, 1, "wijk", file);
        unlink(file);
        world_open(&stage->world, 1);
        take(stage, 1, path);
        read_site(stage, 1);
        must_hold(stage, "the file that took it", "pq", packs[i].may);
    }
}

/* Two groups give theirs to the bureau, which hands on to the first what that may see. */
static void the_bureau_hands_on_what_may_go(void **state)
{
    struct stage *stage = *state;
    char path[FOLDER_PATH];
    struct error error = ERROR_NONE;
    for (int site = 1; site < 3; site++) {
        struct exchange_packing packing = {
            .path = pack_path(stage, "up.wijk", path), .audience = EXCHANGE_BUREAU, .all = true};
        fill(stage, site, site == 1 ? 'p' : 'q');
        pack(stage, site, &packing);
        take(stage, 0, path);
    }
    read_site(stage, 0);
    must_hold(stage, "the bureau's file", "pq", bureau);
    struct id first = own_site(stage, 1);
    world_must(&stage->world,
               exchange_set_role(stage->world.sites[0], first, EXCHANGE_ROLE_GROUP,
                                 stage->programmes[0], &error),
               &error);
    struct exchange_packing down = {
        .path = pack_path(stage, "down.wijk", path), .site = first, .open = true, .all = true};
    pack(stage, 0, &down);
    read_pack(stage, path);
    must_hold(stage, "the pack for the first group", "q", group_p);
    take(stage, 1, path);
    read_site(stage, 1);
    must_hold(stage, "the first group's file", "q", group_p);
    for (int level = 0; level < LEVELS; level++) { /* and it lost nothing of its own */
        struct set set = {.letter = 'p', .level = (enum level)level};
        for (int kind = 0; kind < ENTITY_COUNT; kind++) {
            char text[48];
            marker(&set, (enum entity_kind)kind, text);
            assert_true(is_shared((enum entity_kind)kind) || world_holds(&stage->bytes, text));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_pack_holds_what_its_audience_may_see, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_bureau_hands_on_what_may_go, set_up, tear_down),
    };
    setenv("WIJK_TODAY", "2026-11-24", 1);
    language_start("en");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
