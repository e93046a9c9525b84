/*
 * The entities table: every kind of row, with its fields. It is the one description of the data;
 * forms, list columns, details, history, search, import, export, JSON and the journal read it, and
 * a test holds it against the schema.
 *
 * Adding a field is one line in the table (src/domain/entities.c) and one migration line in
 * schema/. The column names are the names of the tables' columns, of the CSV headers, of the keys
 * in JSON and of FIELD=VALUE on the command line. Labels, plurals, choices and help are English
 * messages: readers translate them with _().
 */
#ifndef WIJK_DOMAIN_ENTITY_H
#define WIJK_DOMAIN_ENTITY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum entity_kind {
    ENTITY_AREA,
    ENTITY_AREA_CODE,
    ENTITY_THEME,
    ENTITY_PARTNER,
    ENTITY_PERSON,
    ENTITY_PROGRAMME,
    ENTITY_MEMBERSHIP,
    ENTITY_MEETING,
    ENTITY_AGREEMENT,
    ENTITY_GOAL,
    ENTITY_INDICATOR,
    ENTITY_TARGET,
    ENTITY_MEASUREMENT,
    ENTITY_EFFORT,
    ENTITY_CONTRIBUTION,
    ENTITY_EFFORT_PARTNER,
    ENTITY_BUDGET_LINE,
    ENTITY_MILESTONE,
    ENTITY_PROBLEM,
    ENTITY_COMMENT,
    ENTITY_VIEW,
    ENTITY_ESCALATION,
    ENTITY_ASIDE,
    ENTITY_ATTENDANCE,
    ENTITY_AGENDA_ITEM,
    ENTITY_DECISION,
    ENTITY_ACTION,
    ENTITY_ENTRY,
    ENTITY_MINUTES,
    ENTITY_AGREEMENT_LINK,
    ENTITY_LESSON,
    ENTITY_LESSON_LINK,
    ENTITY_ADOPTION,
    ENTITY_COUNT,
    ENTITY_NONE = ENTITY_COUNT
};

enum field_type {
    FIELD_TEXT,      /* one line */
    FIELD_LONG_TEXT, /* several lines */
    FIELD_INTEGER,
    FIELD_DECIMAL,
    FIELD_MONEY, /* cents */
    FIELD_DATE,
    FIELD_MOMENT, /* a date with its time, UTC */
    FIELD_CHOICE,
    FIELD_REFERENCE, /* a row of the entity `refers_to` */
    FIELD_FLAG,
    FIELD_ENTITY, /* the table name of an entity, for… */
    FIELD_ROW     /* …a row of the entity named by the field before this one */
};

enum field_flags {
    FIELD_REQUIRED = 1 << 0, /* a row without it is refused */
    FIELD_LISTED = 1 << 1,   /* a column of lists, in this order */
    FIELD_GIVEN =
        1 << 2, /* filled in by the program; shown, but not typed by people (codes, raised on …) */
    FIELD_HIDDEN = 1 << 3,   /* in files and JSON, but on no form */
    FIELD_PERSONAL = 1 << 4, /* never published */
    FIELD_FROZEN = 1 << 5    /* keeps its first value: a change is refused, and one that comes from
                                elsewhere is not taken */
};

/* Choices are stored as `value`, an English word of the glossary, and shown as _(label). */
struct choice {
    const char *value;
    const char *label;
};

struct field {
    const char *column;
    const char *label;
    enum field_type type;
    unsigned flags;
    const struct choice *choices; /* FIELD_CHOICE: ends with a NULL value. FIELD_INTEGER: a word
                                     for each number, or NULL */
    enum entity_kind refers_to;   /* FIELD_REFERENCE */
    int64_t minimum, maximum; /* numbers; for text the maximum length in bytes; both 0: no limit but
                                 the general */
    const char *help;         /* one sentence, or NULL */
    const char *initial;      /* the value of a new row as typed text, or NULL */
};

struct entity {
    enum entity_kind kind;
    const char *table;
    const char *label, *plural;
    const char *title; /* the column that names a row for people */
    const char *code;  /* the column with its code, or NULL */
    const char *
        belongs; /* the reference column to the row this one is part of, or NULL: deleted with it */
    const char *order; /* column by which lists are sorted at first */
    bool descending;
    const struct field *fields;
    size_t field_count;
};

extern const struct entity entities[ENTITY_COUNT];

/* By table name ("goal") or, with `any_language`, also by label or plural in Dutch or English.
 * NULL: none. */
const struct entity *entity_by_table(const char *table);
const struct entity *entity_by_name(const char *name);

/* Position of a field, or -1. entity_field_named also takes the label in Dutch or English, without
 * regard to case, accents and the difference between space and underscore. */
int entity_field(const struct entity *entity, const char *column);
int entity_field_named(const struct entity *entity, const char *name);

/* The stored value for a choice typed as value or as label in Dutch or English; NULL: none. */
const char *field_choice(const struct field *field, const char *typed);
/* The translated label of a stored choice; the value itself when it is not among the choices (a
 * newer file). */
const char *field_choice_label(const struct field *field, const char *value);

/* The longest text a field takes, in bytes, where its line in the table says nothing. */
#define FIELD_TEXT_LIMIT 1000
#define FIELD_LONG_TEXT_LIMIT 65536

#endif
