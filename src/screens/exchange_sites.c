/* What is done to one copy of the file: trust, its name, what it is for. */
#include <stdlib.h>
#include <string.h>

#include "exchange_page.h"
#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/base/text.h"
#include "wijk/screens/screens.h"

static const struct exchange_site *selected(struct ui *ui)
{
    const struct exchange_page *page = exchange_page_of(ui);
    return page->on_traffic ? NULL : exchange_page_site(page);
}

bool exchange_on_other_site(struct ui *ui, struct buffer *why)
{
    const struct exchange_site *site = selected(ui);
    if (site != NULL && !site->own)
        return true;
    buffer_add_text(why, site == NULL ? _("no copy is selected; Tab goes to them")
                                      : _("this copy of the file always trusts itself"));
    return false;
}

void exchange_trust(struct ui *ui)
{
    ui_push(ui, words_screen(ui, &(struct words_request){.site = selected(ui)}));
}

void exchange_distrust(struct ui *ui)
{
    struct exchange_page *page = exchange_page_of(ui);
    struct error error = ERROR_NONE;
    struct buffer name = BUFFER_EMPTY;
    exchange_called(selected(ui), &name);
    if (exchange_set_trust(ui->session, selected(ui)->id, false, &error)) {
        page->looked = false;
        ui_saved(ui, _("%s is distrusted: its packs are refused; t takes that back"), name.bytes);
    } else {
        ui_fail(ui, &error);
    }
    buffer_release(&name);
}

/* ---- its name ---- */

static bool set_name(struct ui *ui, void *context, const char *text, struct error *error)
{
    if (!exchange_set_name(ui->session, *(const struct id *)context, text, error))
        return false;
    exchange_page_of(ui)->looked = false;
    ui_saved(ui, _("named: %s"), text);
    return true;
}

static struct id *copy_id(struct id id)
{
    struct id *copy = memory_new(sizeof *copy);
    *copy = id;
    return copy;
}

void exchange_name(struct ui *ui)
{
    const struct exchange_site *site = exchange_page_site(exchange_page_of(ui));
    if (site == NULL)
        return;
    struct prompt_request request = {.label = site->own ? _("Name of this copy, as in: laptop Anna")
                                                        : _("Name of that copy"),
                                     .text = site->name,
                                     .done = set_name,
                                     .context = copy_id(site->id)};
    ui_push(ui, prompt_screen(ui, &request));
}

/* ---- what it is for ---- */

static void fill_roles(struct ui *ui, void *context, const char *typed, struct candidates *out)
{
    static const char *const roles[][2] = {
        {N_("not known"), N_("gets what is public, or what is of the only programme")},
        {N_("the group"), N_("works on this programme: gets everything of it")},
        {N_("the bureau"), N_("gets what goes to the programme bureau, of all programmes")}};
    (void)ui, (void)context;
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        if (text_match(_(roles[i][0]), typed) >= 0)
            candidates_add(out, _(roles[i][0]), _(roles[i][1]), (struct id){{(uint8_t)i, 1}});
}

static bool set_role(struct ui *ui, void *context, struct id id, const char *text,
                     struct error *error)
{
    enum exchange_role role = (enum exchange_role)id.bytes[0];
    struct id programme = {{0}};
    if (role == EXCHANGE_ROLE_GROUP)
        programme = ui->session->programme;
    if (!exchange_set_role(ui->session, *(const struct id *)context, role, programme, error))
        return false;
    exchange_page_of(ui)->looked = false;
    ui_saved(ui, _("role: %s"), text);
    return true;
}

void exchange_role(struct ui *ui)
{
    const struct exchange_site *site = exchange_page_site(exchange_page_of(ui));
    if (site == NULL)
        return;
    struct pick_request request = {.title = _("What is that copy for?"),
                                   .fill = fill_roles,
                                   .done = set_role,
                                   .context = copy_id(site->id)};
    ui_push(ui, pick_screen(ui, &request));
}
