/*
 * The prompt: one line to type in at the bottom of the screen, with a label before it and, under
 * it, what the line will become. At every change `echo` says that, and which parts of the text were
 * not understood; these are drawn underlined.
 *
 *     prompt_init(&prompt, ">", echo, context);
 *     prompt_draw(&prompt, canvas, rect, true);    rect: prompt_lines high
 *     prompt_event(&prompt, &event);               then look at prompt.outcome
 */
#ifndef WIJK_TUI_WIDGETS_PROMPT_H
#define WIJK_TUI_WIDGETS_PROMPT_H

#include <stdbool.h>
#include <stddef.h>

#include "wijk/base/buffer.h"
#include "wijk/tui/canvas.h"
#include "wijk/tui/event.h"
#include "wijk/tui/widgets/editor.h"

#define PROMPT_RANGES 16

/* What a text means; filled by the caller's callback. */
struct prompt_echo {
    struct buffer lines; /* the sentence, or several with line feeds between them */
    enum style style;    /* STYLE_HINT by default */
    struct {
        size_t from, to; /* bytes of the text that were not understood */
    } wrong[PROMPT_RANGES];
    int wrong_count;
};

void prompt_wrong(struct prompt_echo *echo, size_t from,
                  size_t to); /* more than fit are left out */

typedef void prompt_meaning(void *context, const char *text, struct prompt_echo *echo);

enum prompt_outcome { PROMPT_NOTHING, PROMPT_CHANGED, PROMPT_ENTER, PROMPT_ESCAPE };

struct prompt {
    struct editor editor;    /* its history, completion and limit are set here */
    const char *label;       /* borrowed for the life of the prompt */
    const char *right;       /* borrowed: at the right of the echo: "Enter adds"; or NULL */
    prompt_meaning *meaning; /* NULL: no echo */
    void *context;           /* borrowed */
    struct prompt_echo echo;
    enum prompt_outcome outcome; /* of the last event */
    struct rect rect;            /* where it was drawn last, for the mouse: set by prompt_place */
};

void prompt_init(struct prompt *prompt, const char *label, prompt_meaning *meaning, void *context);
void prompt_release(struct prompt *prompt);

void prompt_set(struct prompt *prompt, const char *text);
const char *prompt_text(const struct prompt *prompt); /* borrowed until the next change */
void prompt_refresh(struct prompt *prompt);           /* asks for the echo again */

/* How many lines it takes to show the line and all that is said under it, `width` cells wide. */
int prompt_lines(const struct prompt *prompt, int width);

void prompt_place(struct prompt *prompt, struct rect rect);
void prompt_draw(const struct prompt *prompt, struct canvas *canvas, struct rect rect,
                 bool focused);
bool prompt_event(struct prompt *prompt, const struct event *event);

#endif
