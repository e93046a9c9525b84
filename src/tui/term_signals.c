#include "wijk/tui/term_signals.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/tui/term.h"

enum { ASKING = 7, CRASHING = 5, STACK = 64 * 1024 };

static const int asking[ASKING] = {SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH};
static const int crashing[CRASHING] = {SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL};

static struct {
    volatile sig_atomic_t held;
    int tty, pipe[2];
    struct termios modes;
    char restore[SIGNALS_RESTORE_MOST];
    size_t length;
    bool started;
    void *stack; /* owned; a crash of the stack needs another one */
    struct sigaction old_asking[ASKING], old_crashing[CRASHING];
} state = {.pipe = {-1, -1}};

void term_curses_restore(void)
{
    if (!state.held)
        return;
    state.held = 0;
    for (size_t done = 0; done < state.length;) {
        ssize_t written = write(state.tty, state.restore + done, state.length - done);
        if (written < 0 && errno != EINTR)
            break;
        done += written > 0 ? (size_t)written : 0;
    }
    tcsetattr(state.tty, TCSANOW, &state.modes);
}

static void on_asking(int number)
{
    int saved = errno;
    char byte = (char)number;
    bool from_keyboard = number == SIGINT || number == SIGQUIT;
    /* While an editor has the terminal, its Ctrl-C is not meant for us. */
    if ((!from_keyboard || state.held) && write(state.pipe[1], &byte, 1) < 0)
        errno = 0; /* the pipe is full: more than enough is known */
    errno = saved;
}

static void on_crash(int number)
{
    term_curses_restore();
    raise(number); /* the handler was reset: this time it ends the process */
}

static bool open_pipe(void)
{
    if (pipe(state.pipe) != 0)
        return false;
    for (int i = 0; i < 2; i++) {
        fcntl(state.pipe[i], F_SETFL, O_NONBLOCK);
        fcntl(state.pipe[i], F_SETFD, FD_CLOEXEC);
    }
    return true;
}

static void install(void)
{
    struct sigaction action = {.sa_handler = on_asking, .sa_flags = SA_RESTART};
    sigfillset(&action.sa_mask);
    for (int i = 0; i < ASKING; i++)
        sigaction(asking[i], &action, &state.old_asking[i]);
    stack_t stack = {.ss_sp = state.stack, .ss_size = STACK};
    sigaltstack(&stack, NULL);
    action.sa_handler = on_crash;
    action.sa_flags = (int)(SA_RESETHAND | SA_ONSTACK);
    for (int i = 0; i < CRASHING; i++)
        sigaction(crashing[i], &action, &state.old_crashing[i]);
}

bool signals_start(int tty, const char *restore, size_t length, struct error *error)
{
    if (state.started)
        return error_set(error, ERROR_BUG, _("The terminal is in use already."));
    if (tcgetattr(tty, &state.modes) != 0 || !open_pipe()) {
        error_set(error, ERROR_IO, _("The terminal cannot be used: %s."), strerror(errno));
        return false;
    }
    state.tty = tty;
    state.length = length < SIGNALS_RESTORE_MOST ? length : SIGNALS_RESTORE_MOST;
    memcpy(state.restore, restore, state.length);
    state.stack = memory_new(STACK);
    state.started = true;
    install();
    return true;
}

void signals_stop(void)
{
    if (!state.started)
        return;
    state.held = 0;
    for (int i = 0; i < ASKING; i++)
        sigaction(asking[i], &state.old_asking[i], NULL);
    for (int i = 0; i < CRASHING; i++)
        sigaction(crashing[i], &state.old_crashing[i], NULL);
    stack_t none = {.ss_flags = SS_DISABLE, .ss_size = STACK};
    sigaltstack(&none, NULL);
    free(state.stack);
    state.stack = NULL;
    close(state.pipe[0]);
    close(state.pipe[1]);
    state.pipe[0] = state.pipe[1] = -1;
    state.started = false;
}

void signals_hold(bool held)
{
    struct sigaction action = {.sa_handler = held ? on_asking : SIG_DFL, .sa_flags = SA_RESTART};
    sigfillset(&action.sa_mask);
    state.held = held;
    if (state.started)
        sigaction(SIGTSTP, &action, NULL); /* Ctrl-Z in an editor stops the two of us */
}

int signals_descriptor(void)
{
    return state.pipe[0];
}

int signals_next(void)
{
    char byte;
    ssize_t got;
    do
        got = read(state.pipe[0], &byte, 1);
    while (got < 0 && errno == EINTR);
    return got == 1 ? byte : 0;
}

void signals_stop_here(void)
{
    kill(0, SIGTSTP); /* not held, so it has its usual effect */
}
