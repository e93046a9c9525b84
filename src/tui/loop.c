#include "wijk/tui/loop.h"

/* A burst is drawn once; but who leans on a key wants to see it move. */
enum { BURST = 64 };

struct loop {
    struct term *term;
    const struct loop_calls *calls;
    void *ctx;
    bool all, ended;
};

static void fit(struct loop *loop, struct canvas *canvas)
{
    int width, height;
    loop->term->calls->size(loop->term, &width, &height);
    if (width != canvas->width || height != canvas->height) {
        canvas_resize(canvas, width, height);
        loop->all = true;
    }
}

static void show(struct loop *loop, struct canvas *canvas)
{
    fit(loop, canvas);
    canvas_clear(canvas);
    loop->calls->draw(loop->ctx, canvas);
    loop->term->calls->show(loop->term, canvas, loop->all);
    loop->all = false;
}

/* Waits for one event and handles it, and then what is waiting already: a burst of keys is drawn
 * once. */
static bool handle(struct loop *loop)
{
    int milliseconds = loop->calls->timeout != NULL ? loop->calls->timeout(loop->ctx) : -1;
    int burst = 0;
    do {
        struct event event = loop->term->calls->wait(loop->term, milliseconds);
        if (event.type == EVENT_RESUME || event.type == EVENT_RESIZE ||
            (event.type == EVENT_KEY && event.key == ('l' | MOD_CTRL)))
            loop->all = true;
        if (event.type == EVENT_END)
            loop->ended = true;
        if (!loop->calls->event(loop->ctx, &event) || loop->ended)
            return false;
        milliseconds = 0;
    } while (++burst < BURST && loop->term->calls->pending(loop->term));
    return true;
}

bool loop_run(struct term *term, const struct loop_calls *calls, void *ctx)
{
    struct loop loop = {.term = term, .calls = calls, .ctx = ctx, .all = true};
    struct canvas canvas;
    canvas_init(&canvas, 1, 1);
    canvas.ascii = term->ascii;
    do
        show(&loop, &canvas);
    while (handle(&loop));
    canvas_release(&canvas);
    return !loop.ended;
}
