/* What the commands print: in pieces, safe for a terminal, and with failures noticed. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "command.h"
#include "wijk/base/text.h"

#define MUCH 65536

bool cli_flush_all(struct cli *cli)
{
    size_t done = 0;
    while (cli->output_failed == 0 && done < cli->out.length) {
        ssize_t wrote = write(STDOUT_FILENO, cli->out.bytes + done, cli->out.length - done);
        if (wrote > 0)
            done += (size_t)wrote;
        else if (wrote < 0 && errno != EINTR)
            cli->output_failed = errno;
    }
    buffer_clear(&cli->out);
    return cli->output_failed == 0;
}

bool cli_flush(struct cli *cli)
{
    return cli->output_failed == 0 && (cli->out.length < MUCH || cli_flush_all(cli));
}

void cli_line(struct cli *cli, const char *format, ...)
{
    struct buffer line = BUFFER_EMPTY;
    va_list arguments;
    va_start(arguments, format);
    buffer_format_list(&line, format, arguments);
    va_end(arguments);
    text_clean(&cli->out, line.bytes, line.length, true);
    buffer_add_byte(&cli->out, '\n');
    buffer_release(&line);
}

int cli_width(void)
{
    struct winsize size;
    if (isatty(STDOUT_FILENO) == 0)
        return 0;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return size.ws_col;
    return 80;
}
