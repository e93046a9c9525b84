/* The catalogue of variables: looking in it, and filling an indicator from it. */
#include <stdlib.h>
#include <string.h>

#include "figures_use.h"
#include "wijk/base/language.h"
#include "wijk/base/text.h"
#include "wijk/domain/reference.h"
#include "wijk/store/db.h"
#include "wijk/store/record.h"

struct one {
    struct row *row;
    bool found;
};

static bool take_one(void *context, const struct row *row, struct error *error)
{
    (void)error;
    struct one *one = context;
    *one->row = (struct row){.entity = row->entity};
    one->row->values = memory_array(row->entity->field_count, sizeof *one->row->values);
    for (size_t i = 0; i < row->entity->field_count; i++)
        one->row->values[i] = value_copy(&row->values[i]);
    one->found = true;
    return false;
}

bool figures_variable(struct session *session, const char *variable, struct row *row,
                      struct error *error)
{
    struct query query = {.entity = &reference_variables, .order = -1};
    struct one one = {row, false};
    bool read = query_add(&query, "variable", QUERY_EQUAL, value_text(variable), error) &&
                reference_each(session->db, &query, take_one, &one, error);
    query_release(&query);
    return read && one.found;
}

/* In the language of the user, else in the other. */
static const char *in_language(const struct row *row, const char *dutch, const char *english)
{
    bool nl = language_now() == LANGUAGE_NL;
    const char *first = row_text(row, nl ? dutch : english);
    return first != NULL ? first : row_text(row, nl ? english : dutch);
}

/* ---- searching ---- */

struct hit {
    int score;
    char *variable, *label, *detail; /* owned */
};

struct searching {
    const char *typed;
    VECTOR(struct hit) hits;
};

/* All words typed stand somewhere in label, name or definition; a label that fits letter by letter
 * counts most. */
static int score_of(const struct row *row, const char *typed)
{
    const char *name = row_text(row, "variable");
    const char *label = in_language(row, "label", "label_en");
    const char *definition = in_language(row, "definition", "definition_en");
    if (*typed == '\0')
        return 0;
    int best = label == NULL ? -1 : text_match(label, typed);
    if (label != NULL && text_contains(label, typed))
        best += 1000;
    int by_name = text_match(name, typed);
    if (by_name >= 0 && text_contains(name, typed))
        by_name += 900;
    if (by_name > best)
        best = by_name;
    if (best < 0 && definition != NULL && text_contains(definition, typed))
        best = 0;
    return best;
}

static bool score_row(void *context, const struct row *row, struct error *error)
{
    (void)error;
    struct searching *searching = context;
    int score = score_of(row, searching->typed);
    if (score < 0)
        return true;
    struct buffer detail = BUFFER_EMPTY;
    const char *label = in_language(row, "label", "label_en");
    const char *unit = row_text(row, "unit"), *topic = in_language(row, "topic", "topic_en");
    buffer_add_text(&detail, row_text(row, "variable"));
    if (unit != NULL)
        buffer_format(&detail, " · %s", unit);
    if (topic != NULL)
        buffer_format(&detail, " · %s", topic);
    *VECTOR_PUSH(&searching->hits) = (struct hit){
        score, memory_string(row_text(row, "variable")),
        memory_string(label != NULL ? label : row_text(row, "variable")), buffer_detach(&detail)};
    return true;
}

static int by_score(const void *one, const void *other)
{
    const struct hit *a = one, *b = other;
    if (a->score != b->score)
        return a->score < b->score ? 1 : -1;
    int order = text_compare(a->label, b->label);
    return order != 0 ? order : strcmp(a->variable, b->variable);
}

bool figures_search(struct session *session, const char *typed, figures_found_call *each,
                    void *context, struct error *error)
{
    struct query query = {.entity = &reference_variables, .order = -1};
    struct searching searching = {.typed = typed};
    bool done = reference_each(session->db, &query, score_row, &searching, error);
    size_t count = searching.hits.count;
    if (count > 0)
        qsort(searching.hits.items, count, sizeof *searching.hits.items, by_score);
    for (size_t i = 0; i < count; i++) {
        struct hit *hit = &searching.hits.items[i];
        if (done && i < FIGURES_FOUND)
            each(context, hit->variable, hit->label, hit->detail);
        free(hit->variable);
        free(hit->label);
        free(hit->detail);
    }
    free(searching.hits.items);
    return done;
}

/* ---- filling an indicator ---- */

/* The catalogue's words for how often, as a choice of indicators. */
static const char *frequency_of(const char *text)
{
    struct buffer folded = BUFFER_EMPTY;
    const char *found = "year";
    if (text != NULL)
        text_fold(&folded, text);
    if (strstr(folded.bytes, "twee jaar") != NULL || strstr(folded.bytes, "2 jaar") != NULL ||
        strstr(folded.bytes, "vier jaar") != NULL || strstr(folded.bytes, "two years") != NULL)
        found = "two years";
    else if (strstr(folded.bytes, "eenmalig") != NULL || strstr(folded.bytes, "one-off") != NULL)
        found = "once";
    else if (strstr(folded.bytes, "2 keer per jaar") != NULL)
        found = "half-year";
    else if (strstr(folded.bytes, "kwartaal") != NULL)
        found = "quarter";
    else if (strstr(folded.bytes, "maand") != NULL)
        found = "month";
    buffer_release(&folded);
    return found;
}

static void set_text(struct row *row, const char *column, const char *text)
{
    if (text == NULL)
        return;
    const struct field *field = &row->entity->fields[entity_field(row->entity, column)];
    size_t limit = field->type == FIELD_LONG_TEXT ? FIELD_LONG_TEXT_LIMIT : FIELD_TEXT_LIMIT;
    struct buffer cut = BUFFER_EMPTY;
    buffer_add_text(&cut, text);
    if (cut.length > limit) {
        size_t at = text_before(cut.bytes, cut.length, limit);
        buffer_delete(&cut, at, cut.length - at);
    }
    row_set(row, column, value_text(cut.bytes));
    buffer_release(&cut);
}

static bool take_city(void *context, const struct row *row, struct error *error)
{
    (void)error;
    *(struct id *)context = row->id;
    return false;
}

static bool set_benchmark(struct session *session, struct row *indicator, struct error *error)
{
    struct query query;
    struct id city = {{0}};
    if (!id_is_none(row_reference(indicator, "benchmark_area")))
        return true;
    query_init(&query, ENTITY_AREA);
    bool done = query_add(&query, "kind", QUERY_EQUAL, value_text("city"), error) &&
                record_each(session->db, &query, take_city, &city, error);
    query_release(&query);
    if (done && !id_is_none(city))
        row_set(indicator, "benchmark_area", value_id(city));
    return done;
}

bool figures_describe(struct session *session, const char *variable, struct row *indicator,
                      bool *confirmed, struct error *error)
{
    struct row row;
    if (!figures_variable(session, variable, &row, error))
        return error_is_set(error) ? false
                                   : error_set(error, ERROR_NOT_FOUND,
                                               _("the catalogue has no variable '%s'"), variable);
    const char *unit = row_text(&row, "unit"), *direction = row_text(&row, "direction");
    const char *label = in_language(&row, "label", "label_en");
    set_text(indicator, "name", label != NULL ? label : variable);
    set_text(indicator, "definition", in_language(&row, "definition", "definition_en"));
    set_text(indicator, "unit", unit);
    set_text(indicator, "source", row_text(&row, "source"));
    set_text(indicator, "reference_variable", row_text(&row, "variable"));
    row_set(indicator, "kind",
            value_text(unit != NULL && strcmp(unit, "%") == 0 ? "percent" : "count"));
    row_set(indicator, "frequency", value_text(frequency_of(row_text(&row, "frequency"))));
    *confirmed = direction != NULL;
    if (direction != NULL)
        row_set(indicator, "direction", value_text(direction));
    row_release(&row);
    return set_benchmark(session, indicator, error);
}

bool figures_direction(struct session *session, const char *variable, const char *direction,
                       struct error *error)
{
    struct reference_put put = {
        .texts = {[REFERENCE_VARIABLE] = variable, [REFERENCE_DIRECTION] = direction}};
    enum reference_change ignored;
    if (session->dry_run)
        return true;
    if (!session_writable(session, error) || !db_begin(session->db, error))
        return false;
    if (reference_variable_put(session->db, &put, &ignored, error) &&
        db_commit(session->db, error)) {
        session->changes++;
        return true;
    }
    db_rollback(session->db);
    return false;
}
