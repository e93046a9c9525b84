/* Publishing where it is much, where it is nothing, and where it cannot be written: the old edition
 * stays whole. */
#define _DEFAULT_SOURCE /* seteuid */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "unit/app/dutch.h"
#include "unit/app/fixture.h"
#include "wijk/app/publishing.h"
#include "wijk/base/path.h"
#include "wijk/store/draft.h"

#define NOBODY 65534

static bool publish(struct fixture *fixture, const char *name, struct publish_result *result)
{
    char path[FOLDER_PATH];
    struct publish_options options = {.folder = folder_path(fixture->folder, name, path)};
    error_clear(&fixture->error);
    return publishing_run(fixture->session, &options, result, &fixture->error);
}

static void adopted(struct fixture *fixture)
{
    fixture_start(fixture);
    fixture_must(fixture,
                 fixture_set(fixture, ENTITY_PROGRAMME, fixture->programme, "status", "adopted"));
}

static void add_goals(struct fixture *fixture, int count)
{
    struct draft draft;
    struct row row;
    draft_init(&draft, "Goals");
    for (int i = 0; i < count; i++) {
        char code[32];
        row_init(&row, ENTITY_GOAL);
        snprintf(code, sizeof code, "LIV-%d", i + 1);
        row_set(&row, "programme", value_id(fixture->programme));
        row_set(&row, "level", value_text("goal"));
        row_set(&row, "code", value_text(code));
        row_set(&row, "statement", value_text("One of many"));
        row_set(&row, "visibility", value_text("public"));
        draft_create(&draft, &row);
        row_release(&row);
    }
    fixture_must(fixture, session_commit(fixture->session, &draft, &fixture->error));
    draft_release(&draft);
}

/* Reads a published file; fails when it is not there. */
static void assert_published(struct fixture *fixture, const char *name, const char *text)
{
    char path[FOLDER_PATH];
    struct buffer page = BUFFER_EMPTY;
    fixture_must(fixture, path_read(folder_path(fixture->folder, name, path), 1 << 26, &page,
                                    &fixture->error));
    if (strstr(page.bytes, text) == NULL)
        fail_msg("%s has no '%s'", name, text);
    buffer_release(&page);
}

static void no_goals(void **state)
{
    (void)state;
    struct fixture fixture;
    struct publish_result result;
    adopted(&fixture);
    fixture_must(&fixture, publish(&fixture, "site", &result));
    assert_int_equal(result.programmes, 1);
    assert_int_equal(result.goals, 0);
    assert_published(&fixture, "site/en/index.html", "Voorbeeldbuurt");
    fixture_end(&fixture);
}

static void ten_thousand_goals(void **state)
{
    (void)state;
    struct fixture fixture;
    struct publish_result result;
    adopted(&fixture);
    add_goals(&fixture, 10000);
    fixture_must(&fixture, publish(&fixture, "site", &result));
    assert_int_equal(result.goals, 10000);
    assert_published(&fixture, "site/nl/goal-voorbeeldbuurt-liv-10000.html", "One of many");
    long files = result.written;
    assert_true(files > 20000); /* a page each, in two languages */
    fixture_must(&fixture, publish(&fixture, "site", &result));
    assert_int_equal(result.written, 0);
    assert_int_equal(result.kept, files);
    fixture_end(&fixture);
}

/* As somebody who may not write there; root may write anywhere. */
static void unwritable_folder(void **state)
{
    (void)state;
    struct fixture fixture;
    struct publish_result result;
    char path[FOLDER_PATH];
    adopted(&fixture);
    add_goals(&fixture, 1);
    folder_path(fixture.folder, "shut", path);
    assert_int_equal(mkdir(path, 0755), 0);
    fixture_must(&fixture, publish(&fixture, "shut/site", &result));
    fixture_must(&fixture, fixture_set(&fixture, ENTITY_PROGRAMME, fixture.programme, "title",
                                       "Another title"));
    assert_int_equal(chmod(path, 0555), 0);
    assert_int_equal(chmod(fixture.folder, 0755), 0);
    bool root = geteuid() == 0;
    if (root)
        assert_int_equal(seteuid(NOBODY), 0);
    bool anew = publish(&fixture, "shut/new", &result);
    enum error_code why = fixture.error.code;
    bool done = publish(&fixture, "shut/site", &result);
    if (root)
        assert_int_equal(seteuid(0), 0);
    assert_int_equal(chmod(path, 0755), 0);
    assert_false(anew);
    assert_int_equal(why, ERROR_READ_ONLY);
    assert_false(done);
    assert_int_equal(fixture.error.code, ERROR_READ_ONLY);
    assert_published(&fixture, "shut/site/en/area-voorbeeldbuurt.html", "Programme");
    assert_false(path_exists(folder_path(fixture.folder, "shut/site.wijk-new", path)));
    fixture_must(&fixture, publish(&fixture, "shut/site", &result));
    assert_published(&fixture, "shut/site/en/area-voorbeeldbuurt.html", "Another title");
    fixture_end(&fixture);
}

/* A disk of its own, in memory. False: this user may not make one. */
static bool small_disk(const char *path)
{
    return mkdir(path, 0755) == 0 &&
           mount("tmpfs", path, "tmpfs", 0, "size=3m,nr_inodes=2000") == 0;
}

/* Takes all the room but for a few pages. */
static void fill_up(const char *path)
{
    static const char zeros[4096];
    int wrote = 0;
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    setvbuf(file, NULL, _IONBF, 0);
    while (fwrite(zeros, sizeof zeros, 1, file) == 1)
        wrote++;
    fclose(file);
    assert_true(wrote > 12);
    assert_int_equal(truncate(path, (long)(wrote - 12) * (long)sizeof zeros), 0);
}

static void full_in_the_middle(void **state)
{
    (void)state;
    struct fixture fixture;
    struct publish_result result;
    char disk[FOLDER_PATH], filler[FOLDER_PATH], beside[FOLDER_PATH];
    adopted(&fixture);
    add_goals(&fixture, 20);
    folder_path(fixture.folder, "disk", disk);
    if (!small_disk(disk)) {
        print_message("# skipped: no small disk can be mounted here\n");
        fixture_end(&fixture);
        skip();
    }
    bool first = publish(&fixture, "disk/site", &result);
    fixture_must(&fixture, first);
    fixture_must(&fixture, fixture_set(&fixture, ENTITY_AREA, fixture.area, "name", "Elsewhere"));
    fill_up(folder_path(fixture.folder, "disk/filler", filler));
    bool full = publish(&fixture, "disk/site", &result);
    enum error_code why = fixture.error.code;
    assert_published(&fixture, "disk/site/en/index.html", "Voorbeeldbuurt");
    assert_published(&fixture, "disk/site/nl/goal-voorbeeldbuurt-liv-20.html", "One of many");
    bool left = path_exists(folder_path(fixture.folder, "disk/site.wijk-new", beside));
    unlink(filler);
    bool after = publish(&fixture, "disk/site", &result);
    if (after)
        assert_published(&fixture, "disk/site/en/index.html", "Elsewhere");
    umount(disk);
    assert_false(full);
    assert_int_equal(why, ERROR_FULL);
    assert_false(left);
    assert_true(after);
    fixture_end(&fixture);
}

int main(int count, char **arguments)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_goals),
        cmocka_unit_test(ten_thousand_goals),
        cmocka_unit_test(unwritable_folder),
        cmocka_unit_test(full_in_the_middle),
    };
    if (count > 0)
        find_dutch(arguments[0]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
