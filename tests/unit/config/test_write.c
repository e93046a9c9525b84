#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "wijk/base/path.h"
#include "wijk/config/config.h"

static char folder[] = "/tmp/wijk-write-XXXXXX";
static char file[64];

static int make_folder(void **state)
{
    (void)state;
    assert_non_null(mkdtemp(folder));
    snprintf(file, sizeof file, "%s/wijk.conf", folder);
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    unlink(file);
    return rmdir(folder);
}

static void write_text(const char *text)
{
    struct buffer content = BUFFER_EMPTY;
    struct error error = ERROR_NONE;
    buffer_add_text(&content, text);
    assert_true(path_write(file, &content, 0640, &error));
    buffer_release(&content);
}

static void assert_text(const char *wanted)
{
    struct buffer content = BUFFER_EMPTY;
    struct error error = ERROR_NONE;
    assert_true(path_read(file, 4 << 20, &content, &error));
    assert_string_equal(content.bytes, wanted);
    buffer_release(&content);
}

/* Only the value changes; comments, order, marks and white space stay. */
static void one_value_changes_and_nothing_else(void **state)
{
    (void)state;
    static const struct {
        const char *before, *name, *value, *after;
    } examples[] = {
        {"", "theme", "light", "theme = \"light\";\n"},
        {"# mine\ntheme = \"dark\"; # warm\nmouse=true\n", "theme", "light",
         "# mine\ntheme = \"light\"; # warm\nmouse=true\n"},
        {"# theme = \"dark\"\n/* theme = 1; */ // theme\ntheme : \"dark\"", "theme", "contrast",
         "# theme = \"dark\"\n/* theme = 1; */ // theme\ntheme : \"contrast\""},
        {"mouse=true", "ascii", "true", "mouse=true\nascii = true;\n"},
        {"person = \"theme = 3;\";\ntheme=\"dark\";", "theme", "light",
         "person = \"theme = 3;\";\ntheme=\"light\";"},
        {"person = \"a\" /* and */ \"b\\\"\"; mouse = false;\n", "person", "é \"q\" \\",
         "person = \"é \\\"q\\\" \\\\\"; mouse = false;\n"},
        {"backups_keep = 3, mouse = true", "backups_keep", "12", "backups_keep = 12, mouse = true"},
        {"window = { theme = \"x\"; };\n", "theme", "light",
         "window = { theme = \"x\"; };\ntheme = \"light\";\n"},
        {"mouse = true;\n", "keys.flag", "f", "mouse = true;\nkeys = {\n    flag = \"f\";\n};\n"},
        {"keys = {\n    flag = \"!\"; # loud\n};\n", "keys.flag", "f",
         "keys = {\n    flag = \"f\"; # loud\n};\n"},
        {"keys = {\n    flag = \"!\";\n};\nmouse = true;\n", "keys.measure", "m",
         "keys = {\n    flag = \"!\";\n    measure = \"m\";\n};\nmouse = true;\n"},
        {"keys = {};\n", "keys.measure", "m", "keys = {\n    measure = \"m\";\n};\n"},
        {"keys = { mouse = \"x\"; }", "mouse", "false",
         "keys = { mouse = \"x\"; }\nmouse = false;\n"}};
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        struct error error = ERROR_NONE;
        write_text(examples[i].before);
        if (!config_write_setting(file, examples[i].name, examples[i].value, &error))
            fail_msg("example %zu: %s", i, error.message);
        assert_text(examples[i].after);
    }
}

static void what_does_not_fit_leaves_the_file_alone(void **state)
{
    (void)state;
    static const char *const examples[][3] = {
        {"mouse = true;\n", "theme", "pink"},
        {"mouse = true;\n", "mouse", "maybe"},
        {"mouse = true;\n", "backups_keep", "1; ascii = true"},
        {"mouse = true;\n", "backups_keep", "-1"},
        {"mouse = true;\n", "person", "two\nlines"},
        {"mouse = true;\n", "keys", "m"},
        {"mouse = true;\n", "no_such", "m"},
        {"mouse = true;\n", "keys.no such", "m"},
        {"mouse = true;\n", "keys.", "m"},
        {"mouse = ;\n", "theme", "light"}};
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        struct error error = ERROR_NONE;
        write_text(examples[i][0]);
        if (config_write_setting(file, examples[i][1], examples[i][2], &error))
            fail_msg("example %zu was accepted", i);
        assert_true(error_is_set(&error));
        assert_text(examples[i][0]);
    }
}

static void a_missing_file_is_made_for_its_owner_only(void **state)
{
    (void)state;
    struct error error = ERROR_NONE;
    struct stat status;
    unlink(file);
    assert_true(config_write_setting(file, "language", "nl", &error));
    assert_int_equal(stat(file, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
    assert_text("language = \"nl\";\n");
    assert_int_equal(chmod(file, 0644), 0);
    assert_true(config_write_setting(file, "language", "en", &error));
    assert_int_equal(stat(file, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0644);
}

static void a_link_stays_a_link(void **state)
{
    (void)state;
    char link[80];
    struct error error = ERROR_NONE;
    struct stat status;
    snprintf(link, sizeof link, "%s/link", folder);
    write_text("mouse = true;\n");
    assert_int_equal(symlink(file, link), 0);
    assert_true(config_write_setting(link, "mouse", "false", &error));
    assert_int_equal(lstat(link, &status), 0);
    assert_true(S_ISLNK(status.st_mode));
    assert_text("mouse = false;\n");
    unlink(link);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_value_changes_and_nothing_else),
        cmocka_unit_test(what_does_not_fit_leaves_the_file_alone),
        cmocka_unit_test(a_missing_file_is_made_for_its_owner_only),
        cmocka_unit_test(a_link_stays_a_link),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
