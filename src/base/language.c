#include "wijk/base/language.h"

#include <limits.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "wijk/base/buffer.h"
#include "wijk/base/path.h"

#ifndef WIJK_LOCALEDIR
#define WIJK_LOCALEDIR "/usr/local/share/locale"
#endif

/* gettext's own counter: raising it makes gettext look again at LANGUAGE (documented in its manual,
 * "gettext grok"). */
extern int _nl_msg_cat_cntr;

static enum language current = LANGUAGE_EN;

static const char *code_of(enum language language)
{
    return language == LANGUAGE_NL ? "nl" : "en";
}

static void ask_gettext_for(enum language language)
{
    setenv("LANGUAGE", code_of(language), 1);
    _nl_msg_cat_cntr++;
}

static bool catalogue_in(const char *folder, const char *below, struct buffer *found)
{
    struct buffer file = BUFFER_EMPTY;
    buffer_clear(found);
    path_join(found, folder, below);
    path_join(&file, found->bytes, "nl/LC_MESSAGES/wijk.mo");
    bool there = path_exists(file.bytes);
    buffer_release(&file);
    return there;
}

static void find_catalogue(void)
{
    char program[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
    struct buffer found = BUFFER_EMPTY;
    const char *folder = WIJK_LOCALEDIR, *named = getenv("WIJK_LOCALE_DIR");
    if (named != NULL && *named == '/') {
        folder = named;
    } else if (length > 0) {
        program[length] = '\0';
        char *beside = path_folder(program);
        static const char *const places[] = {"locale", "../locale", "../share/locale"};
        for (size_t i = 0; i < sizeof places / sizeof *places; i++)
            if (catalogue_in(beside, places[i], &found)) {
                folder = found.bytes;
                break;
            }
        free(beside);
    }
    bindtextdomain("wijk", folder);
    bind_textdomain_codeset("wijk", "UTF-8");
    textdomain("wijk");
    buffer_release(&found);
}

/* The first of the usual variables that names a language decides. */
static enum language from_environment(void)
{
    static const char *const variables[] = {"LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < sizeof variables / sizeof *variables; i++) {
        const char *value = getenv(variables[i]);
        if (value == NULL || *value == '\0')
            continue;
        if (strncmp(value, "nl", 2) == 0)
            return LANGUAGE_NL;
        if (strncmp(value, "en", 2) == 0)
            return LANGUAGE_EN;
        if (i > 0)
            return LANGUAGE_EN; /* LC_ALL=de_DE outweighs LANG=nl_NL */
    }
    return LANGUAGE_EN;
}

void language_start(const char *asked)
{
    enum language language = from_environment();
    if (asked != NULL && strcmp(asked, "nl") == 0)
        language = LANGUAGE_NL;
    else if (asked != NULL && strcmp(asked, "en") == 0)
        language = LANGUAGE_EN;
    /* Any UTF-8 locale but "C" makes gettext read LANGUAGE. */
    static const char *const locales[] = {"C.UTF-8", "C.utf8", "en_US.UTF-8", "nl_NL.UTF-8"};
    for (size_t i = 0; i < sizeof locales / sizeof *locales; i++)
        if (setlocale(LC_MESSAGES, locales[i]) != NULL && setlocale(LC_CTYPE, locales[i]) != NULL)
            break;
    find_catalogue();
    language_use(language);
}

void language_use(enum language language)
{
    current = language;
    ask_gettext_for(language);
}

enum language language_now(void)
{
    return current;
}

const char *language_text(enum language language, const char *message)
{
    if (language == LANGUAGE_EN)
        return message;
    if (language == current)
        return gettext(message);
    ask_gettext_for(language);
    const char *text = gettext(message);
    ask_gettext_for(current);
    return text;
}
