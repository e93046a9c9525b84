/* The columns of a list of rows: which, and how wide. */
#include <stdlib.h>
#include <string.h>

#include "row_list.h"
#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/base/text.h"
#include "wijk/domain/meeting.h"
#include "wijk/domain/problem.h"

struct measure {
    int min, preferred, weight;
    bool right;
};

/* As wide as the widest choice, which another language may make wider, but not very wide. */
static struct measure choice_measure(const struct field *field)
{
    int widest = 11;
    for (const struct choice *at = field->choices; at->value != NULL; at++) {
        int width = text_width(_(at->label));
        widest = width > widest && width <= 14 ? width : widest;
    }
    return (struct measure){widest, widest > 12 ? widest : 12, 0, false};
}

static struct measure measure_of(const struct entity *entity, const struct field *field)
{
    if (strcmp(field->column, entity->title) == 0 && field->type != FIELD_MOMENT)
        return (struct measure){30, 36, 4, false};
    if (strcmp(field->column, "severity") == 0)
        return (struct measure){10, 10, 0, false};
    switch (field->type) {
    case FIELD_INTEGER:
    case FIELD_DECIMAL:
        return (struct measure){4, 8, 0, true};
    case FIELD_MONEY:
        return (struct measure){10, 13, 0, true};
    case FIELD_DATE: /* with the mark of what is late, for actions */
        if (entity->kind == ENTITY_ACTION)
            return (struct measure){13, 13, 0, false};
        return (struct measure){11, 11, 0, false};
    case FIELD_MOMENT:
        return (struct measure){17, 17, 0, false};
    case FIELD_FLAG:
        return (struct measure){4, 6, 0, false};
    case FIELD_CHOICE:
        return choice_measure(field);
    case FIELD_TEXT:
        return strcmp(field->column, "code") == 0 ? (struct measure){5, 9, 0, false}
                                                  : (struct measure){8, 16, 1, false};
    case FIELD_LONG_TEXT:
    case FIELD_REFERENCE:
    case FIELD_ENTITY:
    case FIELD_ROW:
        break;
    }
    return (struct measure){10, 18, 1, false};
}

static void add_column(struct row_list *list, int at)
{
    if (list->column_count == LIST_COLUMNS)
        return;
    const struct field *field = &list->entity->fields[at];
    struct measure measure = measure_of(list->entity, field);
    int label = text_width(_(field->label));
    bool first = list->column_count == 0 || strcmp(field->column, list->entity->title) == 0;
    list->fields[list->column_count] = at;
    list->columns[list->column_count] =
        (struct list_column){.title = _(field->label),
                             .min = measure.min,
                             .preferred = measure.preferred > label ? measure.preferred : label,
                             .weight = measure.weight,
                             .priority = first ? 0 : list->column_count,
                             .right = measure.right,
                             .sortable = true};
    list->column_count++;
}

/* The score leads the queue: it is never left out. */
static void add_score_column(struct row_list *list)
{
    list->fields[list->column_count] = ROW_LIST_SCORE;
    list->columns[list->column_count++] = (struct list_column){
        .title = _("Score"), .min = 6, .preferred = 6, .right = true, .sortable = true};
}

static void choose(struct row_list *list, const char *names)
{
    if (names == NULL) {
        for (size_t i = 0; i < list->entity->field_count; i++)
            if ((list->entity->fields[i].flags & FIELD_LISTED) != 0)
                add_column(list, (int)i);
        return;
    }
    char *copy = memory_string(names), *rest = copy;
    for (char *name; (name = strtok_r(rest, " ", &rest)) != NULL;)
        if (strcmp(name, "score") == 0)
            add_score_column(list);
        else
            add_column(list, entity_field(list->entity, name));
    free(copy);
}

static void need(struct row_list *list, const char *columns)
{
    if (list->needed.length > 0)
        buffer_add_byte(&list->needed, ' ');
    buffer_add_text(&list->needed, columns);
}

/* A column reads its own field; some read others besides: which entity a reference to any row is
 * to, the letter of a decision's number, whether an action is late, what a score is made of. */
static void need_column(struct row_list *list, int at)
{
    if (at == ROW_LIST_SCORE) {
        need(list, "status severity level agreement raised_on due");
        return;
    }
    const struct field *field = &list->entity->fields[at];
    need(list, field->column);
    if (field->type == FIELD_ROW)
        need(list, field[-1].column);
    if (list->entity->kind == ENTITY_DECISION && strcmp(field->column, "number") == 0)
        need(list, "letter");
    if (list->entity->kind == ENTITY_ACTION && strcmp(field->column, "due") == 0)
        need(list, "status");
}

void row_list_columns(struct row_list *list, const char *names)
{
    choose(list, names);
    for (int i = 0; i < list->column_count; i++)
        need_column(list, list->fields[i]);
}

/* ---- cells ---- */

/* The date of an action that is open and late. */
bool row_list_is_late(const struct row_list *list, const struct row *row, const struct field *field)
{
    return row->entity->kind == ENTITY_ACTION && strcmp(field->column, "due") == 0 &&
           action_is_overdue(row_text(row, "status"), row_date(row, "due"),
                             list->ui->session->today);
}

enum style row_list_style(const struct row_list *list, const struct row *row,
                          const struct field *field)
{
    if (row_list_is_late(list, row, field))
        return STYLE_RED;
    const char *column = field->column;
    if (row->entity->kind == ENTITY_PROBLEM && strcmp(column, "severity") == 0) {
        int64_t severity = row_integer(row, "severity", SEVERITY_NORMAL);
        return severity >= SEVERITY_CRITICAL ? STYLE_RED
               : severity == SEVERITY_HIGH   ? STYLE_AMBER
                                             : STYLE_NORMAL;
    }
    return strcmp(column, "code") == 0 ? STYLE_HINT : STYLE_NORMAL;
}
