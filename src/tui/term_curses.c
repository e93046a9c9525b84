/*
 * The person's terminal by way of ncursesw, which knows how to show; what is typed is read here
 * (input.h), because ncurses reads byte by byte and a paste can be megabytes.
 */
#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

#define NCURSES_WIDECHAR 1
/* Two of their names are ours as well. */
#define key_name curses_key_name
#define term curses_term
#include <curses.h>
#include <term.h>
#undef key_name
#undef term

#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/tui/clipboard.h"
#include "wijk/tui/term.h"
#include "wijk/tui/term_reader.h"
#include "wijk/tui/term_signals.h"

enum { WIDE_MOST = CCHARW_MAX, RUN_MOST = 64 };

struct person {
    struct term term;
    SCREEN *screen; /* owned */
    int out;
    bool mouse, linux_console, redraw;
    struct buffer on, off; /* what is sent to begin and to end */
    struct canvas shown;   /* what is on the screen */
    attr_t attributes[STYLE_COUNT];
    short pairs[STYLE_COUNT];
    cchar_t
        spaces[STYLE_COUNT]; /* as ncurses takes them: what a cell of one character is made of */
    struct term_reader reader;
};

static void send_bytes(const struct person *person, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t written = write(person->out, bytes, length);
        if (written < 0 && errno == EAGAIN) {
            struct pollfd descriptor = {.fd = person->out, .events = POLLOUT};
            poll(&descriptor, 1, 1000);
        } else if (written < 0 && errno != EINTR) {
            return; /* the terminal is gone; the next wait says so */
        }
        if (written > 0) {
            bytes += written;
            length -= (size_t)written;
        }
    }
}

/* Makes ncurses and the copy of the screen as large as the terminal is. */
static void take_size(struct person *person)
{
    struct winsize size;
    if (ioctl(person->out, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0)
        return;
    if (size.ws_row != LINES || size.ws_col != COLS) {
        resize_term(size.ws_row, size.ws_col);
        person->redraw = true;
    }
}

static void curses_size(struct term *term, int *width, int *height)
{
    (void)term;
    *width = COLS;
    *height = LINES;
}

static size_t next_point(const char *bytes, size_t length, wchar_t *point)
{
    unsigned char first = (unsigned char)*bytes;
    size_t count = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (count > length)
        count = length;
    *point = count == 1 ? first : first & (0x7F >> count);
    for (size_t i = 1; i < count; i++)
        *point = *point << 6 | ((unsigned char)bytes[i] & 0x3F);
    return count;
}

/* A cell as ncurses takes it: one spacing character and what combines with it. Where the C library
 * (and so ncurses) finds another width than we do, the plain base character is shown, so that the
 * rest of the line stays in its place. Answers the width it will have. */
static int to_wide(const struct cell *cell, wchar_t wide[WIDE_MOST + 1])
{
    size_t at = next_point(cell->bytes, cell->length, &wide[0]);
    int count = 1, width = wcwidth(wide[0]);
    if (width < 1 || width > cell->width) {
        wide[0] = 0xFFFD;
        width = 1;
        at = cell->length;
    }
    while (at < cell->length && count < WIDE_MOST) {
        at += next_point(cell->bytes + at, cell->length - at, &wide[count]);
        if (wide[count] == 0xFE0F && width == 1)
            continue; /* some terminals make the base wide, others do not */
        if (wcwidth(wide[count]) != 0)
            break;
        count++;
    }
    if (count > 1 && wide[count - 1] == 0x200D)
        count--; /* a joiner with nothing behind it */
    wide[count] = L'\0';
    return width;
}

static void show_cell(const struct person *person, const struct cell *cell, int x, int y)
{
    wchar_t wide[WIDE_MOST + 1];
    cchar_t shown;
    int width = to_wide(cell, wide);
    attr_t attributes = person->attributes[cell->style];
    short pair = person->pairs[cell->style];
    setcchar(&shown, wide, attributes, pair, NULL);
    mvadd_wch(y, x, &shown);
    if (width < cell->width) {
        setcchar(&shown, L" ", attributes, pair, NULL);
        mvadd_wch(y, x + 1, &shown);
    }
}

/* Cells beside each other that changed, each of one character as wide as a column: ncurses takes
 * them together a good deal faster than one at a time. */
struct run {
    cchar_t shown[RUN_MOST];
    int x, y, count;
};

static bool is_plain(const struct cell *cell)
{
    return cell->length == 1 && cell->bytes[0] >= 0x20 && cell->bytes[0] < 0x7F;
}

static bool add_to_run(const struct person *person, struct run *run, const struct cell *cell)
{
    wchar_t wide[WIDE_MOST + 1] = {(unsigned char)cell->bytes[0]};
    if (run->count == RUN_MOST)
        return false;
    if (!is_plain(cell) && (cell->width != 1 || to_wide(cell, wide) != 1 || wide[1] != L'\0'))
        return false;
    cchar_t *shown = &run->shown[run->count++];
    *shown = person->spaces[cell->style];
    shown->chars[0] = wide[0];
    return true;
}

static void show_run(struct run *run, int next)
{
    if (run->count > 0)
        mvadd_wchnstr(run->y, run->x, run->shown, run->count);
    run->count = 0;
    run->x = next;
}

static void show_changed(const struct person *person, struct run *run, const struct cell *cell,
                         int x)
{
    if (run->x + run->count != x)
        show_run(run, x);
    if (add_to_run(person, run, cell))
        return;
    show_run(run, x);
    if (!add_to_run(person, run, cell))
        show_cell(person, cell, x, run->y);
}

static void show_cells(struct person *person, const struct canvas *canvas)
{
    size_t row = (size_t)canvas->width * sizeof *canvas->cells;
    for (int y = 0; y < canvas->height; y++) {
        const struct cell *new = canvas->cells + (size_t)y *(size_t)canvas->width;
        struct cell *old = person->shown.cells + (size_t)y * (size_t)canvas->width;
        if (memcmp(new, old, row) == 0)
            continue;
        struct run run;
        run.x = run.count = 0;
        run.y = y;
        for (int x = 0; x < canvas->width; x++)
            if (new[x].width > 0 && memcmp(&new[x], &old[x], sizeof *new) != 0)
                show_changed(person, &run, &new[x], x);
        show_run(&run, 0);
        memcpy(old, new, row);
    }
}

static void curses_show(struct term *term, const struct canvas *canvas, bool all)
{
    struct person *person = (struct person *)term;
    struct canvas *shown = &person->shown;
    all = all || person->redraw || shown->width != canvas->width || shown->height != canvas->height;
    if (all) {
        canvas_resize(shown, canvas->width, canvas->height);
        erase();
        clearok(curscr, TRUE);
        person->redraw = false;
        /* nothing is like a cell of length 0, so that every cell is shown */
        memset(shown->cells, 0,
               (size_t)canvas->width * (size_t)canvas->height * sizeof *shown->cells);
    }
    show_cells(person, canvas);
    curs_set(canvas->cursor_shown ? 1 : 0);
    move(canvas->cursor_y, canvas->cursor_x);
    refresh();
}

static void curses_leave(struct term *term)
{
    struct person *person = (struct person *)term;
    send_bytes(person, person->off.bytes, person->off.length);
    curs_set(1);
    endwin();
    signals_hold(false);
}

static void curses_enter(struct term *term)
{
    struct person *person = (struct person *)term;
    signals_hold(true);
    reset_prog_mode();
    take_size(person);
    clearok(curscr, TRUE);
    doupdate(); /* ncurses takes the screen back */
    send_bytes(person, person->on.bytes, person->on.length);
    person->redraw = true;
}

static void curses_suspend(struct term *term)
{
    curses_leave(term);
    signals_stop_here();
    curses_enter(term);
}

/* What the signals that came mean; EVENT_NONE when there is nothing to tell. */
static struct event signalled(void *ctx)
{
    struct person *person = ctx;
    struct event event = {.type = EVENT_NONE};
    int number;
    while ((number = signals_next()) != 0) {
        if (number == SIGWINCH) {
            take_size(person);
            event = (struct event){.type = EVENT_RESIZE, .x = COLS, .y = LINES};
        } else if (number == SIGCONT) {
            /* whoever stopped us may have changed the modes of the line */
            curses_leave(&person->term);
            curses_enter(&person->term);
            event.type = EVENT_RESUME;
        } else if (number == SIGTSTP) {
            curses_suspend(&person->term);
            event.type = EVENT_RESUME;
        } else {
            event.type = EVENT_END;
        }
        if (event.type == EVENT_END)
            break;
    }
    return event;
}

static struct event curses_wait(struct term *term, int milliseconds)
{
    return term_reader_wait(&((struct person *)term)->reader, milliseconds);
}

static bool curses_pending(struct term *term)
{
    return term_reader_pending(&((struct person *)term)->reader);
}

static void curses_copy(struct term *term, const char *text)
{
    struct person *person = (struct person *)term;
    struct buffer out = BUFFER_EMPTY;
    if (person->linux_console)
        return; /* it has no clipboard and would show the letters */
    clipboard_sequence(&out, text);
    send_bytes(person, out.bytes, out.length);
    buffer_release(&out);
}

static void curses_free(struct term *term)
{
    struct person *person = (struct person *)term;
    if (person->screen != NULL) {
        curses_leave(term);
        delscreen(person->screen);
    }
    signals_stop();
    term_reader_release(&person->reader);
    canvas_release(&person->shown);
    buffer_release(&person->on);
    buffer_release(&person->off);
    free(person);
}

/* A string of terminfo without its marks for padding; nothing when the terminal has none. */
static void add_capability(struct buffer *out, const char *name)
{
    const char *at = tigetstr(name);
    if (at == NULL || at == (const char *)-1)
        return;
    while (*at != '\0') {
        const char *end = at[0] == '$' && at[1] == '<' ? strchr(at, '>') : NULL;
        if (end != NULL)
            at = end + 1;
        else
            buffer_add_byte(out, *at++);
    }
}

static void learn_keys(struct input *input)
{
    static const struct {
        const char *name;
        keycode key;
    } keys[] = {{"kcuu1", KEYS_UP},     {"kcud1", KEYS_DOWN},    {"kcub1", KEYS_LEFT},
                {"kcuf1", KEYS_RIGHT},  {"khome", KEYS_HOME},    {"kend", KEYS_END},
                {"kpp", KEYS_PAGE_UP},  {"knp", KEYS_PAGE_DOWN}, {"kich1", KEYS_INSERT},
                {"kdch1", KEYS_DELETE}, {"kent", KEYS_ENTER},    {"kcbt", KEYS_TAB | MOD_SHIFT}};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const char *bytes = tigetstr(keys[i].name);
        if (bytes != NULL && bytes != (const char *)-1)
            input_define(input, bytes, keys[i].key);
    }
    for (keycode i = 0; i < 12; i++) {
        char name[8];
        snprintf(name, sizeof name, "kf%u", (unsigned)i + 1);
        const char *bytes = tigetstr(name);
        if (bytes != NULL && bytes != (const char *)-1)
            input_define(input, bytes, KEYS_F1 + i);
    }
}

/* What begins and ends our use of the terminal, besides what ncurses does. */
static void learn_sequences(struct person *person, bool mouse, struct buffer *restore)
{
    const char *address = tigetstr("cup"), *reports = tigetstr("kmous");
    bool ansi = address != NULL && address != (const char *)-1 && strncmp(address, "\033[", 2) == 0;
    person->mouse = mouse && ansi && reports != NULL && reports != (const char *)-1;
    add_capability(&person->on, "smkx");
    if (person->mouse) {
        buffer_add_text(&person->on, "\033[?1000h\033[?1006h");
        buffer_add_text(&person->off, "\033[?1006l\033[?1000l");
    }
    if (ansi) {
        buffer_add_text(&person->on, "\033[?2004h");
        buffer_add_text(&person->off, "\033[?2004l");
    }
    add_capability(&person->off, "rmkx");
    buffer_add(restore, person->off.bytes, person->off.length);
    add_capability(restore, "sgr0");
    add_capability(restore, "op");
    add_capability(restore, "cnorm");
    add_capability(restore, "rmcup");
}

static enum style_depth start_colours(bool colour)
{
    struct style_terminal terminal = {.no_colour = colour ? getenv("NO_COLOR") : "1",
                                      .colorterm = getenv("COLORTERM"),
                                      .term = getenv("TERM"),
                                      .colours = tigetnum("colors")};
    enum style_depth depth = style_depth(&terminal);
    if (depth == STYLE_MONO || start_color() == ERR || use_default_colors() == ERR ||
        COLOR_PAIRS <= STYLE_COUNT)
        return STYLE_MONO;
    /* ncurses shows the colours that terminfo has: with only 256 the nearest of those. */
    if (depth == STYLE_TRUE && COLORS <= 256)
        depth = COLORS == 256 ? STYLE_256 : COLORS >= 16 ? STYLE_16 : STYLE_8;
    return depth;
}

static void start_styles(struct person *person, const struct term_options *options)
{
    enum style_depth depth = start_colours(options->colour);
    for (int style = 0; style < STYLE_COUNT; style++) {
        struct style_look look = style_look(options->theme, depth, (enum style)style);
        int front = style_palette(depth, look.foreground);
        int back = style_palette(depth, look.background);
        attr_t *attributes = &person->attributes[style];
        *attributes = A_NORMAL;
        *attributes |= look.bold ? A_BOLD : A_NORMAL;
        *attributes |= look.dim ? A_DIM : A_NORMAL;
        *attributes |= look.underline ? A_UNDERLINE : A_NORMAL;
        *attributes |= look.reverse ? A_REVERSE : A_NORMAL;
        if ((front >= 0 || back >= 0) && init_extended_pair(style + 1, front, back) == OK)
            person->pairs[style] = (short)(style + 1);
        setcchar(&person->spaces[style], L" ", *attributes, person->pairs[style], NULL);
    }
}

/* Whether there is a terminal that can be used at all; if so, terminfo knows it from here on. */
static bool check_terminal(struct error *error)
{
    const char *term = getenv("TERM");
    int result;
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
        return error_set(error, ERROR_REFUSED,
                         _("The screens need a terminal for input and output; 'wijk help' lists "
                           "the commands that work without one."));
    if (term == NULL || *term == '\0')
        return error_set(error, ERROR_REFUSED,
                         _("The kind of terminal is not known, because TERM is not set; try "
                           "TERM=xterm-256color."));
    if (setupterm(term, STDOUT_FILENO, &result) != OK)
        return error_set(error, ERROR_REFUSED,
                         _("The terminal '%.60s' (TERM) is not known on this computer; try "
                           "TERM=xterm."),
                         term);
    const char *address = tigetstr("cup");
    if (address != NULL && address != (const char *)-1)
        return true;
    del_curterm(cur_term);
    return error_set(error, ERROR_REFUSED,
                     _("The terminal '%.60s' (TERM) cannot move its cursor, so the screens "
                       "cannot be shown on it; try TERM=xterm."),
                     term);
}

/* ncurses writes in the encoding of the locale; the program is UTF-8 throughout. */
static void ensure_utf8(void)
{
    if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
        setlocale(LC_CTYPE, "C.UTF-8");
}

/* Takes the terminal over; what it sends and takes was learnt before. */
static bool start(struct person *person, const struct term_options *options, struct error *error)
{
    person->screen = newterm(NULL, stdout, stdin);
    if (person->screen == NULL)
        return error_set(error, ERROR_IO, _("The terminal cannot be used."));
    signals_hold(true);
    raw(); /* Ctrl-C, Ctrl-Z, Ctrl-S and Ctrl-Q are keys */
    noecho();
    nonl();
    typeahead(-1);
    start_styles(person, options);
    take_size(person);
    refresh();
    send_bytes(person, person->on.bytes, person->on.length);
    person->redraw = true;
    return true;
}

struct term *term_curses_new(const struct term_options *options, struct error *error)
{
    static const struct term_calls calls = {curses_size,    curses_show,    curses_wait,
                                            curses_pending, curses_leave,   curses_enter,
                                            curses_copy,    curses_suspend, curses_free};
    if (!check_terminal(error))
        return NULL;
    ensure_utf8();
    struct person *person = memory_new(sizeof *person);
    person->term = (struct term){.calls = &calls, .ascii = options->ascii};
    person->out = STDOUT_FILENO;
    person->on = person->off = BUFFER_EMPTY;
    const char *name = getenv("TERM");
    person->linux_console = name != NULL && strncmp(name, "linux", 5) == 0;
    canvas_init(&person->shown, 1, 1);
    term_reader_init(&person->reader, STDIN_FILENO);
    person->reader.signalled = signalled;
    person->reader.ctx = person;
    struct buffer restore = BUFFER_EMPTY;
    learn_sequences(person, options->mouse, &restore);
    learn_keys(&person->reader.input);
    del_curterm(cur_term);
    bool started = signals_start(STDIN_FILENO, restore.bytes, restore.length, error) &&
                   start(person, options, error);
    buffer_release(&restore);
    if (!started) {
        curses_free(&person->term);
        return NULL;
    }
    atexit(term_curses_restore);
    return &person->term;
}
