#include "row_list.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/base/text.h"
#include "wijk/domain/problem.h"
#include "wijk/screens/screens.h"

/* ---- columns ---- */

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
    if (strcmp(field->column, entity->title) == 0)
        return (struct measure){30, 36, 4, false};
    if (strcmp(field->column, "severity") == 0)
        return (struct measure){10, 10, 0, false};
    switch (field->type) {
    case FIELD_INTEGER:
    case FIELD_DECIMAL:
        return (struct measure){4, 8, 0, true};
    case FIELD_MONEY:
        return (struct measure){10, 13, 0, true};
    case FIELD_DATE:
        return (struct measure){11, 11, 0, false};
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

static void choose_columns(struct row_list *list, const char *names)
{
    if (names == NULL) {
        for (size_t i = 0; i < list->entity->field_count; i++)
            if ((list->entity->fields[i].flags & FIELD_LISTED) != 0)
                add_column(list, (int)i);
        return;
    }
    char *copy = memory_string(names), *rest = copy;
    for (char *name; (name = strtok_r(rest, " ", &rest)) != NULL;)
        add_column(list, entity_field(list->entity, name));
    free(copy);
}

/* ---- the source of the list widget ---- */

static long count_rows(void *context, bool exact)
{
    struct row_list *list = context;
    struct error error = ERROR_NONE;
    long count = 0;
    bool known = true;
    bool counted = list->rows == NULL || rows_list_count(list->rows, &count, &known, &error);
    if (counted && !known && exact) {
        counted = rows_list_count_all(list->rows, &count, &error);
        known = true;
    }
    if (!counted)
        ui_fail(list->ui, &error);
    return known ? count : LIST_MANY;
}

static enum style cell_style(const struct row *row, const struct field *field)
{
    const char *column = field->column;
    if (row->entity->kind == ENTITY_PROBLEM && strcmp(column, "severity") == 0) {
        int64_t severity = row_integer(row, "severity", SEVERITY_NORMAL);
        return severity >= SEVERITY_CRITICAL ? STYLE_RED
               : severity == SEVERITY_HIGH   ? STYLE_AMBER
                                             : STYLE_NORMAL;
    }
    return strcmp(column, "code") == 0 ? STYLE_HINT : STYLE_NORMAL;
}

/* A severity is a word with its glyph; everything else as the entities table says. */
static void cell_text(struct row_list *list, const struct row *row, int field, struct buffer *out)
{
    const struct field *about = &row->entity->fields[field];
    int64_t severity = row->entity->kind == ENTITY_PROBLEM && strcmp(about->column, "severity") == 0
                           ? row_integer(row, "severity", 0)
                           : 0;
    if (severity > 0)
        buffer_format(out, "%s %s", problem_severity_glyph(severity),
                      _(problem_severity_word(severity)));
    else if (about->type == FIELD_REFERENCE && row->values[field].type == VALUE_ID)
        rows_name(list->ui->session, about->refers_to, row->values[field].id, out);
    else
        rows_show(list->ui->session, row, about, &row->values[field], out);
}

static void reserve_texts(struct row_list *list, size_t count)
{
    if (count <= list->text_count)
        return;
    list->texts = memory_resize(list->texts, count, sizeof *list->texts);
    for (; list->text_count < count; list->text_count++)
        list->texts[list->text_count] = BUFFER_EMPTY;
}

static int fetch_rows(void *context, long first, int count, struct list_row *out)
{
    struct row_list *list = context;
    struct error error = ERROR_NONE;
    struct rows_window window = {.first = first, .count = count};
    if (list->rows == NULL)
        return 0;
    if (!rows_list_fetch(list->rows, &window, &error)) {
        ui_fail(list->ui, &error);
        return 0;
    }
    reserve_texts(list, (size_t)count * LIST_COLUMNS);
    for (int i = 0; i < window.got; i++) {
        const struct row *row = &window.rows[i];
        out[i].id = row->id;
        for (int c = 0; c < list->column_count; c++) {
            struct buffer *text = &list->texts[i * LIST_COLUMNS + c];
            buffer_clear(text);
            cell_text(list, row, list->fields[c], text);
            out[i].text[c] = text->bytes;
            out[i].style[c] = (uint8_t)cell_style(row, &row->entity->fields[list->fields[c]]);
        }
    }
    return window.got;
}

static long find_row(void *context, struct id id)
{
    struct row_list *list = context;
    struct error error = ERROR_NONE;
    long position = -1;
    if (list->rows != NULL && !rows_list_position(list->rows, id, &position, &error))
        ui_fail(list->ui, &error);
    return position;
}

/* ---- the query ---- */

/* The whole query: the list's own and what is typed. */
static bool whole_query(struct row_list *list, struct query *query, struct error *error)
{
    query_init(query, list->entity->kind);
    query->programme = list->ui->session->programme;
    query->order = list->query.order;
    query->descending = list->query.descending;
    return rows_filter(list->ui->session, query, editor_text(&list->filter), error);
}

static void show_filter(struct row_list *list)
{
    buffer_clear(&list->shown);
    if (list->problem[0] != '\0')
        buffer_format(&list->shown, "%s  (%s)", editor_text(&list->filter), list->problem);
    else
        buffer_add_text(&list->shown, editor_text(&list->filter));
    list->list.filter = editor_is_empty(&list->filter) ? NULL : list->shown.bytes;
}

/* A filter that cannot be read yet (half a word) leaves the rows as they are and says why. */
bool row_list_load(struct row_list *list, struct error *error)
{
    struct query query;
    struct error wrong = ERROR_NONE;
    bool good = whole_query(list, &query, &wrong);
    list->problem[0] = '\0';
    if (good) {
        struct rows_list *rows = rows_list_new(list->ui->session, &query, error);
        if (rows == NULL) {
            query_release(&query);
            return false;
        }
        rows_list_free(list->rows);
        list->rows = rows;
    } else {
        snprintf(list->problem, sizeof list->problem, "%.255s", wrong.message);
        if (list->rows != NULL)
            rows_list_reload(list->rows);
    }
    query_release(&query);
    show_filter(list);
    list_reload(&list->list);
    return true;
}

static void reload(struct row_list *list)
{
    struct error error = ERROR_NONE;
    if (!row_list_load(list, &error))
        ui_fail(list->ui, &error);
}

/* ---- the whole ---- */

void row_list_init(struct row_list *list, struct ui *ui, const struct row_list_request *request)
{
    *list = (struct row_list){.ui = ui, .entity = &entities[request->kind]};
    list->shown = BUFFER_EMPTY;
    query_init(&list->query, request->kind);
    choose_columns(list, request->columns);
    struct list_source source = {list, count_rows, fetch_rows, find_row};
    list_init(&list->list, list->columns, list->column_count, source);
    list->list.empty = request->empty;
    list->list.sort_column = -1;
    editor_init(&list->filter);
    if (request->filter != NULL)
        editor_set(&list->filter, request->filter);
}

void row_list_release(struct row_list *list)
{
    list_release(&list->list);
    rows_list_free(list->rows);
    query_release(&list->query);
    editor_release(&list->filter);
    buffer_release(&list->shown);
    for (size_t i = 0; i < list->text_count; i++)
        buffer_release(&list->texts[i]);
    free(list->texts);
}

void row_list_place(struct row_list *list, struct rect rect)
{
    list_place(&list->list, rect);
}

void row_list_draw(const struct row_list *list, struct canvas *canvas, struct rect rect,
                   bool focused)
{
    list_draw(&list->list, canvas, rect, focused && !list->filtering);
    if (!list->filtering)
        return;
    const char *label = _("filter: ");
    int width = text_width(label);
    struct rect line = {rect.x, rect.y, rect.width, 1};
    canvas_fill(canvas, line, STYLE_NORMAL);
    canvas_text(canvas, line, 0, label, STYLE_HINT);
    int room = list->problem[0] == '\0' ? rect.width - width : (rect.width - width) / 2;
    editor_draw(&list->filter, canvas, (struct rect){rect.x + width, rect.y, room, 1}, true);
    canvas_text_cut(canvas, line, width + room + 1, list->problem, STYLE_ERROR);
}

static void sort_by(struct row_list *list, int column)
{
    int field = column < 0 ? -1 : list->fields[column];
    list->query.descending = list->query.order == field && field >= 0 && !list->query.descending;
    list->query.order = field;
    list->list.sort_column = column;
    list->list.sort_down = list->query.descending;
    reload(list);
}

/* Keys of the filter line: Enter and Down go to the rows, Esc clears and leaves. */
static bool filter_event(struct row_list *list, const struct event *event)
{
    if (event->type == EVENT_KEY && (event->key == KEYS_ENTER || event->key == KEYS_DOWN)) {
        list->filtering = false;
        return true;
    }
    if (event->type == EVENT_KEY && event->key == KEYS_ESCAPE) {
        row_list_clear_filter(list);
        return true;
    }
    bool used = editor_event(&list->filter, event);
    if (list->filter.changed) {
        list->filter.changed = false;
        reload(list);
    }
    return used;
}

bool row_list_event(struct row_list *list, const struct event *event)
{
    if (list->filtering)
        return filter_event(list, event);
    bool used = list_event(&list->list, event);
    struct target target;
    row_list_target(list, &target);
    if (list->list.outcome == LIST_SORT)
        sort_by(list, list->list.sort_asked);
    else if (list->list.outcome == LIST_OPEN && target.kind != ENTITY_NONE)
        open_target(list->ui, target);
    return used;
}

void row_list_target(const struct row_list *list, struct target *target)
{
    struct id id;
    *target = (struct target){.kind = ENTITY_NONE};
    if (list_selected(&list->list, &id))
        *target = (struct target){.kind = list->entity->kind, .id = id};
}

void row_list_status(const struct row_list *list, struct buffer *out)
{
    list_position(&list->list, out);
}

void row_list_filter(struct row_list *list)
{
    list->filtering = true;
    list->list.filter = "";
    show_filter(list);
    if (list->list.filter == NULL)
        list->list.filter = list->shown.bytes;
}

void row_list_clear_filter(struct row_list *list)
{
    list->filtering = false;
    editor_set(&list->filter, "");
    reload(list);
}

void row_list_set_filter(struct row_list *list, const char *filter)
{
    editor_set(&list->filter, filter);
    reload(list);
}

void row_list_sort(struct row_list *list)
{
    int next = list->list.sort_column + 1;
    list->query.descending = false;
    sort_by(list, next < list->column_count ? next : -1);
}

void row_list_turn(struct row_list *list)
{
    if (list->query.order < 0) {
        list->query.order = entity_field(list->entity, list->entity->order);
        list->query.descending = list->entity->descending;
        for (int i = 0; i < list->column_count; i++)
            if (list->fields[i] == list->query.order)
                list->list.sort_column = i;
    }
    list->query.descending = !list->query.descending;
    list->list.sort_down = list->query.descending;
    reload(list);
}
