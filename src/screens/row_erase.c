#include <stdlib.h>
#include <string.h>

#include "row_actions.h"
#include "wijk/app/erasing.h"
#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/base/text.h"
#include "wijk/screens/screens.h"

bool row_action_can_erase(struct ui *ui, struct buffer *why)
{
    if (ui_target(ui).kind == ENTITY_PERSON)
        return true;
    buffer_add_text(why, _("only what is kept of a person is erased here; 'wijk erase' does more"));
    return false;
}

struct wish {
    struct target target;
    const char *column; /* static; of the second question */
};

static bool erase_now(struct ui *ui, void *context, const char *text, struct error *error)
{
    const struct wish *wish = context;
    struct erased erased;
    struct erasing erasing = {wish->target.kind, wish->target.id, wish->column, text};
    bool done = erasing_field(ui->session, &erasing, &erased, error);
    if (done)
        ui_say(ui, STYLE_GOOD, "%s", erased.lines.items[0]);
    /* Backups and copies hold it still: that is what people have to do something about. */
    if (done && erased.backups > 0)
        ui_say(ui, STYLE_AMBER,
               ngettext("erased here; %lld backup beside the file still holds it, as do copies",
                        "erased here; %lld backups beside the file still hold it, as do copies",
                        (unsigned long)erased.backups),
               (long long)erased.backups);
    erased_release(&erased);
    return done;
}

/* The field was named: why? */
static bool ask_why(struct ui *ui, void *context, const char *text, struct error *error)
{
    const struct wish *wish = context;
    const struct entity *entity = &entities[wish->target.kind];
    char *copy = memory_string(text);
    int at = entity_field_named(entity, text_trim(copy));
    free(copy);
    if (at < 0 || !erasing_fits(&entity->fields[at]))
        return error_set(error, ERROR_INPUT,
                         _("name one of the texts: name, initials, role, e-mail, telephone"));
    struct wish *next = memory_new(sizeof *next);
    *next = (struct wish){wish->target, entity->fields[at].column};
    struct prompt_request request = {
        .label = _("Why is it erased, for good?"), .done = erase_now, .context = next};
    ui_push(ui, prompt_screen(ui, &request));
    return true;
}

void row_action_erase(struct ui *ui)
{
    struct wish *wish = memory_new(sizeof *wish);
    wish->target = ui_target(ui);
    struct prompt_request request = {
        .label = _("Erase which field of this person?"), .done = ask_why, .context = wish};
    ui_push(ui, prompt_screen(ui, &request));
}
