#include "wijk/store/reference.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "internal.h"
#include "statements.h"

enum {
    DATASET_FIND,
    DATASET_ADD,
    AREA_FIND,
    AREA_ADD,
    ADD,
    FIND,
    CHANGE,
    SERIES,
    VARIABLE,
    VARIABLE_ADD
};

const struct statement_text reference_statements[] = {
    [DATASET_FIND] =
        {"reference_dataset_find",
         "SELECT number FROM reference_dataset WHERE kind = :kind AND size = :size AND "
         "hash = :hash",
         STATEMENT_SCANS},
    [DATASET_ADD] = {"reference_dataset_add",
                     "INSERT INTO reference_dataset (kind, name, size, hash, imported_on) VALUES "
                     "(:kind, :name, :size, :hash, :imported_on)",
                     0},
    [AREA_FIND] = {"reference_area_find", "SELECT number FROM reference_area WHERE area = :area",
                   0},
    [AREA_ADD] = {"reference_area_add", "INSERT INTO reference_area (area) VALUES (:area)", 0},
    [ADD] = {"reference_figure_add",
             "INSERT OR IGNORE INTO reference_figure (variable, area, year, value, status, dataset)"
             " VALUES (:variable, :area, :year, :value, :status, :dataset)",
             0},
    [FIND] = {"reference_figure_find",
              "SELECT value, status, dataset FROM reference_figure WHERE variable = :variable AND "
              "area = :area AND year = :year",
              0},
    [CHANGE] = {"reference_figure_change",
                "UPDATE reference_figure SET value = ?4, status = ?5, dataset = ?6 "
                "WHERE variable = ?1 AND area = ?2 AND year = ?3",
                0},
    [SERIES] = {"reference_series",
                "SELECT f.year AS year, f.value AS value, f.status AS status, d.kind AS kind "
                "FROM reference_variable v CROSS JOIN reference_area a ON a.area = :area "
                "CROSS JOIN reference_figure f ON f.variable = v.number AND f.area = a.number "
                "LEFT JOIN reference_dataset d ON d.number = f.dataset "
                "WHERE v.variable = :variable ORDER BY f.year",
                0},
    [VARIABLE] =
        {"reference_variable_find",
         "SELECT number, variable, label, label_en, definition, definition_en, unit, source, "
         "reference_date, frequency, direction, topic, topic_en, dataset "
         "FROM reference_variable WHERE variable = :variable",
         0},
    [VARIABLE_ADD] = {"reference_variable_add",
                      "INSERT OR REPLACE INTO reference_variable (number, variable, label, "
                      "label_en, definition, definition_en, unit, source, reference_date, "
                      "frequency, direction, topic, topic_en, dataset) VALUES (:number, :variable, "
                      ":label, :label_en, :definition, :definition_en, :unit, :source, "
                      ":reference_date, :frequency, :direction, :topic, :topic_en, :dataset)",
                      0},
};
STATEMENT_COUNT(reference);

/* ---- datasets ---- */

static void bind_content(struct statement *statement, const struct reference_dataset *dataset)
{
    statement_bind_text(statement, "kind", dataset->kind);
    statement_bind_integer(statement, "size", dataset->size);
    statement_bind_integer(statement, "hash", dataset->hash);
}

bool reference_dataset_put(struct db *db, const struct reference_dataset *dataset, int64_t *number,
                           struct error *error)
{
    bool found;
    struct statement *find = statement_get(db, &reference_statements[DATASET_FIND], error);
    if (find == NULL)
        return false;
    bind_content(find, dataset);
    if (!statement_first(find, &found, error))
        return false;
    if (found) {
        *number = statement_integer(find, "number");
        statement_reset(find);
        return true;
    }
    struct statement *add = statement_get(db, &reference_statements[DATASET_ADD], error);
    if (add == NULL)
        return false;
    bind_content(add, dataset);
    statement_bind_text(add, "name", dataset->name);
    statement_bind_text(add, "imported_on", dataset->imported_on);
    if (!statement_run(add, error))
        return false;
    *number = sqlite3_last_insert_rowid(db->sql);
    return true;
}

/* ---- figures ---- */

static const char *const statuses[] = {"final", "provisional", "estimate", "secret", "unavailable"};

static int64_t status_number(const char *status)
{
    for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++)
        if (strcmp(statuses[i], status) == 0)
            return (int64_t)i;
    return 0;
}

bool reference_area_number(struct db *db, struct id area, bool add, int64_t *number,
                           struct error *error)
{
    bool found;
    struct statement *find = statement_get(db, &reference_statements[AREA_FIND], error);
    *number = 0;
    if (find == NULL)
        return false;
    statement_bind_id(find, "area", area);
    if (!statement_first(find, &found, error))
        return false;
    if (found)
        *number = statement_integer(find, "number");
    statement_reset(find);
    if (found || !add)
        return true;
    struct statement *put = statement_get(db, &reference_statements[AREA_ADD], error);
    if (put == NULL)
        return false;
    statement_bind_id(put, "area", area);
    if (!statement_run(put, error))
        return false;
    *number = sqlite3_last_insert_rowid(db->sql);
    return true;
}

static void bind_key(struct statement *statement, const struct reference_figure *figure)
{
    statement_bind_integer(statement, "variable", figure->variable);
    statement_bind_integer(statement, "area", figure->area);
    statement_bind_integer(statement, "year", figure->year);
}

/* By position, as the names come first in the statement: this runs millions of times. */
static struct statement *bind_figure(struct db *db, int which,
                                     const struct reference_figure *figure, struct error *error)
{
    struct statement *statement = statement_get(db, &reference_statements[which], error);
    struct value values[] = {
        value_integer(figure->variable),
        value_integer(figure->area),
        value_integer(figure->year),
        figure->known ? value_real(figure->value) : value_none(),
        value_integer(status_number(figure->status)),
        value_integer(figure->dataset),
    };
    for (int i = 0; statement != NULL && i < (int)(sizeof values / sizeof *values); i++)
        statement_bind_value_at(statement, i + 1, &values[i]);
    return statement;
}

bool reference_figure_compare(struct db *db, const struct reference_figure *figure,
                              enum reference_change *change, struct error *error)
{
    bool found;
    struct statement *find = statement_get(db, &reference_statements[FIND], error);
    if (find == NULL)
        return false;
    bind_key(find, figure);
    if (!statement_first(find, &found, error))
        return false;
    *change = REFERENCE_NEW;
    if (!found)
        return true;
    bool known = !statement_is_null(find, "value");
    bool same = known == figure->known &&
                (!known || statement_real(find, "value") == figure->value) &&
                statement_integer(find, "status") == status_number(figure->status);
    bool ours = figure->dataset != 0 && statement_integer(find, "dataset") == figure->dataset;
    *change = same ? REFERENCE_SAME : ours ? REFERENCE_TWICE : REFERENCE_CHANGED;
    statement_reset(find);
    return true;
}

/* Most figures are new, or all are: so first as if this one is. */
bool reference_figure_put(struct db *db, const struct reference_figure *figure,
                          enum reference_change *change, struct error *error)
{
    struct statement *add = bind_figure(db, ADD, figure, error);
    if (add == NULL || !statement_run(add, error))
        return false;
    *change = REFERENCE_NEW;
    if (sqlite3_changes(db->sql) > 0)
        return true;
    if (!reference_figure_compare(db, figure, change, error))
        return false;
    if (*change != REFERENCE_CHANGED)
        return true;
    struct statement *set = bind_figure(db, CHANGE, figure, error);
    return set != NULL && statement_run(set, error);
}

static void read_point(struct statement *statement, struct reference_point *point)
{
    int64_t status = statement_integer(statement, "status");
    const char *kind = statement_text(statement, "kind");
    *point = (struct reference_point){.year = (int)statement_integer(statement, "year"),
                                      .known = !statement_is_null(statement, "value"),
                                      .value = statement_real(statement, "value"),
                                      .cbs = kind != NULL && strcmp(kind, "cbs") == 0};
    snprintf(point->status, sizeof point->status, "%s",
             statuses[status >= 0 && status < 5 ? status : 0]);
}

bool reference_series(struct db *db, const char *variable, struct id area,
                      struct reference_points *out, struct error *error)
{
    struct statement *series = statement_get(db, &reference_statements[SERIES], error);
    if (series == NULL)
        return false;
    statement_bind_text(series, "variable", variable);
    statement_bind_id(series, "area", area);
    enum statement_step step;
    while ((step = statement_step(series, error)) == STATEMENT_ROW)
        read_point(series, VECTOR_PUSH(out));
    statement_reset(series);
    return step == STATEMENT_DONE;
}

/* ---- variables ---- */

static const char *const columns[REFERENCE_TEXTS] = {
    "variable",       "label",     "label_en",  "definition", "definition_en", "unit",   "source",
    "reference_date", "frequency", "direction", "topic",      "topic_en",      "dataset"};

/* One that is there keeps its number, by which its figures know it. */
static bool variable_add(struct db *db, struct reference_put *put, char *const *old,
                         struct error *error)
{
    struct statement *add = statement_get(db, &reference_statements[VARIABLE_ADD], error);
    if (add == NULL)
        return false;
    if (put->number > 0)
        statement_bind_integer(add, "number", put->number);
    for (int i = 0; i < REFERENCE_TEXTS; i++)
        statement_bind_text(add, columns[i], put->texts[i] != NULL ? put->texts[i] : old[i]);
    if (!statement_run(add, error))
        return false;
    put->number = sqlite3_last_insert_rowid(db->sql);
    return true;
}

bool reference_variable_put(struct db *db, struct reference_put *put, enum reference_change *change,
                            struct error *error)
{
    bool found;
    struct statement *find = statement_get(db, &reference_statements[VARIABLE], error);
    put->number = 0;
    if (find == NULL)
        return false;
    statement_bind_text(find, "variable", put->texts[REFERENCE_VARIABLE]);
    if (!statement_first(find, &found, error))
        return false;
    char *old[REFERENCE_TEXTS] = {NULL};
    bool differs = false;
    if (found)
        put->number = statement_integer(find, "number");
    for (int i = 0; found && i < REFERENCE_TEXTS; i++) {
        const char *text = statement_text(find, columns[i]), *now = put->texts[i];
        old[i] = memory_string(text);
        differs = differs || (now != NULL && (text == NULL || strcmp(text, now) != 0));
    }
    statement_reset(find);
    *change = !found ? REFERENCE_NEW : differs ? REFERENCE_CHANGED : REFERENCE_SAME;
    bool leave = put->compare || (found && put->only_new) || *change == REFERENCE_SAME;
    bool done = leave || variable_add(db, put, old, error);
    for (int i = 0; i < REFERENCE_TEXTS; i++)
        free(old[i]);
    return done;
}
