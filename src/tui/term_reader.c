#include "wijk/tui/term_reader.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "wijk/base/memory.h"
#include "wijk/tui/term_signals.h"

enum {
    ESCAPE_WAIT = 25,    /* milliseconds until a lone Esc is the key */
    PASTE_WAIT = 1000,   /* until a paste without an end is taken as ended */
    DOUBLE_CLICK = 400,  /* between two presses */
    READ_AT_ONCE = 65536 /* bytes */
};

void term_reader_init(struct term_reader *reader, int descriptor)
{
    *reader = (struct term_reader){.descriptor = descriptor, .bytes = memory_new(READ_AT_ONCE)};
    input_init(&reader->input);
}

void term_reader_release(struct term_reader *reader)
{
    input_release(&reader->input);
    free(reader->bytes);
}

static int64_t now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

/* Two presses on one place shortly after one another are a double click. */
static void notice_double(struct term_reader *reader, struct event *event)
{
    if (event->type != EVENT_MOUSE || event->mouse != MOUSE_PRESS)
        return;
    int64_t time = now();
    if (reader->press.type == EVENT_MOUSE && reader->press.x == event->x &&
        reader->press.y == event->y && time - reader->press_time <= DOUBLE_CLICK) {
        event->mouse = MOUSE_DOUBLE;
        reader->press.type = EVENT_NONE; /* a third one begins anew */
        return;
    }
    reader->press = *event;
    reader->press_time = time;
}

static bool take_event(struct term_reader *reader, bool flush, struct event *event)
{
    if (!input_next(&reader->input, flush, event))
        return false;
    notice_double(reader, event);
    return true;
}

/* Reads what there is; false when the terminal is gone. */
static bool take_bytes(struct term_reader *reader)
{
    ssize_t got = read(reader->descriptor, reader->bytes, READ_AT_ONCE);
    if (got > 0)
        input_add(&reader->input, reader->bytes, (size_t)got);
    return got > 0 || (got < 0 && (errno == EINTR || errno == EAGAIN));
}

static int time_left(const struct term_reader *reader, int milliseconds, int64_t begin)
{
    if (input_unfinished(&reader->input))
        return reader->input.pasting ? PASTE_WAIT : ESCAPE_WAIT;
    if (milliseconds < 0)
        return -1;
    int64_t left = begin + milliseconds - now();
    return left > 0 ? (int)left : 0;
}

struct event term_reader_wait(struct term_reader *reader, int milliseconds)
{
    struct event event = reader->ahead;
    int64_t begin = milliseconds < 0 ? 0 : now();
    reader->ahead.type = EVENT_NONE;
    if (event.type != EVENT_NONE)
        return event;
    for (;;) {
        event = reader->signalled(reader->ctx);
        if (event.type != EVENT_NONE || take_event(reader, false, &event))
            return event;
        struct pollfd descriptors[] = {{.fd = reader->descriptor, .events = POLLIN},
                                       {.fd = signals_descriptor(), .events = POLLIN}};
        int ready = poll(descriptors, 2, time_left(reader, milliseconds, begin));
        if (ready == 0 && !input_unfinished(&reader->input))
            return (struct event){.type = EVENT_NONE};
        if (ready == 0 && take_event(reader, true, &event))
            return event;
        if (ready > 0 && descriptors[0].revents != 0 && !take_bytes(reader))
            return (struct event){.type = EVENT_END};
    }
}

bool term_reader_pending(struct term_reader *reader)
{
    struct pollfd descriptors[] = {{.fd = reader->descriptor, .events = POLLIN},
                                   {.fd = signals_descriptor(), .events = POLLIN}};
    if (reader->ahead.type != EVENT_NONE || take_event(reader, false, &reader->ahead))
        return true;
    if (poll(descriptors, 2, 0) <= 0)
        return false;
    if (descriptors[1].revents != 0)
        return true;
    if (take_bytes(reader))
        return take_event(reader, false, &reader->ahead);
    reader->ahead.type = EVENT_END;
    return true;
}
