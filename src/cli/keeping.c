/* check, backup, restore. */
#include "wijk/app/keeping.h"

#include "command.h"
#include "wijk/base/path.h"

/* ---- check ---- */

static void json_check(struct cli *cli, const struct keeping_report *report)
{
    struct json json;
    json_begin(&json, &cli->out, true);
    json_open(&json, '{');
    json_key(&json, "sound");
    json_boolean(&json, report->count == 0);
    json_key(&json, "acts");
    json_integer(&json, report->acts);
    json_key(&json, "rows");
    json_integer(&json, report->rows);
    json_key(&json, "waiting");
    json_integer(&json, report->waiting);
    json_key(&json, "rebuilt");
    json_boolean(&json, report->rebuilt);
    json_key(&json, "findings");
    json_open(&json, '[');
    for (size_t i = 0; i < report->findings.count; i++)
        json_text(&json, report->findings.items[i]);
    json_end(&json);
}

static void print_check(struct cli *cli, const struct keeping_report *report)
{
    for (size_t i = 0; i < report->findings.count; i++)
        cli_line(cli, "%s", report->findings.items[i]);
    cli_line(cli, _("Changes looked at: %lld; rows: %lld"), (long long)report->acts,
             (long long)report->rows);
    if (report->waiting > 0)
        cli_line(cli,
                 ngettext("%lld change waits for others", "%lld changes wait for others",
                          (unsigned long)report->waiting),
                 (long long)report->waiting);
    if (report->rebuilt)
        cli_line(cli, "%s", _("The tables were made anew from the journal"));
    else if (report->count == 0)
        cli_line(cli, "%s", _("The file is in order"));
}

bool run_check(struct cli *cli, struct error *error)
{
    struct keeping_report report;
    if (cli_given(cli, CLI_HISTORY))
        return run_evidence(cli, error);
    bool done = keeping_check(cli->session, cli_given(cli, CLI_REBUILD), &report, error);
    if (done && cli_given(cli, CLI_JSON))
        json_check(cli, &report);
    else if (done)
        print_check(cli, &report);
    if (done && report.count > 0 && !report.rebuilt)
        done = error_set(error, ERROR_DAMAGED,
                         ngettext("%s: %lld thing is not as it should be; make a copy of the "
                                  "file, then 'wijk check --rebuild' or 'wijk restore'",
                                  "%s: %lld things are not as they should be; make a copy of the "
                                  "file, then 'wijk check --rebuild' or 'wijk restore'",
                                  (unsigned long)report.count),
                         cli->session->path, (long long)report.count);
    keeping_release(&report);
    return done;
}

/* ---- backup and restore ---- */

bool run_backup(struct cli *cli, struct error *error)
{
    const char *to = cli->count > 0 ? cli->arguments[0] : NULL;
    struct buffer path = BUFFER_EMPTY;
    bool done = true;
    if (cli_given(cli, CLI_DRY) && to != NULL && path_exists(to))
        done = error_set(error, ERROR_REFUSED,
                         _("%s: there is a file of this name already; choose another name"), to);
    else if (cli_given(cli, CLI_DRY))
        cli_line(cli, _("Would copy %s"), cli->session->path);
    else if ((done = keeping_backup(cli->session, to, &path, error)))
        cli_line(cli, _("Copied to %s"), path.bytes);
    buffer_release(&path);
    return done;
}

bool run_restore(struct cli *cli, struct error *error)
{
    const char *from = cli->arguments[0], *path = cli_file(cli, error);
    if (path == NULL)
        return false;
    if (cli_given(cli, CLI_DRY)) {
        if (!cli_open(cli, from, false, error))
            return false;
        cli_line(cli, _("Would put %s in the place of %s"), from, path);
        return true;
    }
    if (!keeping_restore(path, from, error))
        return false;
    cli_line(cli, _("%s is now what %s was"), path, from);
    return true;
}
