/* sites, and check --history. */
#include <stdio.h>
#include <string.h>

#include "packs.h"
#include "table.h"
#include "wijk/app/rows.h"

static const char *const roles[] = {N_("unknown"), N_("group"), N_("bureau")};

static const char *trust_word(const struct exchange_site *site)
{
    return site->own                            ? "own"
           : site->trust == EXCHANGE_TRUSTED    ? "trusted"
           : site->trust == EXCHANGE_DISTRUSTED ? "distrusted"
                                                : "new";
}

void packs_json_site(struct json *json, const struct exchange_site *site)
{
    char id[ID_TEXT_SIZE], at[MOMENT_TEXT_SIZE];
    id_format(site->id, id);
    json_open(json, '{');
    json_key(json, "id");
    json_text(json, id);
    json_key(json, "letters");
    json_text(json, site->letters);
    json_key(json, "name");
    json_text(json, *site->name == '\0' ? NULL : site->name);
    json_key(json, "own");
    json_boolean(json, site->own);
    json_key(json, "trust");
    json_text(json, trust_word(site));
    json_key(json, "trusted");
    json_boolean(json, site->trust == EXCHANGE_TRUSTED);
    json_key(json, "role");
    json_text(json, site->role == EXCHANGE_ROLE_UNKNOWN ? NULL : roles[site->role]);
    json_key(json, "acts");
    json_integer(json, site->acts);
    json_key(json, "last_act");
    moment_iso(site->last_at, at);
    json_text(json, site->last_at == 0 ? NULL : at);
    json_key(json, "last_pack");
    moment_iso(site->packed_at, at);
    json_text(json, site->packed_at == 0 ? NULL : at);
    json_key(json, "lacks");
    json_integer(json, site->lacks);
    json_key(json, "missing");
    json_integer(json, site->missing);
    json_key(json, "forks");
    json_integer(json, site->forks);
    json_member_integer(json, "unsealed", site->unsealed);
    json_key(json, "words");
    json_text(json, site->words);
    json_close(json);
}

static void add_moment(struct table *table, int64_t at)
{
    struct buffer text = BUFFER_EMPTY;
    if (at != 0)
        moment_format(&text, at, language_now());
    table_cell(table, text.bytes);
    buffer_release(&text);
}

static void print_doubts(struct cli *cli, const struct exchange_site *site)
{
    struct buffer text = BUFFER_EMPTY;
    if (site->forks > 0) {
        exchange_forks_text(site, &text);
        cli_line(cli, "%s: %s", site->letters, text.bytes);
    }
    buffer_clear(&text);
    if (site->unsealed > 0) {
        exchange_unsealed_text(site, &text);
        cli_line(cli, "%s: %s", site->letters, text.bytes);
    }
    buffer_release(&text);
}

static void print_sites(struct cli *cli, const struct exchange_sites *sites)
{
    struct table table;
    table_init(&table, cli);
    table_column(&table, _("Copy"), false);
    table_column(&table, _("Name"), false);
    table_column(&table, _("Trust"), false);
    table_column(&table, _("Role"), false);
    table_column(&table, _("Changes"), true);
    table_column(&table, _("Last change"), false);
    table_column(&table, _("Last pack"), false);
    for (size_t i = 0; i < sites->list.count; i++) {
        const struct exchange_site *site = &sites->list.items[i];
        char acts[24];
        snprintf(acts, sizeof acts, "%lld", (long long)site->acts);
        table_cell(&table, site->letters);
        table_cell(&table, site->name);
        table_cell(&table, site->own                            ? _("this copy")
                           : site->trust == EXCHANGE_TRUSTED    ? _("trusted")
                           : site->trust == EXCHANGE_DISTRUSTED ? _("distrusted")
                                                                : _("not known yet"));
        table_cell(&table, site->role == EXCHANGE_ROLE_UNKNOWN ? "" : _(roles[site->role]));
        table_cell(&table, acts);
        add_moment(&table, site->last_at);
        add_moment(&table, site->packed_at);
    }
    table_end(&table);
    for (size_t i = 0; i < sites->list.count; i++)
        cli_line(cli, "%s: %s", sites->list.items[i].letters, sites->list.items[i].words);
    for (size_t i = 0; i < sites->list.count; i++)
        print_doubts(cli, &sites->list.items[i]);
}

static bool list_sites(struct cli *cli, struct error *error)
{
    struct exchange_sites sites;
    if (!exchange_sites(cli->session, &sites, error))
        return false;
    if (cli_given(cli, CLI_JSON)) {
        struct json json;
        json_begin(&json, &cli->out, true);
        json_open(&json, '[');
        for (size_t i = 0; i < sites.list.count; i++)
            packs_json_site(&json, &sites.list.items[i]);
        json_end(&json);
    } else {
        print_sites(cli, &sites);
    }
    exchange_sites_release(&sites);
    return true;
}

static bool own_site(struct cli *cli, struct id *own, struct error *error)
{
    struct exchange_sites sites;
    bool found = false;
    if (!exchange_sites(cli->session, &sites, error))
        return false;
    for (size_t i = 0; i < sites.list.count; i++) {
        if (!sites.list.items[i].own)
            continue;
        *own = sites.list.items[i].id;
        found = true;
    }
    exchange_sites_release(&sites);
    return found || error_set(error, ERROR_NOT_FOUND, _("this copy has made no change yet"));
}

/* "own", "this" or what a copy is called. */
static bool find_site(struct cli *cli, const char *typed, struct id *site, struct error *error)
{
    if (strcmp(typed, "own") == 0 || strcmp(typed, "this") == 0)
        return own_site(cli, site, error);
    return exchange_find_site(cli->session, typed, site, error);
}

static bool set_role(struct cli *cli, struct id site, const char *typed, struct error *error)
{
    enum exchange_role role = strcmp(typed, "bureau") == 0    ? EXCHANGE_ROLE_BUREAU
                              : strcmp(typed, "group") == 0   ? EXCHANGE_ROLE_GROUP
                              : strcmp(typed, "unknown") == 0 ? EXCHANGE_ROLE_UNKNOWN
                                                              : EXCHANGE_ROLE_UNKNOWN;
    if (role == EXCHANGE_ROLE_UNKNOWN && strcmp(typed, "unknown") != 0)
        return cli_usage(cli, error, _("a role is group, bureau or unknown, not '%s'"), typed);
    struct id programme = {{0}};
    if (role == EXCHANGE_ROLE_GROUP)
        programme = cli->session->programme;
    return exchange_set_role(cli->session, site, role, programme, error);
}

static bool change(struct cli *cli, struct id site, struct error *error)
{
    const char *verb = cli->arguments[0];
    if (strcmp(verb, "trust") == 0)
        return exchange_set_trust(cli->session, site, true, error);
    if (strcmp(verb, "distrust") == 0)
        return exchange_set_trust(cli->session, site, false, error);
    if (strcmp(verb, "role") == 0)
        return set_role(cli, site, cli->arguments[2], error);
    return exchange_set_name(cli->session, site, cli->arguments[cli->count - 1], error);
}

bool run_sites(struct cli *cli, struct error *error)
{
    static const struct {
        const char *verb;
        int least, most;
    } verbs[] = {{"trust", 2, 2}, {"distrust", 2, 2}, {"name", 2, 3}, {"role", 3, 3}};
    struct id site;
    if (cli->count == 0)
        return list_sites(cli, error);
    bool good = false;
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        good = good || (strcmp(verbs[i].verb, cli->arguments[0]) == 0 &&
                        cli->count >= verbs[i].least && cli->count <= verbs[i].most);
    if (!good)
        return cli_usage(cli, error,
                         _("sites takes: trust SITE, distrust SITE, name [SITE] NAME, role SITE "
                           "ROLE"));
    bool own = strcmp(cli->arguments[0], "name") == 0 && cli->count == 2;
    if (own ? !own_site(cli, &site, error) : !find_site(cli, cli->arguments[1], &site, error))
        return false;
    cli->session->dry_run = cli_given(cli, CLI_DRY);
    if (!change(cli, site, error))
        return false;
    cli->session->dry_run = false;
    return list_sites(cli, error);
}

/* ---- check --history ---- */

static void json_evidence(struct cli *cli, const struct exchange_evidence *evidence)
{
    struct json json;
    json_begin(&json, &cli->out, true);
    json_open(&json, '{');
    json_key(&json, "sound");
    json_boolean(&json, evidence->findings.count == 0);
    json_key(&json, "sites");
    json_integer(&json, evidence->sites);
    json_key(&json, "acts");
    json_integer(&json, evidence->acts);
    json_key(&json, "sealed");
    json_integer(&json, evidence->sealed);
    json_key(&json, "withheld");
    json_integer(&json, evidence->withheld);
    json_key(&json, "findings");
    json_open(&json, '[');
    for (size_t i = 0; i < evidence->findings.count; i++) {
        const struct exchange_finding *finding = &evidence->findings.items[i];
        char id[ID_TEXT_SIZE], at[MOMENT_TEXT_SIZE];
        id_format(finding->site, id);
        moment_iso(finding->at, at);
        json_open(&json, '{');
        json_key(&json, "site");
        json_text(&json, id);
        json_key(&json, "act");
        json_integer(&json, finding->seq);
        json_key(&json, "at");
        json_text(&json, finding->at == 0 ? NULL : at);
        json_key(&json, "person");
        json_text(&json, *finding->person == '\0' ? NULL : finding->person);
        json_key(&json, "what");
        json_text(&json, finding->what);
        json_close(&json);
    }
    json_end(&json);
}

static void print_evidence(struct cli *cli, const struct exchange_evidence *evidence)
{
    for (size_t i = 0; i < evidence->findings.count; i++) {
        const struct exchange_finding *finding = &evidence->findings.items[i];
        struct buffer at = BUFFER_EMPTY;
        if (finding->at != 0)
            moment_format(&at, finding->at, language_now());
        if (at.length > 0 && *finding->person != '\0')
            cli_line(cli, _("%s; it says: %s, %s"), finding->what, at.bytes, finding->person);
        else if (at.length > 0)
            cli_line(cli, _("%s; it says: %s"), finding->what, at.bytes);
        else
            cli_line(cli, "%s", finding->what);
        buffer_release(&at);
    }
    cli_line(cli, _("Changes looked at: %lld; copies: %lld; signed: %lld"),
             (long long)evidence->acts, (long long)evidence->sites, (long long)evidence->sealed);
    if (evidence->findings.count == 0)
        cli_line(cli, "%s", _("The history is what it says it is"));
}

bool run_evidence(struct cli *cli, struct error *error)
{
    struct exchange_evidence evidence;
    if (!exchange_check(cli->session, &evidence, error))
        return false;
    if (cli_given(cli, CLI_JSON))
        json_evidence(cli, &evidence);
    else
        print_evidence(cli, &evidence);
    size_t count = evidence.findings.count;
    exchange_evidence_release(&evidence);
    return count == 0 || error_set(error, ERROR_DAMAGED,
                                   ngettext("%s: the history is not what it was in %zu place",
                                            "%s: the history is not what it was in %zu places",
                                            (unsigned long)count),
                                   cli->session->path, count);
}
