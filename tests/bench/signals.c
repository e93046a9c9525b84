/*
 * All signals of a file: `signals FILE` finds them in a session that has read nothing yet, looks up
 * what people read of the first screen of them, and finds them once more.
 */
#include "wijk/app/signals.h"
#include "clock.h"

#define SCREEN 36

static _Noreturn void stop(const struct error *error)
{
    fprintf(stderr, "signals: %s\n", error->message);
    exit(1);
}

static double find(struct session *session, struct signals *signals)
{
    struct error error = ERROR_NONE;
    double begin = clock_us();
    if (!signals_load(session, signals, &error))
        stop(&error);
    return clock_us() - begin;
}

int main(int count, char **arguments)
{
    struct error error = ERROR_NONE;
    struct session *session;
    struct signals signals;
    if (count != 2) {
        fputs("usage: signals FILE\n", stderr);
        return 2;
    }
    struct session_options options = {.path = arguments[1], .read_only = true, .person = "bench"};
    if (!session_open(&session, &options, &error))
        stop(&error);
    double cold = find(session, &signals), begin = clock_us();
    for (size_t i = 0; i < SCREEN && i < signals.count; i++)
        if (!signals_tell(session, &signals.items[i], &error))
            stop(&error);
    double told = clock_us() - begin;
    signals_release(&signals);
    double again = find(session, &signals);
    printf("cold %.1f told %.1f again %.1f count %zu\n", cold, told, again, signals.count);
    signals_release(&signals);
    session_close(session);
    return 0;
}
