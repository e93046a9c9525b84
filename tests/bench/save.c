/*
 * Accepted lines to "saved": `save FILE COUNT` logs COUNT figures through app/measuring.h on FILE,
 * which must be a copy. The first change of a day takes the backup, so it is told apart.
 */
#include <string.h>

#include "clock.h"
#include "wijk/app/measuring.h"
#include "wijk/base/memory.h"
#include "wijk/domain/quickline.h"
#include "wijk/store/record.h"

#define INDICATORS 1000

struct indicators {
    struct id ids[INDICATORS];
    int count;
};

static bool add(void *context, const struct row *row, struct error *error)
{
    (void)error;
    struct indicators *all = context;
    all->ids[all->count++] = row->id;
    return all->count < INDICATORS;
}

static _Noreturn void stop(const struct error *error)
{
    fprintf(stderr, "save: %s (%s)\n", error->message, error->detail);
    exit(1);
}

int main(int count, char **arguments)
{
    static struct times times;
    static struct indicators all;
    struct error error = ERROR_NONE;
    struct session *session;
    struct query query;
    int lines = count == 3 ? atoi(arguments[2]) : 0;
    struct buffer key = BUFFER_EMPTY;
    buffer_format(&key, "%s.key", arguments[1]);
    struct session_options options = {
        .path = arguments[1], .key_path = key.bytes, .person = "bench"};
    if (!session_open(&session, &options, &error))
        stop(&error);
    query_init(&query, ENTITY_INDICATOR);
    if (!record_each(session->db, &query, add, &all, &error))
        stop(&error);
    query_release(&query);
    for (int i = 0; i <= lines; i++) {
        struct quickline line;
        struct id id;
        char typed[64];
        double begin = clock_us();
        snprintf(typed, sizeof typed, "=%d,%d 1okt", 10 + i % 80, i % 10);
        quickline_init(&line);
        quickline_read(&line, typed,
                       &(struct quickline_context){.language = LANGUAGE_NL,
                                                   .today = session->today,
                                                   .plain = QUICKLINE_MEASUREMENT});
        if (!measuring_log(session, all.ids[i * 7 % all.count], &line, &id, &error))
            stop(&error);
        quickline_release(&line);
        if (i == 0)
            printf("first microseconds %.0f\n", clock_us() - begin);
        else
            times_add(&times, clock_us() - begin);
    }
    times_print(&times, "save");
    session_close(session);
    buffer_release(&key);
    return 0;
}
