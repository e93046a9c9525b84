/* JSON as `wijk export` writes it: an array of objects of one entity, or all entities in one
 * document. The only file that knows jansson. */
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "importing_internal.h"
#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/base/path.h"

#define FILE_LIMIT ((size_t)512 << 20)
#define VERSION 1

struct import_json {
    json_t *root;
    struct buffer text; /* of the numbers in the object read last */
    size_t starts[IMPORT_FIELDS];
};

void import_json_free(struct import_json *json)
{
    if (json == NULL)
        return;
    json_decref(json->root);
    buffer_release(&json->text);
    free(json);
}

static const json_t *array_of(const struct import_json *json, const struct entity *entity)
{
    if (json_is_array(json->root))
        return json->root;
    return json_object_get(json_object_get(json->root, "entities"), entity->table);
}

size_t import_json_count(const struct import_json *json, const struct entity *entity)
{
    return json_array_size(array_of(json, entity));
}

/* Adds the value as a CSV cell with a decimal point would hold it. */
static void add_value(struct buffer *out, const json_t *value)
{
    if (json_is_string(value))
        buffer_add(out, json_string_value(value), json_string_length(value));
    else if (json_is_integer(value))
        buffer_format(out, "%lld", (long long)json_integer_value(value));
    else if (json_is_real(value))
        number_exact(out, json_real_value(value), NUMBER_ISO);
    else if (json_is_boolean(value))
        buffer_add_text(out, json_is_true(value) ? "1" : "0");
    else if (!json_is_null(value))
        buffer_add_text(out, "{}"); /* no field takes this: the error shows it */
    buffer_add_byte(out, '\0');
}

bool import_json_cells(struct import_json *json, const struct entity *entity, size_t at,
                       struct import_cells *cells)
{
    const json_t *object = json_array_get(array_of(json, entity), at);
    if (!json_is_object(object))
        return false;
    const char *id = json_string_value(json_object_get(object, "id"));
    cells->id = id != NULL && *id != '\0' ? id : NULL;
    buffer_clear(&json->text);
    for (size_t i = 0; i < entity->field_count; i++) {
        json->starts[i] = json->text.length;
        add_value(&json->text, json_object_get(object, entity->fields[i].column));
    }
    for (size_t i = 0; i < entity->field_count; i++)
        if (json_object_get(object, entity->fields[i].column) != NULL)
            cells->text[i] = json->text.bytes + json->starts[i];
    return true;
}

static void add_source(struct importing *import, const struct entity *entity, const char *file)
{
    struct import_source *source = import_add_source(import, entity, file);
    source->json = import->document;
    source->numbers = NUMBER_ISO;
    source->numbers_known = true;
}

/* What is in the document that no entity or column is called. */
static void report_unknown(struct importing *import, const struct entity *entity)
{
    const char *key;
    json_t *value;
    json_object_foreach(json_array_get(array_of(import->document, entity), 0), key, value)
    {
        if (strcmp(key, "id") == 0 || entity_field(entity, key) >= 0)
            continue;
        struct buffer unknown = BUFFER_EMPTY;
        buffer_format(&unknown, "%s: %s", entity->table, key);
        *VECTOR_PUSH(&import->report->unknown) = buffer_detach(&unknown);
    }
}

static bool open_all(struct importing *import, const char *path, struct error *error)
{
    const json_t *root = import->document->root;
    const char *format = json_string_value(json_object_get(root, "format"));
    if (format == NULL || strcmp(format, "wijk") != 0 ||
        !json_is_object(json_object_get(root, "entities")))
        return error_set(error, ERROR_INPUT,
                         _("%s: this JSON does not come from 'wijk export all'"), path);
    if (json_integer_value(json_object_get(root, "version")) > VERSION)
        return error_set(error, ERROR_VERSION,
                         _("%s: this export was made by a newer version of wijk"), path);
    for (size_t kind = 0; kind < ENTITY_COUNT; kind++) {
        if (import_json_count(import->document, &entities[kind]) == 0)
            continue;
        add_source(import, &entities[kind], entities[kind].table);
        report_unknown(import, &entities[kind]);
    }
    return true;
}

bool import_open_json(struct importing *import, const char *path, struct error *error)
{
    struct buffer content = BUFFER_EMPTY;
    json_error_t cause;
    bool read = path_read(path, FILE_LIMIT, &content, error);
    import->document = memory_new(sizeof *import->document);
    import->document->text = BUFFER_EMPTY;
    if (read)
        import->document->root =
            json_loadb(content.bytes, content.length, JSON_REJECT_DUPLICATES, &cause);
    buffer_release(&content);
    if (!read)
        return false;
    if (import->document->root == NULL)
        return error_set(error, ERROR_INPUT, _("%s, line %d, column %d: this is not JSON (%s)"),
                         path, cause.line, cause.column, cause.text);
    if (json_is_object(import->document->root) && import->options->kind == ENTITY_NONE)
        return open_all(import, path, error);
    if (!json_is_array(import->document->root) || import->options->kind == ENTITY_NONE)
        return error_set(error, ERROR_INPUT,
                         _("%s: with --as the JSON must be an array of rows, without it what "
                           "'wijk export all' wrote"),
                         path);
    const struct entity *entity = &entities[import->options->kind];
    add_source(import, entity, path);
    report_unknown(import, entity);
    return true;
}
