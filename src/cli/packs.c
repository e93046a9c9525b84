/* pack, take, exchange. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "command.h"
#include "packs.h"
#include "wijk/app/exchange.h"
#include "wijk/app/rows.h"
#include "wijk/base/path.h"

/* ---- counts ---- */

static void json_counts(struct json *json, const struct exchange_count *counts, size_t count)
{
    json_key(json, "rows");
    json_open(json, '[');
    for (size_t i = 0; i < count; i++) {
        json_open(json, '{');
        json_key(json, "entity");
        json_text(json, counts[i].kind == ENTITY_NONE ? NULL : entities[counts[i].kind].table);
        json_key(json, "created");
        json_integer(json, counts[i].created);
        json_key(json, "changed");
        json_integer(json, counts[i].changed);
        json_key(json, "deleted");
        json_integer(json, counts[i].deleted);
        json_close(json);
    }
    json_close(json);
}

static void print_counts(struct cli *cli, const struct exchange_count *counts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        cli_line(cli, _("  %s: %ld new, %ld changed, %ld deleted"),
                 counts[i].kind == ENTITY_NONE ? _("rows of a newer version")
                                               : _(entities[counts[i].kind].plural),
                 counts[i].created, counts[i].changed, counts[i].deleted);
}

/* ---- pack ---- */

static void json_packed(struct json *json, const struct exchange_packed *packed)
{
    json_open(json, '{');
    json_key(json, "file");
    json_text(json, packed->path);
    json_key(json, "acts");
    json_integer(json, packed->acts);
    json_key(json, "withheld");
    json_integer(json, packed->withheld);
    json_key(json, "bytes");
    json_integer(json, packed->bytes);
    json_key(json, "sealed");
    json_boolean(json, packed->sealed);
    json_counts(json, packed->counts.items, packed->counts.count);
    json_close(json);
}

static void print_packed(struct cli *cli, const struct exchange_packed *packed)
{
    const char *format =
        cli_given(cli, CLI_DRY)
            ? ngettext("Would write %lld change to %s", "Would write %lld changes to %s",
                       (unsigned long)packed->acts)
            : ngettext("Wrote %lld change to %s", "Wrote %lld changes to %s",
                       (unsigned long)packed->acts);
    cli_line(cli, format, (long long)packed->acts, packed->path);
    print_counts(cli, packed->counts.items, packed->counts.count);
    if (packed->withheld > 0)
        cli_line(cli,
                 ngettext("  of %lld change something may not go there: it is withheld",
                          "  of %lld changes something may not go there: it is withheld",
                          (unsigned long)packed->withheld),
                 (long long)packed->withheld);
    cli_line(cli, "%s",
             packed->sealed ? _("  sealed: only that copy can read it")
                            : _("  open: who has the file can read it"));
}

static bool read_audience(struct cli *cli, enum exchange_audience *audience, struct error *error)
{
    static const char *const words[] = {NULL, "group", "bureau", "public"};
    const char *given = cli->given[CLI_AUDIENCE];
    *audience = EXCHANGE_BY_SITE;
    if (given == NULL)
        return true;
    for (size_t i = 1; i < sizeof words / sizeof *words; i++)
        if (strcmp(words[i], given) == 0)
            *audience = (enum exchange_audience)i;
    return *audience != EXCHANGE_BY_SITE ||
           cli_usage(cli, error, _("--audience is group, bureau or public, not '%s'"), given);
}

static bool read_since(struct cli *cli, struct exchange_packing *packing, struct error *error)
{
    const char *given = cli->given[CLI_SINCE];
    char *end;
    if (given == NULL)
        return true;
    packing->all = strcmp(given, "all") == 0;
    if (packing->all)
        return true;
    packing->since = strtoll(given, &end, 10);
    return (packing->since > 0 && *end == '\0') ||
           cli_usage(cli, error,
                     _("--since is the number of a change in the history, or all, not '%s'"),
                     given);
}

bool run_pack(struct cli *cli, struct error *error)
{
    struct exchange_packing packing = {.path = cli->arguments[0],
                                       .open = cli_given(cli, CLI_OPEN),
                                       .preview = cli_given(cli, CLI_DRY)};
    struct exchange_packed packed;
    if (!read_audience(cli, &packing.audience, error) || !read_since(cli, &packing, error))
        return false;
    if (cli_given(cli, CLI_FOR) &&
        !exchange_find_site(cli->session, cli->given[CLI_FOR], &packing.site, error))
        return false;
    if (cli_given(cli, CLI_PROGRAMME))
        packing.programme = cli->session->programme;
    if (!exchange_pack(cli->session, &packing, &packed, error))
        return false;
    if (cli_given(cli, CLI_JSON)) {
        struct json json;
        json_begin(&json, &cli->out, true);
        json_packed(&json, &packed);
        json_end(&json);
    } else {
        print_packed(cli, &packed);
    }
    exchange_packed_release(&packed);
    return true;
}

/* ---- what came ---- */

static void json_gaps(struct json *json, const struct exchange_report *report)
{
    json_key(json, "missing");
    json_open(json, '[');
    for (size_t i = 0; i < report->gaps.count; i++) {
        json_open(json, '{');
        json_key(json, "site");
        json_text(json, report->gaps.items[i].name);
        json_key(json, "from");
        json_integer(json, report->gaps.items[i].from);
        json_key(json, "to");
        json_integer(json, report->gaps.items[i].to);
        json_close(json);
    }
    json_close(json);
}

static void json_rows(struct json *json, const struct exchange_report *report)
{
    json_key(json, "titles");
    json_open(json, '[');
    for (size_t i = 0; i < report->rows.count; i++) {
        char id[ID_TEXT_SIZE];
        json_open(json, '{');
        json_key(json, "entity");
        json_text(json, entities[report->rows.items[i].kind].table);
        json_key(json, "id");
        id_format(report->rows.items[i].id, id);
        json_text(json, id);
        json_key(json, "title");
        json_text(json, report->rows.items[i].title);
        json_key(json, "created");
        json_boolean(json, report->rows.items[i].created);
        json_key(json, "deleted");
        json_boolean(json, report->rows.items[i].deleted);
        json_close(json);
    }
    json_close(json);
}

static void json_report(struct json *json, const char *path, const struct exchange_report *report)
{
    char at[MOMENT_TEXT_SIZE];
    moment_iso(report->made_at, at);
    json_open(json, '{');
    json_key(json, "file");
    json_text(json, path);
    json_key(json, "from");
    packs_json_site(json, &report->from);
    json_key(json, "made_at");
    json_text(json, at);
    json_key(json, "again");
    json_boolean(json, report->again);
    json_member_integer(json, "acts", report->acts);
    json_member_integer(json, "applied", report->applied);
    json_member_integer(json, "known", report->known);
    json_member_integer(json, "parked", report->parked);
    json_member_integer(json, "forked", report->forked);
    int64_t unsealed = 0;
    for (size_t i = 0; i < report->unsealed.count; i++)
        unsealed += report->unsealed.items[i].acts;
    json_member_integer(json, "unsealed", unsealed);
    json_member_integer(json, "filled", report->filled);
    json_member_integer(json, "withheld", report->withheld);
    json_counts(json, report->counts.items, report->counts.count);
    json_rows(json, report);
    json_gaps(json, report);
    packs_json_disagreements(json, "disagreements", &report->disagreements);
    json_key(json, "backup");
    json_text(json, report->backup);
    json_close(json);
}

static void print_gaps(struct cli *cli, const struct exchange_report *report)
{
    for (size_t i = 0; i < report->gaps.count; i++) {
        const struct exchange_gap *gap = &report->gaps.items[i];
        struct buffer line = BUFFER_EMPTY;
        buffer_format(&line,
                      _("  changes %lld to %lld of %s have not come yet: ask for a pack with them; "
                        "what follows them waits"),
                      (long long)gap->from, (long long)gap->to, gap->name);
        cli_line(cli, "%s", line.bytes);
        buffer_release(&line);
    }
}

static void print_unsealed(struct cli *cli, const struct exchange_report *report)
{
    for (size_t i = 0; i < report->unsealed.count; i++) {
        const struct exchange_unsigned *unsealed = &report->unsealed.items[i];
        cli_line(cli,
                 ngettext("  %lld change in the name of %s has no signature of it: ask for a pack "
                          "of that copy itself",
                          "  %lld changes in the name of %s have no signature of it: ask for a "
                          "pack of that copy itself",
                          (unsigned long)unsealed->acts),
                 (long long)unsealed->acts, unsealed->name);
    }
}

static void print_rows(struct cli *cli, const struct exchange_report *report)
{
    for (size_t i = 0; i < report->rows.count; i++) {
        const struct exchange_row *row = &report->rows.items[i];
        cli_line(cli,
                 row->deleted   ? _("    deleted: %s %s")
                 : row->created ? _("    new: %s %s")
                                : _("    changed: %s %s"),
                 _(entities[row->kind].label), row->title);
    }
}

static void print_report(struct cli *cli, const char *path, const struct exchange_report *report)
{
    struct buffer at = BUFFER_EMPTY;
    const struct exchange_site *from = &report->from;
    moment_format(&at, report->made_at, language_now());
    cli_line(cli, _("%s: a pack of %s, made %s"), path,
             *from->name == '\0' ? from->letters : from->name, at.bytes);
    if (from->trust != EXCHANGE_TRUSTED)
        cli_line(cli, _("  its sender is not known here; the words are: %s"), from->words);
    cli_line(cli,
             cli_given(cli, CLI_DRY)
                 ? _("  changes that would come: %lld, known already: %lld, that would wait: %lld")
                 : _("  changes that came: %lld, known already: %lld, that wait: %lld"),
             (long long)report->applied + (long long)report->filled, (long long)report->known,
             (long long)report->parked);
    print_counts(cli, report->counts.items, report->counts.count);
    if (cli_given(cli, CLI_DRY))
        print_rows(cli, report);
    if (report->withheld > 0)
        cli_line(cli,
                 ngettext("  of %lld change something is withheld from this copy",
                          "  of %lld changes something is withheld from this copy",
                          (unsigned long)report->withheld),
                 (long long)report->withheld);
    if (report->forked > 0)
        cli_line(cli,
                 ngettext("  %lld change contradicts one that is here; it is kept beside it, see "
                          "'wijk check --history'",
                          "  %lld changes contradict ones that are here; they are kept beside "
                          "them, see 'wijk check --history'",
                          (unsigned long)report->forked),
                 (long long)report->forked);
    print_unsealed(cli, report);
    print_gaps(cli, report);
    packs_print_disagreements(cli, &report->disagreements);
    buffer_release(&at);
}

/* ---- trust ---- */

static bool ask(void *context, const struct exchange_site *site)
{
    char answer[16] = "";
    (void)context;
    fprintf(stderr, _("This pack comes from a copy of the file that is not known here%s%s.\n"),
            *site->name == '\0' ? "" : ": ", site->name);
    fprintf(stderr, _("Its words are: %s\n"), site->words);
    fprintf(stderr, "%s",
            _("Compare them by telephone with what 'wijk sites' says there. Trust it? [y/N] "));
    fflush(stderr);
    if (fgets(answer, sizeof answer, stdin) == NULL)
        return false;
    return strchr("yYjJ", *answer) != NULL && *answer != '\0';
}

static exchange_ask *asking(void)
{
    return isatty(STDIN_FILENO) != 0 && isatty(STDERR_FILENO) != 0 ? ask : NULL;
}

/* ---- folders ---- */

static void json_folder(struct cli *cli, const struct exchange_folder_report *report)
{
    struct json json;
    json_begin(&json, &cli->out, true);
    json_open(&json, '{');
    json_key(&json, "taken");
    json_open(&json, '[');
    for (size_t i = 0; i < report->files.count; i++)
        if (report->files.items[i].taken)
            json_report(&json, report->files.items[i].path, &report->files.items[i].report);
    json_close(&json);
    json_key(&json, "refused");
    json_open(&json, '[');
    for (size_t i = 0; i < report->files.count; i++)
        if (!report->files.items[i].taken)
            json_text(&json, report->files.items[i].why);
    json_close(&json);
    json_member_integer(&json, "old", report->old);
    json_key(&json, "written");
    json_open(&json, '[');
    for (size_t i = 0; i < report->written.count; i++)
        json_packed(&json, &report->written.items[i]);
    json_end(&json);
}

static bool run_folder(struct cli *cli, bool write, struct error *error)
{
    struct exchange_folder folder = {.path = cli->arguments[0],
                                     .write = write,
                                     .preview = cli_given(cli, CLI_DRY),
                                     .trust = cli_given(cli, CLI_TRUST),
                                     .ask = asking()};
    struct exchange_folder_report report;
    size_t refused = 0;
    if (!exchange_folder(cli->session, &folder, &report, error))
        return false;
    for (size_t i = 0; i < report.files.count; i++)
        refused += !report.files.items[i].taken;
    if (cli_given(cli, CLI_JSON)) {
        json_folder(cli, &report);
    } else {
        for (size_t i = 0; i < report.files.count; i++) {
            if (report.files.items[i].taken)
                print_report(cli, report.files.items[i].path, &report.files.items[i].report);
            else
                cli_line(cli, "%s", report.files.items[i].why);
        }
        for (size_t i = 0; i < report.written.count; i++)
            print_packed(cli, &report.written.items[i]);
        if (report.files.count == 0)
            cli_line(cli, _("%s: there is no new pack"), folder.path);
    }
    exchange_folder_report_release(&report);
    return refused == 0 ||
           error_set(error, ERROR_REFUSED,
                     ngettext("%s: %zu pack was not taken", "%s: %zu packs were not taken",
                              (unsigned long)refused),
                     folder.path, refused);
}

static bool is_folder(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

bool run_exchange(struct cli *cli, struct error *error)
{
    return run_folder(cli, true, error);
}

bool run_take(struct cli *cli, struct error *error)
{
    struct exchange_taking taking = {.path = cli->arguments[0],
                                     .preview = cli_given(cli, CLI_DRY),
                                     .trust = cli_given(cli, CLI_TRUST),
                                     .no_backup = cli->made,
                                     .ask = asking()};
    struct exchange_report report;
    if (is_folder(taking.path))
        return run_folder(cli, false, error);
    if (!exchange_take(cli->session, &taking, &report, error))
        return false;
    if (cli_given(cli, CLI_JSON)) {
        struct json json;
        json_begin(&json, &cli->out, true);
        json_report(&json, taking.path, &report);
        json_end(&json);
    } else {
        print_report(cli, taking.path, &report);
    }
    exchange_report_release(&report);
    return true;
}
