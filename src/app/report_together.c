/* What is measured in several neighbourhoods, put together: counts summed, percentages as summed
 * numerators over summed denominators. */
#include <stdlib.h>
#include <string.h>

#include "gather.h"
#include "report_internal.h"
#include "wijk/base/language.h"
#include "wijk/base/text.h"
#include "wijk/domain/together.h"
#include "wijk/store/measured.h"

#define YEARS (3 * 366) /* days */

/* The same figure has the same variable, or without one the same name. */
static int by_figure(const void *one, const void *other)
{
    const struct row *first = one, *second = other;
    const char *a = row_text(first, "reference_variable"),
               *b = row_text(second, "reference_variable");
    if ((a == NULL) != (b == NULL))
        return a == NULL ? 1 : -1;
    return a != NULL ? strcmp(a, b)
                     : text_compare_folded(row_text(first, "name"), row_text(second, "name"));
}

static struct together_part part_of(const struct measured *measured)
{
    bool hidden = measured->status == MEASURED_SECRET || measured->status == MEASURED_UNAVAILABLE;
    return (struct together_part){.known = measured->known && !hidden,
                                  .parts = measured->parts && measured->denominator > 0 && !hidden,
                                  .value = measured->value,
                                  .numerator = measured->numerator,
                                  .denominator = measured->denominator,
                                  .date = measured->taken_on};
}

/* The newest by today, with its parts, of those since a day. */
static bool newest_since(struct session *session, const struct row *indicator, date_t since,
                         struct together_part *part, struct error *error)
{
    struct measured_series series = {0};
    *part = (struct together_part){.date = DATE_NONE};
    bool read = measured_series(session->db, indicator->id, since, &series, error);
    for (size_t i = series.count; read && i-- > 0;)
        if (series.items[i].taken_on <= session->today) {
            *part = part_of(&series.items[i]);
            break;
        }
    free(series.items);
    return read;
}

/* Of the last years, which nearly always tell; else of all. */
static bool newest(struct session *session, const struct row *indicator, struct together_part *part,
                   struct error *error)
{
    date_t since = session->today - YEARS;
    return newest_since(session, indicator, since, part, error) &&
           (part->date >= since || newest_since(session, indicator, DATE_NONE, part, error));
}

static bool add_group(struct report *report, struct template_record *record, const struct row *rows,
                      size_t count, struct error *error)
{
    struct together together;
    struct together_part part;
    struct buffer words = BUFFER_EMPTY;
    enum together_how how = together_how_of(&rows[0]);
    for (size_t i = 1; i < count; i++)
        how = together_how_of(&rows[i]) == how ? how : TOGETHER_NOT;
    if (how == TOGETHER_NOT)
        return true;
    together_begin(&together, how);
    for (size_t i = 0; i < count; i++) {
        if (!newest(report->session, &rows[i], &part, error))
            return false;
        together_add(&together, &part);
    }
    struct together_total total = together_total(&together);
    together_words(&words, &total, row_text(&rows[0], "unit"), language_now());
    if (words.length > 0) {
        struct template_record *line = template_add(record, "together");
        template_set(line, "name", row_text(&rows[0], "name"));
        template_set(line, "total", words.bytes);
    }
    buffer_release(&words);
    return true;
}

bool report_together(struct report *report, struct template_record *record, struct error *error)
{
    struct gathered rows = {.list = {0}};
    struct query query;
    query_init(&query, ENTITY_INDICATOR);
    query.only = "name unit kind additive reference_variable";
    bool good = gather_query(report->session, &query, &rows, error);
    const struct row *items = rows.list.items;
    if (good && rows.list.count > 1)
        qsort(rows.list.items, rows.list.count, sizeof *rows.list.items, by_figure);
    for (size_t first = 0, end; good && first < rows.list.count; first = end) {
        for (end = first + 1; end < rows.list.count; end++)
            if (by_figure(&items[first], &items[end]) != 0)
                break;
        good = end - first < 2 || add_group(report, record, &items[first], end - first, error);
    }
    gather_release(&rows);
    return good;
}
