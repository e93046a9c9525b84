/* The list screen of any entity: what `wijk` shows for kinds of rows that have no screen of their
 * own. */
#include <stdlib.h>

#include "list_page.h"
#include "row_actions.h"
#include "wijk/base/language.h"
#include "wijk/base/text.h"
#include "wijk/screens/screens.h"
#include "wijk/tui/widgets/candidates.h"

static const struct screen_calls rows_calls = {
    .name = "rows", .title = N_("Rows"), LIST_PAGE_CALLS};

static void fill_kinds(struct ui *ui, void *context, const char *typed, struct candidates *out)
{
    (void)ui, (void)context;
    for (size_t kind = 0; kind < ENTITY_COUNT; kind++)
        if (text_match(_(entities[kind].plural), typed) >= 0)
            candidates_add(out, _(entities[kind].plural), NULL, (struct id){{(uint8_t)(kind + 1)}});
}

static bool list_kind(struct ui *ui, void *context, struct id id, const char *text,
                      struct error *error)
{
    (void)context, (void)text, (void)error;
    ui_push(ui, rows_screen(ui, (enum entity_kind)(id.bytes[0] - 1), NULL));
    return true;
}

void rows_ask(struct ui *ui)
{
    struct pick_request request = {
        .title = _("All rows of …"), .fill = fill_kinds, .done = list_kind};
    ui_push(ui, pick_screen(ui, &request));
}

struct screen *rows_screen(struct ui *ui, enum entity_kind kind, const char *filter)
{
    struct row_list_request request = {
        .kind = kind, .filter = filter, .empty = _("Nothing here yet. a adds a row.")};
    return list_page_new(ui, &rows_calls, &request);
}
