/* Starts the program: the language, then a command or the screens. */
#include <locale.h>
#include <stdio.h>

#include "wijk/app/settings.h"
#include "wijk/base/language.h"
#include "wijk/cli/cli.h"
#include "wijk/screens/ui.h"
#include "wijk/tui/term.h"

static enum style_theme theme_of(const struct config *config)
{
    const char *name = settings_text(config, "theme");
    return name[0] == 'l'   ? STYLE_THEME_LIGHT
           : name[0] == 'c' ? STYLE_THEME_CONTRAST
                            : STYLE_THEME_DARK;
}

static int fail(const struct error *error)
{
    fprintf(stderr, "wijk: %s\n", error->message);
    return 1;
}

static int run_screens(struct session *session, struct config *config)
{
    struct error error = ERROR_NONE;
    struct term_options looks = {.theme = theme_of(config),
                                 .colour = settings_text(config, "colour")[0] != 'n',
                                 .mouse = settings_flag(config, "mouse", true),
                                 .ascii = settings_flag(config, "ascii", false)};
    struct term *term = term_curses_new(&looks, &error);
    if (term == NULL) {
        session_close(session);
        return fail(&error);
    }
    struct ui_options options = {.term = term, .session = session, .config = config};
    bool ran = ui_run(&options, &error);
    term->calls->free(term);
    return ran ? 0 : fail(&error);
}

int main(int argc, char **argv)
{
    static const struct cli_doors doors = {run_screens, action_table};
    language_start("auto");
    return cli_main(argc, argv, &doors);
}
