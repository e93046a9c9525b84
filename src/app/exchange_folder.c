/* A folder between several copies: a stick, a shared disk. */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "exchange_internal.h"
#include "wijk/base/path.h"
#include "wijk/store/pack.h"

#define FILES_MOST 10000

static bool ends_in_wijk(const char *name)
{
    size_t length = strlen(name);
    return length > 5 && *name != '.' && strcmp(name + length - 5, ".wijk") == 0;
}

/* When it was made, and by whom; what is no pack is passed over. */
static void look_at(const char *path, struct exchange_packs *candidates)
{
    struct pack_reader *pack;
    struct error why = ERROR_NONE;
    struct exchange_pack_file one = {.made_at = INT64_MAX};
    if (pack_open(&pack, path, NULL, &why)) {
        one.made_at = pack_about(pack)->made_at;
        one.site = pack_about(pack)->site;
        pack_close(pack);
    } else if (why.code == ERROR_INPUT) {
        return;
    }
    one.path = memory_string(path);
    *VECTOR_PUSH(&candidates->list) = one;
}

static int order(const void *one, const void *other)
{
    const struct exchange_pack_file *first = one, *second = other;
    if (first->made_at != second->made_at)
        return first->made_at < second->made_at ? -1 : 1;
    return strcmp(first->path, second->path);
}

bool exchange_packs_list(const char *folder, struct exchange_packs *candidates, struct error *error)
{
    DIR *directory = opendir(folder);
    if (directory == NULL)
        return path_failed(folder, errno, error);
    struct buffer path = BUFFER_EMPTY;
    for (struct dirent *entry; (entry = readdir(directory)) != NULL;) {
        if (!ends_in_wijk(entry->d_name) || candidates->list.count >= FILES_MOST)
            continue;
        buffer_clear(&path);
        buffer_format(&path, "%s/%s", folder, entry->d_name);
        look_at(path.bytes, candidates);
    }
    closedir(directory);
    buffer_release(&path);
    if (candidates->list.count > 1)
        qsort(candidates->list.items, candidates->list.count, sizeof *candidates->list.items,
              order);
    return true;
}

void exchange_packs_release(struct exchange_packs *candidates)
{
    for (size_t i = 0; i < candidates->list.count; i++)
        free(candidates->list.items[i].path);
    free(candidates->list.items);
}

struct watching {
    struct session *session;
    const struct exchange_folder *folder;
    struct exchange_folder_report *report;
    struct id own;
};

/* What is sealed for another copy is none of our business. */
bool exchange_passes_by(const struct error *why)
{
    return why->code == ERROR_REFUSED && strcmp(why->detail, PACK_FOR_ANOTHER) == 0;
}

/* Remembers that it was stopped: what a refusal by `ask` is not. */
static bool go_on(void *context, long done, long total)
{
    struct watching *watching = context;
    const struct exchange_folder *folder = watching->folder;
    bool on = folder->progress == NULL || folder->progress(folder->progress_context, done, total);
    watching->report->stopped = watching->report->stopped || !on;
    return on;
}

static void take_one(struct watching *watching, const struct exchange_pack_file *candidate)
{
    const struct exchange_folder *folder = watching->folder;
    struct exchange_folder_report *report = watching->report;
    struct exchange_taking taking = {.path = candidate->path,
                                     .preview = folder->preview,
                                     .trust = folder->trust,
                                     .only_new = true,
                                     .no_backup = report->backed_up,
                                     .ask = folder->ask,
                                     .context = folder->context,
                                     .progress = go_on,
                                     .progress_context = watching};
    struct exchange_file file = {.path = NULL};
    struct error why = ERROR_NONE;
    if (id_equal(candidate->site, watching->own)) {
        report->old++;
        return;
    }
    file.taken = exchange_take(watching->session, &taking, &file.report, &why);
    if (report->stopped && !file.taken)
        return;
    if ((file.taken && file.report.again) || (!file.taken && exchange_passes_by(&why))) {
        exchange_report_release(&file.report);
        report->old++;
        return;
    }
    report->backed_up = report->backed_up || file.report.backup != NULL;
    file.path = memory_string(candidate->path);
    if (!file.taken)
        file.why = memory_string(why.message);
    *VECTOR_PUSH(&report->files) = file;
}

/* ---- ours ---- */

/* A name for files: letters, digits and '-' of what the site is called. */
static void add_name(const struct exchange_site *site, struct buffer *out)
{
    const char *name = *site->name != '\0' ? site->name : site->letters;
    size_t before = out->length;
    for (; *name != '\0' && out->length - before < 40; name++) {
        bool plain = (*name >= 'a' && *name <= 'z') || (*name >= 'A' && *name <= 'Z') ||
                     (*name >= '0' && *name <= '9');
        if (plain || (out->length > before && out->bytes[out->length - 1] != '-'))
            buffer_add_byte(out, plain ? *name : '-');
    }
    if (out->length == before)
        buffer_add_text(out, site->letters);
}

/* "FOLDER/laptop-jan-for-bureau-12.wijk" */
static bool write_for(struct watching *watching, const struct exchange_site *own,
                      const struct exchange_site *other, struct error *error)
{
    struct exchange_packing packing = {
        .preview = true, .progress = go_on, .progress_context = watching};
    struct exchange_packed packed;
    struct buffer path = BUFFER_EMPTY;
    if (other != NULL)
        packing.site = other->id;
    if (!exchange_pack(watching->session, &packing, &packed, error))
        return false;
    bool anything = packed.acts > 0;
    exchange_packed_release(&packed);
    if (!anything && other != NULL)
        return true;
    buffer_format(&path, "%s/", watching->folder->path);
    add_name(own, &path);
    if (other != NULL) {
        buffer_add_text(&path, "-for-");
        add_name(other, &path);
    }
    size_t stem = path.length;
    for (int64_t number = exchange_next_pack(watching->session);; number++) {
        buffer_delete(&path, stem, path.length - stem);
        buffer_format(&path, "-%lld.wijk", (long long)number);
        if (!path_exists(path.bytes))
            break;
    }
    packing.path = path.bytes;
    packing.preview = watching->folder->preview;
    bool fine = exchange_pack(watching->session, &packing, &packed, error);
    if (fine)
        *VECTOR_PUSH(&watching->report->written) = packed;
    buffer_release(&path);
    return fine;
}

static bool write_ours(struct watching *watching, struct error *error)
{
    struct exchange_sites sites;
    const struct exchange_site *own = NULL;
    bool fine = true, any = false;
    if (!exchange_sites(watching->session, &sites, error))
        return false;
    for (size_t i = 0; i < sites.list.count; i++)
        own = sites.list.items[i].own ? &sites.list.items[i] : own;
    for (size_t i = 0; own != NULL && fine && i < sites.list.count; i++) {
        const struct exchange_site *other = &sites.list.items[i];
        if (other->own || other->trust != EXCHANGE_TRUSTED)
            continue;
        any = true;
        fine = write_for(watching, own, other, error);
    }
    if (fine && !any && own != NULL && watching->report->old == 0)
        fine = write_for(watching, own, NULL, error);
    exchange_sites_release(&sites);
    return fine;
}

static struct id own_site(struct session *session)
{
    struct exchange_sites sites;
    struct id own = {{0}};
    struct error ignored = ERROR_NONE;
    if (!exchange_sites(session, &sites, &ignored))
        return own;
    for (size_t i = 0; i < sites.list.count; i++)
        own = sites.list.items[i].own ? sites.list.items[i].id : own;
    exchange_sites_release(&sites);
    return own;
}

bool exchange_folder(struct session *session, const struct exchange_folder *folder,
                     struct exchange_folder_report *report, struct error *error)
{
    struct watching watching = {
        .session = session, .folder = folder, .report = report, .own = own_site(session)};
    struct exchange_packs candidates = {.list = {0}};
    *report = (struct exchange_folder_report){.old = 0};
    bool fine = exchange_packs_list(folder->path, &candidates, error);
    for (size_t i = 0; fine && !report->stopped && i < candidates.list.count; i++)
        take_one(&watching, &candidates.list.items[i]);
    exchange_packs_release(&candidates);
    fine = fine && (!folder->write || report->stopped || write_ours(&watching, error));
    if (!fine && report->stopped) { /* what was taken before it is taken all the same */
        error_clear(error);
        return true;
    }
    if (!fine)
        exchange_folder_report_release(report);
    return fine;
}

void exchange_folder_report_release(struct exchange_folder_report *report)
{
    for (size_t i = 0; i < report->files.count; i++) {
        free(report->files.items[i].path);
        free(report->files.items[i].why);
        exchange_report_release(&report->files.items[i].report);
    }
    for (size_t i = 0; i < report->written.count; i++)
        exchange_packed_release(&report->written.items[i]);
    free(report->files.items);
    free(report->written.items);
    *report = (struct exchange_folder_report){.old = 0};
}
