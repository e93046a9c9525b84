#include "indicator_figures.h"

#include <string.h>

#include "wijk/app/figures.h"
#include "wijk/app/rows.h"
#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/screens/screens.h"
#include "wijk/tui/widgets/candidates.h"

/* ---- taking figures over ---- */

void indicator_take_figures(struct ui *ui, struct id indicator)
{
    struct figures_taken taken;
    struct error error = ERROR_NONE;
    if (!figures_take(ui->session, indicator, 0, &taken, &error))
        ui_fail(ui, &error);
    else if (taken.taken > 0)
        ui_saved(ui, ngettext("took %ld figure", "took %ld figures", (unsigned long)taken.taken),
                 taken.taken);
    else
        ui_say(ui, STYLE_HINT, "%s", _("every published figure is here already"));
}

/* ---- which way is better ---- */

static const struct field *direction_field(void)
{
    const struct entity *entity = &entities[ENTITY_INDICATOR];
    return &entity->fields[entity_field(entity, "direction")];
}

static void fill_directions(struct ui *ui, void *context, const char *typed, struct candidates *out)
{
    (void)ui, (void)context, (void)typed;
    for (const struct choice *choice = direction_field()->choices; choice->value != NULL; choice++)
        candidates_add(out, _(choice->label), NULL, (struct id){{0}});
}

static bool change(struct ui *ui, const struct row *before, const struct row *after,
                   struct error *error)
{
    struct buffer title = BUFFER_EMPTY;
    bool done = rows_change(ui->session, before, after, error);
    if (done) {
        rows_title(ui->session, ENTITY_INDICATOR, before->id, &title);
        ui_saved(ui, _("saved: %s"), title.bytes);
    }
    buffer_release(&title);
    return done;
}

static bool set_direction(struct ui *ui, void *context, struct id id, const char *text,
                          struct error *error)
{
    (void)id;
    const struct id *indicator = context;
    const char *direction = field_choice(direction_field(), text);
    struct row before, after;
    if (direction == NULL || !rows_get(ui->session, ENTITY_INDICATOR, *indicator, &before, error))
        return direction == NULL;
    row_copy(&after, &before);
    row_set(&after, "direction", value_text(direction));
    bool done =
        figures_direction(ui->session, row_text(&before, "reference_variable"), direction, error) &&
        change(ui, &before, &after, error);
    row_release(&before);
    row_release(&after);
    return done;
}

static void *remember(struct id indicator)
{
    struct id *kept = memory_new(sizeof *kept);
    *kept = indicator;
    return kept;
}

/* ---- the catalogue ---- */

static void add_found(void *context, const char *variable, const char *label, const char *detail)
{
    struct buffer text = BUFFER_EMPTY;
    const char *rest = strstr(detail, " · ");
    buffer_format(&text, "%s%s", label, rest == NULL ? "" : rest);
    candidates_add(context, variable, text.bytes, (struct id){{0}});
    buffer_release(&text);
}

static void fill_variables(struct ui *ui, void *context, const char *typed, struct candidates *out)
{
    (void)context;
    struct error error = ERROR_NONE;
    if (!figures_search(ui->session, typed, add_found, out, &error))
        ui_fail(ui, &error);
}

static bool take_variable(struct ui *ui, void *context, struct id id, const char *variable,
                          struct error *error)
{
    (void)id;
    const struct id *indicator = context;
    struct row before, after;
    bool confirmed = true;
    if (!rows_get(ui->session, ENTITY_INDICATOR, *indicator, &before, error))
        return false;
    row_copy(&after, &before);
    bool done = figures_describe(ui->session, variable, &after, &confirmed, error) &&
                change(ui, &before, &after, error);
    row_release(&before);
    row_release(&after);
    if (done && !confirmed) {
        struct pick_request request = {.title = _("Which way is better?"),
                                       .fill = fill_directions,
                                       .done = set_direction,
                                       .context = remember(*indicator)};
        ui_push(ui, pick_screen(ui, &request));
    }
    return done;
}

static void count_found(void *context, const char *variable, const char *label, const char *detail)
{
    (void)variable, (void)label, (void)detail;
    ++*(long *)context;
}

void indicator_choose_variable(struct ui *ui, struct id indicator)
{
    struct error error = ERROR_NONE;
    long known = 0;
    if (!figures_search(ui->session, "", count_found, &known, &error)) {
        ui_fail(ui, &error);
        return;
    }
    if (known == 0) {
        ui_say(ui, STYLE_AMBER, "%s",
               _("the catalogue is empty; 'wijk import FILE --as bbga' takes it from a file"));
        return;
    }
    struct pick_request request = {.title = _("Published figure"),
                                   .fill = fill_variables,
                                   .done = take_variable,
                                   .context = remember(indicator)};
    ui_push(ui, pick_screen(ui, &request));
}
