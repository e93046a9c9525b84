/*
 * What the parts of the generator of bench files share: the rows made so far, and short ways to
 * make a next one. All of it is invented and says so.
 */
#ifndef WIJK_BENCH_BUILDER_H
#define WIJK_BENCH_BUILDER_H

#include <stdlib.h>

#include "wijk/base/date.h"
#include "wijk/base/memory.h"
#include "wijk/domain/row.h"
#include "wijk/store/journal.h"
#include "words.h"

#define THEMES 5
#define PARTNERS 40
#define PEOPLE 60
#define ROWS_AN_ACT 5000

struct size {
    int programmes, goals, results;                  /* goals a theme, results a goal */
    int indicators, measurements, efforts, problems; /* of the file */
    int meetings, entries, agreements, escalations;  /* of the file */
};

struct builder {
    struct chance chance;
    struct journal *journal;
    struct draft draft;
    struct size size;
    int64_t moment; /* of the ids, milliseconds */
    long rows;
    date_t first, last; /* of the measurements */
    struct id themes[THEMES], partners[PARTNERS], people[PEOPLE], programmes[17];
    struct id city_area, areas[17];
    struct id *results, *efforts, *indicators; /* owned */
    struct id *open;                           /* owned: open problems */
    int open_count;
    int *result_programme, *result_theme, *result_number;
    int result_count;
    double *level; /* the value an indicator wanders about */
};

static inline _Noreturn void stop(const struct error *error)
{
    fprintf(stderr, "city: %s (%s)\n", error->message, error->detail);
    exit(1);
}

static inline struct id next_id(struct builder *b)
{
    uint8_t random[10];
    uint64_t one = chance_next(&b->chance), two = chance_next(&b->chance);
    memcpy(random, &one, 8);
    memcpy(random + 8, &two, 2);
    return id_from(b->moment++, random);
}

static inline void flush(struct builder *b)
{
    struct error error = ERROR_NONE;
    if (!draft_is_empty(&b->draft) && !journal_run_add(b->journal, &b->draft, &error))
        stop(&error);
    draft_clear(&b->draft);
}

/* Puts the row in the file and empties it for a next one of its kind. */
static inline struct id put(struct builder *b, struct row *row)
{
    struct error error = ERROR_NONE;
    row->id = next_id(b);
    if (!row_check(row, &error))
        stop(&error);
    draft_create(&b->draft, row);
    if (++b->rows % ROWS_AN_ACT == 0)
        flush(b);
    struct id id = row->id;
    enum entity_kind kind = row->entity->kind;
    row_release(row);
    row_init(row, kind);
    return id;
}

static inline void set_date(struct row *row, const char *column, date_t date)
{
    char text[DATE_TEXT_SIZE];
    date_iso(date, text);
    row_set(row, column, value_text(text));
}

static inline void set_text(struct builder *b, struct row *row, const char *column, int count)
{
    char room[1000];
    row_set(row, column, value_text(chance_text(&b->chance, count, room, sizeof room)));
}

static inline void set_choice(struct builder *b, struct row *row, const char *column)
{
    const struct field *field = &row->entity->fields[entity_field(row->entity, column)];
    int count = 0;
    while (field->choices[count].value != NULL)
        count++;
    row_set(row, column, value_text(field->choices[chance_below(&b->chance, count)].value));
}

static inline void set_one_of(struct builder *b, struct row *row, const char *column,
                              const struct id *from, int count)
{
    row_set(row, column, value_id(from[chance_below(&b->chance, count)]));
}

static inline PRINTF_LIKE(3, 4) void set_format(struct row *row, const char *column,
                                                const char *format, ...)
{
    struct buffer text = BUFFER_EMPTY;
    va_list arguments;
    va_start(arguments, format);
    buffer_format_list(&text, format, arguments);
    va_end(arguments);
    row_set(row, column, value_text(text.bytes));
    buffer_release(&text);
}

#endif
