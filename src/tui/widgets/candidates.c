#include "wijk/tui/widgets/candidates.h"

#include <stdlib.h>

#include "wijk/base/memory.h"
#include "wijk/base/vector.h"
#include "wijk/tui/layout.h"

void candidates_clear(struct candidates *candidates)
{
    for (size_t i = 0; i < candidates->count; i++) {
        free(candidates->items[i].text);
        free(candidates->items[i].detail);
        free(candidates->items[i].reason);
        free(candidates->items[i].key);
    }
    candidates->count = 0;
}

void candidates_release(struct candidates *candidates)
{
    candidates_clear(candidates);
    free(candidates->items);
    *candidates = (struct candidates){0};
}

struct candidate *candidates_add(struct candidates *candidates, const char *text,
                                 const char *detail, struct id id)
{
    struct candidate *candidate = VECTOR_PUSH(candidates);
    *candidate =
        (struct candidate){.text = memory_string(text), .detail = memory_string(detail), .id = id};
    return candidate;
}

#define ROWS 8 /* shown at most */

struct rect candidates_rect(const struct candidates *candidates, struct candidates_place place)
{
    struct rect bounds = place.bounds, anchor = place.anchor;
    if (!rect_contains(bounds, anchor.x, anchor.y))
        return (struct rect){bounds.x, bounds.y, 0, 0};
    int width = anchor.width < 24 ? 24 : anchor.width;
    if (width > 60)
        width = 60;
    if (width > bounds.width)
        width = bounds.width;
    int below = bounds.y + bounds.height - anchor.y - 1, above = anchor.y - bounds.y;
    int height = (candidates->count < ROWS ? (int)candidates->count : ROWS) + 2;
    bool under = below >= height || below >= above;
    if (height > (under ? below : above))
        height = under ? below : above;
    int right = bounds.x + bounds.width;
    int x = anchor.x + width > right ? right - width : anchor.x;
    return (struct rect){x, under ? anchor.y + 1 : anchor.y - height, width, height};
}

/* The first candidate shown, so that the chosen one is. */
static int first_shown(int chosen, int rows)
{
    return chosen < rows ? 0 : chosen - rows + 1;
}

int candidates_at(const struct candidates *candidates, int chosen, struct candidates_place place,
                  int x, int y)
{
    struct rect rect = candidates_rect(candidates, place);
    int row = y - rect.y - 1;
    if (x <= rect.x || x >= rect.x + rect.width - 1 || row < 0 || row >= rect.height - 2)
        return -1;
    int at = first_shown(chosen, rect.height - 2) + row;
    return at < (int)candidates->count ? at : -1;
}

static void draw_one(const struct candidate *candidate, struct canvas *canvas, struct rect row,
                     bool chosen)
{
    enum style style = chosen ? STYLE_SELECTED : STYLE_NORMAL;
    enum style quiet = chosen ? STYLE_SELECTED : STYLE_DIM;
    if (candidate->reason != NULL)
        style = quiet;
    canvas_fill(canvas, row, style);
    struct rect inner = {row.x + 1, row.y, row.width - 2, 1};
    int behind = canvas_text_cut(canvas, inner, 0, candidate->text, style);
    const char *detail = candidate->reason != NULL ? candidate->reason : candidate->detail;
    if (detail != NULL && behind + 2 < inner.width)
        canvas_text_cut(canvas, inner, behind + 2, detail, quiet);
}

void candidates_draw(const struct candidates *candidates, int chosen, struct canvas *canvas,
                     struct candidates_place place)
{
    if (candidates->count == 0)
        return;
    struct rect rect = candidates_rect(candidates, place);
    int rows = rect.height - 2, count = (int)candidates->count;
    if (rows < 1)
        return;
    if (chosen >= count)
        chosen = -1;
    int top = first_shown(chosen, rows);
    canvas_fill(canvas, rect, STYLE_NORMAL);
    canvas_frame(canvas, rect, NULL, STYLE_BORDER);
    for (int i = 0; i < rows && top + i < count; i++) {
        struct rect row = {rect.x + 1, rect.y + 1 + i, rect.width - 2, 1};
        draw_one(&candidates->items[top + i], canvas, row, top + i == chosen);
    }
}
