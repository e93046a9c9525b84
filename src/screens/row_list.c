#include "row_list.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "filter_line.h"
#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/base/text.h"
#include "wijk/domain/problem.h"
#include "wijk/screens/screens.h"

/* ---- the source of the list widget ---- */

static bool by_score(const struct row_list *list)
{
    return list->ranked && !list->closed_too && list->query.order < 0;
}

static long count_rows(void *context, bool exact)
{
    struct row_list *list = context;
    if (by_score(list))
        return (long)list->queue.count;
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

/* A programme is known by its neighbourhood. */
static void area_text(struct row_list *list, struct id programme, struct buffer *out)
{
    struct row row;
    struct error ignored = ERROR_NONE;
    for (size_t i = 0; i < list->areas.count; i++)
        if (id_equal(list->areas.items[i].programme, programme)) {
            buffer_add_text(out, list->areas.items[i].name.bytes);
            return;
        }
    struct row_list_area area = {programme, BUFFER_EMPTY};
    if (rows_get(list->ui->session, ENTITY_PROGRAMME, programme, &row, &ignored)) {
        rows_name(list->ui->session, ENTITY_AREA, row_reference(&row, "area"), &area.name);
        row_release(&row);
    }
    buffer_add_text(out, area.name.bytes);
    *VECTOR_PUSH(&list->areas) = area;
}

static void forget_areas(struct row_list *list)
{
    for (size_t i = 0; i < list->areas.count; i++)
        buffer_release(&list->areas.items[i].name);
    list->areas.count = 0;
}

/* A severity is a word with its glyph; everything else as the entities table says. */
static void cell_text(struct row_list *list, const struct row *row, int field, struct buffer *out)
{
    const struct field *about = &row->entity->fields[field];
    int64_t severity = row->entity->kind == ENTITY_PROBLEM && strcmp(about->column, "severity") == 0
                           ? row_integer(row, "severity", 0)
                           : 0;
    if (row_list_is_late(list, row, about))
        buffer_add_text(out, "▼ ");
    if (severity > 0)
        buffer_format(out, "%s %s", problem_severity_glyph(severity),
                      _(problem_severity_word(severity)));
    else if (about->refers_to == ENTITY_PROGRAMME && about->type == FIELD_REFERENCE)
        area_text(list, row->values[field].id, out);
    else if (about->type == FIELD_REFERENCE && row->values[field].type == VALUE_ID)
        rows_name(list->ui->session, about->refers_to, row->values[field].id, out);
    else
        rows_show(list->ui->session, row, about, &row->values[field], out);
}

static void score_text(struct row_list *list, const struct row *row, struct buffer *out)
{
    struct score_facts facts;
    struct score score;
    if (!problem_is_open(row_text(row, "status")))
        return;
    score_facts_of(row, &facts);
    score_of(&facts, list->ui->session->today, &score);
    score_total(out, &score, language_now());
}

static void reserve_texts(struct row_list *list, size_t count)
{
    if (count <= list->text_count)
        return;
    list->texts = memory_resize(list->texts, count, sizeof *list->texts);
    for (; list->text_count < count; list->text_count++)
        list->texts[list->text_count] = BUFFER_EMPTY;
}

/* The i-th row of a run. */
static void fill_row(struct row_list *list, const struct row *row, int i, struct list_row *out)
{
    out->id = row->id;
    for (int c = 0; c < list->column_count; c++) {
        struct buffer *text = &list->texts[i * LIST_COLUMNS + c];
        bool score = list->fields[c] == ROW_LIST_SCORE;
        buffer_clear(text);
        row_list_mark(list, row, list->fields[c], text);
        if (score)
            score_text(list, row, text);
        else
            cell_text(list, row, list->fields[c], text);
        out->text[c] = text->bytes;
        out->style[c] =
            score ? STYLE_STRONG
                  : (uint8_t)row_list_style(list, row, &row->entity->fields[list->fields[c]]);
    }
}

/* A position in the queue, which may be turned round. */
static long turned(const struct row_list *list, long position)
{
    return list->query.descending ? (long)list->queue.count - 1 - position : position;
}

static int fetch_queue(struct row_list *list, long first, int count, struct list_row *out)
{
    struct error error = ERROR_NONE;
    struct rows_some some = {ENTITY_PROBLEM, NULL, 0, list->needed.bytes};
    struct id *ids = memory_array((size_t)count, sizeof *ids);
    struct row *rows = memory_array((size_t)count, sizeof *rows);
    for (; some.count < count && first + some.count < (long)list->queue.count; some.count++)
        ids[some.count] = list->queue.items[turned(list, first + some.count)].id;
    some.ids = ids;
    if (!rows_get_some(list->ui->session, &some, rows, &error)) {
        ui_fail(list->ui, &error);
        some.count = 0;
    }
    for (int i = 0; i < some.count; i++) {
        fill_row(list, &rows[i], i, &out[i]);
        row_release(&rows[i]);
    }
    free(ids);
    free(rows);
    return some.count;
}

static int fetch(struct row_list *list, long first, int count, struct list_row *out)
{
    struct error error = ERROR_NONE;
    struct rows_window window = {.first = first, .count = count};
    reserve_texts(list, (size_t)count * LIST_COLUMNS);
    if (by_score(list))
        return fetch_queue(list, first, count, out);
    if (list->rows == NULL)
        return 0;
    if (!rows_list_fetch(list->rows, &window, &error)) {
        ui_fail(list->ui, &error);
        return 0;
    }
    for (int i = 0; i < window.got; i++)
        fill_row(list, &window.rows[i], i, &out[i]);
    return window.got;
}

static int fetch_rows(void *context, long first, int count, struct list_row *out)
{
    struct row_list *list = context;
    bool held = session_hold(list->ui->session);
    int got = fetch(list, first, count, out);
    session_let_go(list->ui->session, held);
    return got;
}

static long find_row(void *context, struct id id)
{
    struct row_list *list = context;
    struct error error = ERROR_NONE;
    long position = -1;
    if (by_score(list)) {
        position = queue_position(&list->queue, id);
        return position < 0 ? -1 : turned(list, position);
    }
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
    query->only = list->needed.bytes;
    query->order = list->query.order;
    query->descending = list->query.descending;
    if (!rows_filter(list->ui->session, query, editor_text(&list->filter), error))
        return false;
    if (!list->ranked || list->closed_too || by_score(list) || queue_asks_status(query))
        return true;
    return query_add(query, "status", QUERY_NOT_EQUAL, value_text("solved"), error) &&
           query_add(query, "status", QUERY_NOT_EQUAL, value_text("rejected"), error);
}

/* The rows of the query, as a queue or as a window on them. */
static bool ask_rows(struct row_list *list, const struct query *query, struct error *error)
{
    if (by_score(list)) {
        struct queue queue;
        if (!queue_load(list->ui->session, query, &queue, error))
            return false;
        queue_release(&list->queue);
        list->queue = queue;
        return true;
    }
    struct rows_list *rows = rows_list_new(list->ui->session, query, error);
    if (rows == NULL)
        return false;
    rows_list_free(list->rows);
    list->rows = rows;
    return true;
}

static void show_filter(struct row_list *list)
{
    buffer_clear(&list->shown);
    if (list->problem[0] != '\0')
        buffer_format(&list->shown, "%s  (%s)", editor_text(&list->filter), list->problem);
    else
        buffer_add_text(&list->shown, editor_text(&list->filter));
    bool filtered = !editor_is_empty(&list->filter);
    list->list.filter = filtered ? list->shown.bytes : NULL;
    list->list.empty = filtered ? _("Nothing fits the filter. F shows all rows.") : list->empty;
}

/* A filter that cannot be read yet (half a word) leaves the rows as they are and says why. */
bool row_list_load(struct row_list *list, struct error *error)
{
    struct query query;
    struct error wrong = ERROR_NONE;
    bool good = whole_query(list, &query, &wrong);
    list->problem[0] = '\0';
    forget_areas(list);
    bool asked = row_list_disagreed(list, error) && (!good || ask_rows(list, &query, error));
    if (!good) {
        snprintf(list->problem, sizeof list->problem, "%.255s", wrong.message);
        if (list->rows != NULL)
            rows_list_reload(list->rows);
    }
    query_release(&query);
    if (!asked)
        return false;
    show_filter(list);
    list_reload(&list->list);
    return true;
}

/* ---- a word of the filter that is still being typed ---- */

/* The last word of what is typed, when it is the beginning of a field's name or a test without a
 * value yet, as on the way to severity>=3; NULL: it is whole. */
static const char *half_word(const struct row_list *list)
{
    const char *text = editor_text(&list->filter), *space = strrchr(text, ' ');
    const char *word = space == NULL ? text : space + 1;
    size_t name = strcspn(word, "=<>!~"), test = strspn(word + name, "=<>!~");
    if (name < 3 || word[name + test] != '\0')
        return NULL;
    for (size_t i = 0; i < list->entity->field_count; i++) {
        const struct field *field = &list->entity->fields[i];
        char *typed = memory_bytes(word, name);
        bool begins =
            text_match(field->column, typed) >= 0 || text_match(_(field->label), typed) >= 0;
        free(typed);
        if (begins)
            return word;
    }
    return NULL;
}

static bool is_empty(struct row_list *list)
{
    struct error ignored = ERROR_NONE;
    bool exact;
    long count = 0;
    if (by_score(list))
        return list->queue.count == 0;
    return rows_list_count(list->rows, &count, &exact, &ignored) && count == 0;
}

/* While a field's name is typed the rows stay: what was typed before it counts. */
static void leave_out_half(struct row_list *list)
{
    struct query query;
    struct error error = ERROR_NONE;
    const char *half = list->filtering ? half_word(list) : NULL;
    if (half == NULL || list->problem[0] != '\0' || !is_empty(list))
        return;
    char *whole = memory_string(editor_text(&list->filter));
    char *before = memory_bytes(whole, (size_t)(half - editor_text(&list->filter)));
    editor_set(&list->filter, before);
    bool asked = whole_query(list, &query, &error) && ask_rows(list, &query, &error);
    editor_set(&list->filter, whole);
    query_release(&query);
    free(before);
    free(whole);
    if (!asked)
        return;
    snprintf(list->problem, sizeof list->problem, "%s",
             _("a field: go on with = or >= and a value"));
    show_filter(list);
    list_reload(&list->list);
}

static void reload(struct row_list *list)
{
    struct error error = ERROR_NONE;
    if (!row_list_load(list, &error))
        ui_fail(list->ui, &error);
    else
        leave_out_half(list);
}

/* ---- the whole ---- */

/* The mark on the header of the column that the rows are sorted by. */
static void show_order(struct row_list *list)
{
    int field = list->query.order < 0 ? ROW_LIST_SCORE : list->query.order;
    list->list.sort_column = -1;
    for (int i = 0; i < list->column_count; i++)
        if (list->fields[i] == field && (field != ROW_LIST_SCORE || by_score(list)))
            list->list.sort_column = i;
    list->list.sort_down = by_score(list) ? !list->query.descending : list->query.descending;
}

/* A filter that nobody typed just now stands in the words of the screen. */
static void set_filter(struct row_list *list, const char *filter)
{
    struct buffer words = BUFFER_EMPTY;
    query_words(&words, list->entity, filter);
    editor_set(&list->filter, words.bytes);
    buffer_release(&words);
}

void row_list_init(struct row_list *list, struct ui *ui, const struct row_list_request *request)
{
    *list = (struct row_list){.ui = ui, .entity = &entities[request->kind]};
    list->shown = list->needed = BUFFER_EMPTY;
    query_init(&list->query, request->kind);
    row_list_columns(list, request->columns);
    struct list_source source = {list, count_rows, fetch_rows, find_row};
    list_init(&list->list, list->columns, list->column_count, source);
    list->list.empty = list->empty = request->empty;
    list->ranked = request->ranked;
    list->list.markable = request->markable;
    show_order(list);
    editor_init(&list->filter);
    if (request->filter != NULL)
        set_filter(list, request->filter);
}

void row_list_release(struct row_list *list)
{
    list_release(&list->list);
    rows_list_free(list->rows);
    queue_release(&list->queue);
    query_release(&list->query);
    editor_release(&list->filter);
    buffer_release(&list->shown);
    buffer_release(&list->needed);
    for (size_t i = 0; i < list->text_count; i++)
        buffer_release(&list->texts[i]);
    free(list->texts);
    forget_areas(list);
    free(list->areas.items);
}

void row_list_draw(const struct row_list *list, struct canvas *canvas, struct rect rect,
                   bool focused)
{
    list_draw(&list->list, canvas, rect, focused && !list->filtering);
    if (!list->filtering)
        return;
    filter_line_draw(&list->filter, true, list->problem, canvas,
                     (struct rect){rect.x, rect.y, rect.width, 1});
}

static void sort_by(struct row_list *list, int column)
{
    int field = column < 0 ? -1 : list->fields[column];
    bool again = list->query.order == field && column >= 0;
    list->query.descending = again && !list->query.descending;
    list->query.order = field;
    show_order(list);
    reload(list);
}

/* Keys of the filter line: Enter and Down go to the rows, Esc clears and leaves. */
static bool filter_event(struct row_list *list, const struct event *event)
{
    enum filter_outcome outcome = filter_line_event(&list->filter, event);
    if (outcome == FILTER_DONE) {
        list->filtering = false;
        if (list->problem[0] != '\0')
            reload(list); /* what was left out while it was half counts now */
    } else if (outcome == FILTER_CLEARED) {
        row_list_clear_filter(list);
    } else if (outcome == FILTER_CHANGED) {
        reload(list);
    }
    return outcome != FILTER_UNUSED;
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
    set_filter(list, filter);
    reload(list);
}

/* The next column; behind the last one the order of the entity, or of the queue's own column. */
void row_list_sort(struct row_list *list)
{
    int next = list->list.sort_column + 1;
    list->query.descending = false;
    sort_by(list, next < list->column_count ? next : -1);
}

void row_list_turn(struct row_list *list)
{
    if (list->query.order < 0 && !by_score(list)) {
        list->query.order = entity_field(list->entity, list->entity->order);
        list->query.descending = list->entity->descending;
    }
    list->query.descending = !list->query.descending;
    show_order(list);
    reload(list);
}

void row_list_closed(struct row_list *list)
{
    list->closed_too = !list->closed_too;
    list->query.descending = false;
    show_order(list);
    reload(list);
}
