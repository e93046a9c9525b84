#include "wijk/app/importing.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "importing_internal.h"
#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/base/path.h"
#include "wijk/config/config.h"
#include "wijk/store/backup.h"
#include "wijk/store/embedded.h"
#include "wijk/store/journal.h"

#define BATCH 1000 /* rows of one draft */
#define PROGRESS 500

/* ---- opening what is imported ---- */

static bool add_csv(struct importing *import, const struct entity *entity, const char *path,
                    struct error *error)
{
    struct import_source *source = import_add_source(import, entity, path);
    bool standard = strcmp(path, "-") == 0;
    struct csv_reader *reader =
        standard ? csv_open_file(dup(STDIN_FILENO), path, error) : csv_open(path, error);
    if (reader == NULL || !import_open_csv(import, source, reader, error))
        return false;
    bool own = source->ids || import->options->kind == ENTITY_NONE;
    source->numbers = import->options->numbers;
    source->numbers_known = import->options->numbers_given || own;
    if (!import->options->numbers_given && own)
        source->numbers = csv_marked(reader) ? NUMBER_NL : NUMBER_ISO;
    return true;
}

/* "08-goal.csv" and "goal.csv" hold goals. NULL: no table of ours. */
static const struct entity *entity_of_file(const char *name)
{
    name += strspn(name, "0123456789");
    name += *name == '-';
    size_t length = strlen(name);
    if (length < 5 || strcmp(name + length - 4, ".csv") != 0)
        return NULL;
    char *table = memory_bytes(name, length - 4);
    const struct entity *entity = entity_by_table(table);
    free(table);
    return entity;
}

static int by_kind(const void *one, const void *other)
{
    const struct import_source *first = one, *second = other;
    return (int)first->entity->kind - (int)second->entity->kind;
}

static void sort_sources(struct importing *import)
{
    if (import->sources.count > 1)
        qsort(import->sources.items, import->sources.count, sizeof *import->sources.items, by_kind);
}

static bool open_folder(struct importing *import, const char *path, struct error *error)
{
    DIR *folder = opendir(path);
    bool fine = folder != NULL || path_failed(path, errno, error);
    for (const struct dirent *file; fine && (file = readdir(folder)) != NULL;) {
        const struct entity *entity = entity_of_file(file->d_name);
        struct buffer full = BUFFER_EMPTY;
        path_join(&full, path, file->d_name);
        if (entity != NULL)
            fine = add_csv(import, entity, full.bytes, error);
        else if (file->d_name[0] != '.')
            *VECTOR_PUSH(&import->report->unknown) = memory_string(file->d_name);
        buffer_release(&full);
    }
    if (folder != NULL)
        closedir(folder);
    if (fine && import->sources.count == 0)
        fine = error_set(error, ERROR_NOT_FOUND,
                         _("%s: this folder holds no files of 'wijk export all'"), path);
    sort_sources(import);
    return fine;
}

static bool open_path(struct importing *import, const char *path, struct error *error)
{
    struct stat status;
    size_t length = strlen(path);
    enum entity_kind kind = import->options->kind;
    if (length > 5 && strcmp(path + length - 5, ".json") == 0)
        return import_open_json(import, path, error);
    if (kind != ENTITY_NONE)
        return add_csv(import, &entities[kind], path, error);
    if (stat(path, &status) != 0)
        return path_failed(path, errno, error);
    if (S_ISDIR(status.st_mode))
        return open_folder(import, path, error);
    return error_set(error, ERROR_INPUT, _("%s: say with --as what its rows are, such as goal"),
                     path);
}

static bool open_embedded(struct importing *import, const char *prefix, struct error *error)
{
    size_t cursor = 0, length = strlen(prefix);
    for (const char *name; (name = embedded_next(&cursor)) != NULL;) {
        const char *file = path_name(name);
        if (strncmp(name, "demo/", 5) != 0 || strncmp(file, prefix, length) != 0)
            continue;
        const struct entity *entity = entity_of_file(file + length);
        if (entity == NULL)
            continue;
        struct import_source *source = import_add_source(import, entity, file);
        if (!embedded_read(name, &source->content))
            return error_set(error, ERROR_BUG, _("%s: a file of the program itself is missing"),
                             name);
        struct csv_reader *reader =
            csv_open_text(source->content.bytes, source->content.length, error);
        if (reader == NULL || !import_open_csv(import, source, reader, error))
            return false;
        source->numbers_known = true;
    }
    sort_sources(import);
    return true;
}

/* ---- passes over the rows ---- */

static bool load_names(struct importing *import, struct error *error)
{
    bool wanted[ENTITY_COUNT] = {false}, all = false;
    wanted[ENTITY_PROGRAMME] = true;
    for (size_t i = 0; i < import->sources.count; i++) {
        const struct entity *entity = import->sources.items[i].entity;
        wanted[entity->kind] = true;
        for (size_t at = 0; at < entity->field_count; at++) {
            const struct field *field = &entity->fields[at];
            if (field->type == FIELD_REFERENCE)
                wanted[field->refers_to] = true;
            all = all || field->type == FIELD_ROW;
        }
    }
    for (size_t kind = 0; kind < ENTITY_COUNT; kind++)
        if ((all || wanted[kind]) && !naming_load(import->naming, (enum entity_kind)kind, error))
            return false;
    return true;
}

typedef bool each_row(struct importing *import, struct import_source *source,
                      const struct import_cells *cells, struct error *error);

static bool flush(struct importing *import, struct error *error)
{
    if (import->drafted == 0)
        return true;
    bool added = journal_run_add(import->session->journal, &import->draft, error);
    draft_clear(&import->draft);
    import->drafted = 0;
    return added;
}

static bool pass_source(struct importing *import, struct import_source *source, each_row *each,
                        struct error *error)
{
    struct import_cells cells;
    const struct import_options *options = import->options;
    if (!import_rewind(source, error))
        return false;
    for (;;) {
        enum csv_result result = import_next(import, source, &cells, error);
        if (result == CSV_END)
            return true;
        if (result == CSV_FAILED)
            return false;
        if (result == CSV_BAD && each == import_check_row)
            import->report->bad++;
        if (result == CSV_ROW && !each(import, source, &cells, error))
            return false;
        if (import->drafted >= BATCH && !flush(import, error))
            return false;
        if (++import->rows % PROGRESS == 0 && options->progress != NULL &&
            !options->progress(options->context, import->rows))
            return error_set(error, ERROR_CANCELLED, _("Stopped; nothing was changed"));
    }
}

static bool pass(struct importing *import, each_row *each, struct error *error)
{
    import_seen_clear(import);
    for (size_t i = 0; i < import->sources.count; i++)
        if (!pass_source(import, &import->sources.items[i], each, error))
            return false;
    return true;
}

static bool scan(struct importing *import, struct error *error)
{
    for (size_t i = 0; i < import->sources.count; i++)
        if (naming_has(import->sources.items[i].entity->kind) &&
            !pass_source(import, &import->sources.items[i], import_scan_row, error))
            return false;
    return true;
}

/* Empties counts and errors for another pass; what the headers told stays. */
static void forget(struct import_report *report)
{
    struct import_report kept = *report;
    report->unknown.items = NULL;
    report->unknown.count = report->unknown.capacity = 0;
    report->headers.items = NULL;
    report->headers.count = report->headers.capacity = 0;
    import_report_release(report);
    memcpy(&report->unknown, &kept.unknown, sizeof kept.unknown);
    memcpy(&report->headers, &kept.headers, sizeof kept.headers);
    report->separators = kept.separators;
    report->encoding = kept.encoding;
    report->delimiter = kept.delimiter;
}

/* A wrong row makes those wrong that refer to it, wherever they stand: until nothing is added. */
static bool check(struct importing *import, struct error *error)
{
    import->checking = true;
    for (long before = -1; import->report->bad != before;) {
        before = import->report->bad;
        forget(import->report);
        if (!pass(import, import_check_row, error))
            return false;
        if (import->report->bad == 0)
            break;
    }
    import->checking = false;
    return true;
}

/* ---- writing ---- */

static bool refuse(struct importing *import, struct error *error)
{
    const struct import_report *report = import->report;
    if (import->options->strict && report->errors > 0) {
        struct buffer first = BUFFER_EMPTY;
        if (report->problems.count > 0)
            import_problem_text(&report->problems.items[0], &first);
        error_set(error, ERROR_INPUT, _("nothing was imported, because of errors (%ld): %s"),
                  report->errors, first.bytes);
        buffer_release(&first);
        return false;
    }
    if (report->separators)
        return error_set(error, ERROR_INPUT,
                         _("say how the file writes its numbers: --numbers nl for 1.234,5 or "
                           "--numbers iso for 1234.5"));
    return true;
}

static bool back_up(struct importing *import, struct error *error)
{
    const struct config *config = import->session->config;
    if (import->fixed_ids)
        return true;
    int keep = config == NULL ? 10 : (int)config_integer(config, "backups_keep");
    return backup_make(import->session->db, "import", NULL, error) &&
           backup_rotate(import->session->path, keep, error);
}

static bool apply(struct importing *import, const char *label, bool checked, struct error *error)
{
    struct journal *journal = import->session->journal;
    struct import_report *report = import->report;
    if (!back_up(import, error) || !journal_run_begin(journal, label, error))
        return false;
    if (checked)
        report->created = report->changed = report->same = report->bad = 0;
    import->writing = true;
    import->checking = !checked;
    draft_init(&import->draft, label);
    bool done = pass(import, import_check_row, error) && flush(import, error) &&
                journal_run_end(journal, error);
    if (!done)
        journal_run_abort(journal);
    draft_release(&import->draft);
    if (done)
        import->session->changes++;
    return done;
}

/* A file of figures alone can be checked and written in one pass. */
static bool one_pass(const struct importing *import)
{
    const struct import_options *options = import->options;
    return !options->dry_run && !options->strict && options->numbers_given &&
           import->sources.count == 1 && !naming_has(import->sources.items[0].entity->kind);
}

static bool run(struct importing *import, const char *label, struct error *error)
{
    if (!load_names(import, error) || !scan(import, error))
        return false;
    if (one_pass(import))
        return apply(import, label, false, error);
    if (!check(import, error))
        return false;
    if (import->options->dry_run)
        return !import->options->strict || import->report->errors == 0 || refuse(import, error);
    if (!refuse(import, error))
        return false;
    return import->report->created + import->report->changed == 0 ||
           apply(import, label, true, error);
}

static void import_init(struct importing *import, struct session *session)
{
    *import = (struct importing){.session = session, .naming = naming_new(session->db)};
}

static void import_release(struct importing *import)
{
    for (size_t i = 0; i < import->sources.count; i++)
        import_source_release(&import->sources.items[i]);
    free(import->sources.items);
    import_json_free(import->document);
    for (size_t i = 0; i < ENTITY_COUNT; i++)
        match_free(import->matches[i]);
    for (size_t i = 0; i < import->codes.count; i++)
        free(import->codes.items[i].prefix);
    free(import->codes.items);
    import_seen_clear(import);
    naming_free(import->naming);
}

bool importing_run(struct session *session, const struct import_options *options,
                   struct import_report *report, struct error *error)
{
    *report = (struct import_report){0};
    if (!options->dry_run && !session_writable(session, error))
        return false;
    struct importing import;
    struct buffer label = BUFFER_EMPTY;
    import_init(&import, session);
    import.options = options;
    import.report = report;
    buffer_format(&label, _("Imported: %s"), path_name(options->path));
    bool done = open_path(&import, options->path, error) && run(&import, label.bytes, error);
    buffer_release(&label);
    import_release(&import);
    return done;
}

bool importing_embedded(struct session *session, const char *prefix, const char *label,
                        struct error *error)
{
    struct import_options options = {
        .path = prefix, .kind = ENTITY_NONE, .numbers_given = true, .strict = true};
    struct import_report report = {0};
    struct importing import;
    if (!session_writable(session, error))
        return false;
    import_init(&import, session);
    import.options = &options;
    import.report = &report;
    import.fixed_ids = true;
    bool done = open_embedded(&import, prefix, error) && run(&import, label, error);
    import_release(&import);
    import_report_release(&report);
    return done;
}
