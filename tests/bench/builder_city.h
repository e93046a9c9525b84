/*
 * What the overview of the city compares and what its board is asked: published figures of the
 * areas and the city, and escalations. Made last, so that the rows before are the same as ever.
 */
#ifndef WIJK_BENCH_BUILDER_CITY_H
#define WIJK_BENCH_BUILDER_CITY_H

#include "builder.h"
#include "wijk/store/db.h"
#include "wijk/store/reference.h"

#define VARIABLES 40
#define FIGURE_YEARS 5   /* up to 2009 */
#define FOR_THE_BOARD 40 /* of the escalations, in the city file */

static inline void put_variable(struct builder *b, struct db *db, int at, int64_t dataset)
{
    struct error error = ERROR_NONE;
    enum reference_change change;
    char name[16];
    snprintf(name, sizeof name, "VERZONNEN_%d", at);
    struct reference_put put = {.texts = {[REFERENCE_VARIABLE] = name,
                                          [REFERENCE_LABEL] = "Verzonnen cijfer",
                                          [REFERENCE_UNIT] = "%"}};
    if (!reference_variable_put(db, &put, &change, &error))
        stop(&error);
    for (int area = 0; area <= b->size.programmes; area++) {
        struct id id = area == 0 ? b->city_area : b->areas[area - 1];
        struct reference_figure figure = {
            .variable = put.number, .known = true, .status = "final", .dataset = dataset};
        double level = 10 + chance_below(&b->chance, 600) / 10.0;
        if (!reference_area_number(db, id, true, &figure.area, &error))
            stop(&error);
        for (figure.year = 2010 - FIGURE_YEARS; figure.year < 2010; figure.year++) {
            level += (chance_below(&b->chance, 21) - 10) / 10.0;
            figure.value = level;
            if (!reference_figure_put(db, &figure, &change, &error))
                stop(&error);
        }
    }
}

static inline void build_figures(struct builder *b, struct db *db)
{
    struct error error = ERROR_NONE;
    int64_t dataset;
    struct reference_dataset set = {.kind = "bbga",
                                    .name = "Verzonnen cijfers",
                                    .size = 1,
                                    .hash = 1,
                                    .imported_on = "2009-11-20"};
    if (!db_begin(db, &error) || !reference_dataset_put(db, &set, &dataset, &error))
        stop(&error);
    for (int i = 0; i < VARIABLES; i++)
        put_variable(b, db, i, dataset);
    if (!db_commit(db, &error))
        stop(&error);
}

/* A third of the indicators has the same figure of the city to compare with. */
static inline void set_benchmark(struct builder *b, struct row *row, int indicator)
{
    if (indicator % 3 != 0)
        return;
    set_format(row, "reference_variable", "VERZONNEN_%d", indicator / 3 % VARIABLES);
    row_set(row, "benchmark_area", value_id(b->city_area));
}

/* Of the open problems, spread over all: some wait for the city board, of the others half were
 * decided. */
static inline void build_escalations(struct builder *b)
{
    static const char *const levels[] = {"district", "bureau", "city board", "national"};
    struct row row;
    int waiting = b->size.escalations * FOR_THE_BOARD / 300;
    row_init(&row, ENTITY_ESCALATION);
    for (int i = 0; i < b->size.escalations && b->open_count > 0; i++) {
        bool board = i < waiting;
        date_t asked = b->last - chance_below(&b->chance, 200);
        const char *level = board ? "city board" : levels[chance_below(&b->chance, 4)];
        row_set(&row, "problem",
                value_id(b->open[(int)((long)i * b->open_count / b->size.escalations)]));
        row_set(&row, "from_level", value_text("group"));
        row_set(&row, "to_level", value_text(level));
        set_date(&row, "asked_on", asked);
        set_text(b, &row, "question", 10);
        set_date(&row, "decide_by", asked + 60);
        if (!board && (i % 2 == 0 || strcmp(level, "city board") == 0)) {
            set_date(&row, "decided_on", asked + 30);
            set_text(b, &row, "outcome", 8);
        }
        put(b, &row);
    }
    row_release(&row);
}

#endif
