/*
 * A meeting in a file of 5,000: `meeting FILE LINES` begins one in FILE, which must be a copy, and
 * types so many lines on the real event loop. Told are Enter to saved and repainted, and how long
 * closing takes with all those lines, freezing the minutes included.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "bench/clock.h"
#include "script/stage.h"
#include "wijk/app/meeting.h"
#include "wijk/app/meeting_line.h"

#define ITEMS 10

static void must(bool good, const struct error *error)
{
    if (good)
        return;
    fprintf(stderr, "meeting: %s (%s)\n", error->message, error->detail);
    exit(1);
}

/* A meeting of the first programme that runs, with ten items. */
static void begin(const char *path, const char *key)
{
    struct session *session;
    struct error error = ERROR_NONE;
    struct session_options options = {.path = path, .key_path = key, .person = "bench"};
    struct meeting_new request = {.bare = true};
    struct id meeting, item;
    must(session_open(&session, &options, &error), &error);
    struct query query;
    struct row programme;
    struct stage_count count = {0, &programme};
    query_init(&query, ENTITY_PROGRAMME);
    must(rows_each(session, &query, stage_count_row, &count, &error), &error);
    query_release(&query);
    session->programme = programme.id;
    row_release(&programme);
    request.starts = moment_at(session->today, 14 * 60);
    must(meeting_new(session, &request, &meeting, &error), &error);
    for (int i = 0; i < ITEMS; i++) {
        struct meeting_item_new add = {
            .title = "Onderwerp", .minutes = 10, .position = 1, .about_kind = ENTITY_NONE};
        must(meeting_item_add(session, meeting, &add, &item, &error), &error);
    }
    must(meeting_start(session, meeting, &error), &error);
    session_close(session);
}

/* Every fifth is a decision, every fifth an action, every tenth a problem. */
static void line_of(int i, char line[160])
{
    static const char *const starts[] = {"", "", "#", "*", "", "!!", "", "#", "*", ""};
    snprintf(line, 160, "%sregel %d van deze vergadering, zoals iemand haar zegt", starts[i % 10],
             i);
}

static void type_lines(struct stage *stage, int lines)
{
    static struct times enter, key;
    char line[160];
    for (int i = 0; i < lines; i++) {
        line_of(i, line);
        double begun = clock_us();
        stage_type(stage, line);
        times_add(&key, (clock_us() - begun) / (double)strlen(line));
        begun = clock_us();
        stage_type(stage, "<Enter>");
        if (i > 0) /* the first change of a day takes the backup */
            times_add(&enter, clock_us() - begun);
        if (strstr(stage_screen(stage), "saved") == NULL) {
            fprintf(stderr, "meeting: line %d was not saved\n%s", i, stage_screen(stage));
            exit(1);
        }
        if (i % (lines / ITEMS + 1) == lines / ITEMS)
            stage_type(stage, "<Alt-Down>");
    }
    times_print(&enter, "enter");
    times_print(&key, "key");
}

int main(int count, char **arguments)
{
    static char path[192], key[192];
    if (count != 3)
        return 2;
    setenv("WIJK_TODAY", "2026-11-25", 1); /* as on the stage */
    snprintf(path, sizeof path, "%.150s", arguments[1]);
    char *folder = path_folder(path);
    snprintf(key, sizeof key, "%.150s/site.key", folder);
    free(folder);
    int lines = atoi(arguments[2]);
    begin(path, key);
    struct stage *stage = stage_open(.path = path);
    stage_type(stage, "4<Home><Enter>"); /* the newest */
    type_lines(stage, lines);
    double begun = clock_us();
    stage_type(stage, "<F8>");
    printf("close microseconds %.0f\n", clock_us() - begun);
    if (strstr(stage_screen(stage), "closed") == NULL) {
        fprintf(stderr, "meeting: it was not closed\n%s", stage_screen(stage));
        return 1;
    }
    stage_close(stage);
    return 0;
}
