#include <string.h>

#include "check_fold.h"
#include "wijk/base/language.h"
#include "wijk/domain/row.h"

/* Two walks over the same rows in the same order, in the file and in the target. */
struct pair {
    struct statement *here, *there;
    enum statement_step here_step, there_step;
};

static bool start(struct check *check, const char *sql, struct pair *pair, struct error *error)
{
    *pair = (struct pair){0};
    pair->here = statement_new(check->db, sql, STATEMENT_SCANS, error);
    pair->there =
        pair->here == NULL ? NULL : statement_new(check->target, sql, STATEMENT_SCANS, error);
    if (pair->there == NULL)
        return false;
    pair->here_step = statement_step(pair->here, error);
    pair->there_step = statement_step(pair->there, error);
    return pair->here_step != STATEMENT_FAILED && pair->there_step != STATEMENT_FAILED;
}

static void stop(struct pair *pair)
{
    statement_free(pair->here);
    statement_free(pair->there);
}

static void name_row(struct buffer *out, struct statement *row, const struct entity *entity)
{
    char id[ID_TEXT_SIZE];
    struct value title = value_none();
    int at = entity->title == NULL ? -1 : entity_field(entity, entity->title);
    if (at >= 0)
        title = statement_value_at(row, at + 2);
    id_format(statement_id(row, "id"), id);
    if (title.type == VALUE_TEXT)
        buffer_format(out, "“%.60s” (%s)", title.text, id);
    else
        buffer_add_text(out, id);
    value_release(&title);
}

static void show(struct buffer *out, const struct field *field, const struct value *value)
{
    if (value_is_none(value))
        buffer_add_text(out, _("unknown"));
    else if (field == NULL)
        buffer_format(out, "%lld", (long long)value->integer);
    else
        field_show(out, field, value, language_now());
}

/* Column 0 is the id, 1 the mark of deletion, then the fields. */
static void compare_row(struct check *check, struct pair *pair, const struct entity *entity)
{
    for (int at = 1; at < statement_columns(pair->here); at++) {
        struct value here = statement_value_at(pair->here, at);
        struct value there = statement_value_at(pair->there, at);
        if (!value_equal(&here, &there)) {
            struct buffer name = BUFFER_EMPTY, one = BUFFER_EMPTY, other = BUFFER_EMPTY;
            const struct field *field = at == 1 ? NULL : &entity->fields[at - 2];
            name_row(&name, pair->here, entity);
            show(&one, field, &here);
            show(&other, field, &there);
            check_found(check, _("%s %s: %s is %.80s in the table, but %.80s in the journal"),
                        _(entity->label), name.bytes,
                        field == NULL ? _("deleted") : _(field->label), one.bytes, other.bytes);
            buffer_release(&name);
            buffer_release(&one);
            buffer_release(&other);
        }
        value_release(&here);
        value_release(&there);
    }
}

static void alone(struct check *check, struct statement *row, const struct entity *entity,
                  bool here)
{
    struct buffer name = BUFFER_EMPTY;
    name_row(&name, row, entity);
    check_found(check,
                here ? _("%s %s is in the table, but not in the journal")
                     : _("%s %s is in the journal, but not in the table"),
                _(entity->label), name.bytes);
    buffer_release(&name);
}

static int order(struct pair *pair)
{
    if (pair->here_step == STATEMENT_DONE)
        return 1;
    if (pair->there_step == STATEMENT_DONE)
        return -1;
    struct id here = statement_id(pair->here, "id"), there = statement_id(pair->there, "id");
    return memcmp(here.bytes, there.bytes, sizeof here.bytes);
}

static bool walk(struct check *check, struct pair *pair, const struct entity *entity,
                 struct error *error)
{
    while (pair->here_step == STATEMENT_ROW || pair->there_step == STATEMENT_ROW) {
        int which = order(pair);
        if (which == 0)
            compare_row(check, pair, entity);
        else
            alone(check, which < 0 ? pair->here : pair->there, entity, which < 0);
        check->report->rows++;
        if (which <= 0)
            pair->here_step = statement_step(pair->here, error);
        if (which >= 0)
            pair->there_step = statement_step(pair->there, error);
    }
    return pair->here_step != STATEMENT_FAILED && pair->there_step != STATEMENT_FAILED;
}

static bool compare_table(struct check *check, const struct entity *entity, struct error *error)
{
    struct buffer sql = BUFFER_EMPTY;
    struct pair pair;
    buffer_add_text(&sql, "SELECT id, deleted");
    for (size_t i = 0; i < entity->field_count; i++)
        buffer_format(&sql, ", %s", entity->fields[i].column);
    buffer_format(&sql, " FROM %s ORDER BY id", entity->table);
    bool fine = start(check, sql.bytes, &pair, error) && walk(check, &pair, entity, error);
    stop(&pair);
    buffer_release(&sql);
    return fine;
}

static bool same_row(const struct pair *pair)
{
    bool same = true;
    for (int at = 0; same && at < statement_columns(pair->here); at++) {
        struct value here = statement_value_at(pair->here, at);
        struct value there = statement_value_at(pair->there, at);
        same = value_equal(&here, &there);
        value_release(&here);
        value_release(&there);
    }
    return same;
}

/* An index either is right or is not: one finding. */
static bool compare_index(struct check *check, const char *sql, struct error *error)
{
    struct pair pair;
    bool fine = start(check, sql, &pair, error), same = true;
    while (fine && same && (pair.here_step == STATEMENT_ROW || pair.there_step == STATEMENT_ROW)) {
        same = pair.here_step == pair.there_step && same_row(&pair);
        pair.here_step = statement_step(pair.here, error);
        pair.there_step = statement_step(pair.there, error);
        fine = pair.here_step != STATEMENT_FAILED && pair.there_step != STATEMENT_FAILED;
    }
    stop(&pair);
    if (fine && !same)
        check_found(check, "%s", _("an index of the journal does not agree with its acts"));
    return fine;
}

bool check_compare(struct check *check, struct error *error)
{
    static const char *const indexes[] = {
        "SELECT row, act, n, place FROM change ORDER BY row, act, n",
        "SELECT row, field, act FROM head ORDER BY row, field, act",
        "SELECT row, field, site, seq, act FROM parent ORDER BY row, field, site, seq, act",
        "SELECT number, undone FROM act ORDER BY number"};
    bool fine = true;
    for (size_t i = 0; fine && i < ENTITY_COUNT; i++)
        fine = compare_table(check, &entities[i], error);
    for (size_t i = 0; fine && i < sizeof indexes / sizeof *indexes; i++)
        fine = compare_index(check, indexes[i], error);
    return fine;
}
