/* What the files of exchange share. */
#ifndef WIJK_SRC_APP_EXCHANGE_INTERNAL_H
#define WIJK_SRC_APP_EXCHANGE_INTERNAL_H

#include "wijk/app/exchange.h"
#include "wijk/store/exchange.h"

/* A site as it is shown; its texts are owned. */
void exchange_fill_site(const struct peer *peer, struct exchange_site *site);
void exchange_site_release(struct exchange_site *site);
/* "laptop of Jan", "the copy kdfg" or "the first copy". */
void exchange_peer_name(const struct peer *peer, struct buffer *out);

/* Counts of rows by entity, each row once. */
struct exchange_tally {
    VECTOR(struct exchange_count) counts;
    uint64_t *seen; /* a hash table of half of each id, which is as good as the whole */
    size_t size, used;
    VECTOR(struct exchange_row) rows; /* the first EXCHANGE_ROWS; without titles */
    size_t most;                      /* of `rows` */
};
void exchange_tally_row(void *context, const char *entity, struct id row, bool created,
                        bool deleted);
void exchange_tally_release(struct exchange_tally *tally);

/* The packs in a folder, in the order they were made; what is no pack is passed over. */
struct exchange_pack_file {
    char *path;      /* owned */
    int64_t made_at; /* INT64_MAX: not known */
    struct id site;
};
struct exchange_packs {
    VECTOR(struct exchange_pack_file) list;
};
bool exchange_packs_list(const char *folder, struct exchange_packs *candidates,
                         struct error *error) MUST_USE;
void exchange_packs_release(struct exchange_packs *candidates);
/* Whether the pack is sealed for another copy. */
bool exchange_passes_by(const struct error *why);
/* The sender, from what is known of it (NULL: nothing) and what the pack says. */
void exchange_fill_sender(const struct pack_header *about, const struct peer *known,
                          struct exchange_site *from);

bool exchange_back_up(struct session *session, char **path, struct error *error) MUST_USE;

#endif
