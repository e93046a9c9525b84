#include "wijk/tui/widgets/list.h"

#include <libintl.h>
#include <stdlib.h>
#include <string.h>

#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/base/text.h"
#include "wijk/base/vector.h"
#include "wijk/tui/widgets/list_parts.h"

static void fetch_visible(struct list *list);
static void forget_rows(struct list *list);

void list_init(struct list *list, const struct list_column *columns, int count,
               struct list_source source)
{
    *list = (struct list){.columns = columns,
                          .column_count = count < LIST_COLUMNS ? count : LIST_COLUMNS,
                          .source = source,
                          .count = LIST_MANY,
                          .sort_column = -1,
                          .sort_asked = -1,
                          .wheel = 3};
    list_reload(list);
}

void list_release(struct list *list)
{
    for (int i = 0; i < list->kept_capacity; i++)
        free(list->kept[i].bytes);
    free(list->kept);
    free(list->marks);
    *list = (struct list){0};
}

/* Lines for rows, as placed. */
static int page(const struct list *list)
{
    int height = list->rect.height - list_top_lines(list);
    return height > 0 ? height : 0;
}

/* Brings a position within the list, of which the end may not be known. */
static long within(const struct list *list, long position)
{
    if (list->count != LIST_MANY && position >= list->count)
        position = list->count - 1;
    return position < 0 && list->count != 0 ? 0 : position;
}

static void follow(struct list *list)
{
    int height = page(list);
    if (height < 1)
        return;
    if (list->selected >= 0 && list->selected < list->top)
        list->top = list->selected;
    if (list->selected >= list->top + height)
        list->top = list->selected - height + 1;
    if (list->count != LIST_MANY && list->top + height > list->count)
        list->top = list->count - height;
    if (list->top < 0)
        list->top = 0;
}

/* No text is wider than its bytes, so most need no measuring. */
static void see(struct list *list, int column, const char *text, size_t length)
{
    if (length > (size_t)list->seen[column] && text_width(text) > list->seen[column])
        list->seen[column] = text_width(text);
}

/* Copies a row into a slot, as one block. */
static void keep(struct list *list, struct list_kept *slot, const struct list_row *row)
{
    size_t length = 0;
    for (int i = 0; i < list->column_count; i++)
        length += (row->text[i] != NULL ? strlen(row->text[i]) : 0) + 1;
    if (length > slot->capacity) {
        slot->capacity = length * 2;
        slot->bytes = memory_resize(slot->bytes, slot->capacity, 1);
    }
    slot->id = row->id;
    char *at = slot->bytes;
    for (int i = 0; i < list->column_count; i++) {
        const char *text = row->text[i] != NULL ? row->text[i] : "";
        size_t size = strlen(text) + 1;
        memcpy(at, text, size);
        see(list, i, text, size - 1);
        slot->offset[i] = (size_t)(at - slot->bytes);
        slot->style[i] = row->style[i];
        at += size;
    }
}

#define RUN 64 /* rows asked for at once, so that they fit on the stack */

/* Asks for rows [first, first + count) into the slots from `slot` on; answers how many came. */
static int ask(struct list *list, long first, int count, int slot)
{
    struct list_row rows[RUN];
    int came = 0;
    while (came < count) {
        int wanted = count - came < RUN ? count - came : RUN;
        memset(rows, 0, sizeof rows);
        int got = list->source.fetch(list->source.context, first + came, wanted, rows);
        for (int i = 0; i < got; i++)
            keep(list, &list->kept[slot + came + i], &rows[i]);
        came += got > 0 ? got : 0;
        if (got < wanted)
            break;
    }
    return came;
}

static void reserve(struct list *list, int count)
{
    if (count <= list->kept_capacity)
        return;
    list->kept = memory_resize(list->kept, (size_t)count, sizeof *list->kept);
    memset(list->kept + list->kept_capacity, 0,
           (size_t)(count - list->kept_capacity) * sizeof *list->kept);
    list->kept_capacity = count;
}

/* Reverses slots [from, to): three of these rotate, and no slot loses its memory. */
static void reverse(struct list *list, int from, int to)
{
    for (to--; from < to; from++, to--) {
        struct list_kept slot = list->kept[from];
        list->kept[from] = list->kept[to];
        list->kept[to] = slot;
    }
}

static void rotate(struct list *list, int by, int count)
{
    reverse(list, 0, by);
    reverse(list, by, count);
    reverse(list, 0, count);
}

static void forget_rows(struct list *list)
{
    list->kept_count = 0;
    list->kept_first = list->top;
}

/* Makes the kept rows those of [top, top + height), asking only for what is not there yet. */
static void window(struct list *list, int height)
{
    reserve(list, height);
    long first = list->top, end = list->top + height;
    long kept_end = list->kept_first + list->kept_count;
    if (list->kept_count > 0 && list->kept_first < end && kept_end > first) {
        if (list->kept_first < first) {
            int gone = (int)(first - list->kept_first);
            rotate(list, gone, list->kept_capacity);
            list->kept_count -= gone;
        } else if (list->kept_first > first) {
            int missing = (int)(list->kept_first - first);
            rotate(list, list->kept_capacity - missing, list->kept_capacity);
            if (ask(list, first, missing, 0) < missing) {
                list->kept_count = 0; /* the source changed under us */
            } else {
                list->kept_count += missing;
                if (list->kept_count > height)
                    list->kept_count = height;
            }
        }
    } else {
        list->kept_count = 0;
    }
    list->kept_first = first;
    long have_end = first + list->kept_count;
    if (list->count != LIST_MANY && end > list->count)
        end = list->count;
    if (have_end >= end)
        return;
    int wanted = (int)(end - have_end), came = ask(list, have_end, wanted, list->kept_count);
    list->kept_count += came;
    if (came < wanted && (came > 0 || list->kept_count > 0 || first == 0))
        list->count = first + list->kept_count; /* the end was found */
}

/* The source turned out shorter than the position: asks for the count and goes to the end. */
static void shorten(struct list *list)
{
    list->count = list->source.count(list->source.context, true);
    list->selected = within(list, list->selected);
    list->top = 0;
    forget_rows(list);
    follow(list);
}

static void adopt_id(struct list *list)
{
    const struct list_kept *row = list_kept_row(list, list->selected);
    if (row != NULL)
        list->selected_id = row->id;
}

static void fetch_visible(struct list *list)
{
    int height = page(list);
    if (height < 1 || list->source.fetch == NULL)
        return;
    window(list, height);
    if (list->kept_count == 0 && list->top > 0) {
        shorten(list);
        window(list, height);
    }
    bool beyond = list->count != LIST_MANY && (list->selected >= list->count ||
                                               (list->top > 0 && list->top + height > list->count));
    if (beyond) { /* the end was found just now: the page is filled up to it */
        list->selected = within(list, list->selected);
        follow(list);
        window(list, height);
    }
    adopt_id(list);
}

const struct list_kept *list_kept_row(const struct list *list, long position)
{
    if (position < list->kept_first || position >= list->kept_first + list->kept_count)
        return NULL;
    return &list->kept[position - list->kept_first];
}

static long among_kept(const struct list *list, struct id id)
{
    for (int i = 0; i < list->kept_count; i++)
        if (id_equal(list->kept[i].id, id))
            return list->kept_first + i;
    return -1;
}

void list_reload(struct list *list)
{
    struct id id = list->selected_id;
    list->count = list->source.count(list->source.context, false);
    if (!id_is_none(id) && list->source.find != NULL) {
        long position = list->source.find(list->source.context, id);
        if (position >= 0)
            list->selected = position;
    }
    list->selected = within(list, list->selected);
    forget_rows(list);
    follow(list);
    fetch_visible(list);
    if (!id_is_none(id) && list->source.find == NULL) {
        long position = among_kept(list, id);
        if (position >= 0)
            list->selected = position;
        adopt_id(list);
    }
    if (list->count == 0)
        list->selected_id = (struct id){{0}};
}

void list_place(struct list *list, struct rect rect)
{
    list->rect = rect;
    follow(list);
    fetch_visible(list);
}

static void go(struct list *list, long position)
{
    long before = list->selected;
    list->selected = within(list, position);
    if (list->selected != before)
        list->selected_id = (struct id){{0}}; /* until its row is here */
    follow(list);
    fetch_visible(list);
    if (list->selected != before)
        list->outcome = LIST_MOVED;
}

void list_select(struct list *list, long position)
{
    enum list_outcome kept = list->outcome;
    go(list, position);
    list->outcome = kept;
}

bool list_select_id(struct list *list, struct id id)
{
    long position = among_kept(list, id);
    if (position < 0 && list->source.find != NULL)
        position = list->source.find(list->source.context, id);
    if (position < 0)
        return false;
    list_select(list, position);
    list->selected_id = id;
    return true;
}

static void go_end(struct list *list)
{
    if (list->count == LIST_MANY)
        list->count = list->source.count(list->source.context, true);
    go(list, list->count - 1);
}

static bool mark_selected(struct list *list)
{
    if (!list->markable || list->selected < 0)
        return false;
    size_t i = 0;
    while (i < list->mark_count && !id_equal(list->marks[i], list->selected_id))
        i++;
    if (i < list->mark_count) {
        memmove(list->marks + i, list->marks + i + 1,
                (list->mark_count - i - 1) * sizeof *list->marks);
        list->mark_count--;
    } else {
        if (list->mark_count == list->mark_capacity)
            list->marks = vector_grow(list->marks, &list->mark_capacity, sizeof *list->marks);
        list->marks[list->mark_count++] = list->selected_id;
    }
    go(list, list->selected + 1);
    list->outcome = LIST_MARKED;
    return true;
}

static bool key_event(struct list *list, keycode key)
{
    int step = page(list) > 1 ? page(list) - 1 : 1;
    switch (key) {
    case KEYS_UP:
    case 'k':
        go(list, list->selected - 1);
        return true;
    case KEYS_DOWN:
    case 'j':
        go(list, list->selected + 1);
        return true;
    case KEYS_PAGE_UP:
    case 'b' | MOD_CTRL:
        go(list, list->selected - step);
        return true;
    case KEYS_PAGE_DOWN:
    case 'f' | MOD_CTRL:
        go(list, list->selected + step);
        return true;
    case KEYS_HOME:
    case 'g':
        go(list, 0);
        return true;
    case KEYS_END:
    case 'G':
        go_end(list);
        return true;
    case ' ':
        return mark_selected(list);
    default:
        return false;
    }
}

/* The wheel moves the rows; the selection stays on its record while that is in sight. */
static void wheel(struct list *list, int by)
{
    int height = page(list);
    long top = list->top + by;
    if (list->count != LIST_MANY && top > list->count - height)
        top = list->count - height;
    if (list->count == LIST_MANY && list->kept_count < height)
        top = list->top;
    list->top = top < 0 ? 0 : top;
    long selected = list->selected;
    if (selected < list->top)
        selected = list->top;
    if (selected >= list->top + height)
        selected = list->top + height - 1;
    go(list, selected);
}

static void press_header(struct list *list, int x)
{
    int widths[LIST_COLUMNS];
    list_widths(list, list->rect.width, widths);
    int at = list->rect.x + LIST_MARGIN;
    for (int i = 0; i < list->column_count; i++) {
        if (widths[i] == 0)
            continue;
        if (x >= at && x < at + widths[i] + LIST_GAP && list->columns[i].sortable) {
            list->sort_asked = i;
            list->outcome = LIST_SORT;
        }
        at += widths[i] + LIST_GAP;
    }
}

static bool mouse_event(struct list *list, const struct event *event)
{
    struct rect rect = list->rect;
    if (event->x < rect.x || event->x >= rect.x + rect.width || event->y < rect.y ||
        event->y >= rect.y + rect.height)
        return false;
    if (event->mouse == MOUSE_WHEEL_UP || event->mouse == MOUSE_WHEEL_DOWN) {
        wheel(list, event->mouse == MOUSE_WHEEL_UP ? -list->wheel : list->wheel);
        return true;
    }
    int line = event->y - rect.y - list_top_lines(list);
    if (line == -1 && !list->headless) {
        press_header(list, event->x);
        return true;
    }
    long position = list->top + line;
    if (line < 0 || list_kept_row(list, position) == NULL)
        return true;
    bool again = position == list->selected;
    go(list, position);
    if (event->mouse == MOUSE_DOUBLE)
        list->outcome = LIST_OPEN;
    else if (again)
        list->outcome = LIST_FOCUSED;
    return true;
}

bool list_event(struct list *list, const struct event *event)
{
    list->outcome = LIST_NOTHING;
    if (event->type == EVENT_KEY)
        return key_event(list, event->key);
    return event->type == EVENT_MOUSE && mouse_event(list, event);
}

bool list_selected(const struct list *list, struct id *id)
{
    if (list->selected < 0 || list->count == 0 || id_is_none(list->selected_id))
        return false;
    *id = list->selected_id;
    return true;
}

const char *list_selected_text(const struct list *list, int column)
{
    const struct list_kept *row = list_kept_row(list, list->selected);
    if (row == NULL || column < 0 || column >= list->column_count)
        return "";
    return row->bytes + row->offset[column];
}

bool list_is_marked(const struct list *list, struct id id)
{
    for (size_t i = 0; i < list->mark_count; i++)
        if (id_equal(list->marks[i], id))
            return true;
    return false;
}

size_t list_marks(const struct list *list, const struct id **ids)
{
    *ids = list->marks;
    return list->mark_count;
}

void list_unmark(struct list *list)
{
    list->mark_count = 0;
}

void list_position(const struct list *list, struct buffer *out)
{
    if (list->count == 0 || list->selected < 0)
        return;
    if (list->count == LIST_MANY)
        buffer_format(out, _("%ld of many"), list->selected + 1);
    else
        buffer_format(out, _("%ld of %ld"), list->selected + 1, list->count);
}
