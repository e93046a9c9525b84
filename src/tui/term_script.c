#include "wijk/tui/term_script.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/base/vector.h"

struct step {
    struct event event; /* event.paste is owned by the step; event.x, y are the new size too */
    bool soon;
};

struct script {
    struct term term;
    VECTOR(struct step) steps;
    size_t next;
    int width, height;
    struct canvas canvas; /* a copy of the one last shown; no cells before */
    size_t shows, redraws, leaves, suspends;
    char *copied; /* owned */
    void (*hook)(void *ctx, struct canvas *canvas);
    void *hook_ctx;
};

static void script_size(struct term *term, int *width, int *height)
{
    struct script *script = (struct script *)term;
    *width = script->width;
    *height = script->height;
}

static void script_show(struct term *term, const struct canvas *canvas, bool all)
{
    struct script *script = (struct script *)term;
    canvas_resize(&script->canvas, canvas->width, canvas->height);
    struct cell *cells = script->canvas.cells;
    memcpy(cells, canvas->cells, (size_t)canvas->width * (size_t)canvas->height * sizeof *cells);
    script->canvas = *canvas;
    script->canvas.cells = cells;
    script->shows++;
    script->redraws += all;
    if (script->hook != NULL)
        script->hook(script->hook_ctx, &script->canvas);
}

static struct event script_wait(struct term *term, int milliseconds)
{
    struct script *script = (struct script *)term;
    while (script->next < script->steps.count) {
        struct event event = script->steps.items[script->next++].event;
        if (event.type == EVENT_NONE && milliseconds < 0)
            continue;
        if (event.type == EVENT_RESIZE) {
            script->width = event.x;
            script->height = event.y;
        }
        return event;
    }
    return (struct event){.type = milliseconds == 0 ? EVENT_NONE : EVENT_END};
}

static bool script_pending(struct term *term)
{
    struct script *script = (struct script *)term;
    return script->next < script->steps.count && script->steps.items[script->next].soon;
}

static void script_leave(struct term *term)
{
    ((struct script *)term)->leaves++;
}

static void script_enter(struct term *term)
{
    (void)term;
}

static void script_copy(struct term *term, const char *text)
{
    struct script *script = (struct script *)term;
    free(script->copied);
    script->copied = memory_string(text);
}

static void script_suspend(struct term *term)
{
    ((struct script *)term)->suspends++;
}

static void script_free(struct term *term)
{
    struct script *script = (struct script *)term;
    for (size_t i = 0; i < script->steps.count; i++)
        free((char *)script->steps.items[i].event.paste);
    free(script->steps.items);
    canvas_release(&script->canvas);
    free(script->copied);
    free(script);
}

struct term *term_script_new(int width, int height)
{
    static const struct term_calls calls = {script_size,    script_show,    script_wait,
                                            script_pending, script_leave,   script_enter,
                                            script_copy,    script_suspend, script_free};
    struct script *script = memory_new(sizeof *script);
    script->term.calls = &calls;
    script->width = width;
    script->height = height;
    return &script->term;
}

/* Two numbers with `between` between them and nothing else. */
static bool parse_pair(const char *text, char between, int *one, int *other)
{
    char found, rest;
    return sscanf(text, "%5d%c%5d%c", one, &found, other, &rest) == 3 && found == between &&
           *one >= 0 && *other >= 0;
}

/* The text of a paste, up to the ">" that is not escaped; answers what is behind it, NULL when
 * there is none. */
static const char *parse_paste(const char *at, struct event *event)
{
    struct buffer text = BUFFER_EMPTY;
    for (; *at != '\0' && *at != '>'; at++) {
        if (*at == '\\' && at[1] != '\0')
            buffer_add_byte(&text, *++at == 'n' ? '\n' : *at);
        else
            buffer_add_byte(&text, *at);
    }
    if (*at == '\0') {
        buffer_release(&text);
        return NULL;
    }
    event->type = EVENT_PASTE;
    event->paste_length = text.length;
    event->paste = buffer_detach(&text);
    return at + 1;
}

static bool parse_mouse(const char *name, struct event *event)
{
    static const struct {
        const char *name;
        enum mouse_action action;
    } actions[] = {{"Click:", MOUSE_PRESS},
                   {"Double:", MOUSE_DOUBLE},
                   {"WheelUp:", MOUSE_WHEEL_UP},
                   {"WheelDown:", MOUSE_WHEEL_DOWN}};
    for (size_t i = 0; i < sizeof actions / sizeof *actions; i++) {
        size_t length = strlen(actions[i].name);
        if (strncmp(name, actions[i].name, length) != 0)
            continue;
        event->type = EVENT_MOUSE;
        event->mouse = actions[i].action;
        return parse_pair(name + length, ',', &event->x, &event->y);
    }
    return false;
}

static bool parse_name(const char *name, struct event *event)
{
    static const struct {
        const char *name;
        enum event_type type;
    } plain[] = {{"Wait", EVENT_NONE}, {"Resume", EVENT_RESUME}, {"Hangup", EVENT_END}};
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        if (strcmp(name, plain[i].name) == 0) {
            event->type = plain[i].type;
            return true;
        }
    if (strncmp(name, "Resize:", 7) == 0) {
        event->type = EVENT_RESIZE;
        return parse_pair(name + 7, 'x', &event->x, &event->y) && event->x > 0 && event->y > 0;
    }
    if (parse_mouse(name, event))
        return true;
    event->type = EVENT_KEY;
    if (strcmp(name, "lt") == 0)
        event->key = '<';
    return strcmp(name, "lt") == 0 || key_parse(name, &event->key);
}

/* One event of the notation; answers what is behind it, NULL when it is not understood. */
static const char *parse_event(const char *at, struct event *event)
{
    char name[64];
    size_t length;
    if (strncmp(at, "<Paste:", 7) == 0)
        return parse_paste(at + 7, event);
    if (*at == '<') {
        const char *end = strchr(at + 1, '>');
        if (end != NULL && end == at + 1)
            end = NULL;
        if (end != NULL && end[1] == '>' && end[-1] == '-')
            end++; /* <Ctrl->> */
        if (end == NULL || (size_t)(end - at) > sizeof name)
            return NULL;
        length = (size_t)(end - at - 1);
        memcpy(name, at + 1, length);
        name[length] = '\0';
        return parse_name(name, event) ? end + 1 : NULL;
    }
    unsigned char first = (unsigned char)*at;
    length = first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (strnlen(at, length) < length)
        return NULL;
    memcpy(name, at, length);
    name[length] = '\0';
    event->type = EVENT_KEY;
    return key_parse(name, &event->key) ? at + length : NULL;
}

bool term_script_keys(struct term *term, const char *keys, struct error *error)
{
    struct script *script = (struct script *)term;
    size_t before = script->steps.count;
    bool soon = false;
    for (const char *at = keys; *at != '\0';) {
        if (*at == '\n' || *at == '\r') {
            at++;
            continue;
        }
        if (strncmp(at, "<Soon>", 6) == 0) {
            soon = true;
            at += 6;
            continue;
        }
        struct step step = {.soon = soon};
        const char *behind = parse_event(at, &step.event);
        if (behind == NULL) {
            while (script->steps.count > before)
                free((char *)script->steps.items[--script->steps.count].event.paste);
            return error_set(error, ERROR_INPUT,
                             _("The script of keys is not understood from '%.40s' on. Names of "
                               "keys stand between angle brackets: <Enter>, <Ctrl-R>."),
                             at);
        }
        *VECTOR_PUSH(&script->steps) = step;
        soon = false;
        at = behind;
    }
    return true;
}

struct canvas *term_script_canvas(struct term *term)
{
    struct script *script = (struct script *)term;
    return script->shows > 0 ? &script->canvas : NULL;
}

size_t term_script_shows(const struct term *term)
{
    return ((const struct script *)term)->shows;
}

size_t term_script_redraws(const struct term *term)
{
    return ((const struct script *)term)->redraws;
}

size_t term_script_leaves(const struct term *term)
{
    return ((const struct script *)term)->leaves;
}

size_t term_script_suspends(const struct term *term)
{
    return ((const struct script *)term)->suspends;
}

const char *term_script_copied(const struct term *term)
{
    return ((const struct script *)term)->copied;
}

void term_script_on_show(struct term *term, void (*hook)(void *ctx, struct canvas *canvas),
                         void *ctx)
{
    struct script *script = (struct script *)term;
    script->hook = hook;
    script->hook_ctx = ctx;
}
