/* Finding a row by what somebody typed. */
#include <stdlib.h>
#include <string.h>

#include "record_sql.h"
#include "wijk/base/text.h"
#include "wijk/store/record.h"

#define FIND_MOST 100 /* more matches are not counted */

/* One way a row can be meant: `column` of the table against what was typed. */
enum find_way {
    FIND_EXACT,  /* byte by byte */
    FIND_FOLDED, /* without regard to case and accents */
    FIND_BEGINS  /* folded beginning */
};

static struct value typed_value(enum find_way way, const char *typed)
{
    struct buffer text = BUFFER_EMPTY;
    if (way == FIND_EXACT)
        buffer_add_text(&text, typed);
    else
        text_fold(&text, typed);
    return (struct value){.type = VALUE_TEXT, .text = buffer_detach(&text)};
}

static void add_way(struct record_sql *sql, const char *column, enum find_way way,
                    const char *typed)
{
    if (way == FIND_EXACT) {
        record_sql_format(sql, "t.\"%s\" = ", column);
        record_sql_bind(sql, typed_value(way, typed));
    } else if (way == FIND_FOLDED) {
        record_sql_format(sql, "fold(t.\"%s\") = ", column);
        record_sql_bind(sql, typed_value(way, typed));
    } else {
        record_sql_format(sql, "instr(fold(t.\"%s\"), ", column);
        record_sql_bind(sql, typed_value(way, typed));
        record_sql_add(sql, ") = 1");
    }
}

static bool count_found(struct db *db, const struct record_sql *sql, enum entity_kind kind,
                        struct record_found *found, struct error *error)
{
    struct statement *statement = record_sql_prepare(db, sql, error);
    if (statement == NULL)
        return false;
    enum statement_step step;
    while ((step = statement_step(statement, error)) == STATEMENT_ROW) {
        if (found->matches++ == 0) {
            struct value id = statement_value_at(statement, 0);
            found->kind = kind;
            found->id = id.id;
            value_release(&id);
        }
    }
    statement_free(statement);
    return step == STATEMENT_DONE;
}

/* What is looked for, where, and what was found so far. */
struct finding {
    struct db *db;
    const struct record_wanted *wanted;
    struct record_found *found;
    struct error *error;
};

/* Adds the rows of the kind for which the condition at the end of `sql` holds. */
static bool find_where(const struct finding *finding, struct record_sql *sql)
{
    const struct record_wanted *wanted = finding->wanted;
    const struct entity *entity = &entities[wanted->kind];
    record_sql_add(sql, " AND t.deleted = 0");
    struct record_sql chain = RECORD_SQL_EMPTY;
    if (!id_is_none(wanted->programme) && wanted->kind != ENTITY_PROGRAMME &&
        record_sql_programme(&chain, entity, "t", wanted->programme)) {
        record_sql_add(sql, " AND ");
        record_sql_programme(sql, entity, "t", wanted->programme);
    }
    record_sql_release(&chain);
    record_sql_format(sql, " ORDER BY t.id LIMIT %d", FIND_MOST);
    return count_found(finding->db, sql, wanted->kind, finding->found, finding->error);
}

/* Unless something was found already. */
static bool find_by(const struct finding *finding, const char *column, enum find_way way)
{
    if (finding->found->matches > 0 || column == NULL)
        return true;
    struct record_sql sql = RECORD_SQL_EMPTY;
    record_sql_format(&sql, "SELECT t.id FROM \"%s\" t WHERE ",
                      entities[finding->wanted->kind].table);
    add_way(&sql, column, way, finding->wanted->typed);
    bool good = find_where(finding, &sql);
    record_sql_release(&sql);
    return good;
}

/* A programme is also called by the name of its area. */
static bool find_by_area(const struct finding *finding)
{
    if (finding->found->matches > 0 || finding->wanted->kind != ENTITY_PROGRAMME)
        return true;
    struct record_sql sql = RECORD_SQL_EMPTY;
    record_sql_add(&sql, "SELECT t.id FROM programme t WHERE t.area IN "
                         "(SELECT a.id FROM area a WHERE fold(a.name) = ");
    record_sql_bind(&sql, typed_value(FIND_FOLDED, finding->wanted->typed));
    record_sql_add(&sql, ")");
    bool good = find_where(finding, &sql);
    record_sql_release(&sql);
    return good;
}

static bool find_uuid(const struct finding *finding)
{
    const struct record_wanted *wanted = finding->wanted;
    struct id id;
    if (!id_parse(wanted->typed, &id))
        return true;
    int first = wanted->kind == ENTITY_NONE ? 0 : (int)wanted->kind;
    int last = wanted->kind == ENTITY_NONE ? ENTITY_COUNT - 1 : (int)wanted->kind;
    for (int kind = first; kind <= last && finding->found->matches == 0; kind++) {
        struct record_at at = {(enum entity_kind)kind, id};
        bool exists;
        if (!record_exists(finding->db, at, &exists, finding->error))
            return false;
        if (exists)
            *finding->found = (struct record_found){at.kind, id, 1};
    }
    return true;
}

static bool find_in_kind(const struct finding *finding)
{
    const struct entity *entity = &entities[finding->wanted->kind];
    const char *title = record_title_is_text(entity) ? entity->title : NULL;
    const char *initials = entity->kind == ENTITY_PERSON ? "initials" : NULL;
    return find_by(finding, entity->code, FIND_EXACT) &&
           find_by(finding, entity->code, FIND_FOLDED) && find_by(finding, initials, FIND_FOLDED) &&
           find_by(finding, title, FIND_EXACT) && find_by(finding, title, FIND_FOLDED) &&
           find_by_area(finding) && find_by(finding, title, FIND_BEGINS);
}

/* By code in every entity that has codes: what is found in several counts together. */
static bool find_in_all(const struct finding *finding, enum find_way way)
{
    struct record_found all = *finding->found;
    for (int kind = 0; kind < ENTITY_COUNT && finding->found->matches == 0; kind++) {
        if (entities[kind].code == NULL)
            continue;
        struct record_wanted wanted = *finding->wanted;
        struct record_found found = {.kind = ENTITY_NONE};
        wanted.kind = (enum entity_kind)kind;
        struct finding one = {finding->db, &wanted, &found, finding->error};
        if (!find_by(&one, entities[kind].code, way))
            return false;
        int matches = all.matches + found.matches;
        if (all.matches == 0 && found.matches > 0)
            all = found;
        all.matches = matches;
    }
    if (finding->found->matches == 0)
        *finding->found = all;
    return true;
}

bool record_find(struct db *db, const struct record_wanted *wanted, struct record_found *found,
                 struct error *error)
{
    struct finding finding = {db, wanted, found, error};
    *found = (struct record_found){.kind = ENTITY_NONE};
    if (wanted->typed == NULL || wanted->typed[0] == '\0')
        return true;
    if (!find_uuid(&finding) || found->matches > 0)
        return found->matches > 0;
    if (wanted->kind != ENTITY_NONE)
        return find_in_kind(&finding);
    return find_in_all(&finding, FIND_EXACT) && find_in_all(&finding, FIND_FOLDED);
}

bool record_find_code(struct db *db, const char *code, struct id programme,
                      struct record_found *found, struct error *error)
{
    struct record_wanted wanted = {.kind = ENTITY_NONE, .typed = code, .programme = programme};
    return record_find(db, &wanted, found, error);
}
