/* The list screen of any entity: what `wijk` shows for kinds of rows that have no screen of their
 * own. */
#include <stdlib.h>

#include "list_page.h"
#include "wijk/base/language.h"
#include "wijk/screens/screens.h"

static const struct screen_calls rows_calls = {
    .name = "rows", .title = N_("Rows"), LIST_PAGE_CALLS};

struct screen *rows_screen(struct ui *ui, enum entity_kind kind, const char *filter)
{
    struct row_list_request request = {
        .kind = kind, .filter = filter, .empty = _("Nothing here yet. a adds a row.")};
    return list_page_new(ui, &rows_calls, &request);
}
