#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "exchange_internal.h"
#include "wijk/base/text.h"

void exchange_peer_name(const struct peer *peer, struct buffer *out)
{
    if (*peer->name != '\0')
        buffer_add_text(out, peer->name);
    else
        buffer_format(out, _("the copy %s"), peer->letters);
}

void exchange_fill_site(const struct peer *peer, struct exchange_site *site)
{
    struct buffer words = BUFFER_EMPTY;
    fingerprint_words(peer->public_key, &words);
    *site = (struct exchange_site){.id = peer->id,
                                   .name = memory_string(peer->name),
                                   .own = peer->own,
                                   .role = (enum exchange_role)peer->role,
                                   .programme = peer->programme,
                                   .acts = peer->seq,
                                   .last_at = peer->last_at,
                                   .last_person = memory_string(peer->last_person),
                                   .packed_at = peer->packed_at,
                                   .lacks = peer->own ? 0 : peer->lacks,
                                   .forks = peer->forks,
                                   .unsealed = peer->unsealed};
    site->trust = peer->own || peer->trusted ? EXCHANGE_TRUSTED
                  : peer->distrusted         ? EXCHANGE_DISTRUSTED
                                             : EXCHANGE_NEW;
    site->missing = peer->known > peer->seq ? peer->known - peer->seq : 0;
    snprintf(site->letters, sizeof site->letters, "%s", peer->letters);
    snprintf(site->words, sizeof site->words, "%s", words.bytes);
    buffer_release(&words);
}

void exchange_unsealed_text(const struct exchange_site *site, struct buffer *out)
{
    buffer_format(out,
                  ngettext("%lld change in its name has no signature of it: another copy passed it "
                           "on. Ask for a pack of the copy itself",
                           "%lld changes in its name have no signature of it: another copy passed "
                           "them on. Ask for a pack of the copy itself",
                           (unsigned long)site->unsealed),
                  (long long)site->unsealed);
}

void exchange_forks_text(const struct exchange_site *site, struct buffer *out)
{
    buffer_format(
        out,
        ngettext("%lld change of it contradicts one that is here: it was made twice, in a "
                 "copy or a restored file. It is kept beside; 'wijk check --history' "
                 "says which",
                 "%lld changes of it contradict ones that are here: they were made "
                 "twice, in a copy or a restored file. They are kept beside; 'wijk "
                 "check --history' says which",
                 (unsigned long)site->forks),
        (long long)site->forks);
}

void exchange_site_release(struct exchange_site *site)
{
    free(site->name);
    free(site->last_person);
    site->name = site->last_person = NULL;
}

static bool read_peers(struct session *session, bool make, struct peers *peers, struct error *error)
{
    if (session->journal == NULL)
        return error_set(error, ERROR_READ_ONLY,
                         _("the keys of this computer cannot be read, so it is not known which "
                           "copy of the file this is"));
    return peers_read(session->journal, make && !session->read_only && !session->dry_run, peers,
                      error);
}

static int order(const void *one, const void *other)
{
    const struct exchange_site *first = one, *second = other;
    if (first->own != second->own)
        return first->own ? -1 : 1;
    int by_name = (*first->name == '\0') - (*second->name == '\0');
    if (by_name == 0)
        by_name = text_compare(first->name, second->name);
    return by_name != 0 ? by_name : strcmp(first->letters, second->letters);
}

bool exchange_sites(struct session *session, struct exchange_sites *sites, struct error *error)
{
    struct peers peers;
    *sites = (struct exchange_sites){.list = {0}};
    if (!read_peers(session, true, &peers, error))
        return false;
    for (size_t i = 0; i < peers.list.count; i++)
        exchange_fill_site(&peers.list.items[i], VECTOR_PUSH(&sites->list));
    if (sites->list.count > 1)
        qsort(sites->list.items, sites->list.count, sizeof *sites->list.items, order);
    peers_release(&peers);
    return true;
}

void exchange_sites_release(struct exchange_sites *sites)
{
    for (size_t i = 0; i < sites->list.count; i++)
        exchange_site_release(&sites->list.items[i]);
    free(sites->list.items);
    *sites = (struct exchange_sites){.list = {0}};
}

/* 2: it is called so; 1: its words or its id begin so. */
static int matches(const struct exchange_site *site, const char *typed)
{
    char id[ID_TEXT_SIZE];
    size_t length = strlen(typed);
    id_format(site->id, id);
    if (strcasecmp(site->name, typed) == 0 || strcasecmp(site->letters, typed) == 0 ||
        strcasecmp(id, typed) == 0)
        return 2;
    return length >= 3 &&
           (strncasecmp(site->words, typed, length) == 0 || strncasecmp(id, typed, length) == 0);
}

bool exchange_find_site(struct session *session, const char *typed, struct id *site,
                        struct error *error)
{
    struct exchange_sites sites;
    int best = 0, count = 0;
    if (!exchange_sites(session, &sites, error))
        return false;
    for (size_t i = 0; i < sites.list.count; i++) {
        int match = matches(&sites.list.items[i], typed);
        if (match == 0 || match < best)
            continue;
        count = match > best ? 1 : count + 1;
        best = match;
        *site = sites.list.items[i].id;
    }
    exchange_sites_release(&sites);
    if (count == 1)
        return true;
    if (count > 1)
        return error_set(error, ERROR_INPUT, _("%s: several copies are called so"), typed);
    return error_set(error, ERROR_NOT_FOUND,
                     _("%s: no copy of the file is called so; 'wijk sites' shows all"), typed);
}

void exchange_site_name(struct session *session, struct id site, struct buffer *out)
{
    struct peers peers;
    struct error ignored = ERROR_NONE;
    if (!read_peers(session, false, &peers, &ignored))
        return;
    for (size_t i = 0; i < peers.list.count; i++)
        if (id_equal(peers.list.items[i].id, site))
            exchange_peer_name(&peers.list.items[i], out);
    peers_release(&peers);
}

/* May something about this site be changed? */
static bool may_change(struct session *session, struct error *error)
{
    struct peers peers;
    if (!session_writable(session, error))
        return false;
    if (session->dry_run)
        return true;
    if (!read_peers(session, true, &peers, error))
        return false;
    peers_release(&peers);
    return true;
}

static bool is_own(struct session *session, struct id site)
{
    struct peers peers;
    struct error ignored = ERROR_NONE;
    bool own = false;
    if (!read_peers(session, false, &peers, &ignored))
        return false;
    for (size_t i = 0; i < peers.list.count; i++)
        own = own || (peers.list.items[i].own && id_equal(peers.list.items[i].id, site));
    peers_release(&peers);
    return own;
}

bool exchange_set_trust(struct session *session, struct id site, bool trusted, struct error *error)
{
    if (!may_change(session, error))
        return false;
    if (is_own(session, site))
        return error_set(error, ERROR_REFUSED, _("this copy of the file always trusts itself"));
    session->changes++;
    return session->dry_run || peer_trust(session->db, site, trusted, error);
}

bool exchange_set_name(struct session *session, struct id site, const char *name,
                       struct error *error)
{
    if (!may_change(session, error))
        return false;
    if (strlen(name) > 64)
        return error_set(error, ERROR_INPUT, _("a name has at most 64 characters"));
    session->changes++;
    return session->dry_run || peer_name(session->db, site, name, error);
}

bool exchange_set_role(struct session *session, struct id site, enum exchange_role role,
                       struct id programme, struct error *error)
{
    if (!may_change(session, error))
        return false;
    session->changes++;
    return session->dry_run || peer_role(session->db, site, (enum pack_role)role, programme, error);
}
