/* What is new in a folder, before anything is taken. */
#include <stdlib.h>

#include "exchange_internal.h"

struct looking {
    struct session *session;
    const struct exchange_folder *folder;
    struct exchange_look *look;
    struct peers peers;
};

static const struct peer *known(const struct looking *looking, struct id site)
{
    for (size_t i = 0; i < looking->peers.list.count; i++)
        if (id_equal(looking->peers.list.items[i].id, site))
            return &looking->peers.list.items[i];
    return NULL;
}

static void add(struct looking *looking, const struct exchange_peek *peek, const struct error *why)
{
    struct exchange_found found = {.path = memory_string(peek->path)};
    if (peek->about.name != NULL) {
        exchange_fill_sender(&peek->about, known(looking, peek->about.site), &found.from);
        found.made_at = peek->about.made_at;
        found.number = peek->about.number;
        found.acts = peek->acts;
    }
    if (error_is_set(why))
        found.why = memory_string(why->message);
    *VECTOR_PUSH(&looking->look->files) = found;
}

static void look_at(struct looking *looking, const struct exchange_pack_file *file)
{
    struct exchange_look *look = looking->look;
    struct error why = ERROR_NONE;
    const struct peer *from = known(looking, file->site);
    struct exchange_peek peek = {.path = file->path,
                                 .progress = looking->folder->progress,
                                 .progress_context = looking->folder->progress_context};
    if (from != NULL && from->own) {
        look->old++;
        return;
    }
    bool read = exchange_peek(looking->session->journal, &peek, &why);
    if ((read && peek.taken) || (!read && exchange_passes_by(&why)))
        look->old++;
    else if (!read && why.code == ERROR_CANCELLED)
        look->stopped = true;
    else
        add(looking, &peek, &why);
    free(peek.about.name);
}

bool exchange_look(struct session *session, const struct exchange_folder *folder,
                   struct exchange_look *look, struct error *error)
{
    struct looking looking = {.session = session, .folder = folder, .look = look};
    struct exchange_packs packs = {.list = {0}};
    *look = (struct exchange_look){.old = 0};
    if (session->journal == NULL)
        return error_set(error, ERROR_READ_ONLY,
                         _("the keys of this computer cannot be read, so it is not known which "
                           "copy of the file this is"));
    if (!peers_read(session->journal, false, &looking.peers, error))
        return false;
    bool fine = exchange_packs_list(folder->path, &packs, error);
    for (size_t i = 0; fine && !look->stopped && i < packs.list.count; i++)
        look_at(&looking, &packs.list.items[i]);
    exchange_packs_release(&packs);
    peers_release(&looking.peers);
    return fine;
}

void exchange_look_release(struct exchange_look *look)
{
    for (size_t i = 0; i < look->files.count; i++) {
        free(look->files.items[i].path);
        free(look->files.items[i].why);
        exchange_site_release(&look->files.items[i].from);
    }
    free(look->files.items);
    *look = (struct exchange_look){.old = 0};
}
