#include "wijk/tui/layout.h"

static int within(int value, int least, int most)
{
    return value < least ? least : value > most ? most : value;
}

struct rect rect_split_left(struct rect rect, int size, struct rect *rest)
{
    size = within(size, 0, rect.width);
    if (rest != NULL)
        *rest = (struct rect){rect.x + size, rect.y, rect.width - size, rect.height};
    rect.width = size;
    return rect;
}

struct rect rect_split_right(struct rect rect, int size, struct rect *rest)
{
    struct rect right;
    struct rect left = rect_split_left(rect, rect.width - within(size, 0, rect.width), &right);
    if (rest != NULL)
        *rest = left;
    return right;
}

struct rect rect_split_top(struct rect rect, int size, struct rect *rest)
{
    size = within(size, 0, rect.height);
    if (rest != NULL)
        *rest = (struct rect){rect.x, rect.y + size, rect.width, rect.height - size};
    rect.height = size;
    return rect;
}

struct rect rect_split_bottom(struct rect rect, int size, struct rect *rest)
{
    struct rect bottom;
    struct rect top = rect_split_top(rect, rect.height - within(size, 0, rect.height), &bottom);
    if (rest != NULL)
        *rest = top;
    return bottom;
}

struct rect rect_inset(struct rect rect, int columns, int rows)
{
    columns = within(columns, 0, rect.width / 2);
    rows = within(rows, 0, rect.height / 2);
    return (struct rect){rect.x + columns, rect.y + rows, rect.width - 2 * columns,
                         rect.height - 2 * rows};
}

struct rect rect_common(struct rect one, struct rect other)
{
    int left = one.x > other.x ? one.x : other.x;
    int top = one.y > other.y ? one.y : other.y;
    int right = one.x + one.width, bottom = one.y + one.height;
    if (other.x + other.width < right)
        right = other.x + other.width;
    if (other.y + other.height < bottom)
        bottom = other.y + other.height;
    return (struct rect){left, top, right > left ? right - left : 0,
                         bottom > top ? bottom - top : 0};
}

bool rect_contains(struct rect rect, int x, int y)
{
    return x >= rect.x && y >= rect.y && x < rect.x + rect.width && y < rect.y + rect.height;
}

enum layout_size layout_of(int width, int height)
{
    if (width < 40 || height < 10)
        return LAYOUT_NONE;
    if (width < 60 || height < 15)
        return LAYOUT_SMALL;
    if (width < 110)
        return LAYOUT_NORMAL;
    return width < 160 ? LAYOUT_WIDE : LAYOUT_VERY_WIDE;
}

/* The cells that the columns with a width take, and the spaces between them. */
static int used(const int *widths, size_t count)
{
    int sum = 0;
    for (size_t i = 0; i < count; i++)
        if (widths[i] > 0)
            sum += widths[i] + (sum > 0);
    return sum;
}

/* Drops the shown column of the lowest priority; false when it is the only one. */
static bool drop_one(const struct layout_column *columns, size_t count, int *widths)
{
    size_t lowest = count, shown = 0;
    for (size_t i = 0; i < count; i++) {
        if (widths[i] == 0)
            continue;
        shown++;
        if (lowest == count || columns[i].priority <= columns[lowest].priority)
            lowest = i;
    }
    if (shown < 2)
        return false;
    widths[lowest] = 0;
    return true;
}

/* Gives `room` cells to the columns that still want some, from the highest priority down. */
static int give_preferred(const struct layout_column *columns, size_t count, int room, int *widths)
{
    while (room > 0) {
        size_t first = count;
        for (size_t i = 0; i < count; i++)
            if (widths[i] > 0 && widths[i] < columns[i].preferred &&
                (first == count || columns[i].priority > columns[first].priority))
                first = i;
        if (first == count)
            break;
        int more = within(columns[first].preferred - widths[first], 0, room);
        widths[first] += more;
        room -= more;
    }
    return room;
}

static void give_by_weight(const struct layout_column *columns, size_t count, int room, int *widths)
{
    int weights = 0;
    for (size_t i = 0; i < count; i++)
        if (widths[i] > 0 && columns[i].weight > 0)
            weights += columns[i].weight;
    for (size_t i = 0; i < count; i++) {
        if (widths[i] == 0 || columns[i].weight <= 0 || weights <= 0)
            continue;
        int share = (int)((int64_t)room * columns[i].weight / weights);
        widths[i] += share;
        room -= share;
        weights -= columns[i].weight;
    }
}

int layout_columns(const struct layout_column *columns, size_t count, int width, int *widths)
{
    for (size_t i = 0; i < count; i++)
        widths[i] = columns[i].least > 0 ? columns[i].least : 1;
    while (used(widths, count) > width)
        if (!drop_one(columns, count, widths))
            break;
    int taken = used(widths, count);
    if (taken > width) {
        for (size_t i = 0; i < count; i++)
            widths[i] = within(widths[i], 0, width > 0 ? width : 0);
        return used(widths, count);
    }
    int room = give_preferred(columns, count, width - taken, widths);
    give_by_weight(columns, count, room, widths);
    return used(widths, count);
}
