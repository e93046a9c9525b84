/* What a file seems to hold. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "wijk/app/importing.h"
#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/base/path.h"
#include "wijk/base/text.h"

/* Capitals and accents do not matter: the catalogue of the BBGA writes "Variabele", its figures
 * "variabele". */
static bool has_header(const struct csv_reader *csv, const char *wanted)
{
    for (size_t i = 0; i < csv_count(csv); i++)
        if (text_compare_folded(csv_field(csv, i)->text, wanted) == 0)
            return true;
    return false;
}

/* Figures: one row a variable, its metadata; or a table with one column an area. */
static bool is_bbga(const struct csv_reader *csv)
{
    return has_header(csv, "variabele") &&
           (has_header(csv, "waarde") || has_header(csv, "gebiedcode15") ||
            has_header(csv, "Definitie"));
}

static bool is_statline(const struct csv_reader *csv)
{
    static const char *const regions[] = {
        "Wijken en buurten", "Regio's", "Regioaanduiding", "RegioS", "Regio", "WijkenEnBuurten"};
    for (size_t i = 0; i < sizeof regions / sizeof *regions; i++)
        if (has_header(csv, regions[i]))
            return true;
    return false;
}

/* How many of the columns are fields of the entity; more than one entity may have them all, so
 * those that must be there count double. */
static int fitness(const struct csv_reader *csv, const struct entity *entity)
{
    int fits = 0;
    for (size_t i = 0; i < csv_count(csv); i++) {
        const char *header = csv_field(csv, i)->text;
        int field = *header == '\0' ? -1 : entity_field_named(entity, header);
        if (field >= 0)
            fits += (entity->fields[field].flags & FIELD_REQUIRED) != 0 ? 3 : 2;
    }
    for (size_t i = 0; i < entity->field_count; i++) {
        const struct field *field = &entity->fields[i];
        bool needed = (field->flags & FIELD_REQUIRED) != 0 && field->initial == NULL &&
                      strcmp(field->column, "programme") != 0;
        if (needed && !has_header(csv, field->column) && !has_header(csv, _(field->label)))
            fits -= 3;
    }
    return fits;
}

static enum entity_kind best_entity(const struct csv_reader *csv)
{
    enum entity_kind best = ENTITY_NONE;
    int most = 0;
    for (size_t kind = 0; kind < ENTITY_COUNT; kind++) {
        int fits = fitness(csv, &entities[kind]);
        if (fits > most) {
            most = fits;
            best = (enum entity_kind)kind;
        }
    }
    return best;
}

/* "08-goal.csv" and "goals.csv" hold goals. */
static enum entity_kind named_entity(const char *path)
{
    const char *name = path_name(path), *dot = strrchr(name, '.');
    while (isdigit((unsigned char)*name) || *name == '-')
        name++;
    char *table =
        memory_bytes(name, dot == NULL || dot < name ? strlen(name) : (size_t)(dot - name));
    const struct entity *entity = entity_by_name(table);
    free(table);
    return entity == NULL ? ENTITY_NONE : entity->kind;
}

static bool guess_csv(struct csv_reader *csv, const char *path, struct import_guess *guess,
                      struct error *error)
{
    if (csv_read(csv, error) != CSV_ROW)
        return error_is_set(error)
                   ? false
                   : error_set(error, ERROR_INPUT, _("%s: the file is empty"), path_name(path));
    guess->format = is_bbga(csv) ? IMPORT_BBGA : is_statline(csv) ? IMPORT_CBS : IMPORT_ROWS;
    guess->kind = named_entity(path);
    if (guess->kind == ENTITY_NONE || fitness(csv, &entities[guess->kind]) <= 0)
        guess->kind = best_entity(csv);
    return true;
}

bool importing_guess(const char *path, struct import_guess *guess, struct error *error)
{
    struct stat status;
    *guess = (struct import_guess){IMPORT_ROWS, ENTITY_NONE};
    if (stat(path, &status) == 0 && (S_ISDIR(status.st_mode) || text_ends_with(path, ".json"))) {
        if (!S_ISDIR(status.st_mode))
            guess->kind = named_entity(path);
        return true;
    }
    struct csv_reader *csv = csv_open(path, error);
    bool known = csv != NULL && guess_csv(csv, path, guess, error);
    csv_close(csv);
    return known;
}
