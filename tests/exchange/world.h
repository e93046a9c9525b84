/*
 * A world of copies of a programme file, for tests of exchange: rows of any entity with any values,
 * packs in a folder, and what the files say, as text that can be compared.
 *
 * Everything follows from a seed. The files lie in memory where the system has a place for that.
 */
#ifndef WIJK_TESTS_EXCHANGE_WORLD_H
#define WIJK_TESTS_EXCHANGE_WORLD_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "unit/store/folder.h"
#include "wijk/app/exchange.h"
#include "wijk/app/session.h"
#include "wijk/base/language.h"
#include "wijk/domain/row.h"
#include "wijk/store/check.h"
#include "wijk/store/draft.h"
#include "wijk/store/journal.h"
#include "wijk/store/statement.h"

#define WORLD_SITES 6

/* A text that somebody typed. */
struct world_text {
    char text[24];
    struct id row;
    const char *column;
    bool touched; /* by an erasure: it may be gone, but then everywhere */
};

struct world {
    char *folder;
    struct session *sites[WORLD_SITES];
    int count;
    uint64_t random;
    unsigned seed, typed;
    bool erased; /* some text was, somewhere: it does not come back */
    VECTOR(struct world_text) texts;
    VECTOR(char *) packs; /* owned paths */
    const char *doing;    /* for the report of a failure */
};

static inline unsigned world_pick(struct world *world, unsigned below)
{
    world->random = world->random * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(world->random >> 33) % below;
}

static inline void world_must(const struct world *world, bool good, const struct error *error)
{
    if (good)
        return;
    printf("# seed %u, %s: %s (%s)\n", world->seed, world->doing == NULL ? "" : world->doing,
           error->message, error->detail);
    fflush(stdout);
    abort();
}

/* ---- asking a file ---- */

/* All rows of an answer as text, a line each. */
static inline void world_ask(struct world *world, int site, const char *sql, struct buffer *out)
{
    struct error error = ERROR_NONE;
    struct statement *read = statement_new(world->sites[site]->db, sql, STATEMENT_SCANS, &error);
    world_must(world, read != NULL, &error);
    enum statement_step step;
    while ((step = statement_step(read, &error)) == STATEMENT_ROW) {
        for (int i = 0; i < statement_columns(read); i++) {
            struct value value = statement_value_at(read, i);
            char id[ID_TEXT_SIZE];
            if (value.type == VALUE_INTEGER)
                buffer_format(out, "%lld|", (long long)value.integer);
            else if (value.type == VALUE_REAL)
                buffer_format(out, "%.17g|", value.real);
            else if (value.type == VALUE_ID)
                id_format(value.id, id), buffer_format(out, "%s|", id);
            else
                buffer_format(out, "%s|", value.type == VALUE_TEXT ? value.text : "");
            value_release(&value);
        }
        buffer_add_byte(out, '\n');
    }
    world_must(world, step == STATEMENT_DONE, &error);
    statement_free(read);
}

static inline long world_number(struct world *world, int site, const char *sql)
{
    struct buffer out = BUFFER_EMPTY;
    world_ask(world, site, sql, &out);
    long number = atol(out.bytes);
    buffer_release(&out);
    return number;
}

/* Every typed table, by id; with `standing` only what is not deleted. */
static inline void world_dump(struct world *world, int site, bool standing, struct buffer *out)
{
    for (int kind = 0; kind < ENTITY_COUNT; kind++) {
        char sql[160];
        snprintf(sql, sizeof sql, "SELECT * FROM \"%s\" %s ORDER BY id", entities[kind].table,
                 standing ? "WHERE deleted = 0" : "");
        buffer_format(out, "-- %s\n", entities[kind].table);
        world_ask(world, site, sql, out);
    }
}

/* What is beside the tables and has to agree as well: in terms of sites and their acts. */
static inline void world_dump_journal(struct world *world, int site, struct buffer *out)
{
    static const char *const questions[] = {
        "SELECT s.id, a.seq, lower(hex(a.hash)), a.undone, a.withheld FROM act AS a"
        " JOIN site AS s ON s.number = a.site ORDER BY 1, 2",
        "SELECT h.row, h.field, s.id, a.seq FROM head AS h JOIN act AS a ON a.number = h.act"
        " JOIN site AS s ON s.number = a.site ORDER BY 1, 2, 3, 4",
        "SELECT p.row, p.field, p.site, p.seq, s.id, a.seq FROM parent AS p"
        " JOIN act AS a ON a.number = p.act JOIN site AS s ON s.number = a.site"
        " ORDER BY 1, 2, 3, 4, 5, 6",
        "SELECT c.row, s.id, a.seq, c.n FROM change AS c JOIN act AS a ON a.number = c.act"
        " JOIN site AS s ON s.number = a.site ORDER BY 1, 2, 3, 4",
        "SELECT w.row, s.id, a.seq, w.n FROM waiting AS w JOIN act AS a ON a.number = w.act"
        " JOIN site AS s ON s.number = a.site ORDER BY 1, 2, 3, 4",
        "SELECT site, seq FROM parked ORDER BY 1, 2"};
    for (size_t i = 0; i < sizeof questions / sizeof *questions; i++) {
        buffer_format(out, "== %zu\n", i);
        world_ask(world, site, questions[i], out);
    }
}

/* Every byte of every act, so that a text can be looked for. */
static inline void world_bodies(struct world *world, int site, struct buffer *out)
{
    struct error error = ERROR_NONE;
    struct statement *read =
        statement_new(world->sites[site]->db, "SELECT body, label FROM act ORDER BY number",
                      STATEMENT_SCANS, &error);
    world_must(world, read != NULL, &error);
    while (statement_step(read, &error) == STATEMENT_ROW) {
        size_t length;
        const void *body = statement_bytes(read, "body", &length);
        buffer_add(out, body, length);
        buffer_add_text(out, statement_text(read, "label"));
    }
    statement_free(read);
}

/* The first line in which two texts differ. */
static inline void world_differ(const struct buffer *one, const struct buffer *other)
{
    size_t i = 0;
    while (i < one->length && i < other->length && one->bytes[i] == other->bytes[i])
        i++;
    while (i > 0 && one->bytes[i - 1] != '\n')
        i--;
    printf("# first  %.*s\n", (int)strcspn(one->bytes + i, "\n"), one->bytes + i);
    printf("# other  %.*s\n", (int)strcspn(other->bytes + i, "\n"), other->bytes + i);
}

static inline bool world_holds(const struct buffer *bytes, const char *text)
{
    size_t length = strlen(text);
    const char *at = bytes->bytes, *end = bytes->bytes + bytes->length;
    while (at != NULL && at < end && (at = memchr(at, text[0], (size_t)(end - at))) != NULL) {
        if ((size_t)(end - at) >= length && memcmp(at, text, length) == 0)
            return true;
        at++;
    }
    return false;
}

/* ---- files ---- */

static inline void world_path(const struct world *world, int site, const char *end,
                              char path[FOLDER_PATH])
{
    snprintf(path, FOLDER_PATH, "%s/%d.%s", world->folder, site, end);
}

static inline void world_open(struct world *world, int site)
{
    char path[FOLDER_PATH], key[FOLDER_PATH], person[32];
    struct error error = ERROR_NONE;
    world_path(world, site, "wijk", path);
    world_path(world, site, "key", key);
    snprintf(person, sizeof person, "Person %d", site);
    struct session_options options = {
        .path = path, .key_path = key, .person = person, .create = access(path, F_OK) != 0};
    world_must(world, session_open(&world->sites[site], &options, &error), &error);
    world->sites[site]->backed_up = world->sites[site]->today; /* not what is tested here */
}

static inline void world_close(struct world *world, int site)
{
    session_close(world->sites[site]);
    world->sites[site] = NULL;
}

static inline void world_copy(const char *from, const char *to)
{
    char bytes[65536];
    FILE *in = fopen(from, "rb"), *out = fopen(to, "wb");
    if (in == NULL || out == NULL)
        abort();
    for (size_t got; (got = fread(bytes, 1, sizeof bytes, in)) > 0;)
        if (fwrite(bytes, 1, got, out) != got)
            abort();
    fclose(in);
    if (fclose(out) != 0 || chmod(to, 0600) != 0)
        abort();
}

static inline char *world_folder(void)
{
    struct stat status;
    char *old = getenv("TMPDIR") == NULL ? NULL : memory_string(getenv("TMPDIR"));
    if (stat("/dev/shm", &status) == 0 && access("/dev/shm", W_OK) == 0)
        setenv("TMPDIR", "/dev/shm", 1);
    char *folder = folder_make();
    if (old != NULL)
        setenv("TMPDIR", old, 1);
    else
        unsetenv("TMPDIR");
    free(old);
    return folder;
}

/* ---- values ---- */

struct world_row {
    enum entity_kind kind;
    struct id id;
};

/* Any row of an entity at a site; false: it has none. */
static inline bool world_any_row(struct world *world, int site, enum entity_kind kind,
                                 struct id *id)
{
    char sql[160];
    struct error error = ERROR_NONE;
    bool found = false;
    snprintf(sql, sizeof sql, "SELECT count(*) FROM \"%s\"", entities[kind].table);
    long count = world_number(world, site, sql);
    if (count == 0)
        return false;
    snprintf(sql, sizeof sql, "SELECT id FROM \"%s\" ORDER BY id LIMIT 1 OFFSET %u",
             entities[kind].table, world_pick(world, (unsigned)count));
    struct statement *read = statement_new(world->sites[site]->db, sql, STATEMENT_SCANS, &error);
    world_must(world, read != NULL && statement_first(read, &found, &error), &error);
    *id = statement_id(read, "id");
    statement_free(read);
    return found;
}

static inline struct value world_date(struct world *world, bool moment)
{
    char text[32];
    snprintf(text, sizeof text, "20%02u-%02u-%02u%s", 10 + world_pick(world, 20),
             1 + world_pick(world, 12), 1 + world_pick(world, 28), moment ? "T13:00:00Z" : "");
    return value_text(text);
}

static inline struct value world_choice(struct world *world, const struct field *field)
{
    unsigned count = 0;
    while (field->choices[count].value != NULL)
        count++;
    return value_text(field->choices[world_pick(world, count)].value);
}

static inline struct value world_integer(struct world *world, const struct field *field)
{
    int64_t low = field->minimum, high = field->maximum;
    if (low == 0 && high == 0)
        high = 1000;
    if (high - low > 1000)
        high = low + 1000;
    return value_integer(low + (int64_t)world_pick(world, (unsigned)(high - low) + 1));
}

/* Any value a field may have; none where it would need a row that is not there. */
static inline struct value world_value(struct world *world, int site, const struct field *field)
{
    char text[24];
    struct id id;
    switch (field->type) {
    case FIELD_TEXT:
    case FIELD_LONG_TEXT:
        snprintf(text, sizeof text, "<%u-%u>", world->seed, ++world->typed);
        return value_text(text);
    case FIELD_INTEGER:
    case FIELD_MONEY:
        return world_integer(world, field);
    case FIELD_DECIMAL:
        return value_real((double)world_pick(world, 100000) / 7);
    case FIELD_DATE:
    case FIELD_MOMENT:
        return world_date(world, field->type == FIELD_MOMENT);
    case FIELD_CHOICE:
        return world_choice(world, field);
    case FIELD_FLAG:
        return value_integer(world_pick(world, 2));
    case FIELD_REFERENCE:
        return world_any_row(world, site, field->refers_to, &id) ? value_id(id) : value_none();
    case FIELD_ENTITY:
    case FIELD_ROW:
        break; /* both together, by world_about */
    }
    return value_none();
}

/* What the fields "entity" and "row" say together. */
static inline void world_about(struct world *world, int site, struct row *row)
{
    if (entity_field(row->entity, "entity") < 0)
        return;
    for (int tries = 0; tries < 20; tries++) {
        struct id id;
        enum entity_kind kind = (enum entity_kind)world_pick(world, ENTITY_COUNT);
        if (!world_any_row(world, site, kind, &id))
            continue;
        row_set(row, "entity", value_text(entities[kind].table));
        row_set(row, "row", value_id(id));
        return;
    }
}

/* Notes a text that was saved. */
static inline void world_note(struct world *world, struct id row, const struct field *field,
                              const struct value *value)
{
    if (value->type != VALUE_TEXT || value->text[0] != '<')
        return;
    struct world_text *text = VECTOR_PUSH(&world->texts);
    *text = (struct world_text){.row = row, .column = field->column};
    snprintf(text->text, sizeof text->text, "%s", value->text);
}

#endif
