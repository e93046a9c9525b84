#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "exchange_internal.h"
#include "wijk/app/rows.h"
#include "wijk/base/path.h"

/* Only another pack is written over. */
static bool may_be_replaced(const char *path, struct error *error)
{
    char start[8] = "";
    if (!path_exists(path))
        return true;
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0)
        return path_failed(path, errno, error);
    ssize_t got = read(file, start, sizeof start);
    close(file);
    return (got == sizeof start && memcmp(start, "WIJKPACK", sizeof start) == 0) ||
           error_set(error, ERROR_REFUSED,
                     _("%s is there already and is no pack; give another name"), path);
}

static enum exchange_goes goes_of(enum exchange_audience audience)
{
    return audience == EXCHANGE_GROUP    ? GOES_TO_GROUP
           : audience == EXCHANGE_BUREAU ? GOES_TO_BUREAU
                                         : GOES_TO_ANYBODY;
}

/* To whom it goes, by what was asked, else by what is known of the site, else the file's group. */
static bool find_audience(struct session *session, const struct exchange_packing *packing,
                          const struct peer *peer, struct exchange_out *out, struct error *error)
{
    struct id only;
    if (!session_only_programme(session, &only, error))
        return false;
    out->group = !id_is_none(packing->programme) ? packing->programme : only;
    if (packing->audience != EXCHANGE_BY_SITE) {
        out->goes = goes_of(packing->audience);
        return true;
    }
    if (peer != NULL && peer->role == PACK_ROLE_BUREAU) {
        out->goes = GOES_TO_BUREAU;
        return true;
    }
    if (peer != NULL && peer->role == PACK_ROLE_GROUP && !id_is_none(peer->programme))
        out->group = peer->programme;
    bool one = session_programmes(session) <= 1;
    out->goes = !id_is_none(out->group) || one ? GOES_TO_GROUP : GOES_TO_ANYBODY;
    return true;
}

static bool find_peer(const struct peers *peers, struct id id, const struct peer **peer,
                      struct error *error)
{
    *peer = NULL;
    if (id_is_none(id))
        return true;
    for (size_t i = 0; i < peers->list.count; i++)
        if (id_equal(peers->list.items[i].id, id))
            *peer = &peers->list.items[i];
    if (*peer == NULL)
        return error_set(error, ERROR_NOT_FOUND, _("this copy of the file is not known here"));
    if ((*peer)->own)
        return error_set(error, ERROR_INPUT, _("a pack is for another copy than this one"));
    if ((*peer)->distrusted)
        return error_set(error, ERROR_REFUSED,
                         _("this copy of the file is distrusted here; 'wijk sites trust' undoes "
                           "that"));
    return true;
}

static bool prepare(struct session *session, const struct exchange_packing *packing,
                    struct exchange_out *out, struct error *error)
{
    bool preview = packing->preview || session->dry_run;
    struct peers peers;
    const struct peer *peer;
    if (!peers_read(session->journal, !preview, &peers, error))
        return false;
    bool fine = find_peer(&peers, packing->site, &peer, error) &&
                find_audience(session, packing, peer, out, error);
    if (fine && peer != NULL) {
        out->peer = peer->number;
        out->sealed = !packing->open;
    }
    peers_release(&peers);
    out->limit = packing->programme;
    out->all = packing->all;
    out->since = packing->since;
    return fine;
}

bool exchange_pack(struct session *session, const struct exchange_packing *packing,
                   struct exchange_packed *packed, struct error *error)
{
    bool preview = packing->preview || session->dry_run;
    struct exchange_tally tally = {.most = 0};
    struct exchange_out out = {.row = exchange_tally_row,
                               .context = &tally,
                               .progress = packing->progress,
                               .progress_context = packing->progress_context};
    *packed = (struct exchange_packed){.path = NULL};
    if (!preview && !may_be_replaced(packing->path, error))
        return false;
    if (!preview && !session_writable(session, error))
        return false;
    if (session->journal == NULL)
        return error_set(error, ERROR_READ_ONLY,
                         _("the keys of this computer cannot be read, so it is not known which "
                           "copy of the file this is"));
    if (!prepare(session, packing, &out, error))
        return false;
    out.path = preview ? NULL : packing->path;
    bool fine = exchange_write(session->journal, &out, error);
    if (fine) {
        packed->path = memory_string(packing->path);
        packed->acts = out.acts;
        packed->withheld = out.withheld;
        packed->bytes = out.bytes;
        packed->sealed = out.sealed;
        packed->counts.items = tally.counts.items;
        packed->counts.count = tally.counts.count;
        packed->counts.capacity = tally.counts.capacity;
        tally.counts.items = NULL;
    }
    exchange_tally_release(&tally);
    return fine;
}

void exchange_packed_release(struct exchange_packed *packed)
{
    free(packed->path);
    free(packed->counts.items);
    *packed = (struct exchange_packed){.path = NULL};
}

int64_t exchange_next_pack(struct session *session)
{
    return exchange_next_number(session->db);
}

bool exchange_since(struct session *session, int64_t moment, int64_t *number, struct error *error)
{
    return exchange_before(session->db, moment, number, error);
}
