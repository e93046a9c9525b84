/*
 * What the files of publishing share: the public rows in memory (struct site), the folder that is
 * written (struct site_target), and what a page and a table are made with.
 *
 * publishing_rows.c reads the rows, publishing_measured.c their figures and lights,
 * publishing_target.c writes the folder, publishing_page.c and publishing_table.c make pages; the
 * others are a kind of page each.
 */
#ifndef WIJK_SRC_APP_PUBLISHING_INTERNAL_H
#define WIJK_SRC_APP_PUBLISHING_INTERNAL_H

#include "wijk/app/publishing.h"
#include "wijk/base/csv.h"
#include "wijk/base/json.h"
#include "wijk/base/vector.h"
#include "wijk/domain/light.h"
#include "wijk/domain/outlook.h"
#include "wijk/domain/row.h"

#define SITE_NONE SIZE_MAX
#define SITE_RECENT 24  /* so many figures are in the table of a page; the data have all */
#define SITE_POINTS 160 /* and so many in a chart, at most */

/* ---- the folder (publishing_target.c) ---- */

struct site_edition {
    int64_t act, at; /* the newest act that is in it; when that was made, ms UTC */
};

struct site_target {
    char *path, *beside;                  /* owned */
    int lock;                             /* descriptor of `beside` */
    bool replaces;                        /* there is an old edition */
    VECTOR(struct site_edition) editions; /* of the old site, oldest first; publishing changes it */
    VECTOR(char *) before, files;         /* owned: paths of the old site (in order), of the new */
    long written, kept;
};

bool target_open(struct site_target *target, const char *folder, struct error *error) MUST_USE;
/* `name` is a path within the site, of at most one folder. */
bool target_put(struct site_target *target, const char *name, const struct buffer *content,
                struct error *error) MUST_USE;
bool target_commit(struct site_target *target, struct error *error) MUST_USE;
/* Releases it; without a commit before, nothing is left of the new edition. */
void target_close(struct site_target *target);

/* ---- the rows (publishing_rows.c) ---- */

struct site_programme {
    struct row row;
    char *name, *code, *slug; /* owned: of the area; without a code its name stands there too */
    size_t first_goal, first_effort, first_problem, first_decision;
};

struct site_theme {
    struct row row;
    char *slug;
};

struct site_goal {
    struct row row;
    char *slug;
    size_t programme, theme, parent; /* places, or SITE_NONE */
    size_t next, next_child, next_of_theme;
    size_t first_child, first_indicator, first_effort, first_problem;
    bool vision;
    enum light light;
    struct light_answer answer;
    date_t last_measured;
    enum light light_before; /* at the day of light_trend_since */
    date_t measured_before;
};

struct site_indicator {
    struct row row;
    char *slug;
    size_t goal, next;
    struct outlook_input input; /* its arrays are owned */
    struct outlook outlook;
    enum light light;
    enum light light_before; /* at the day of light_trend_since */
    date_t newest_before;
    int trend; /* 1 better than before, -1 worse, 0 the same or not known */
    struct outlook_measurement *points; /* owned: of the chart */
    size_t point_count;
    struct outlook_measurement *recent; /* owned: of the table, oldest first */
    char **words;                       /* owned: of each of them, or NULL */
    size_t recent_count, all_count;
    struct outlook_measurement *benchmark; /* owned */
    size_t benchmark_count;
    char *benchmark_name; /* owned; NULL: none */
};

struct site_effort {
    struct row row;
    char *slug;
    size_t programme, next;
    size_t first_milestone, first_goal;
};

struct site_milestone {
    struct row row;
    size_t effort, next;
};

struct site_contribution {
    size_t goal, effort;
    size_t next_of_goal, next_of_effort;
};

struct site_problem {
    struct row row;
    size_t programme, goal, effort, theme;
    size_t next, next_of_goal;
};

struct site_decision {
    struct row row;
    size_t programme, next;
};

struct site_agreement {
    struct row row;
    char *slug;
    size_t theme;
};

struct site_lesson {
    struct row row;
    char *slug;
    size_t theme;
};

/* From an agreement or a lesson to a goal, an effort or a programme (by its area). */
struct site_link {
    enum entity_kind from_kind, to_kind;
    size_t from, to;
};

struct site_adoption {
    struct row row;
    size_t lesson, programme;
};

struct site_place {
    struct id id;
    enum entity_kind kind;
    size_t place;
};

/* A public row that changed between two editions. */
struct site_change {
    enum entity_kind kind;
    size_t place;
    size_t edition;  /* of target.editions: the first that has it */
    bool created;    /* it was not there before, or not public */
    uint64_t fields; /* which of its public columns changed, by their place */
    long figures;    /* new or changed ones of an indicator */
};

struct site {
    struct session *session;
    const struct publish_options *options;
    struct site_target target;
    enum language language; /* of the pages that are being written */
    bool data;              /* the data files are written too */
    char *title;            /* owned: the city's name, or the neighbourhood's */
    long done, total;
    struct publish_result *result;
    VECTOR(struct site_programme) programmes; /* by name */
    VECTOR(struct site_theme) themes;         /* by position */
    VECTOR(struct site_goal) goals;           /* by programme, visions first, by code */
    VECTOR(struct site_indicator) indicators; /* by code */
    VECTOR(struct site_effort) efforts;
    VECTOR(struct site_milestone) milestones;
    VECTOR(struct site_contribution) contributions;
    VECTOR(struct site_problem) problems;
    VECTOR(struct site_decision) decisions;
    VECTOR(struct site_agreement) agreements;
    VECTOR(struct site_lesson) lessons;
    VECTOR(struct site_link) links;
    VECTOR(struct site_adoption) adoptions;
    VECTOR(struct site_change) changes; /* newest edition first */
    VECTOR(struct site_place) places;   /* of all of these with an id of their own, by id */
};

bool site_read(struct site *site, struct error *error) MUST_USE;
void site_release(struct site *site);
/* The place of a public row of that kind; SITE_NONE: there is none. */
size_t site_find(const struct site *site, enum entity_kind kind, struct id id);
/* For the parts of site_read: reads the public rows of a kind; sorts the places after them. */
typedef void site_take(struct site *site, const struct row *row);
bool site_each(struct site *site, enum entity_kind kind, site_take *take,
               struct error *error) MUST_USE;
void site_index(struct site *site, enum entity_kind kind, struct id id, size_t place);
void site_sort_places(struct site *site);
/* What hangs under goals and efforts, and across (publishing_parts.c). */
bool site_read_parts(struct site *site, struct error *error) MUST_USE;
void site_release_parts(struct site *site);
/* Gives pages their names, from codes and without collisions (publishing_names.c). */
void site_name(struct site *site);

/* Figures, outlooks and lights; writes the data of indicators (publishing_measured.c). */
bool site_measure(struct site *site, struct error *error) MUST_USE;
/* Adds why the goal has its light, in the language of the pages. */
void site_light_reason(const struct site *site, size_t goal, struct buffer *out);

/* Decides whether this is a new edition, and finds what changed since each of the last ones, in
 * the journal (publishing_changes.c). */
bool site_compare(struct site *site, struct error *error) MUST_USE;

/* A column of a public row, or NULL. Asking for one that is not public is a bug: aborts. */
const char *site_text(const struct row *row, const char *column);
date_t site_date(const struct row *row, const char *column);
struct id site_reference(const struct row *row, const char *column);
/* Adds the name of the partner a column refers to. */
void site_partner(struct site *site, const struct row *row, const char *column, struct buffer *out);
/* The translated label of a choice; "" when it is empty. */
const char *site_choice(const struct row *row, const char *column);
/* One step; false: it was stopped. */
bool site_step(struct site *site, struct error *error) MUST_USE;

/* ---- pages (publishing_page.c) ---- */

struct site_page {
    struct site *site;
    struct buffer out;
    char *name; /* owned: "goal-wrk-2.html" */
    const char
        *heading; /* the last one, borrowed; a caption that says the same is not seen twice */
};

/* The parts of a page before and behind its own; `title` may hold what people typed. */
void page_begin(struct site_page *page, struct site *site, const char *name, const char *title);
bool page_end(struct site_page *page, struct error *error) MUST_USE;

/* What people typed: in their own language, isolated from the direction of what is around it. */
void page_own(struct site_page *page, const char *text);
void page_paragraphs(struct site_page *page, const char *text); /* a line feed begins a new one */
/* A heading of level 2 or 3, with an id when that is not NULL. */
void page_heading(struct site_page *page, int level, const char *id, const char *text);
void page_light(struct site_page *page, enum light light);
void page_date(struct site_page *page, date_t date);
/* "Above" a page: links to what it is part of; each call adds one. */
void page_trail_begin(struct site_page *page);
void page_trail(struct site_page *page, const char *href, const char *text, bool own);
void page_trail_end(struct site_page *page);
/* Facts: a list of term and value. */
void page_facts_begin(struct site_page *page);
void page_fact(struct site_page *page, const char *term); /* the value follows, then: */
void page_fact_end(struct site_page *page);
void page_facts_end(struct site_page *page);
void page_fact_own(struct site_page *page, const char *term, const char *text); /* "" is left out */
void page_fact_words(struct site_page *page, const char *term, const char *text);
void page_fact_date(struct site_page *page, const char *term, date_t date);

/* Adds "prefix" and ".html", as in "goal-wrk-2.html". */
void site_href(struct buffer *out, const char *prefix, const char *slug);
void page_goal_link(struct site_page *page, size_t goal);

/* ---- tables (publishing_table.c) ---- */

enum column_flags {
    COLUMN_NUMBER = 1 << 0, /* to the right */
    COLUMN_DATA = 1 << 1    /* in the data only */
};

struct site_column {
    const char *key;   /* in the data */
    const char *label; /* not yet translated */
    unsigned flags;
    const char *own; /* a label that people typed, instead */
};

struct site_table {
    struct site_page *page;
    const struct site_column *columns;
    size_t count, at;
    const char *data; /* the name of its data files, without ending; NULL: none */
    bool hidden;      /* data only */
    bool writes; /* the data are written this time; false with a name: they are there already */
    struct buffer csv, text;
    struct csv_writer writer;
    struct json json;
};

/* `caption` is translated; without one the table is not on the page, only in the data. */
void grid_begin(struct site_table *table, struct site_page *page, const char *caption,
                const char *data);
void grid_columns(struct site_table *table, const struct site_column *columns, size_t count);
void grid_row(struct site_table *table);
/* A cell each, in the order of the columns; the first is the heading of its row. */
void grid_own(struct site_table *table, const char *href, const char *text); /* href may be NULL */
void grid_words(struct site_table *table, const char *shown, const char *value);
void grid_integer(struct site_table *table, long value);
void grid_figure(struct site_table *table, const char *shown, bool known, double value);
void grid_date(struct site_table *table, date_t date);
void grid_light(struct site_table *table, enum light light);
void grid_choice(struct site_table *table, const struct row *row, const char *column);
/* A cell whose content the caller adds to page->out in between; not for COLUMN_DATA. */
void grid_open(struct site_table *table, const char *value);
void grid_close(struct site_table *table);
bool grid_end(struct site_table *table, struct error *error) MUST_USE;

/* ---- the kinds of page ---- */

bool site_city(struct site *site, struct error *error) MUST_USE;
bool site_areas(struct site *site, struct error *error) MUST_USE;
bool site_theme_pages(struct site *site, struct error *error) MUST_USE;
bool site_goals(struct site *site, struct error *error) MUST_USE;
bool site_agreements(struct site *site, struct error *error) MUST_USE;
bool site_lessons(struct site *site, struct error *error) MUST_USE;
bool site_finder(struct site *site, struct error *error) MUST_USE;
bool site_about(struct site *site, struct error *error) MUST_USE;
bool site_changes(struct site *site, struct error *error) MUST_USE; /* with the feed */
bool site_style(struct site *site, struct error *error) MUST_USE;
bool site_front(struct site *site, struct error *error) MUST_USE; /* chooses the language */

/* Tables of goals and efforts: begin, a row each, grid_end. */
void grid_goals_begin(struct site_table *table, struct site_page *page, const char *caption,
                      const char *data);
void grid_goal(struct site_table *table, size_t goal);
void grid_efforts_begin(struct site_table *table, struct site_page *page, const char *caption,
                        const char *data);
void grid_effort(struct site_table *table, size_t effort);

/* Adds the public problems of a chain, by programme or by goal, with a heading; none adds nothing.
 */
bool page_problems(struct site_page *page, size_t first, bool of_goal, const char *data,
                   struct error *error) MUST_USE;
bool page_indicator(struct site_page *page, size_t indicator, struct error *error) MUST_USE;
/* Adds the agreements and lessons that are linked to a row. */
void page_links(struct site_page *page, enum entity_kind kind, size_t place);

/* Goals of one theme of one programme, by their light, with their trend (domain/light.h). */
struct site_cell {
    struct light_counts counts;
    enum light light;
    struct light_trend trend;
};
struct site_cell site_cell(const struct site *site, size_t programme, size_t theme);
/* Adds the trend of a cell in words: "better since 30 Sep 2026"; nothing when it is unknown. */
void site_trend(const struct site *site, const struct site_cell *cell, struct buffer *out);
void page_cell(struct site_page *page, const struct site_cell *cell);

#endif
