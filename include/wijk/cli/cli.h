/*
 * The command line: every command of commands.c, the options that go before and behind them, and
 * the way to the screens when no command is given. The layer cannot call the screens: main hands it
 * two doors.
 */
#ifndef WIJK_CLI_CLI_H
#define WIJK_CLI_CLI_H

#include <stdbool.h>

#include "wijk/app/session.h"
#include "wijk/base/buffer.h"

struct config;

struct cli_doors {
    /* Runs the screens on the session (taken over; NULL: the first start). Exit code. */
    int (*screens)(struct session *session, struct config *config);
    /* Adds the table of keys as Markdown. */
    void (*keys)(struct buffer *out);
};

/* Exit code: 0 done, 1 refused or failed (one line on standard error), 2 wrong usage. */
int cli_main(int argc, char **argv, const struct cli_doors *doors);

#endif
