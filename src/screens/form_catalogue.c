/* Filling the form of an indicator from the catalogue of published figures. */
#include <stdlib.h>
#include <string.h>

#include "form_page.h"
#include "wijk/app/figures.h"
#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/screens/screens.h"
#include "wijk/tui/widgets/candidates.h"

static void add_found(void *context, const char *variable, const char *label, const char *detail)
{
    struct buffer text = BUFFER_EMPTY;
    const char *rest = strstr(detail, " \u00B7 ");
    buffer_format(&text, "%s%s", label, rest == NULL ? "" : rest);
    candidates_add(context, variable, text.bytes, (struct id){{0}});
    buffer_release(&text);
}

static void fill(struct ui *ui, void *context, const char *typed, struct candidates *out)
{
    (void)context;
    struct error error = ERROR_NONE;
    if (!figures_search(ui->session, typed, add_found, out, &error))
        ui_fail(ui, &error);
}

/* What the catalogue says goes into the fields; the direction is for the person to confirm, unless
 * somebody did for this variable. */
static bool chosen(struct ui *ui, void *context, struct id id, const char *variable,
                   struct error *error)
{
    (void)context, (void)id;
    struct form_page *page = form_page_on_top(ui);
    struct row row;
    bool confirmed = true;
    if (page == NULL)
        return true;
    row_copy(&row, &page->row);
    bool known = figures_describe(ui->session, variable, &row, &confirmed, error);
    for (int i = 0; known && i < (int)page->fields.count; i++)
        if (!value_equal(&row.values[page->fields.items[i]],
                         &page->row.values[page->fields.items[i]])) {
            struct buffer text = BUFFER_EMPTY;
            form_page_show(page, i, &row.values[page->fields.items[i]], &text);
            form_set(&page->form, i, text.bytes);
            buffer_release(&text);
        }
    row_release(&row);
    int direction = form_page_place(page, "direction");
    if (known && !confirmed && direction >= 0) {
        form_go(&page->form, direction);
        ui_say(ui, STYLE_AMBER, "%s", _("which way is better? choose it, then Ctrl-S saves"));
    }
    return known;
}

bool form_catalogue_ask(struct form_page *page)
{
    struct pick_request request = {.title = _("Published figure"), .fill = fill, .done = chosen};
    if (page->row.entity->kind != ENTITY_INDICATOR)
        return false;
    ui_push(page->screen.ui, pick_screen(page->screen.ui, &request));
    return true;
}

bool form_catalogue_saved(struct form_page *page, const struct row *row, struct error *error)
{
    if (row->entity->kind != ENTITY_INDICATOR || row_text(row, "reference_variable") == NULL ||
        row_text(row, "direction") == NULL)
        return true;
    int place = form_page_place(page, "reference_variable");
    return place < 0 || !form_field_changed(&page->form, place) ||
           figures_direction(page->screen.ui->session, row_text(row, "reference_variable"),
                             row_text(row, "direction"), error);
}
