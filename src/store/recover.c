#include "wijk/store/recover.h"

#include <stdlib.h>
#include <string.h>

#include "crypto.h"
#include "records.h"
#include "recover_parts.h"
#include "wijk/base/language.h"
#include "wijk/store/record.h"

#define DRAFT_ROWS 4096

bool recover_goes_on(struct recover *recover, uint64_t done, uint64_t all)
{
    const struct recover_options *options = &recover->options;
    int share = recover->begin;
    if (all > 0)
        share += (int)((uint64_t)(recover->end - recover->begin) * done / all);
    if (options->progress == NULL || options->progress(options->context, share))
        return true;
    recover->stopped = true;
    return error_set(recover->error, ERROR_CANCELLED, _("Stopped; nothing was changed"));
}

static void part(struct recover *recover, int begin, int end, struct error *error)
{
    recover->begin = begin;
    recover->end = end;
    recover->error = error;
}

/* The order of the columns in the file; SQLite keeps the key first, and it is. */
static bool learn_columns(struct recover *recover, const struct entity *entity, struct error *error)
{
    struct buffer sql = BUFFER_EMPTY;
    buffer_format(&sql, "SELECT name FROM pragma_table_info('%s') ORDER BY cid", entity->table);
    struct statement *read = statement_new(recover->scratch, sql.bytes, STATEMENT_SCANS, error);
    buffer_release(&sql);
    enum statement_step step = STATEMENT_FAILED;
    while (read != NULL && (step = statement_step(read, error)) == STATEMENT_ROW) {
        const char *name = statement_text(read, "name");
        int field = strcmp(name, "id") == 0        ? COLUMN_ID
                    : strcmp(name, "deleted") == 0 ? COLUMN_DELETED
                                                   : entity_field(entity, name);
        *VECTOR_PUSH(&recover->columns[entity->kind].fields) = field;
    }
    statement_free(read);
    return step == STATEMENT_DONE;
}

static bool learn_indexes(struct recover *recover, struct error *error)
{
    struct statement *read = statement_new(
        recover->scratch,
        "SELECT s.name, s.tbl_name AS entity, x.seqno AS at FROM sqlite_schema AS s,"
        " pragma_index_xinfo(s.name) AS x WHERE s.type = 'index' AND s.sql IS NOT NULL"
        " AND x.name = 'id'",
        STATEMENT_SCANS, error);
    enum statement_step step = STATEMENT_FAILED;
    while (read != NULL && (step = statement_step(read, error)) == STATEMENT_ROW) {
        const struct entity *entity = entity_by_table(statement_text(read, "entity"));
        if (entity != NULL)
            *VECTOR_PUSH(&recover->indexes) =
                (struct recover_index){memory_string(statement_text(read, "name")), entity->kind,
                                       (size_t)statement_integer(read, "at")};
    }
    statement_free(read);
    bool fine = step == STATEMENT_DONE;
    /* Nothing is looked up by them here. */
    for (size_t i = 0; fine && i < recover->indexes.count; i++) {
        struct buffer sql = BUFFER_EMPTY;
        buffer_format(&sql, "DROP INDEX %s", recover->indexes.items[i].name);
        fine = db_run(recover->scratch, sql.bytes, error);
        buffer_release(&sql);
    }
    return fine;
}

static bool set_up(struct recover *recover, struct error *error)
{
    bool fine = crypto_start(error) && db_open_scratch(&recover->scratch, error);
    for (size_t i = 0; fine && i < ENTITY_COUNT; i++)
        fine = learn_columns(recover, &entities[i], error);
    fine = fine && learn_indexes(recover, error) && db_begin(recover->scratch, error) &&
           db_run(recover->scratch,
                  "CREATE TABLE piece (row BLOB, entity TEXT, name TEXT, made INTEGER,"
                  " lamport INTEGER, site BLOB, n INTEGER, value, erased INTEGER);"
                  "CREATE TABLE wanted (row BLOB NOT NULL PRIMARY KEY, entity TEXT)"
                  " WITHOUT ROWID;",
                  error);
    if (!fine)
        return false;
    recover->add_piece =
        statement_new(recover->scratch, "INSERT INTO piece VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                      STATEMENT_PROJECTS, error);
    recover->add_wanted =
        statement_new(recover->scratch,
                      "INSERT INTO wanted VALUES (?, ?) ON CONFLICT (row) DO UPDATE"
                      " SET entity = coalesce(entity, excluded.entity)",
                      STATEMENT_PROJECTS, error);
    return recover->add_piece != NULL && recover->add_wanted != NULL;
}

static bool map_step(void *context, uint32_t page)
{
    struct recover *recover = context;
    return page % 256 != 0 || recover_goes_on(recover, page, recover->pages.count);
}

static bool found_any(const struct recover *recover, struct error *error)
{
    for (size_t i = 0; i < ENTITY_COUNT; i++)
        if (recover->report.rows[i] > 0)
            return true;
    return error_set(error, ERROR_INPUT, _("%s: there is nothing of a programme in this file"),
                     recover->path);
}

static bool read_all(struct recover *recover, struct error *error)
{
    part(recover, 0, 50, error);
    if (!pages_map(&recover->pages, map_step, recover))
        return false;
    part(recover, 50, 200, error);
    if (!recover_rows(recover, true, error))
        return false;
    part(recover, 200, 250, error);
    if (!recover_rows(recover, false, error))
        return false;
    part(recover, 250, 400, error);
    return recover_acts(recover, error) && recover_remake(recover, error) &&
           recover_count_lost(recover, error) && found_any(recover, error) &&
           recover_mend(recover, error);
}

bool recover_read(struct recover **out, const char *path, const struct recover_options *options,
                  struct error *error)
{
    struct recover *recover = memory_new(sizeof *recover);
    recover->path = memory_string(path);
    recover->pages.file = -1;
    if (options != NULL)
        recover->options = *options;
    if (!pages_open(&recover->pages, path, error) || !set_up(recover, error) ||
        !read_all(recover, error)) {
        recover_free(recover);
        *out = NULL;
        return false;
    }
    recover->report.pages = recover->pages.count;
    recover->report.bad_pages = recover->pages.odd;
    recover->report.cut_off = recover->pages.torn != 0;
    *out = recover;
    return true;
}

/* ---- writing ---- */

struct writing {
    struct recover *recover;
    struct journal *journal;
    struct draft draft;
    uint64_t done, all;
};

static bool pass_on(struct writing *writing, struct error *error)
{
    bool fine = draft_is_empty(&writing->draft) ||
                (journal_run_add(writing->journal, &writing->draft, error) &&
                 recover_goes_on(writing->recover, writing->done, writing->all));
    draft_clear(&writing->draft);
    return fine;
}

static bool write_row(void *context, const struct row *row, struct error *error)
{
    struct writing *writing = context;
    struct row copy = *row; /* its values stay borrowed: a draft takes nothing of a creation */
    draft_create(&writing->draft, &copy);
    if (row->deleted)
        draft_delete(&writing->draft, row->entity->kind, row->id);
    return ++writing->done % DRAFT_ROWS != 0 || pass_on(writing, error);
}

bool recover_write(struct recover *recover, struct journal *journal, const char *label,
                   struct error *error)
{
    struct writing writing = {.recover = recover, .journal = journal};
    part(recover, 400, 1000, error);
    for (size_t i = 0; i < ENTITY_COUNT; i++)
        writing.all += (uint64_t)recover->report.rows[i];
    draft_init(&writing.draft, label);
    bool begun = journal_run_begin(journal, label, error), fine = begun;
    for (int kind = 0; fine && kind < ENTITY_COUNT; kind++)
        fine = record_scan(recover->scratch, (enum entity_kind)kind, write_row, &writing, error);
    fine = fine && pass_on(&writing, error) && journal_run_end(journal, error);
    if (begun && !fine)
        journal_run_abort(journal);
    draft_release(&writing.draft);
    return fine;
}

const struct recover_report *recover_report(const struct recover *recover)
{
    return &recover->report;
}

void recover_free(struct recover *recover)
{
    if (recover == NULL)
        return;
    pages_release(&recover->pages);
    statement_free(recover->add_piece);
    statement_free(recover->add_wanted);
    db_close(recover->scratch);
    for (size_t i = 0; i < ENTITY_COUNT; i++)
        free(recover->columns[i].fields.items);
    for (size_t i = 0; i < recover->indexes.count; i++)
        free(recover->indexes.items[i].name);
    free(recover->indexes.items);
    free(recover->sites.items);
    free(recover->acts.items);
    free(recover->found.slots);
    free(recover->path);
    free(recover);
}
