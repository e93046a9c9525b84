/* Reference figures beside an indicator: taken over as measurements, and as its benchmark. */
#include <stdlib.h>
#include <string.h>

#include "figures_use.h"
#include "wijk/app/rows.h"
#include "wijk/base/language.h"
#include "wijk/base/text.h"
#include "wijk/store/draft.h"
#include "wijk/store/record.h"

/* ---- dates ---- */

/* "1  januari", "30 september", "24 May"; a total of a year holds at its end. */
date_t figures_date(const char *reference_date, int year)
{
    struct buffer text = BUFFER_EMPTY, typed = BUFFER_EMPTY;
    int ignored, month = 1, day = 1;
    date_t date = DATE_NONE;
    if (reference_date != NULL)
        text_fold(&text, reference_date);
    if (strstr(text.bytes, "jaarcijfer") != NULL || strstr(text.bytes, "annual") != NULL) {
        month = 12;
        day = 31;
    } else if (text.bytes[0] >= '1' && text.bytes[0] <= '9') {
        for (const char *at = text.bytes; *at != '\0'; at++)
            if (*at != ' ' || at[1] != ' ')
                buffer_add_byte(&typed, *at);
        buffer_format(&typed, " %d", year);
        if (date_read(typed.bytes, date_of(year, 1, 1), &date))
            date_parts(date, &ignored, &month, &day);
    }
    buffer_release(&text);
    buffer_release(&typed);
    date = date_of(year, month, day);
    return date == DATE_NONE ? date_of(year, 1, 1) : date;
}

/* ---- what is there ---- */

struct needed {
    const char *variable; /* borrowed from the indicator */
    char *reference_date; /* owned, or NULL */
    char *source;         /* owned, or NULL */
    struct id area;
    struct reference_points points;
};

static void release(struct needed *needed)
{
    free(needed->reference_date);
    free(needed->source);
    free(needed->points.items);
}

static bool find_variable(struct session *session, struct needed *needed, struct error *error)
{
    struct row row;
    struct error why = ERROR_NONE;
    if (figures_variable(session, needed->variable, &row, &why)) {
        needed->reference_date = memory_string(row_text(&row, "reference_date"));
        needed->source = memory_string(row_text(&row, "source"));
        row_release(&row);
        return true;
    }
    return !error_is_set(&why) || error_set(error, why.code, "%s", why.message);
}

static bool load(struct session *session, struct needed *needed, struct error *error)
{
    return find_variable(session, needed, error) &&
           reference_series(session->db, needed->variable, needed->area, &needed->points, error);
}

bool figures_benchmark(struct session *session, const struct row *indicator,
                       struct outlook_measurement **items, size_t *count, struct error *error)
{
    struct needed needed = {.variable = row_text(indicator, "reference_variable"),
                            .area = row_reference(indicator, "benchmark_area")};
    *items = NULL;
    *count = 0;
    if (needed.variable == NULL || id_is_none(needed.area))
        return true;
    bool done = load(session, &needed, error);
    *items = memory_array(needed.points.count + 1, sizeof **items);
    for (size_t i = 0; done && i < needed.points.count; i++)
        if (needed.points.items[i].known)
            (*items)[(*count)++] = (struct outlook_measurement){
                .date = figures_date(needed.reference_date, needed.points.items[i].year),
                .value = needed.points.items[i].value,
                .known = true};
    release(&needed);
    return done;
}

/* ---- taking over ---- */

static bool area_of(struct session *session, const struct row *indicator, struct id *area,
                    struct error *error)
{
    struct row goal, programme;
    if (!record_get(session->db, ENTITY_GOAL, row_reference(indicator, "goal"), &goal, error))
        return false;
    bool read = record_get(session->db, ENTITY_PROGRAMME, row_reference(&goal, "programme"),
                           &programme, error);
    if (read) {
        *area = row_reference(&programme, "area");
        row_release(&programme);
    }
    row_release(&goal);
    return read;
}

struct dates {
    VECTOR(date_t) list;
};

static bool note_date(void *context, const struct row *row, struct error *error)
{
    (void)error;
    struct dates *dates = context;
    *VECTOR_PUSH(&dates->list) = row_date(row, "taken_on");
    return true;
}

static bool has_date(const struct dates *dates, date_t date)
{
    for (size_t i = 0; i < dates->list.count; i++)
        if (dates->list.items[i] == date)
            return true;
    return false;
}

static bool read_dates(struct session *session, struct id indicator, struct dates *dates,
                       struct error *error)
{
    struct query query;
    query_init(&query, ENTITY_MEASUREMENT);
    bool done = query_add(&query, "indicator", QUERY_EQUAL, value_id(indicator), error) &&
                record_each(session->db, &query, note_date, dates, error);
    query_release(&query);
    return done;
}

/* "BBGA, Afd. Basisinformatie / OIS": where it was published, and who made it. */
static void add_source(const struct needed *needed, bool cbs, struct buffer *out)
{
    const char *publisher = cbs ? "CBS StatLine" : "BBGA";
    buffer_add_text(out, publisher);
    if (needed->source != NULL && strcmp(needed->source, "CBS") != 0)
        buffer_format(out, ", %s", needed->source);
}

static void add_measurement(const struct needed *needed, const struct row *indicator,
                            const struct reference_point *point, struct draft *draft)
{
    char day[DATE_TEXT_SIZE];
    struct row row;
    struct buffer source = BUFFER_EMPTY;
    row_init(&row, ENTITY_MEASUREMENT);
    date_iso(figures_date(needed->reference_date, point->year), day);
    add_source(needed, point->cbs, &source);
    row_set(&row, "indicator", value_id(indicator->id));
    row_set(&row, "taken_on", value_text(day));
    if (point->known)
        row_set(&row, "value", value_real(point->value));
    row_set(&row, "status", value_text(point->status));
    row_set(&row, "is_baseline", value_integer(0));
    row_set(&row, "source", value_text(source.bytes));
    row_set(&row, "note", value_text(needed->variable));
    draft_create(draft, &row);
    row_release(&row);
    buffer_release(&source);
}

struct taking {
    const struct row *indicator;
    const struct dates *dates;
    struct draft *draft;
    struct figures_taken *taken;
    int from;
    date_t today;
};

static void take_points(const struct needed *needed, const struct taking *taking)
{
    struct figures_taken *taken = taking->taken;
    for (size_t i = 0; i < needed->points.count; i++) {
        const struct reference_point *point = &needed->points.items[i];
        date_t date = figures_date(needed->reference_date, point->year);
        if (point->year < taking->from)
            continue;
        if (date > taking->today) {
            taken->later++;
        } else if (has_date(taking->dates, date)) {
            taken->existing++;
        } else if (!point->known && strcmp(point->status, "secret") != 0) {
            taken->without++;
        } else {
            taken->taken++;
            add_measurement(needed, taking->indicator, point, taking->draft);
        }
    }
}

static bool nothing_there(struct session *session, const struct needed *needed, struct error *error)
{
    struct buffer area = BUFFER_EMPTY;
    rows_name(session, ENTITY_AREA, needed->area, &area);
    error_set(error, ERROR_NOT_FOUND,
              _("there are no reference figures of %s for %s; 'wijk import FILE --as bbga' or "
                "'--as cbs' takes them from a file"),
              needed->variable, area.bytes);
    buffer_release(&area);
    return false;
}

static bool take(struct session *session, const struct row *indicator, int from,
                 struct figures_taken *taken, struct error *error)
{
    struct needed needed = {.variable = row_text(indicator, "reference_variable")};
    struct dates dates = {{0}};
    const char *name = row_text(indicator, "name"), *kind = row_text(indicator, "kind");
    if (needed.variable == NULL)
        return error_set(error, ERROR_INPUT,
                         _("%s has no reference variable; choose one from the catalogue first"),
                         name);
    if (kind != NULL && strcmp(kind, "words") == 0)
        return error_set(error, ERROR_INPUT, _("%s is told in words; figures do not fit it"), name);
    struct buffer label = BUFFER_EMPTY;
    struct draft draft;
    buffer_format(&label, _("Reference figures of %s for %s"), needed.variable, name);
    draft_init(&draft, label.bytes);
    bool done = area_of(session, indicator, &needed.area, error) && load(session, &needed, error) &&
                read_dates(session, indicator->id, &dates, error) &&
                (needed.points.count > 0 || nothing_there(session, &needed, error));
    if (done)
        take_points(&needed,
                    &(struct taking){indicator, &dates, &draft, taken, from, session->today});
    done = done && (taken->taken == 0 || session_commit(session, &draft, error));
    draft_release(&draft);
    buffer_release(&label);
    release(&needed);
    free(dates.list.items);
    return done;
}

bool figures_take(struct session *session, struct id indicator, int from,
                  struct figures_taken *taken, struct error *error)
{
    struct row row;
    *taken = (struct figures_taken){0};
    if (!session_writable(session, error) ||
        !record_get(session->db, ENTITY_INDICATOR, indicator, &row, error))
        return false;
    bool done = row.deleted ? error_set(error, ERROR_REFUSED, _("%s was deleted: undo that first"),
                                        row_text(&row, "name"))
                            : take(session, &row, from, taken, error);
    row_release(&row);
    return done;
}
