#define _GNU_SOURCE /* memmem */
/* Publishing: nothing leaves that is not public, and the old edition stays whole whatever happens.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <ctype.h>
#include <dirent.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "unit/app/dutch.h"
#include "unit/app/fixture.h"
#include "wijk/app/publishing.h"
#include "wijk/base/path.h"
#include "wijk/base/vector.h"
#include "wijk/domain/visibility.h"

/* ---- a marker in every text of every entity ---- */

struct marker {
    char text[16];
    char where[80];
    bool public;
};

struct world {
    struct fixture fixture;
    struct id ids[ENTITY_COUNT]; /* what references lead to */
    VECTOR(struct marker) markers;
};

/* How the rows of one round are hidden. */
struct round {
    const char *name, *visibility, *status;
    bool public;
};

static const char *plant(struct world *world, const struct round *round,
                         const struct entity *entity, const struct field *field)
{
    struct marker *marker = VECTOR_PUSH(&world->markers);
    snprintf(marker->text, sizeof marker->text, "zq%05zuqz", world->markers.count);
    snprintf(marker->where, sizeof marker->where, "%s: %s.%s", round->name, entity->table,
             field->column);
    marker->public = round->public && visibility_column(entity->kind, field->column);
    return marker->text;
}

static struct value choice_of(const struct field *field, const struct round *round)
{
    if (strcmp(field->column, "visibility") == 0)
        return value_text(round->visibility);
    if (field->refers_to == ENTITY_NONE && strcmp(field->column, "status") == 0 &&
        field_choice(field, "adopted") != NULL)
        return value_text(round->status);
    return value_text(field->initial != NULL ? field->initial : field->choices[0].value);
}

static struct value filled(struct world *world, const struct round *round, const struct row *row,
                           const struct field *field)
{
    switch (field->type) {
    case FIELD_TEXT:
    case FIELD_LONG_TEXT:
        return value_text(plant(world, round, row->entity, field));
    case FIELD_CHOICE:
        return choice_of(field, round);
    case FIELD_REFERENCE:
        return field->refers_to == row->entity->kind ? value_none()
                                                     : value_id(world->ids[field->refers_to]);
    case FIELD_DATE:
        return value_text("2025-06-01");
    case FIELD_MOMENT:
        return value_text("2025-06-01T10:00:00Z");
    case FIELD_INTEGER:
        return value_integer(field->minimum > 0 ? field->minimum + 1 : 2);
    case FIELD_FLAG:
        return value_integer(0);
    case FIELD_MONEY:
        return value_integer(100);
    case FIELD_DECIMAL:
        return value_real(5);
    case FIELD_ENTITY:
        return value_text("goal");
    case FIELD_ROW:
        return value_id(world->ids[ENTITY_GOAL]);
    }
    return value_none();
}

static void add(struct world *world, const struct round *round, enum entity_kind kind)
{
    struct fixture *fixture = &world->fixture;
    struct row row;
    row_init(&row, kind);
    for (size_t i = 0; i < row.entity->field_count; i++)
        row.values[i] = filled(world, round, &row, &row.entity->fields[i]);
    if (kind == ENTITY_AGREEMENT) { /* its code follows from its number */
        row_set(&row, "code", value_none());
        row_set(&row, "number", value_integer((int64_t)world->markers.count));
    }
    if (kind == ENTITY_GOAL)
        row_set(&row, "light", value_text("red"));
    if (kind == ENTITY_TARGET)
        row_set(&row, "value_to", value_none());
    if (kind == ENTITY_EFFORT)
        row_set(&row, "phase", value_text("running"));
    fixture_must(fixture, rows_add(fixture->session, &row, &fixture->error));
    world->ids[kind] = row.id;
    row_release(&row);
}

/* ---- all that was published, in lower case, with the names of the files ---- */

static void read_all(const char *folder, struct buffer *out)
{
    DIR *open = opendir(folder);
    assert_non_null(open);
    for (struct dirent *entry; (entry = readdir(open)) != NULL;) {
        struct buffer path = BUFFER_EMPTY;
        struct stat status;
        struct error error = ERROR_NONE;
        path_join(&path, folder, entry->d_name);
        assert_int_equal(lstat(path.bytes, &status), 0);
        buffer_add_text(out, entry->d_name);
        if (S_ISREG(status.st_mode))
            assert_true(path_read(path.bytes, 1 << 30, out, &error));
        else if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            read_all(path.bytes, out);
        buffer_release(&path);
    }
    closedir(open);
    for (size_t i = 0; i < out->length; i++)
        out->bytes[i] = (char)tolower((unsigned char)out->bytes[i]);
}

static void publish(struct fixture *fixture, struct publish_result *result)
{
    char path[FOLDER_PATH];
    struct publish_options options = {.folder = folder_path(fixture->folder, "site", path)};
    fixture_must(fixture, publishing_run(fixture->session, &options, result, &fixture->error));
}

/* These are allowed, but no page has a place for them. */
static bool nowhere(const char *where)
{
    static const char *const columns[] = {
        "agreement.code",    "effort.cause",      "effort.consequence",
        "effort.correction", "measurement.words", "indicator.reference_variable",
        "indicator.unit",
    };
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        if (strstr(where, columns[i]) != NULL)
            return true;
    return false;
}

static void look_for_markers(struct world *world)
{
    char path[FOLDER_PATH];
    struct buffer all = BUFFER_EMPTY;
    int wrong = 0;
    read_all(folder_path(world->fixture.folder, "site", path), &all);
    for (size_t i = 0; i < world->markers.count; i++) {
        const struct marker *marker = &world->markers.items[i];
        bool found = memmem(all.bytes, all.length, marker->text, strlen(marker->text)) != NULL;
        if (found == marker->public || (!found && nowhere(marker->where)))
            continue;
        fprintf(stderr, "%s: %s\n", marker->where, found ? "published" : "missing");
        wrong++;
    }
    assert_int_equal(wrong, 0);
    assert_null(memmem(all.bytes, all.length, "jan de vries", 12));
    buffer_release(&all);
}

static void add_under_hidden(struct world *world)
{
    static const struct round hidden = {"hidden", "group", "adopted", false};
    static const struct round under = {"under a hidden goal", "public", "adopted", false};
    struct fixture *fixture = &world->fixture;
    struct id kept[ENTITY_COUNT];
    struct row before, after;
    memcpy(kept, world->ids, sizeof kept);
    add(world, &hidden, ENTITY_GOAL);
    struct id parent = world->ids[ENTITY_GOAL];
    add(world, &under, ENTITY_GOAL);
    fixture_must(fixture, rows_get(fixture->session, ENTITY_GOAL, world->ids[ENTITY_GOAL], &before,
                                   &fixture->error));
    row_copy(&after, &before);
    row_set(&after, "parent", value_id(parent));
    fixture_must(fixture, rows_change(fixture->session, &before, &after, &fixture->error));
    row_release(&before);
    row_release(&after);
    add(world, &under, ENTITY_INDICATOR);
    add(world, &under, ENTITY_TARGET);
    add(world, &under, ENTITY_MEASUREMENT);
    memcpy(world->ids, kept, sizeof kept);
}

static void add_deleted(struct world *world)
{
    static const struct round bin = {"in the bin", "public", "adopted", false};
    static const enum entity_kind kinds[] = {ENTITY_PROGRAMME, ENTITY_GOAL,     ENTITY_EFFORT,
                                             ENTITY_PROBLEM,   ENTITY_DECISION, ENTITY_AGREEMENT,
                                             ENTITY_LESSON};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        struct id kept = world->ids[kinds[i]];
        add(world, &bin, kinds[i]);
        fixture_must(&world->fixture,
                     rows_delete(world->fixture.session, kinds[i], world->ids[kinds[i]], NULL,
                                 &world->fixture.error));
        world->ids[kinds[i]] = kept;
    }
}

static void test_markers(void **state)
{
    (void)state;
    static const struct round open = {"public", "public", "adopted", true};
    static const struct round rounds[] = {{"group", "group", "adopted", false},
                                          {"bureau", "bureau", "adopted", false}};
    static const struct round draft = {"draft", "public", "draft", false};
    struct world world = {.markers = {0}};
    struct publish_result result;
    fixture_start(&world.fixture);
    world.fixture.session->programme = (struct id){{0}};
    for (size_t kind = 0; kind < ENTITY_COUNT; kind++)
        add(&world, &open, (enum entity_kind)kind);
    publish(&world.fixture, &result);
    assert_int_equal(result.programmes, 1);
    look_for_markers(&world);
    for (size_t i = 0; i < sizeof rounds / sizeof *rounds; i++) {
        struct id kept[ENTITY_COUNT];
        memcpy(kept, world.ids, sizeof kept);
        static const enum entity_kind kinds[] = {
            ENTITY_GOAL,    ENTITY_INDICATOR,  ENTITY_TARGET,        ENTITY_MEASUREMENT,
            ENTITY_EFFORT,  ENTITY_MILESTONE,  ENTITY_BUDGET_LINE,   ENTITY_PROBLEM,
            ENTITY_COMMENT, ENTITY_ESCALATION, ENTITY_DECISION,      ENTITY_AGREEMENT,
            ENTITY_LESSON,  ENTITY_ADOPTION,   ENTITY_AGREEMENT_LINK};
        for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
            add(&world, &rounds[i], kinds[k]);
        memcpy(world.ids, kept, sizeof kept);
    }
    struct id kept[ENTITY_COUNT];
    memcpy(kept, world.ids, sizeof kept);
    static const enum entity_kind of_programme[] = {
        ENTITY_PROGRAMME, ENTITY_GOAL,      ENTITY_INDICATOR, ENTITY_MEASUREMENT,
        ENTITY_EFFORT,    ENTITY_MILESTONE, ENTITY_PROBLEM,   ENTITY_DECISION};
    for (size_t k = 0; k < sizeof of_programme / sizeof *of_programme; k++)
        add(&world, &draft, of_programme[k]);
    memcpy(world.ids, kept, sizeof kept);
    add_under_hidden(&world);
    add_deleted(&world);
    publish(&world.fixture, &result); /* now with a page of changes and a feed */
    look_for_markers(&world);
    free(world.markers.items);
    fixture_end(&world.fixture);
}

/* ---- the folder ---- */

static struct id small_programme(struct fixture *fixture)
{
    fixture_start(fixture);
    fixture_must(fixture,
                 fixture_set(fixture, ENTITY_PROGRAMME, fixture->programme, "status", "adopted"));
    struct id goal = fixture_add(fixture, ENTITY_GOAL, "statement",
                                 "Less <waste> & \"noise\" / 🏚", "theme", "LIV", NULL);
    fixture_add(fixture, ENTITY_GOAL, "statement", "More work", "theme", "WRK", NULL);
    fixture_add(fixture, ENTITY_INDICATOR, "goal", fixture_code(fixture, ENTITY_GOAL, goal), "name",
                "Complaints", "kind", "count", "direction", "lower", NULL);
    return goal;
}

static ino_t inode(struct fixture *fixture, const char *name)
{
    char path[FOLDER_PATH];
    struct stat status;
    struct buffer file = BUFFER_EMPTY;
    path_join(&file, folder_path(fixture->folder, "site", path), name);
    ino_t found = stat(file.bytes, &status) == 0 ? status.st_ino : 0;
    buffer_release(&file);
    return found;
}

static void test_unchanged_pages_stay(void **state)
{
    (void)state;
    struct fixture fixture;
    struct publish_result result;
    struct id goal = small_programme(&fixture);
    publish(&fixture, &result);
    ino_t about = inode(&fixture, "nl/about.html");
    ino_t work = inode(&fixture, "nl/goal-voorbeeldbuurt-wrk-1.html");
    ino_t waste = inode(&fixture, "nl/goal-voorbeeldbuurt-liv-1.html");
    assert_int_not_equal(about, 0);
    assert_int_not_equal(work, 0);
    assert_int_not_equal(waste, 0);
    long files = result.written;
    publish(&fixture, &result);
    assert_int_equal(result.written, 0);
    assert_int_equal(result.kept, files);
    fixture_must(&fixture, fixture_set(&fixture, ENTITY_GOAL, goal, "statement", "Less waste"));
    publish(&fixture, &result);
    assert_int_equal(result.changed, 1);
    assert_int_equal(inode(&fixture, "nl/about.html"), about);
    assert_int_equal(inode(&fixture, "nl/goal-voorbeeldbuurt-wrk-1.html"), work);
    assert_int_not_equal(inode(&fixture, "nl/goal-voorbeeldbuurt-liv-1.html"), waste);
    fixture_end(&fixture);
}

static bool try_publish(struct fixture *fixture, const char *name)
{
    char path[FOLDER_PATH];
    struct publish_result result;
    struct publish_options options = {.folder = folder_path(fixture->folder, name, path)};
    error_clear(&fixture->error);
    return publishing_run(fixture->session, &options, &result, &fixture->error);
}

static void test_foreign_folder_is_refused(void **state)
{
    (void)state;
    struct fixture fixture;
    char path[FOLDER_PATH];
    struct buffer text = BUFFER_EMPTY;
    small_programme(&fixture);
    assert_int_equal(mkdir(folder_path(fixture.folder, "empty", path), 0755), 0);
    assert_true(try_publish(&fixture, "empty"));
    assert_int_equal(mkdir(folder_path(fixture.folder, "foreign", path), 0755), 0);
    buffer_add_text(&text, "mine");
    fixture_must(&fixture, path_write(folder_path(fixture.folder, "foreign/letter.txt", path),
                                      &text, 0644, &fixture.error));
    assert_false(try_publish(&fixture, "foreign"));
    assert_int_equal(fixture.error.code, ERROR_REFUSED);
    assert_true(path_exists(path));
    assert_false(path_exists(folder_path(fixture.folder, "foreign.wijk-new", path)));
    assert_false(try_publish(&fixture, "foreign/letter.txt")); /* a file */
    assert_int_equal(fixture.error.code, ERROR_INPUT);
    /* What others put into a site stays in it. */
    fixture_must(&fixture, path_write(folder_path(fixture.folder, "empty/nl/CNAME", path), &text,
                                      0644, &fixture.error));
    assert_true(try_publish(&fixture, "empty"));
    assert_true(path_exists(path));
    buffer_release(&text);
    fixture_end(&fixture);
}

static bool stop_at_ten(void *context, long done, long total)
{
    (void)context;
    assert_true(total >= done);
    return done < 10;
}

static void assert_whole(struct fixture *fixture, const struct buffer *before)
{
    char path[FOLDER_PATH];
    struct buffer now = BUFFER_EMPTY;
    read_all(folder_path(fixture->folder, "site", path), &now);
    assert_int_equal(now.length, before->length);
    assert_memory_equal(now.bytes, before->bytes, now.length);
    assert_false(path_exists(folder_path(fixture->folder, "site.wijk-new", path)));
    buffer_release(&now);
}

static void test_stopped_and_full(void **state)
{
    (void)state;
    struct fixture fixture;
    struct publish_result result;
    struct buffer before = BUFFER_EMPTY;
    char path[FOLDER_PATH];
    struct rlimit limit, small = {.rlim_cur = 1500, .rlim_max = RLIM_INFINITY};
    struct id goal = small_programme(&fixture);
    publish(&fixture, &result);
    read_all(folder_path(fixture.folder, "site", path), &before);
    fixture_must(&fixture, fixture_set(&fixture, ENTITY_GOAL, goal, "statement", "Less"));
    struct publish_options options = {.folder = folder_path(fixture.folder, "site", path),
                                      .progress = stop_at_ten};
    assert_false(publishing_run(fixture.session, &options, &result, &fixture.error));
    assert_int_equal(fixture.error.code, ERROR_CANCELLED);
    assert_whole(&fixture, &before);
    /* A page of more than 1,500 bytes cannot be written, as on a disk that is full by then. */
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
    small.rlim_max = limit.rlim_max;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    bool done = try_publish(&fixture, "site");
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
    assert_false(done);
    assert_int_equal(fixture.error.code, ERROR_IO);
    assert_whole(&fixture, &before);
    assert_true(try_publish(&fixture, "site"));
    buffer_release(&before);
    fixture_end(&fixture);
}

static void test_nothing_public(void **state)
{
    (void)state;
    struct fixture fixture;
    struct publish_result result;
    fixture_start(&fixture);
    publish(&fixture, &result);
    assert_int_equal(result.programmes, 0);
    assert_int_not_equal(inode(&fixture, "en/index.html"), 0);
    fixture_end(&fixture);
}

int main(int count, char **arguments)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_markers),
        cmocka_unit_test(test_unchanged_pages_stay),
        cmocka_unit_test(test_foreign_folder_is_refused),
        cmocka_unit_test(test_stopped_and_full),
        cmocka_unit_test(test_nothing_public),
    };
    if (count > 0)
        find_dutch(arguments[0]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
