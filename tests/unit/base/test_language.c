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

#include "wijk/base/language.h"
#include "wijk/base/path.h"

/* A catalogue of two messages, in gettext's binary form, is made in a folder of its own: so this
 * tests that Dutch is found and used, not what the real catalogue says. */
static const char *const messages[][2] = {
    {"", "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n != 1);\n"},
    {"a test message", "een proefbericht: één"}};
enum { MESSAGES = 2 };

static char folder[] = "/tmp/wijk-language-XXXXXX";

static void add_number(struct buffer *out, size_t number)
{
    uint32_t word = (uint32_t)number;
    buffer_add(out, &word, sizeof word);
}

static void add_table(struct buffer *out, int column, size_t *at)
{
    for (size_t i = 0; i < MESSAGES; i++) {
        add_number(out, strlen(messages[i][column]));
        add_number(out, *at);
        *at += strlen(messages[i][column]) + 1;
    }
}

static void add_strings(struct buffer *out, int column)
{
    for (size_t i = 0; i < MESSAGES; i++)
        buffer_add(out, messages[i][column], strlen(messages[i][column]) + 1);
}

static int make_catalogue(void **state)
{
    (void)state;
    enum { HEADER = 28, TABLE = MESSAGES * 8 };
    size_t at = HEADER + 2 * TABLE;
    struct buffer content = BUFFER_EMPTY, place = BUFFER_EMPTY;
    struct error error = ERROR_NONE;
    add_number(&content, 0x950412de);
    add_number(&content, 0);
    add_number(&content, MESSAGES);
    add_number(&content, HEADER);
    add_number(&content, HEADER + TABLE);
    add_number(&content, 0);
    add_number(&content, at);
    add_table(&content, 0, &at);
    add_table(&content, 1, &at);
    add_strings(&content, 0);
    add_strings(&content, 1);
    assert_non_null(mkdtemp(folder));
    path_join(&place, folder, "nl/LC_MESSAGES");
    assert_true(path_make_folders(place.bytes, &error));
    buffer_add_text(&place, "/wijk.mo");
    assert_true(path_write(place.bytes, &content, 0600, &error));
    buffer_release(&content);
    buffer_release(&place);
    return 0;
}

static int remove_catalogue(void **state)
{
    (void)state;
    static const char *const below[] = {"nl/LC_MESSAGES/wijk.mo", "nl/LC_MESSAGES", "nl"};
    for (size_t i = 0; i < sizeof below / sizeof *below; i++) {
        struct buffer path = BUFFER_EMPTY;
        path_join(&path, folder, below[i]);
        remove(path.bytes);
        buffer_release(&path);
    }
    return rmdir(folder);
}

static void start_in(const char *variable, const char *value, const char *asked)
{
    static const char *const all[] = {"LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        unsetenv(all[i]);
    if (variable != NULL)
        setenv(variable, value, 1);
    setenv("WIJK_LOCALE_DIR", folder, 1);
    language_start(asked);
}

static void the_language_follows_what_was_asked_or_the_environment(void **state)
{
    (void)state;
    static const struct {
        const char *variable, *value, *asked;
        enum language wanted;
    } examples[] = {{"LC_ALL", "C.UTF-8", "nl", LANGUAGE_NL},
                    {"LC_ALL", "C", "nl", LANGUAGE_NL},
                    {NULL, NULL, "nl", LANGUAGE_NL},
                    {NULL, NULL, "auto", LANGUAGE_EN},
                    {"LANG", "nl_NL.UTF-8", "auto", LANGUAGE_NL},
                    {"LANG", "nl_NL.UTF-8", "en", LANGUAGE_EN},
                    {"LC_ALL", "nl_NL", NULL, LANGUAGE_NL},
                    {"LANGUAGE", "nl:en", "auto", LANGUAGE_NL},
                    {"LC_MESSAGES", "nl_BE.UTF-8", "auto", LANGUAGE_NL},
                    {"LC_ALL", "de_DE.UTF-8", "auto", LANGUAGE_EN}};
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        start_in(examples[i].variable, examples[i].value, examples[i].asked);
        assert_int_equal(language_now(), examples[i].wanted);
        assert_string_equal(_("a test message"), messages[1][examples[i].wanted == LANGUAGE_NL]);
    }
}

static void it_switches_while_running(void **state)
{
    (void)state;
    start_in("LC_ALL", "C.UTF-8", "nl");
    assert_string_equal(_("a test message"), messages[1][1]);
    language_use(LANGUAGE_EN);
    assert_string_equal(_("a test message"), messages[1][0]);
    language_use(LANGUAGE_NL);
    assert_string_equal(_("a test message"), messages[1][1]);
}

static void a_text_can_be_had_in_the_other_language(void **state)
{
    (void)state;
    start_in("LC_ALL", "C.UTF-8", "en");
    assert_string_equal(language_text(LANGUAGE_NL, "a test message"), messages[1][1]);
    assert_string_equal(_("a test message"), messages[1][0]);
    assert_string_equal(language_text(LANGUAGE_EN, "a test message"), messages[1][0]);
    language_use(LANGUAGE_NL);
    assert_string_equal(language_text(LANGUAGE_EN, "a test message"), messages[1][0]);
    assert_string_equal(_("a test message"), messages[1][1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_language_follows_what_was_asked_or_the_environment),
        cmocka_unit_test(it_switches_while_running),
        cmocka_unit_test(a_text_can_be_had_in_the_other_language),
    };
    return cmocka_run_group_tests(tests, make_catalogue, remove_catalogue);
}
