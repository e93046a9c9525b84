#include "exporting_internal.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/base/outfile.h"
#include "wijk/base/path.h"
#include "wijk/base/text.h"
#include "wijk/store/record.h"

#define MODE 0600

bool exporting_format(const char *path, enum export_format *format)
{
    *format = text_ends_with(path, ".json")   ? EXPORT_JSON
              : text_ends_with(path, ".xlsx") ? EXPORT_XLSX
                                              : EXPORT_CSV;
    return *format != EXPORT_CSV || text_ends_with(path, ".csv");
}

struct exporting *exporting_new(struct session *session, struct error *error)
{
    struct exporting *exporting = memory_new(sizeof *exporting);
    exporting->naming = naming_new(session->db);
    for (size_t kind = 0; kind < ENTITY_COUNT; kind++)
        if (!naming_load(exporting->naming, (enum entity_kind)kind, error)) {
            exporting_free(exporting);
            return NULL;
        }
    return exporting;
}

void exporting_free(struct exporting *exporting)
{
    if (exporting == NULL)
        return;
    naming_free(exporting->naming);
    free(exporting);
}

/* ---- one value ---- */

bool exporting_reference(struct exporting *exporting, const struct row *row, size_t field,
                         struct buffer *out)
{
    const struct field *about = &row->entity->fields[field];
    enum entity_kind kind = about->refers_to;
    char uuid[ID_TEXT_SIZE];
    if (about->type == FIELD_ROW) {
        const char *table = row_text(row, "entity");
        const struct entity *entity = table == NULL ? NULL : entity_by_table(table);
        kind = entity == NULL ? ENTITY_NONE : entity->kind;
    }
    size_t at;
    if (naming_has(kind) && !naming_find_id(exporting->naming, kind, row->values[field].id, &at))
        return false;
    if (naming_has(kind) && !exporting->uuids)
        return naming_text(exporting->naming, kind, row->values[field].id, out);
    id_format(row->values[field].id, uuid);
    buffer_add_text(out, uuid);
    return true;
}

void exporting_csv_header(struct csv_writer *writer, const struct entity *entity)
{
    csv_add(writer, "id");
    for (size_t i = 0; i < entity->field_count; i++)
        csv_add(writer, entity->fields[i].column);
    csv_end_row(writer);
}

void exporting_csv_row(struct exporting *exporting, struct csv_writer *writer,
                       const struct row *row, enum number_style numbers)
{
    char uuid[ID_TEXT_SIZE];
    struct buffer text = BUFFER_EMPTY;
    id_format(row->id, uuid);
    csv_add(writer, uuid);
    for (size_t i = 0; i < row->entity->field_count; i++) {
        buffer_clear(&text);
        if (row->values[i].type == VALUE_ID)
            exporting_reference(exporting, row, i, &text);
        else
            field_write(&text, &row->entity->fields[i], &row->values[i], numbers);
        csv_add(writer, text.bytes);
    }
    csv_end_row(writer);
    buffer_release(&text);
}

static void json_value(struct exporting *exporting, struct json *json, const struct row *row,
                       size_t field)
{
    const struct value *value = &row->values[field];
    enum field_type type = row->entity->fields[field].type;
    struct buffer text = BUFFER_EMPTY;
    switch (value->type) {
    case VALUE_NONE:
        json_null(json);
        break;
    case VALUE_REAL:
        json_real(json, value->real);
        break;
    case VALUE_TEXT:
        json_text(json, value->text);
        break;
    case VALUE_ID:
        json_text(json, exporting_reference(exporting, row, field, &text) ? text.bytes : NULL);
        break;
    case VALUE_INTEGER:
        if (type == FIELD_MONEY)
            json_money(json, value->integer);
        else if (type == FIELD_FLAG)
            json_boolean(json, value->integer != 0);
        else
            json_integer(json, value->integer);
        break;
    }
    buffer_release(&text);
}

void exporting_json_fields(struct exporting *exporting, struct json *json, const struct row *row)
{
    char uuid[ID_TEXT_SIZE];
    id_format(row->id, uuid);
    json_key(json, "id");
    json_text(json, uuid);
    for (size_t i = 0; i < row->entity->field_count; i++) {
        json_key(json, row->entity->fields[i].column);
        json_value(exporting, json, row, i);
    }
}

void exporting_json_row(struct exporting *exporting, struct json *json, const struct row *row)
{
    json_open(json, '{');
    exporting_json_fields(exporting, json, row);
    json_close(json);
}

/* ---- files ---- */

struct writing {
    struct exporting *exporting;
    const struct export_options *options;
    struct outfile file;
    struct csv_writer csv;
    struct json json;
    long rows;
};

static bool write_row(void *context, const struct row *row, struct error *error)
{
    struct writing *writing = context;
    if (writing->options->format == EXPORT_CSV)
        exporting_csv_row(writing->exporting, &writing->csv, row, writing->options->numbers);
    else
        exporting_json_row(writing->exporting, &writing->json, row);
    writing->rows++;
    return outfile_flush(&writing->file, error);
}

static void begin_csv(struct writing *writing, const struct entity *entity)
{
    bool dutch = writing->options->numbers == NUMBER_NL;
    csv_begin(&writing->csv, &writing->file.content, ';', dutch);
    writing->csv.line_end = dutch ? "\r\n" : "\n";
    exporting_csv_header(&writing->csv, entity);
}

static bool write_query(struct session *session, struct writing *writing, const struct query *query,
                        const char *path, struct error *error)
{
    bool csv = writing->options->format == EXPORT_CSV;
    if (!outfile_begin(&writing->file, path, MODE, error))
        return false;
    if (csv) {
        begin_csv(writing, query->entity);
    } else {
        json_begin(&writing->json, &writing->file.content, true);
        json_open(&writing->json, '[');
    }
    if (!record_each(session->db, query, write_row, writing, error)) {
        outfile_abort(&writing->file);
        return false;
    }
    if (!csv)
        json_end(&writing->json);
    return outfile_commit(&writing->file, error);
}

bool exporting_query(struct session *session, const struct query *query,
                     const struct export_options *options, long *rows, struct error *error)
{
    if (options->format == EXPORT_XLSX)
        return exporting_xlsx_query(session, query, options->path, rows, error);
    struct writing writing = {.options = options, .exporting = exporting_new(session, error)};
    bool done =
        writing.exporting != NULL && write_query(session, &writing, query, options->path, error);
    exporting_free(writing.exporting);
    if (rows != NULL)
        *rows = writing.rows;
    return done;
}

static bool all_csv(struct session *session, struct writing *writing, struct error *error)
{
    const char *folder = writing->options->path;
    bool done = path_make_folders(folder, error);
    for (size_t kind = 0; done && kind < ENTITY_COUNT; kind++) {
        struct buffer name = BUFFER_EMPTY, path = BUFFER_EMPTY;
        struct query query;
        query_init(&query, (enum entity_kind)kind);
        buffer_format(&name, "%02zu-%s.csv", kind + 1, entities[kind].table);
        path_join(&path, folder, name.bytes);
        done = write_query(session, writing, &query, path.bytes, error);
        query_release(&query);
        buffer_release(&name);
        buffer_release(&path);
    }
    return done;
}

static bool all_json(struct session *session, struct writing *writing, struct error *error)
{
    struct json *json = &writing->json;
    if (!outfile_begin(&writing->file, writing->options->path, MODE, error))
        return false;
    json_begin(json, &writing->file.content, true);
    json_open(json, '{');
    json_key(json, "format");
    json_text(json, "wijk");
    json_key(json, "version");
    json_integer(json, 1);
    json_key(json, "entities");
    json_open(json, '{');
    for (size_t kind = 0; kind < ENTITY_COUNT; kind++) {
        struct query query;
        query_init(&query, (enum entity_kind)kind);
        json_key(json, entities[kind].table);
        json_open(json, '[');
        bool read = record_each(session->db, &query, write_row, writing, error);
        query_release(&query);
        if (!read) {
            outfile_abort(&writing->file);
            return false;
        }
        json_close(json);
    }
    json_end(json);
    return outfile_commit(&writing->file, error);
}

bool exporting_all(struct session *session, const struct export_options *options, long *rows,
                   struct error *error)
{
    if (options->format == EXPORT_XLSX)
        return exporting_xlsx_all(session, options->path, rows, error);
    struct writing writing = {.options = options, .exporting = exporting_new(session, error)};
    bool done = writing.exporting != NULL;
    if (done) {
        writing.exporting->uuids = options->format == EXPORT_JSON;
        done = options->format == EXPORT_CSV ? all_csv(session, &writing, error)
                                             : all_json(session, &writing, error);
    }
    exporting_free(writing.exporting);
    if (rows != NULL)
        *rows = writing.rows;
    return done;
}
