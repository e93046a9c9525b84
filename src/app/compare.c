#include "wijk/app/compare.h"

#include <stdlib.h>
#include <string.h>

#include "wijk/app/city.h"
#include "wijk/app/rows.h"
#include "wijk/base/memory.h"
#include "wijk/base/text.h"
#include "wijk/base/vector.h"
#include "wijk/domain/together.h"
#include "wijk/store/db.h"
#include "wijk/store/record.h"

struct ids {
    struct id *items; /* owned */
    size_t count, capacity;
    const char *name; /* borrowed: only rows of this name; NULL: all */
};

static bool keep_id(void *context, const struct row *row)
{
    struct ids *ids = context;
    const char *name = row_text(row, "name");
    if (ids->name == NULL || (name != NULL && text_compare(name, ids->name) == 0))
        *VECTOR_PUSH(ids) = row->id;
    return true;
}

/* The indicators of the whole file that measure the same. */
static bool find_same(struct session *session, const struct row *indicator, struct ids *ids,
                      struct error *error)
{
    const char *variable = row_text(indicator, "reference_variable");
    const char *column = variable != NULL ? "reference_variable" : "name";
    const char *value = variable != NULL ? variable : row_text(indicator, "name");
    struct query query;
    query_init(&query, ENTITY_INDICATOR);
    bool good = query_add(&query, column, QUERY_EQUAL, value_text(value), error) &&
                rows_each(session, &query, keep_id, ids, error);
    query_release(&query);
    return good;
}

static char *area_of(struct session *session, struct id indicator)
{
    struct buffer name = BUFFER_EMPTY;
    city_area(session, ENTITY_INDICATOR, indicator, &name);
    return name.length == 0 ? memory_string("?") : buffer_detach(&name);
}

/* ---- ranges ---- */

static void stretch(struct compare *compare, double value)
{
    if (!compare->any || value < compare->least)
        compare->least = value;
    if (!compare->any || value > compare->most)
        compare->most = value;
    compare->any = true;
}

static void measure(struct compare *compare, const struct indicator_view *view)
{
    for (size_t i = 0; i < view->measurement_count; i++) {
        const struct value *value = row_value(&view->measurements[i], "value");
        date_t date = row_date(&view->measurements[i], "taken_on");
        if (value->type != VALUE_REAL)
            continue;
        stretch(compare, value->real);
        if (compare->first == DATE_NONE || date < compare->first)
            compare->first = date;
        if (compare->last == DATE_NONE || date > compare->last)
            compare->last = date;
    }
    if (view->outlook.target_known)
        stretch(compare, view->outlook.target.value);
    if (view->compared > 0)
        compare->better++;
    else if (view->compared < 0)
        compare->worse++;
    else if (view->distance != NULL)
        compare->even++;
}

/* The city's own line only where the neighbourhoods have figures: it may begin long before. */
static void measure_benchmarks(struct compare *compare)
{
    for (size_t i = 0; i < compare->count; i++)
        for (size_t b = 0; b < compare->items[i].view.benchmark_count; b++) {
            const struct outlook_measurement *one = &compare->items[i].view.benchmark[b];
            if (one->known && one->date >= compare->first && one->date <= compare->last)
                stretch(compare, one->value);
        }
}

/* What goes worst first: by light, then by how little of the change was made; unknown last. */
static int by_need(const void *one, const void *other)
{
    const struct compare_one *a = one, *b = other;
    if (a->view.light != b->view.light)
        return a->view.light > b->view.light ? -1 : 1;
    const struct outlook *first = &a->view.outlook, *second = &b->view.outlook;
    if (first->share_known && second->share_known && first->share < second->share)
        return -1;
    if (first->share_known && second->share_known && first->share > second->share)
        return 1;
    return text_compare(a->area, b->area);
}

/* ---- together ---- */

/* The newest that was measured by today. */
static const struct row *newest_of(const struct indicator_view *view, date_t today)
{
    for (size_t i = view->measurement_count; i-- > 0;)
        if (row_date(&view->measurements[i], "taken_on") <= today)
            return &view->measurements[i];
    return NULL;
}

/* What is counted differently here and there is not added up. */
static void put_together(struct compare *compare, const struct row *indicator, date_t today)
{
    struct together together;
    struct buffer words = BUFFER_EMPTY;
    enum together_how how = together_how_of(indicator);
    for (size_t i = 0; i < compare->count; i++)
        if (together_how_of(&compare->items[i].view.indicator) != how)
            how = TOGETHER_NOT;
    together_begin(&together, how);
    for (size_t i = 0; i < compare->count; i++) {
        struct together_part part = together_part_of(newest_of(&compare->items[i].view, today));
        together_add(&together, &part);
    }
    struct together_total total = together_total(&together);
    together_words(&words, &total, row_text(indicator, "unit"), language_now());
    compare->together = words.length == 0 ? memory_string("") : buffer_detach(&words);
}

static bool load(struct session *session, struct id indicator, struct compare *compare,
                 struct error *error)
{
    struct row row;
    struct ids ids = {0};
    if (!rows_get(session, ENTITY_INDICATOR, indicator, &row, error))
        return false;
    struct buffer name = BUFFER_EMPTY;
    buffer_add_text(&name, row_text(&row, "name"));
    if (row_text(&row, "unit") != NULL)
        buffer_format(&name, " (%s)", row_text(&row, "unit"));
    compare->name = buffer_detach(&name);
    bool good = find_same(session, &row, &ids, error);
    compare->items = memory_array(ids.count + 1, sizeof *compare->items);
    for (size_t i = 0; good && i < ids.count; i++) {
        struct compare_one *one = &compare->items[compare->count];
        good = indicator_view_load(session, ids.items[i], &one->view, error);
        if (!good)
            break;
        one->indicator = ids.items[i];
        one->area = area_of(session, one->indicator);
        compare->count++;
        measure(compare, &one->view);
    }
    if (compare->count > 1)
        qsort(compare->items, compare->count, sizeof *compare->items, by_need);
    measure_benchmarks(compare);
    put_together(compare, &row, session->today);
    free(ids.items);
    row_release(&row);
    return good;
}

bool compare_load(struct session *session, struct id indicator, struct compare *compare,
                  struct error *error)
{
    *compare = (struct compare){.first = DATE_NONE, .last = DATE_NONE};
    bool held = db_hold(session->db);
    bool good = load(session, indicator, compare, error);
    db_let_go(session->db, held);
    if (!good)
        compare_release(compare);
    return good;
}

void compare_release(struct compare *compare)
{
    for (size_t i = 0; i < compare->count; i++) {
        free(compare->items[i].area);
        indicator_view_release(&compare->items[i].view);
    }
    free(compare->items);
    free(compare->name);
    free(compare->together);
    *compare = (struct compare){.first = DATE_NONE, .last = DATE_NONE};
}
