/*
 * A programme file in a temporary folder with its journal, for tests of the store.
 */
#ifndef WIJK_TESTS_STORE_PROGRAMME_H
#define WIJK_TESTS_STORE_PROGRAMME_H

#include "folder.h"
#include "wijk/store/journal.h"
#include "wijk/store/statement.h"
#include "wijk/store/undo.h"

struct programme {
    char *folder;
    char path[FOLDER_PATH], key[FOLDER_PATH];
    struct db *db;
    struct journal *journal;
};

#define MUST(call)                                                                                 \
    do {                                                                                           \
        struct error error = ERROR_NONE;                                                           \
        if (!(call))                                                                               \
            fail_msg("%s: %s (%s)", #call, error.message, error.detail);                           \
    } while (0)

static inline void programme_open(struct programme *programme)
{
    MUST(db_open(&programme->db, programme->path, &(struct db_options){.create = true}, &error));
    MUST(journal_open(&programme->journal, programme->db, programme->key, &error));
}

static inline void programme_close(struct programme *programme)
{
    MUST(journal_close(programme->journal, &error));
    db_close(programme->db);
    programme->journal = NULL;
    programme->db = NULL;
}

static inline int programme_set_up(void **state)
{
    struct programme *programme = calloc(1, sizeof *programme);
    programme->folder = folder_make();
    folder_path(programme->folder, "a.wijk", programme->path);
    folder_path(programme->folder, "site.key", programme->key);
    programme_open(programme);
    *state = programme;
    return 0;
}

static inline int programme_tear_down(void **state)
{
    struct programme *programme = *state;
    if (programme->db != NULL)
        programme_close(programme);
    folder_remove(programme->folder);
    free(programme);
    return 0;
}

static inline struct id add_row(struct journal *journal, struct row *row)
{
    struct draft draft;
    draft_init(&draft, "New row");
    draft_create(&draft, row);
    MUST(journal_commit(journal, &draft, &error));
    struct id id = row->id;
    draft_release(&draft);
    row_release(row);
    return id;
}

static inline struct id add_theme(struct journal *journal, const char *code)
{
    struct row row;
    row_init(&row, ENTITY_THEME);
    row_set(&row, "code", value_text(code));
    row_set(&row, "name", value_text("Name"));
    return add_row(journal, &row);
}

static inline struct id add_partner(struct journal *journal, const char *name)
{
    struct row row;
    row_init(&row, ENTITY_PARTNER);
    row_set(&row, "name", value_text(name));
    row_set(&row, "kind", value_text("school"));
    return add_row(journal, &row);
}

static inline struct id add_person(struct journal *journal, const char *name, struct id partner)
{
    struct row row;
    row_init(&row, ENTITY_PERSON);
    row_set(&row, "name", value_text(name));
    row_set(&row, "partner", value_id(partner));
    return add_row(journal, &row);
}

struct cell {
    enum entity_kind kind;
    struct id id;
    const char *column;
};

#define set_field(journal, kind, id, column, value, error)                                         \
    set_cell(journal, (struct cell){kind, id, column}, value, error)

static inline bool set_cell(struct journal *journal, struct cell cell, struct value value,
                            struct error *error)
{
    struct draft draft;
    draft_init(&draft, cell.column);
    draft_set(&draft, cell.kind, cell.id, cell.column, value);
    bool fine = journal_commit(journal, &draft, error);
    draft_release(&draft);
    return fine;
}

/* One text of one row by SQL with one id; "" for NULL, "-" for no row. Static. */
static inline const char *ask(struct db *db, const char *sql, struct id id)
{
    static char answer[512];
    struct error error = ERROR_NONE;
    struct statement *read = statement_new(db, sql, 0, &error);
    if (read == NULL) {
        fail_msg("%s: %s", sql, error.detail);
        return "";
    }
    struct value value = value_id(id);
    bool found;
    if (!id_is_none(id))
        statement_bind_value_at(read, 1, &value);
    strcpy(answer, "-");
    if (!statement_first(read, &found, &error))
        fail_msg("%s: %s", sql, error.detail);
    if (found) {
        struct value got = statement_value_at(read, 0);
        if (got.type == VALUE_INTEGER)
            snprintf(answer, sizeof answer, "%lld", (long long)got.integer);
        else if (got.type == VALUE_REAL)
            snprintf(answer, sizeof answer, "%.17g", got.real);
        else
            snprintf(answer, sizeof answer, "%s", got.type == VALUE_TEXT ? got.text : "");
        value_release(&got);
    }
    statement_free(read);
    return answer;
}

static inline long long count(struct db *db, const char *sql)
{
    return atoll(ask(db, sql, (struct id){{0}}));
}

#endif
