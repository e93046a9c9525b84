/*
 * Key to repainted screen, without a terminal: `keys FILE WAY KEY COUNT [PAGES]` plays the keys of
 * WAY, to get to a screen, and then KEY so many times (several keys take turns), through the real
 * event loop on term_script, at 132x40. What was shown after each KEY goes to the file PAGES, for
 * floor_show to show the same by bare ncurses.
 */
#include <string.h>

#include "clock.h"
#include "wijk/app/session.h"
#include "wijk/base/language.h"
#include "wijk/screens/ui.h"
#include "wijk/tui/term_script.h"

struct seen {
    struct times times;
    double begin;
    int skip; /* what is shown on the way */
    FILE *pages;
};

static void shown(void *context, struct canvas *canvas)
{
    struct seen *seen = context;
    double end = clock_us();
    if (seen->skip-- <= 0)
        times_add(&seen->times, end - seen->begin);
    if (seen->skip < 0 && seen->pages != NULL) {
        struct buffer page = BUFFER_EMPTY;
        fprintf(seen->pages, "page %d %d\n", canvas->width, canvas->height);
        canvas_dump(canvas, &page);
        canvas_dump_styles(canvas, &page);
        fwrite(page.bytes, 1, page.length, seen->pages);
        buffer_release(&page);
    }
    seen->begin = clock_us();
}

int main(int count, char **arguments)
{
    static struct seen seen;
    struct error error = ERROR_NONE;
    struct session *session;
    struct session_options options = {.path = arguments[1], .read_only = true, .person = "bench"};
    if (count < 5) {
        fputs("usage: keys FILE WAY KEY COUNT [PAGES]\n", stderr);
        return 2;
    }
    language_start("auto");
    struct term *term = term_script_new(132, 40);
    int times = atoi(arguments[4]);
    bool fine = term_script_keys(term, arguments[2], &error);
    const char *key = arguments[3];
    for (int i = 0; fine && i < times; i++)
        fine = term_script_keys(term, key, &error);
    /* The first screen is shown before any key. */
    for (const char *at = arguments[2]; *at != '\0'; at++)
        if (*at == '<')
            at = strchr(at, '>'), seen.skip++;
        else
            seen.skip++;
    seen.pages = count > 5 ? fopen(arguments[5], "w") : NULL;
    fine = fine && session_open(&session, &options, &error);
    term_script_on_show(term, shown, &seen);
    seen.begin = clock_us();
    double begin = seen.begin;
    if (!fine || !ui_run(&(struct ui_options){.term = term, .session = session}, &error)) {
        fprintf(stderr, "keys: %s\n", error.message);
        return 1;
    }
    if (getenv("KEYS_TOTAL") != NULL)
        printf("total %.0f\n", clock_us() - begin);
    times_print(&seen.times, "keys");
    term->calls->free(term);
    if (seen.pages != NULL)
        fclose(seen.pages);
    return 0;
}
