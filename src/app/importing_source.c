#include <stdlib.h>
#include <string.h>

#include "importing_internal.h"
#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/base/path.h"
#include "wijk/base/text.h"

struct import_source *import_add_source(struct importing *import, const struct entity *entity,
                                        const char *file)
{
    struct import_source *source = VECTOR_PUSH(&import->sources);
    *source = (struct import_source){
        .entity = entity, .file = memory_string(path_name(file)), .content = BUFFER_EMPTY};
    return source;
}

void import_source_release(struct import_source *source)
{
    csv_close(source->csv);
    buffer_release(&source->content);
    free(source->entries.items);
    free(source->file);
}

static int field_of_header(const struct entity *entity, const char *text)
{
    char *copy = memory_string(text);
    const char *name = text_trim(copy);
    int field = COLUMN_UNKNOWN;
    if (strcmp(name, "id") == 0 || strcmp(name, "ID") == 0 || strcmp(name, "uuid") == 0)
        field = COLUMN_ID;
    else if (*name != '\0')
        field = entity_field_named(entity, name);
    free(copy);
    return field;
}

/* As people said, else as the header says. */
static int field_of_column(const struct importing *import, const struct import_source *source,
                           const char *name)
{
    const struct import_options *options = import->options;
    for (size_t i = 0; i < options->mapping_count; i++)
        if (strcmp(options->mappings[i].header, name) == 0)
            return options->mappings[i].column == NULL
                       ? COLUMN_UNKNOWN
                       : entity_field(source->entity, options->mappings[i].column);
    return field_of_header(source->entity, name);
}

static bool map_column(struct importing *import, struct import_source *source, const char *name,
                       struct error *error)
{
    int field = field_of_column(import, source, name);
    *VECTOR_PUSH(&import->report->headers) = memory_string(name);
    for (size_t i = 0; field != COLUMN_UNKNOWN && i < source->columns; i++)
        if (source->fields[i] == field)
            return error_set(error, ERROR_INPUT,
                             _("%s: the column '%s' is there twice; remove one of them"),
                             source->file, name);
    if (field == COLUMN_UNKNOWN && *name != '\0') {
        struct buffer unknown = BUFFER_EMPTY;
        buffer_format(&unknown, "%s: %s", source->file, name);
        *VECTOR_PUSH(&import->report->unknown) = buffer_detach(&unknown);
    }
    source->fields[source->columns++] = field;
    source->ids = source->ids || field == COLUMN_ID;
    return true;
}

static bool has_column(const struct import_source *source, int field)
{
    for (size_t i = 0; i < source->columns; i++)
        if (source->fields[i] == field)
            return true;
    return false;
}

/* A file that can only make new rows must have what every row needs. */
static bool check_columns(struct importing *import, const struct import_source *source,
                          struct error *error)
{
    const struct entity *entity = source->entity;
    bool some = source->ids, known = some;
    if (entity->code != NULL)
        known = known || has_column(source, entity_field(entity, entity->code));
    for (size_t i = 0; i < entity->field_count; i++)
        some = some || has_column(source, (int)i);
    if (!some)
        return error_set(error, ERROR_INPUT,
                         _("%s: none of its columns belongs to: %s; the first line must hold the "
                           "names of the columns"),
                         source->file, _(entity->plural));
    for (size_t i = 0; i < entity->field_count && !known; i++) {
        const struct field *field = &entity->fields[i];
        bool given = field->initial != NULL || (strcmp(field->column, "programme") == 0 &&
                                                !id_is_none(import->session->programme));
        if ((field->flags & FIELD_REQUIRED) != 0 && !given && !has_column(source, (int)i))
            return error_set(error, ERROR_INPUT, _("%s: the column '%s' is missing"), source->file,
                             field->column);
    }
    return true;
}

bool import_open_csv(struct importing *import, struct import_source *source,
                     struct csv_reader *reader, struct error *error)
{
    source->csv = reader;
    import->report->encoding = csv_encoding(reader);
    import->report->delimiter = csv_delimiter(reader);
    struct error cause = ERROR_NONE;
    switch (csv_read(reader, &cause)) {
    case CSV_END:
        return error_set(error, ERROR_INPUT, _("%s: the file is empty"), source->file);
    case CSV_BAD:
    case CSV_FAILED:
        return error_set(error, cause.code, _("%s, line %ld: %s"), source->file, csv_line(reader),
                         cause.message);
    case CSV_ROW:
        break;
    }
    for (size_t i = 0; i < csv_count(reader); i++)
        if (!map_column(import, source, csv_field(reader, i)->text, error))
            return false;
    return check_columns(import, source, error);
}

bool import_rewind(struct import_source *source, struct error *error)
{
    source->at = source->ordinal = 0;
    if (source->csv == NULL)
        return true;
    return csv_rewind(source->csv, error) && csv_read(source->csv, error) == CSV_ROW;
}

/* More or fewer cells than columns; empty ones at the end do no harm. */
static bool check_count(struct importing *import, struct import_source *source)
{
    size_t count = csv_count(source->csv);
    bool fine = count >= source->columns;
    for (size_t i = source->columns; i < count; i++)
        fine = fine && csv_field(source->csv, i)->length == 0;
    if (fine)
        return true;
    struct buffer message = BUFFER_EMPTY;
    buffer_format(&message, _("this row has %zu cells, but there are %zu columns"), count,
                  source->columns);
    import_problem(import, source, csv_line(source->csv), 0, message.bytes);
    buffer_release(&message);
    return false;
}

static enum csv_result next_csv(struct importing *import, struct import_source *source,
                                struct import_cells *cells, struct error *error)
{
    struct error cause = ERROR_NONE;
    long line;
    int column;
    enum csv_result result = csv_read(source->csv, &cause);
    if (result == CSV_FAILED)
        error_set(error, cause.code, "%s", cause.message);
    if (result == CSV_BAD) {
        csv_place(source->csv, &line, &column);
        import_problem(import, source, line, column, cause.message);
    }
    if (result != CSV_ROW)
        return result;
    if (!check_count(import, source))
        return CSV_BAD;
    cells->line = csv_line(source->csv);
    for (size_t i = 0; i < source->columns; i++) {
        const char *text = csv_field(source->csv, i)->text;
        if (source->fields[i] == COLUMN_ID) {
            cells->id = *text == '\0' ? NULL : text;
            cells->id_column = (int)i + 1;
        } else if (source->fields[i] >= 0) {
            cells->text[source->fields[i]] = text;
            cells->column[source->fields[i]] = (int)i + 1;
        }
    }
    return CSV_ROW;
}

enum csv_result import_next(struct importing *import, struct import_source *source,
                            struct import_cells *cells, struct error *error)
{
    *cells = (struct import_cells){0};
    if (source->csv != NULL)
        return next_csv(import, source, cells, error);
    if (source->at >= import_json_count(source->json, source->entity))
        return CSV_END;
    cells->line = (long)++source->at;
    if (import_json_cells(source->json, source->entity, source->at - 1, cells))
        return CSV_ROW;
    import_problem(import, source, cells->line, 0, _("this is not an object with columns"));
    return CSV_BAD;
}
