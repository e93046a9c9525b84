#include "wijk/tui/widgets/picker.h"

#include <stdlib.h>
#include <string.h>

#include "wijk/base/language.h"
#include "wijk/base/text.h"
#include "wijk/base/vector.h"

void picker_init(struct picker *picker, const char *title)
{
    *picker = (struct picker){.title = title, .width = 60, .height = 16};
    editor_init(&picker->editor);
}

void picker_release(struct picker *picker)
{
    candidates_release(&picker->all);
    editor_release(&picker->editor);
    free(picker->hits);
    *picker = (struct picker){0};
}

static void add_hit(struct picker *picker, int index, int score)
{
    if (picker->hit_count == picker->hit_capacity) {
        picker->hit_capacity = picker->hit_capacity ? picker->hit_capacity * 2 : 32;
        picker->hits =
            memory_resize(picker->hits, (size_t)picker->hit_capacity, sizeof *picker->hits);
    }
    picker->hits[picker->hit_count++] = (struct picker_hit){index, score};
}

static int score_of(const struct picker *picker, const struct candidate *candidate,
                    const char *typed)
{
    int score = text_match(candidate->text, typed);
    if (!picker->by_detail || candidate->detail == NULL || score >= 0)
        return score;
    bool key = candidate->key != NULL && text_contains(candidate->key, typed);
    return key || text_contains(candidate->detail, typed) ? 0 : -1;
}

/* Best first; those that fit alike keep the order they were given in. */
static int compare_hits(const void *one, const void *other)
{
    const struct picker_hit *a = one, *b = other;
    if (a->score != b->score)
        return a->score > b->score ? -1 : 1;
    return (a->index > b->index) - (a->index < b->index);
}

static void find(struct picker *picker)
{
    const char *typed = editor_text(&picker->editor);
    picker->hit_count = 0;
    bool exact = *typed == '\0';
    for (int i = 0; i < (int)picker->all.count; i++) {
        int score = picker->ask != NULL || *typed == '\0'
                        ? 0
                        : score_of(picker, &picker->all.items[i], typed);
        bool can = picker->all.items[i].reason == NULL;
        if (score >= 0)
            add_hit(picker, i, *typed == '\0' ? 0 : 2 * score + can);
        exact = exact || strcmp(picker->all.items[i].text, typed) == 0;
    }
    if (picker->hit_count > 1)
        qsort(picker->hits, (size_t)picker->hit_count, sizeof *picker->hits, compare_hits);
    if (picker->allow_new && !exact)
        add_hit(picker, -1, -1);
    picker->selected = picker->top = 0;
}

static void typed_changed(struct picker *picker)
{
    picker->editor.changed = false;
    if (picker->ask != NULL) {
        candidates_clear(&picker->all);
        picker->ask(picker->context, editor_text(&picker->editor), &picker->all);
    }
    find(picker);
}

static int widest_text(const struct picker *picker)
{
    int widest = 0;
    for (size_t i = 0; i < picker->all.count; i++) {
        int width = text_width(picker->all.items[i].text);
        widest = width > widest ? width : widest;
    }
    return widest;
}

void picker_offer(struct picker *picker)
{
    int widest = widest_text(picker);
    picker->beside = widest < picker->width / 3 ? widest : picker->width / 3;
    typed_changed(picker);
}

static int rows_of(const struct picker *picker)
{
    int rows = picker->rect.height - 4; /* the frame, the line and what is below it */
    return rows > 0 ? rows : 0;
}

static void follow(struct picker *picker)
{
    int rows = rows_of(picker);
    if (rows < 1)
        return;
    if (picker->selected >= picker->top + rows)
        picker->top = picker->selected - rows + 1;
    if (picker->selected < picker->top)
        picker->top = picker->selected;
}

void picker_place(struct picker *picker, struct rect area)
{
    int width = picker->width < area.width ? picker->width : area.width;
    int height = picker->height < area.height ? picker->height : area.height;
    int needed = (int)picker->all.count + picker->allow_new + 4;
    if (picker->ask == NULL && needed < height) /* what is asked may be more the next time */
        height = needed > 6 || height < 6 ? needed : 6;
    picker->rect = (struct rect){area.x + (area.width - width) / 2,
                                 area.y + (area.height - height) / 3, width, height};
    follow(picker);
}

const struct candidate *picker_chosen(const struct picker *picker)
{
    int index = picker_index(picker);
    return index >= 0 ? &picker->all.items[index] : NULL;
}

int picker_index(const struct picker *picker)
{
    return picker->selected < picker->hit_count ? picker->hits[picker->selected].index : -1;
}

const char *picker_typed(const struct picker *picker)
{
    return editor_text(&picker->editor);
}

static void draw_new(const struct picker *picker, struct canvas *canvas, struct rect line,
                     enum style style)
{
    struct buffer text = BUFFER_EMPTY;
    buffer_format(&text, _("add '%s'?"), picker_typed(picker));
    canvas_text_cut(canvas, line, 0, text.bytes, style);
    buffer_release(&text);
}

/* The text from the left, the detail (a kind, or why not) from the right, or in a column of its
 * own; the key always to the right. */
static void draw_hit(const struct picker *picker, int at, struct canvas *canvas, struct rect row)
{
    bool selected = at == picker->selected;
    enum style style = selected ? STYLE_SELECTED : STYLE_NORMAL;
    canvas_fill(canvas, row, style);
    struct rect line = {row.x + 1, row.y, row.width - 2, 1};
    if (picker->hits[at].index < 0) {
        draw_new(picker, canvas, line, style);
        return;
    }
    const struct candidate *candidate = &picker->all.items[picker->hits[at].index];
    enum style quiet = selected ? STYLE_SELECTED : STYLE_DIM;
    const char *detail = candidate->reason != NULL ? candidate->reason : candidate->detail;
    int behind = canvas_text_cut(canvas, line, 0, candidate->text,
                                 candidate->reason != NULL ? quiet : style);
    int key = candidate->key != NULL ? text_width(candidate->key) + 2 : 0;
    int beside = behind > picker->beside ? behind + 2 : picker->beside + 2;
    if (!picker->by_detail)
        beside = behind + 2;
    struct rect rest = {line.x + beside, line.y, line.width - beside - key, 1};
    if (key > 0)
        canvas_text_right(canvas, line, candidate->key, quiet);
    if (detail == NULL || rest.width < 4)
        return;
    if (picker->by_detail)
        canvas_text_cut(canvas, rest, 0, detail, quiet);
    else
        canvas_text_right(canvas, rest, detail, quiet);
}

void picker_draw(const struct picker *picker, struct canvas *canvas, struct rect area, bool focused)
{
    (void)area;
    struct rect rect = picker->rect;
    canvas_fill(canvas, rect, STYLE_NORMAL);
    canvas_frame(canvas, rect, picker->title, STYLE_BORDER);
    if (rect.height < 3 || rect.width < 6)
        return;
    struct rect line = {rect.x + 1, rect.y + 1, rect.width - 2, 1};
    canvas_text(canvas, line, 1, ">", STYLE_HINT);
    editor_draw(&picker->editor, canvas, (struct rect){line.x + 3, line.y, line.width - 4, 1},
                focused);
    int rows = rows_of(picker);
    for (int i = 0; i < rows && picker->top + i < picker->hit_count; i++)
        draw_hit(picker, picker->top + i, canvas,
                 (struct rect){rect.x + 1, rect.y + 2 + i, rect.width - 2, 1});
    if (picker->hit_count == 0 && rows > 0)
        canvas_text_cut(canvas, (struct rect){rect.x + 2, rect.y + 2, rect.width - 4, 1}, 0,
                        picker->empty != NULL ? picker->empty : _("Nothing fits what was typed."),
                        STYLE_DIM);
    struct buffer count = BUFFER_EMPTY;
    if (picker->hit_count > 0)
        buffer_format(&count, _("%d of %d"), picker->selected + 1, picker->hit_count);
    canvas_text_right(canvas,
                      (struct rect){rect.x + 2, rect.y + rect.height - 2, rect.width - 4, 1},
                      count.bytes, STYLE_HINT);
    buffer_release(&count);
}

static void choose(struct picker *picker)
{
    if (picker->selected >= picker->hit_count)
        return;
    const struct candidate *candidate = picker_chosen(picker);
    if (candidate == NULL)
        picker->outcome = PICKER_NEW;
    else
        picker->outcome = candidate->reason != NULL ? PICKER_REFUSED : PICKER_CHOSEN;
}

static void go(struct picker *picker, int to)
{
    if (to >= picker->hit_count)
        to = picker->hit_count - 1;
    picker->selected = to < 0 ? 0 : to;
    follow(picker);
}

/* True: a key of the list, not of the line. */
static bool list_key(struct picker *picker, keycode key)
{
    int page = rows_of(picker) > 1 ? rows_of(picker) - 1 : 1, last = picker->hit_count - 1;
    switch (key) {
    case KEYS_DOWN:
    case KEYS_TAB:
    case 'n' | MOD_CTRL:
        go(picker, picker->selected < last ? picker->selected + 1 : 0);
        return true;
    case KEYS_UP:
    case KEYS_TAB | MOD_SHIFT:
    case 'p' | MOD_CTRL:
        go(picker, picker->selected > 0 ? picker->selected - 1 : last);
        return true;
    case KEYS_PAGE_DOWN:
        go(picker, picker->selected + page);
        return true;
    case KEYS_PAGE_UP:
        go(picker, picker->selected - page);
        return true;
    case KEYS_ENTER:
        choose(picker);
        return true;
    case KEYS_ESCAPE:
        picker->outcome = PICKER_CANCELLED;
        return true;
    default:
        return false;
    }
}

static bool mouse(struct picker *picker, const struct event *event)
{
    struct rect rect = picker->rect;
    bool inside = event->x >= rect.x && event->x < rect.x + rect.width && event->y >= rect.y &&
                  event->y < rect.y + rect.height;
    if (event->mouse == MOUSE_WHEEL_UP || event->mouse == MOUSE_WHEEL_DOWN) {
        go(picker, picker->selected + (event->mouse == MOUSE_WHEEL_UP ? -1 : 1));
        return true;
    }
    int row = event->y - rect.y - 2;
    if (!inside)
        picker->outcome = PICKER_CANCELLED;
    else if (row >= 0 && row < rows_of(picker) && picker->top + row < picker->hit_count) {
        go(picker, picker->top + row);
        choose(picker);
    }
    return true;
}

bool picker_event(struct picker *picker, const struct event *event)
{
    picker->outcome = PICKER_NOTHING;
    if (event->type == EVENT_MOUSE)
        return mouse(picker, event);
    if (event->type == EVENT_KEY && list_key(picker, event->key))
        return true;
    if (event->type != EVENT_KEY && event->type != EVENT_PASTE)
        return false;
    editor_event(&picker->editor, event);
    if (picker->editor.changed)
        typed_changed(picker);
    return true;
}
