#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "exchange_internal.h"
#include "wijk/app/rows.h"
#include "wijk/config/config.h"
#include "wijk/store/backup.h"
#include "wijk/store/history.h"
#include "wijk/store/pack.h"
#include "wijk/store/record.h"

struct taking {
    struct session *session;
    const struct exchange_taking *how;
    struct exchange_report *report;
    struct exchange_tally tally;
    struct buffer label; /* owned */
};

bool exchange_back_up(struct session *session, char **path, struct error *error)
{
    struct buffer made = BUFFER_EMPTY;
    bool fine = backup_make(session->db, "take", &made, error);
    free(*path);
    *path = fine ? memory_string(made.bytes) : NULL;
    buffer_release(&made);
    if (!fine)
        return false;
    int keep = session->config == NULL ? 10 : (int)config_integer(session->config, "backups_keep");
    struct error ignored = ERROR_NONE;
    (void)!backup_rotate(session->path, keep, &ignored);
    return true;
}

static void tally_row(void *context, const char *entity, struct id row, bool created, bool deleted)
{
    exchange_tally_row(&((struct taking *)context)->tally, entity, row, created, deleted);
}

void exchange_fill_sender(const struct pack_header *about, const struct peer *known,
                          struct exchange_site *from)
{
    struct peer peer = {.id = about->site};
    if (known != NULL)
        peer = *known;
    memcpy(peer.public_key, about->public_key, sizeof peer.public_key);
    if (known == NULL || *about->name != '\0')
        peer.name = about->name;
    if (known == NULL)
        peer.last_person = "";
    exchange_fill_site(&peer, from);
}

static bool check_trust(struct taking *taking, const struct exchange_in *in, struct error *error)
{
    const struct exchange_taking *how = taking->how;
    struct exchange_site *from = &taking->report->from;
    if (from->trust == EXCHANGE_DISTRUSTED)
        return error_set(error, ERROR_REFUSED,
                         _("%s: this pack comes from %s, which is distrusted here; nothing was "
                           "taken"),
                         in->path, *from->name == '\0' ? from->words : from->name);
    if (from->trust == EXCHANGE_TRUSTED || how->trust || how->preview)
        return true;
    if (how->ask != NULL && how->ask(how->context, from))
        return true;
    if (how->ask != NULL)
        return error_set(error, ERROR_CANCELLED, _("nothing was taken"));
    return error_set(error, ERROR_REFUSED,
                     _("%s: its sender is not known here; compare these words with theirs by "
                       "telephone, then take it with --trust: %s"),
                     in->path, from->words);
}

/* Everything was verified and nothing changed yet. */
static bool ready(void *context, struct exchange_in *in, const struct peer *known,
                  struct error *error)
{
    struct taking *taking = context;
    struct exchange_report *report = taking->report;
    exchange_fill_sender(&in->about, known, &report->from);
    report->made_at = in->about.made_at;
    report->number = in->about.number;
    report->again = in->again;
    report->acts = in->acts;
    if (in->again && taking->how->only_new)
        return true; /* it is not read again, whoever it is from */
    if (!check_trust(taking, in, error))
        return false;
    const char *name = *report->from.name == '\0' ? report->from.letters : report->from.name;
    buffer_format(&taking->label, _("Pack of %s taken"), *name == '\0' ? report->from.words : name);
    in->label = taking->label.bytes;
    return taking->how->preview || in->again || taking->how->no_backup ||
           exchange_back_up(taking->session, &report->backup, error);
}

static bool name_rows(struct taking *taking, struct error *error)
{
    struct exchange_report *report = taking->report;
    struct exchange_tally *tally = &taking->tally;
    for (size_t i = 0; i < tally->rows.count; i++) {
        struct exchange_row row = tally->rows.items[i];
        struct buffer title = BUFFER_EMPTY;
        rows_title(taking->session, row.kind, row.id, &title);
        row.title = buffer_detach(&title);
        *VECTOR_PUSH(&report->rows) = row;
        if (row.created)
            continue;
        struct disagreements found;
        if (!disagreements_list(taking->session, row.id, 0, &found, error))
            return false;
        for (size_t j = 0; j < found.list.count; j++)
            *VECTOR_PUSH(&report->disagreements.list) = found.list.items[j];
        free(found.list.items);
    }
    return true;
}

static bool name_gaps(struct taking *taking, struct error *error)
{
    struct exchange_missings missings = {.list = {0}};
    bool fine = exchange_missing(taking->session->db, &missings, error);
    for (size_t i = 0; fine && i < missings.list.count; i++) {
        struct buffer name = BUFFER_EMPTY;
        const struct exchange_missing *missing = &missings.list.items[i];
        exchange_site_name(taking->session, missing->site, &name);
        if (name.length == 0)
            buffer_add_text(&name, _("a copy that is not known here"));
        *VECTOR_PUSH(&taking->report->gaps) =
            (struct exchange_gap){missing->site, buffer_detach(&name), missing->from, missing->to};
    }
    free(missings.list.items);
    return fine;
}

/* One that was not known has them by now. */
static bool call_by_letters(struct taking *taking, struct error *error)
{
    struct exchange_site *from = &taking->report->from;
    struct buffer letters = BUFFER_EMPTY;
    bool fine = history_site_letter(taking->session->db, from->id, &letters, error);
    snprintf(from->letters, sizeof from->letters, "%s", letters.bytes);
    buffer_release(&letters);
    return fine;
}

static bool name_unsealed(struct taking *taking, const struct exchange_in *in, struct error *error)
{
    struct exchange_unsealeds found = {.list = {0}};
    bool fine = exchange_unsealed(taking->session->journal, in, &found, error);
    for (size_t i = 0; fine && i < found.list.count; i++) {
        struct buffer name = BUFFER_EMPTY;
        exchange_site_name(taking->session, found.list.items[i].site, &name);
        *VECTOR_PUSH(&taking->report->unsealed) = (struct exchange_unsigned){
            found.list.items[i].site, buffer_detach(&name), found.list.items[i].acts};
    }
    free(found.list.items);
    return fine;
}

/* At the end, while what came can be read, also when it is rolled back after it. */
static bool done(void *context, const struct exchange_in *in, struct error *error)
{
    struct taking *taking = context;
    struct exchange_report *report = taking->report;
    report->applied = in->applied;
    report->known = in->known;
    report->parked = in->parked;
    report->forked = in->forked;
    report->filled = in->filled;
    report->withheld = in->withheld;
    struct id sender = report->from.id;
    if (*report->from.letters == '\0' && !call_by_letters(taking, error))
        return false;
    if (!taking->how->preview && report->from.trust == EXCHANGE_NEW) {
        if (!peer_trust(taking->session->db, sender, true, error))
            return false;
        report->from.trust = EXCHANGE_TRUSTED;
    }
    return name_rows(taking, error) && name_gaps(taking, error) && name_unsealed(taking, in, error);
}

bool exchange_take(struct session *session, const struct exchange_taking *wish,
                   struct exchange_report *report, struct error *error)
{
    struct exchange_taking how = *wish;
    how.preview = how.preview || session->dry_run;
    struct taking taking = {.session = session,
                            .how = &how,
                            .report = report,
                            .tally = {.most = EXCHANGE_ROWS},
                            .label = BUFFER_EMPTY};
    struct exchange_in in = {.path = wish->path,
                             .preview = how.preview,
                             .only_new = wish->only_new,
                             .ready = ready,
                             .row = tally_row,
                             .done = done,
                             .context = &taking,
                             .progress = wish->progress,
                             .progress_context = wish->progress_context};
    *report = (struct exchange_report){.again = false};
    if (session->read_only)
        return error_set(error, ERROR_READ_ONLY,
                         _("%s is read-only: nothing can be changed in it; copy it to a place "
                           "where you may write"),
                         session->path);
    bool fine = exchange_read(session->journal, &in, error);
    if (how.preview || !fine)
        record_names_forget(session->db); /* of rows that were rolled back */
    if (fine) {
        report->counts.items = taking.tally.counts.items;
        report->counts.count = taking.tally.counts.count;
        report->counts.capacity = taking.tally.counts.capacity;
        taking.tally.counts.items = NULL;
        session->changes += !how.preview;
    } else {
        exchange_report_release(report);
    }
    exchange_tally_release(&taking.tally);
    buffer_release(&taking.label);
    return fine;
}

void exchange_report_release(struct exchange_report *report)
{
    exchange_site_release(&report->from);
    for (size_t i = 0; i < report->rows.count; i++)
        free(report->rows.items[i].title);
    for (size_t i = 0; i < report->gaps.count; i++)
        free(report->gaps.items[i].name);
    for (size_t i = 0; i < report->unsealed.count; i++)
        free(report->unsealed.items[i].name);
    free(report->counts.items);
    free(report->unsealed.items);
    free(report->rows.items);
    free(report->gaps.items);
    free(report->backup);
    disagreements_release(&report->disagreements);
    *report = (struct exchange_report){.again = false};
}
