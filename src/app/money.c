#include "wijk/app/money.h"

#include <stdlib.h>
#include <string.h>

#include "gather.h"
#include "wijk/app/rows.h"
#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/base/text.h"
#include "wijk/base/vector.h"
#include "wijk/store/db.h"

/* What lines lead to. */
struct ledger {
    struct session *session; /* borrowed */
    const struct money_question *question;
    struct gathered lines, efforts, contributions, goals, partners, programmes; /* each by id */
};

static const char *const words[MONEY_BY_COUNT] = {
    [MONEY_FUNDER] = N_("funder"), [MONEY_EFFORT] = N_("effort"), [MONEY_THEME] = N_("theme"),
    [MONEY_YEAR] = N_("year"),     [MONEY_AREA] = N_("area"),     [MONEY_PURPOSE] = N_("purpose"),
};

const char *money_word(enum money_by by)
{
    return words[by];
}

bool money_by_named(const char *typed, enum money_by *by)
{
    for (int i = 0; i < MONEY_BY_COUNT; i++)
        if (text_compare(typed, words[i]) == 0 ||
            text_compare(typed, language_text(LANGUAGE_NL, words[i])) == 0) {
            *by = (enum money_by)i;
            return true;
        }
    return false;
}

/* ---- reading ---- */

static int by_id(const void *one, const void *other)
{
    const struct row *a = one, *b = other;
    return memcmp(a->id.bytes, b->id.bytes, sizeof a->id.bytes);
}

static bool read_kind(struct session *session, enum entity_kind kind, struct gathered *rows,
                      struct error *error)
{
    struct query query;
    query_init(&query, kind);
    if (kind != ENTITY_PARTNER)
        query.programme = session->programme;
    bool read = gather_query(session, &query, rows, error);
    if (read && rows->list.count > 1)
        qsort(rows->list.items, rows->list.count, sizeof *rows->list.items, by_id);
    return read;
}

static const struct row *find(const struct gathered *rows, struct id id)
{
    struct row key = {.id = id};
    return rows->list.count == 0
               ? NULL
               : bsearch(&key, rows->list.items, rows->list.count, sizeof *rows->list.items, by_id);
}

/* ---- goals of an effort ---- */

static const char *code_of(const struct row *goal)
{
    const char *code = row_text(goal, "code");
    return code == NULL ? "" : code;
}

/* The goal that decides under which theme the effort counts. */
static const struct row *main_goal(const struct ledger *ledger, struct id effort)
{
    const struct row *best = NULL;
    int64_t most = 0;
    for (size_t i = 0; i < ledger->contributions.list.count; i++) {
        const struct row *link = &ledger->contributions.list.items[i];
        if (!id_equal(row_reference(link, "effort"), effort))
            continue;
        const struct row *goal = find(&ledger->goals, row_reference(link, "goal"));
        int64_t weight = row_integer(link, "weight", 0);
        if (goal != NULL && (best == NULL || weight > most ||
                             (weight == most && strcmp(code_of(goal), code_of(best)) < 0))) {
            best = goal;
            most = weight;
        }
    }
    return best;
}

static void name_goals(const struct ledger *ledger, struct id effort, struct buffer *out)
{
    for (size_t i = 0; i < ledger->contributions.list.count; i++) {
        const struct row *link = &ledger->contributions.list.items[i];
        const struct row *goal = find(&ledger->goals, row_reference(link, "goal"));
        if (goal != NULL && id_equal(row_reference(link, "effort"), effort))
            buffer_format(out, "%s%s", out->length > 0 ? ", " : "", code_of(goal));
    }
}

/* ---- dividing ---- */

struct key {
    enum entity_kind kind;
    struct id id;
    int year;
    const char *purpose;
};

static struct key area_key(const struct ledger *ledger, const struct row *effort)
{
    struct key key = {.kind = ENTITY_AREA};
    const struct row *programme =
        effort == NULL ? NULL : find(&ledger->programmes, row_reference(effort, "programme"));
    if (programme != NULL)
        key.id = row_reference(programme, "area");
    return key;
}

static struct key key_of(const struct ledger *ledger, const struct row *line,
                         const struct row *effort)
{
    struct key key = {.kind = ENTITY_NONE};
    const struct row *goal;
    switch (ledger->question->by) {
    case MONEY_FUNDER:
        return (struct key){.kind = ENTITY_PARTNER, .id = row_reference(line, "funder")};
    case MONEY_EFFORT:
        return (struct key){.kind = ENTITY_EFFORT, .id = row_reference(line, "effort")};
    case MONEY_THEME:
        key.kind = ENTITY_THEME;
        goal = main_goal(ledger, row_reference(line, "effort"));
        if (goal != NULL)
            key.id = row_reference(goal, "theme");
        return key;
    case MONEY_AREA:
        return area_key(ledger, effort);
    case MONEY_YEAR:
        key.year = (int)row_integer(line, "year", 0);
        return key;
    default:
        key.purpose = row_text(line, "purpose");
        return key;
    }
}

static char *name_of(const struct ledger *ledger, const struct key *key)
{
    struct buffer name = BUFFER_EMPTY;
    const struct entity *line = &entities[ENTITY_BUDGET_LINE];
    if (key->year > 0)
        buffer_format(&name, "%d", key->year);
    else if (key->purpose != NULL)
        buffer_add_text(
            &name, field_choice_label(&line->fields[entity_field(line, "purpose")], key->purpose));
    else if (key->kind == ENTITY_EFFORT)
        rows_title(ledger->session, key->kind, key->id, &name);
    else if (key->kind != ENTITY_NONE && !id_is_none(key->id))
        rows_name(ledger->session, key->kind, key->id, &name);
    else
        buffer_add_text(&name, _("(none)"));
    return buffer_detach(&name);
}

/* A purpose is known by its name. */
static bool is_row_of(const struct money_row *row, const struct key *key, const char *name)
{
    return row->kind == key->kind && row->year == key->year && id_equal(row->id, key->id) &&
           (name == NULL || strcmp(row->name, name) == 0);
}

/* A handful of rows but for efforts, of which a city has some hundreds. What is named by its row is
 * named once, not for every line of it. */
static size_t row_for(const struct ledger *ledger, struct money *money, const struct key *key,
                      size_t *capacity)
{
    bool purpose = key->kind == ENTITY_NONE && key->year == 0;
    char *name = purpose ? name_of(ledger, key) : NULL;
    for (size_t i = 0; i < money->count; i++)
        if (is_row_of(&money->rows[i], key, name)) {
            free(name);
            return i;
        }
    if (name == NULL)
        name = name_of(ledger, key);
    if (money->count == *capacity)
        money->rows = vector_grow(money->rows, capacity, sizeof *money->rows);
    money->rows[money->count] =
        (struct money_row){.kind = key->kind, .id = key->id, .year = key->year, .name = name};
    return money->count++;
}

/* National extra money: a ministry pays, or it has a purpose. */
static bool is_national(const struct ledger *ledger, const struct row *line)
{
    const struct row *funder = find(&ledger->partners, row_reference(line, "funder"));
    const char *kind = funder == NULL ? NULL : row_text(funder, "kind");
    return row_text(line, "purpose") != NULL || (kind != NULL && strcmp(kind, "ministry") == 0);
}

static bool is_asked(const struct ledger *ledger, const struct row *line)
{
    const struct money_question *question = ledger->question;
    return (question->year == 0 || row_integer(line, "year", 0) == question->year) &&
           (!question->national || is_national(ledger, line));
}

static void trace(const struct ledger *ledger, const struct row *line, struct money_line *out)
{
    struct buffer effort = BUFFER_EMPTY, funder = BUFFER_EMPTY, goals = BUFFER_EMPTY;
    out->line = line->id;
    out->effort = row_reference(line, "effort");
    out->year = (int)row_integer(line, "year", 0);
    const struct field *field = &line->entity->fields[entity_field(line->entity, "purpose")];
    const char *purpose = row_text(line, "purpose");
    for (const struct choice *at = field->choices; purpose != NULL && at->value != NULL; at++)
        if (strcmp(at->value, purpose) == 0)
            out->purpose = at->value;
    rows_title(ledger->session, ENTITY_EFFORT, out->effort, &effort);
    rows_name(ledger->session, ENTITY_PARTNER, row_reference(line, "funder"), &funder);
    name_goals(ledger, out->effort, &goals);
    out->effort_name = buffer_detach(&effort);
    out->funder = buffer_detach(&funder);
    out->goals = buffer_detach(&goals);
}

static void divide(const struct ledger *ledger, struct money *money)
{
    size_t capacity = 0;
    money->lines = memory_array(ledger->lines.list.count + 1, sizeof *money->lines);
    for (size_t i = 0; i < ledger->lines.list.count; i++) {
        const struct row *line = &ledger->lines.list.items[i];
        if (!is_asked(ledger, line))
            continue;
        const struct row *effort = find(&ledger->efforts, row_reference(line, "effort"));
        struct budget_part part = {.planned = row_integer(line, "planned", 0),
                                   .committed = row_integer(line, "committed", 0),
                                   .spent = row_integer(line, "spent", 0),
                                   .year = (int)row_integer(line, "year", 0),
                                   .starts =
                                       effort == NULL ? DATE_NONE : row_date(effort, "starts"),
                                   .ends = effort == NULL ? DATE_NONE : row_date(effort, "ends")};
        struct key key = key_of(ledger, line, effort);
        struct money_line *out = &money->lines[money->line_count++];
        out->row = row_for(ledger, money, &key, &capacity);
        budget_add(&out->sum, &part, ledger->session->today);
        budget_add(&money->rows[out->row].sum, &part, ledger->session->today);
        budget_add(&money->total, &part, ledger->session->today);
        trace(ledger, line, out);
    }
}

/* ---- order ---- */

/* Years in their order, the rest by what was planned, then by name. */
static int by_weight(const struct money_row *one, const struct money_row *other)
{
    if (one->year != other->year)
        return one->year < other->year ? -1 : 1;
    if (one->sum.planned != other->sum.planned)
        return one->sum.planned > other->sum.planned ? -1 : 1;
    return text_compare(one->name, other->name);
}

struct place {
    struct money_row row;
    size_t before;
};

static int by_place(const void *one, const void *other)
{
    return by_weight(&((const struct place *)one)->row, &((const struct place *)other)->row);
}

static int by_row(const void *one, const void *other)
{
    const struct money_line *a = one, *b = other;
    if (a->row != b->row)
        return a->row < b->row ? -1 : 1;
    if (a->year != b->year)
        return a->year < b->year ? -1 : 1;
    int order = text_compare(a->effort_name, b->effort_name);
    return order != 0 ? order : memcmp(a->line.bytes, b->line.bytes, sizeof a->line.bytes);
}

static void put_in_order(struct money *money)
{
    struct place *places = memory_array(money->count + 1, sizeof *places);
    size_t *now = memory_array(money->count + 1, sizeof *now);
    for (size_t i = 0; i < money->count; i++)
        places[i] = (struct place){money->rows[i], i};
    if (money->count > 1)
        qsort(places, money->count, sizeof *places, by_place);
    for (size_t i = 0; i < money->count; i++) {
        money->rows[i] = places[i].row;
        now[places[i].before] = i;
    }
    for (size_t i = 0; i < money->line_count; i++)
        money->lines[i].row = now[money->lines[i].row];
    if (money->line_count > 1)
        qsort(money->lines, money->line_count, sizeof *money->lines, by_row);
    free(places);
    free(now);
}

bool money_load(struct session *session, const struct money_question *question, struct money *money,
                struct error *error)
{
    struct ledger ledger = {.session = session, .question = question};
    *money = (struct money){.count = 0};
    bool held = db_hold(session->db);
    bool read = read_kind(session, ENTITY_BUDGET_LINE, &ledger.lines, error) &&
                read_kind(session, ENTITY_EFFORT, &ledger.efforts, error) &&
                read_kind(session, ENTITY_CONTRIBUTION, &ledger.contributions, error) &&
                read_kind(session, ENTITY_GOAL, &ledger.goals, error) &&
                read_kind(session, ENTITY_PARTNER, &ledger.partners, error) &&
                read_kind(session, ENTITY_PROGRAMME, &ledger.programmes, error);
    if (read) {
        divide(&ledger, money);
        put_in_order(money);
    }
    db_let_go(session->db, held);
    gather_release(&ledger.lines);
    gather_release(&ledger.efforts);
    gather_release(&ledger.contributions);
    gather_release(&ledger.goals);
    gather_release(&ledger.partners);
    gather_release(&ledger.programmes);
    return read;
}

void money_release(struct money *money)
{
    for (size_t i = 0; i < money->count; i++)
        free(money->rows[i].name);
    for (size_t i = 0; i < money->line_count; i++) {
        free(money->lines[i].effort_name);
        free(money->lines[i].funder);
        free(money->lines[i].goals);
    }
    free(money->rows);
    free(money->lines);
    *money = (struct money){.count = 0};
}
