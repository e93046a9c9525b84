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
#include "wijk/config/options.h"

static char folder[] = "/tmp/wijk-config-XXXXXX";
static char file[64], other[64];

static void write_text(const char *path, const char *text)
{
    struct buffer content = BUFFER_EMPTY;
    struct error error = ERROR_NONE;
    buffer_add_text(&content, text);
    assert_true(path_write(path, &content, 0644, &error));
    buffer_release(&content);
}

static void assert_file(const char *path, const char *wanted)
{
    struct buffer content = BUFFER_EMPTY;
    struct error error = ERROR_NONE;
    assert_true(path_read(path, 4 << 20, &content, &error));
    assert_string_equal(content.bytes, wanted);
    buffer_release(&content);
}

static int make_folder(void **state)
{
    (void)state;
    assert_non_null(mkdtemp(folder));
    snprintf(other, sizeof other, "%s/wijk", folder);
    assert_int_equal(mkdir(other, 0700), 0);
    snprintf(file, sizeof file, "%s/wijk/wijk.conf", folder);
    snprintf(other, sizeof other, "%s/wijk/other.conf", folder);
    unsetenv("WIJK_CONFIG");
    setenv("HOME", folder, 1);
    setenv("XDG_CONFIG_HOME", folder, 1);
    return 0;
}

static int remove_files(void **state)
{
    (void)state;
    unlink(file);
    unlink(other);
    unsetenv("WIJK_CONFIG");
    return 0;
}

static int remove_folder(void **state)
{
    remove_files(state);
    *strrchr(file, '/') = '\0';
    rmdir(file);
    return rmdir(folder);
}

static void every_option_is_sound(void **state)
{
    (void)state;
    for (size_t i = 0; i < option_count(); i++) {
        const struct option *option = option_at(i);
        assert_ptr_equal(option_find(option->name), option);
        assert_ptr_equal(option_nearest(option->name), option);
        assert_true(strlen(option->help) > 0 && option->help[strlen(option->help) - 1] == '.');
        assert_int_equal(option->choices != NULL, option->type == OPTION_CHOICE);
    }
    assert_null(option_find("no such option"));
}

static void the_nearest_name_is_found(void **state)
{
    (void)state;
    static const char *const examples[][2] = {
        {"colour", "colour"},
        {"color", "colour"},
        {"langauge", "language"},
        {"backup_keep", "backups_keep"},
        {"Theme", "theme"},
        {"mosue", "mouse"},
        {"weather", NULL},
        {"x", NULL},
        {"", NULL},
        {"a_very_long_name_that_is_longer_than_every_option_there_is", NULL}};
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        const struct option *nearest = option_nearest(examples[i][0]);
        if (examples[i][1] == NULL)
            assert_null(nearest);
        else
            assert_string_equal(nearest == NULL ? "(none)" : nearest->name, examples[i][1]);
    }
}

static void values_are_read(void **state)
{
    (void)state;
    write_text(file, "# mine\nlanguage = \"nl\"; ascii = true\nbackups_keep: 7;\n"
                     "file = \"~/wijk.db\"; person = \"J\\\"dV\";\n"
                     "keys = {\n measure = \"m\";\n flag = \"! f\"; };\n");
    struct config *config = config_new();
    struct error error = ERROR_NONE;
    char wanted[80];
    const char *action, *keys;
    unsigned line;
    assert_string_equal(config_text(config, "language"), "auto");
    assert_true(config_load(config, NULL, &error));
    assert_string_equal(config_path(config), file);
    assert_string_equal(config_text(config, "language"), "nl");
    assert_string_equal(config_text(config, "person"), "J\"dV");
    assert_true(config_flag(config, "ascii"));
    assert_true(config_flag(config, "mouse"));
    assert_int_equal(config_integer(config, "backups_keep"), 7);
    snprintf(wanted, sizeof wanted, "%s/wijk.db", folder);
    assert_string_equal(config_text(config, "file"), wanted);
    assert_string_equal(config_key(config, "flag"), "! f");
    assert_null(config_key(config, "absent"));
    assert_true(config_key_at(config, 1, &action, &keys, &line));
    assert_string_equal(action, "flag");
    assert_int_equal(line, 7);
    assert_false(config_key_at(config, 2, &action, &keys, NULL));
    assert_null(config_warning(config, 0));
    config_free(config);
}

/* Each fault: what the file says, and how the sentence about it goes on behind the file's name. */
static void faults_are_said_with_file_and_line(void **state)
{
    (void)state;
    static const char *const examples[][2] = {
        {"\n\nlanguage = ;\n", ":3: this is not written as a setting should be: name = value;"},
        {"theme \"dark\"", ":1: this is not written as a setting should be: name = value;"},
        {"keys = { a = \"b\";\n", ":2: this is not written as a setting should be: name = value;"},
        {"# \"\n\"never closed", ":2: the text that begins here has no closing quote"},
        {"person = \"J;\nmouse = true;\n", ":1: the text that begins here has no closing quote"},
        {"mouse = true;\nmouse = true;\n", ":2: this setting was given before"},
        {"\nmouse = \"yes\";\n", ":2: \"mouse\" must be true or false"},
        {"mouse = 1;\n", ":1: \"mouse\" must be true or false"},
        {"theme = \"pink\";\n", ":1: \"theme\" must be one of: dark, light, contrast"},
        {"theme = \"dark light\";\n", ":1: \"theme\" must be one of: dark, light, contrast"},
        {"theme = \"\";\n", ":1: \"theme\" must be one of: dark, light, contrast"},
        {"theme = 3;\n", ":1: \"theme\" must be a text between quotes"},
        {"person = [\"a\", \"b\"];\n", ":1: \"person\" must be a text between quotes"},
        {"person = \"a\\x1b[2J\";\n",
         ":1: \"person\" must be one line of UTF-8 text, at most 4096 bytes"},
        {"person = \"\xff\";\n",
         ":1: \"person\" must be one line of UTF-8 text, at most 4096 bytes"},
        {"backups_keep = 0;\n", ":1: \"backups_keep\" must be a whole number from 1 to 1000"},
        {"backups_keep = 1001;\n", ":1: \"backups_keep\" must be a whole number from 1 to 1000"},
        {"backups_keep = 9999999999;\n", ":1: this number is too large"},
        {"backups_keep = 4294967301;\n", ":1: this number is too large"},
        {"backups_keep = 18446744073709551621;\n", ":1: this number is too large"},
        {"backups_keep = 4294967301L;\n",
         ":1: \"backups_keep\" must be a whole number from 1 to 1000"},
        {"backups_keep = 2.5;\n", ":1: \"backups_keep\" must be a whole number from 1 to 1000"},
        {"backups_keep = \"9\";\n", ":1: \"backups_keep\" must be a whole number from 1 to 1000"},
        {"keys = \"m\";\n", ":1: \"keys\" must be a group: keys = { action = \"key\"; };"},
        {"keys = {\n measure = 3; };\n", ":2: \"measure\" must be a text between quotes"},
        {"# nothing\n@include \"absent.conf\"\n", ":2: the file to include cannot be opened"},
        {"@include \"wijk.conf\"\n", ":1: files include each other without end"}};
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        write_text(file, examples[i][0]);
        struct config *config = config_new();
        struct error error = ERROR_NONE;
        if (config_load(config, NULL, &error))
            fail_msg("read without a word: %s", examples[i][0]);
        assert_int_equal(error.code, ERROR_INPUT);
        assert_memory_equal(error.message, file, strlen(file));
        assert_string_equal(error.message + strlen(file), examples[i][1]);
        assert_string_equal(config_text(config, "theme"), "dark");
        assert_null(config_path(config));
        config_free(config);
    }
}

static void an_included_file_is_read_and_named_in_its_faults(void **state)
{
    (void)state;
    struct config *config = config_new();
    struct error error = ERROR_NONE;
    write_text(file, "@include \"other.conf\"\nmouse = false;\n");
    write_text(other, "theme = \"light\";\n");
    assert_true(config_load(config, NULL, &error));
    assert_string_equal(config_text(config, "theme"), "light");
    assert_false(config_flag(config, "mouse"));
    write_text(other, "\ntheme = \"pink\";\n");
    assert_false(config_load(config, NULL, &error));
    assert_non_null(strstr(error.message, "other.conf:2: \"theme\""));
    config_free(config);
}

static void unknown_settings_are_warned_of(void **state)
{
    (void)state;
    write_text(file, "color = \"never\";\n\nwindow = { width = 3; };\nmouse = false;\n");
    struct config *config = config_new();
    struct error error = ERROR_NONE;
    assert_true(config_load(config, NULL, &error));
    assert_string_equal(config_warning(config, 0) + strlen(file),
                        ":1: there is no setting \"color\"; did you mean \"colour\"?");
    assert_string_equal(config_warning(config, 1) + strlen(file),
                        ":3: there is no setting \"window\"");
    assert_null(config_warning(config, 2));
    assert_false(config_flag(config, "mouse"));
    config_free(config);
}

static void the_first_file_of_the_order_is_read(void **state)
{
    (void)state;
    struct config *config = config_new();
    struct error error = ERROR_NONE;
    assert_true(config_load(config, NULL, &error)); /* none at all is fine */
    write_text(file, "theme = \"light\";");
    write_text(other, "theme = \"contrast\";");
    assert_true(config_load(config, NULL, &error));
    assert_string_equal(config_text(config, "theme"), "light");
    setenv("WIJK_CONFIG", other, 1);
    assert_true(config_load(config, NULL, &error));
    assert_string_equal(config_text(config, "theme"), "contrast");
    assert_true(config_load(config, file, &error));
    assert_string_equal(config_text(config, "theme"), "light");
    setenv("WIJK_CONFIG", "/nowhere/wijk.conf", 1);
    assert_false(config_load(config, NULL, &error));
    assert_int_equal(error.code, ERROR_NOT_FOUND);
    error_clear(&error);
    assert_false(config_load(config, "/nowhere/other.conf", &error));
    assert_non_null(strstr(error.message, "/nowhere/other.conf"));
    config_free(config);
}

static void a_file_over_a_megabyte_or_with_nul_is_refused(void **state)
{
    (void)state;
    struct config *config = config_new();
    struct error error = ERROR_NONE;
    struct buffer content = BUFFER_EMPTY;
    while (content.length <= CONFIG_FILE_LIMIT)
        buffer_add_text(&content, "# a comment that makes the file long\n");
    assert_true(path_write(file, &content, 0600, &error));
    assert_false(config_load(config, NULL, &error));
    assert_non_null(strstr(error.message, "1048576"));
    buffer_clear(&content);
    buffer_add(&content, "mouse = true;\0", 14);
    error_clear(&error);
    assert_true(path_write(file, &content, 0600, &error));
    assert_false(config_load(config, NULL, &error));
    assert_non_null(strstr(error.message, "not a text file"));
    buffer_release(&content);
    config_free(config);
}

static void the_sample_is_current_and_holds_the_defaults(void **state)
{
    (void)state;
    struct buffer sample = BUFFER_EMPTY;
    struct error error = ERROR_NONE;
    struct config *config = config_new(), *defaults = config_new();
    config_dump(&sample);
    assert_file("sample.conf", sample.bytes);
    assert_true(config_load(config, "sample.conf", &error));
    assert_null(config_warning(config, 0));
    for (size_t i = 0; i < option_count(); i++) {
        struct buffer one = BUFFER_EMPTY, two = BUFFER_EMPTY;
        config_value(config, option_at(i)->name, &one);
        config_value(defaults, option_at(i)->name, &two);
        assert_string_equal(one.bytes, two.bytes);
        buffer_release(&one);
        buffer_release(&two);
    }
    buffer_release(&sample);
    config_free(config);
    config_free(defaults);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_option_is_sound),
        cmocka_unit_test(the_nearest_name_is_found),
        cmocka_unit_test_teardown(values_are_read, remove_files),
        cmocka_unit_test_teardown(faults_are_said_with_file_and_line, remove_files),
        cmocka_unit_test_teardown(an_included_file_is_read_and_named_in_its_faults, remove_files),
        cmocka_unit_test_teardown(unknown_settings_are_warned_of, remove_files),
        cmocka_unit_test_teardown(the_first_file_of_the_order_is_read, remove_files),
        cmocka_unit_test_teardown(a_file_over_a_megabyte_or_with_nul_is_refused, remove_files),
        cmocka_unit_test(the_sample_is_current_and_holds_the_defaults),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
