/*
 * The overview of the city: `overview FILE` makes it in a session that has read nothing yet: the
 * lights, which are shown first, and the rest slice by slice, of which the longest is what a key
 * may have to wait; then all of it once more.
 */
#include <string.h>

#include "clock.h"
#include "wijk/app/city.h"

static _Noreturn void stop(const struct error *error)
{
    fprintf(stderr, "overview: %s\n", error->message);
    exit(1);
}

struct spent {
    double first, longest, all, processor;
    size_t slices;
};

static struct spent measure(struct session *session, struct city *city)
{
    struct error error = ERROR_NONE;
    struct spent spent = {0};
    double began = clock_processor_us(), begin = clock_us();
    if (!city_begin(session, city, &error))
        stop(&error);
    double before = clock_us(), spent_so_far = clock_processor_us();
    spent.first = before - begin;
    while (!city->complete) {
        if (!city_more(session, city, &error))
            stop(&error);
        double now = clock_us();
        spent.longest = now - before > spent.longest ? now - before : spent.longest;
        if (getenv("OVERVIEW_SLICES") != NULL)
            fprintf(stderr, "slice %zu: %.1f ms of processor\n", spent.slices,
                    (clock_processor_us() - spent_so_far) / 1000);
        spent_so_far = clock_processor_us();
        before = now;
        spent.slices++;
    }
    spent.all = before - begin;
    spent.processor = clock_processor_us() - began;
    return spent;
}

int main(int count, char **arguments)
{
    struct error error = ERROR_NONE;
    struct session *session;
    struct city city;
    if (count != 2) {
        fputs("usage: overview FILE\n", stderr);
        return 2;
    }
    struct session_options options = {.path = arguments[1], .read_only = true, .person = "bench"};
    if (!session_open(&session, &options, &error))
        stop(&error);
    struct spent cold = measure(session, &city);
    int compared = 0, moved = 0;
    for (size_t i = 0; i < city.count; i++)
        for (int c = 0; c < city.theme_count; c++) {
            compared += city.rows[i].cells[c].compared;
            moved += city.rows[i].cells[c].trend.better + city.rows[i].cells[c].trend.worse;
        }
    size_t signals = city.signals.count, questions = city.board.count;
    city_release(&city);
    struct spent again = measure(session, &city);
    city_release(&city);
    printf("first %.1f all %.1f longest %.1f processor %.1f slices %zu again %.1f compared %d "
           "moved %d signals %zu "
           "questions %zu\n",
           cold.first, cold.all, cold.longest, cold.processor, cold.slices, again.all, compared,
           moved, signals, questions);
    session_close(session);
    return 0;
}
