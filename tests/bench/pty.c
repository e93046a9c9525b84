/*
 * Runs a program in a terminal of its own and measures what a person would see:
 *
 *     pty [-w WAY] [-k KEYS] [-n COUNT] [-s SECONDS] [-m] -- PROGRAM ARGUMENT …
 *
 * from its start to the last byte of its first screen (`screen`), and of what was found after it
 * (`start`); then, after the keys of WAY (one at a time),
 * COUNT times the KEYS (separated by spaces, in turn), each to the last byte it gave; then what it
 * held in memory, and with -s how often it woke up in so many seconds without a key. In keys \e is
 * escape and \r Enter. The terminal is 132x40.
 */
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "clock.h"

#define FIRST_QUIET                                                                                \
    400 /* milliseconds without a byte, after which a screen is taken for complete */
#define QUIET 25
#define WHOLE 1000   /* bytes at least of a whole screen */
#define PAUSE 5000.0 /* microseconds without a byte, after which what follows came later */

struct terminal {
    int master;
    pid_t child;
};

struct answer {
    double last;  /* when the last byte came, microseconds */
    double shown; /* when the last of a whole screen came, before what was found after it */
    long bytes;
};

static void start(struct terminal *terminal, char **program)
{
    struct winsize size = {.ws_row = 40, .ws_col = 132};
    terminal->master = posix_openpt(O_RDWR | O_NOCTTY);
    if (terminal->master < 0 || grantpt(terminal->master) != 0 || unlockpt(terminal->master) != 0)
        exit(1);
    const char *name = ptsname(terminal->master);
    terminal->child = fork();
    if (terminal->child != 0)
        return;
    setsid();
    int slave = open(name, O_RDWR);
    ioctl(slave, TIOCSWINSZ, &size);
    for (int i = 0; i < 3; i++)
        dup2(slave, i);
    setenv("TERM", "xterm-256color", 1);
    setenv("ESCDELAY", "25", 0);
    execv(program[0], program);
    _exit(127);
}

static struct answer listen_until_quiet(const struct terminal *terminal, int first, int quiet)
{
    struct answer answer = {0};
    char bytes[65536];
    struct pollfd poll_for = {.fd = terminal->master, .events = POLLIN};
    while (poll(&poll_for, 1, answer.bytes == 0 ? first : quiet) > 0) {
        ssize_t got = read(terminal->master, bytes, sizeof bytes);
        if (got <= 0)
            break;
        double now = clock_us();
        if (answer.shown <= 0 && answer.bytes >= WHOLE && now - answer.last > PAUSE)
            answer.shown = answer.last;
        answer.last = now;
        answer.bytes += got;
        if (getenv("PTY_SHOW") != NULL)
            fwrite(bytes, 1, (size_t)got, stderr);
    }
    if (answer.shown <= 0)
        answer.shown = answer.last;
    return answer;
}

/* Copies one key, up to a space, to `key`; answers what follows it. */
static const char *next_key(const char *keys, char *key, size_t *length)
{
    *length = 0;
    while (*keys == ' ')
        keys++;
    for (; *keys != '\0' && *keys != ' ' && *length < 30; keys++) {
        char byte = *keys;
        if (byte == '\\' && keys[1] != '\0') {
            keys++;
            byte = *keys == 'e' ? '\033' : *keys == 'r' ? '\r' : *keys == 's' ? ' ' : *keys;
        }
        key[(*length)++] = byte;
    }
    return keys;
}

static void press(const struct terminal *terminal, const char *keys, int count)
{
    static struct times times;
    long bytes = 0;
    const char *at = keys;
    for (int i = 0; count < 0 ? *at != '\0' : i < count; i++) {
        char key[32];
        size_t length;
        at = next_key(*at == '\0' ? keys : at, key, &length);
        double begin = clock_us();
        if (length == 0 || write(terminal->master, key, length) != (ssize_t)length)
            break;
        struct answer answer =
            listen_until_quiet(terminal, count < 0 ? 1500 : 200, count < 0 ? 150 : QUIET);
        if (count < 0)
            continue;
        bytes += answer.bytes;
        if (answer.bytes > 0)
            times_add(&times, answer.last - begin);
    }
    if (count > 0) {
        size_t shown = times.count;
        times_print(&times, "keys");
        printf("bytes %.1f shown %zu\n", (double)bytes / (double)count, shown);
    }
}

static long status_of(pid_t child, const char *name)
{
    char path[64], line[256];
    long value = -1;
    snprintf(path, sizeof path, "/proc/%ld/status", (long)child);
    FILE *file = fopen(path, "r");
    while (file != NULL && fgets(line, sizeof line, file) != NULL)
        if (strncmp(line, name, strlen(name)) == 0)
            value = strtol(line + strlen(name), NULL, 10);
    if (file != NULL)
        fclose(file);
    return value;
}

/* Processor time so far, microseconds: beside other work on the machine steadier than the clock. */
static double processor_us(pid_t child)
{
    char path[64];
    unsigned long long ns = 0;
    snprintf(path, sizeof path, "/proc/%ld/schedstat", (long)child);
    FILE *file = fopen(path, "r");
    if (file != NULL && fscanf(file, "%llu", &ns) != 1)
        ns = 0;
    if (file != NULL)
        fclose(file);
    return (double)ns / 1e3;
}

int main(int count, char **arguments)
{
    const char *way = "", *keys = "";
    int times = 0, seconds = 0, option;
    while ((option = getopt(count, arguments, "w:k:n:s:")) != -1) {
        if (option == 'w')
            way = optarg;
        else if (option == 'k')
            keys = optarg;
        else if (option == 'n')
            times = atoi(optarg);
        else if (option == 's')
            seconds = atoi(optarg);
        else
            return 2;
    }
    struct terminal terminal;
    double begin = clock_us();
    start(&terminal, &arguments[optind]);
    struct answer first = listen_until_quiet(&terminal, 20000, FIRST_QUIET);
    printf("start %.1f screen %.1f bytes %ld\n", first.last - begin, first.shown - begin,
           first.bytes);
    printf("processor %.1f pid %ld\n", processor_us(terminal.child), (long)terminal.child);
    press(&terminal, way, -1);
    press(&terminal, keys, times);
    printf("peak_kb %ld resident_kb %ld\n", status_of(terminal.child, "VmHWM:"),
           status_of(terminal.child, "VmRSS:"));
    if (seconds > 0) {
        long before = status_of(terminal.child, "voluntary_ctxt_switches:");
        listen_until_quiet(&terminal, seconds * 1000, seconds * 1000);
        printf("wakeups %ld\n", status_of(terminal.child, "voluntary_ctxt_switches:") - before);
    }
    kill(terminal.child, SIGTERM);
    for (int i = 0; i < 100 && waitpid(terminal.child, NULL, WNOHANG) == 0; i++) {
        listen_until_quiet(&terminal, 20, 10);
        if (i == 98)
            kill(terminal.child, SIGKILL);
    }
    return 0;
}
