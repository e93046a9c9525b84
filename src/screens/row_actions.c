#include "row_actions.h"

#include <stdlib.h>
#include <string.h>

#include "wijk/app/programme.h"
#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/base/text.h"
#include "wijk/screens/screens.h"
#include "wijk/tui/widgets/candidates.h"

void open_target(struct ui *ui, struct target target)
{
    if (target.kind == ENTITY_INDICATOR)
        ui_push(ui, indicator_screen(ui, target.id));
    else if (target.kind == ENTITY_AGREEMENT)
        ui_push(ui, agreement_screen(ui, target.id));
    else if (target.kind == ENTITY_MEETING)
        meeting_open(ui, target.id);
    else if (target.kind != ENTITY_NONE)
        ui_push(ui, row_screen(ui, target));
}

void row_action_open(struct ui *ui)
{
    open_target(ui, ui_target(ui));
}

void row_action_details(struct ui *ui)
{
    ui_push(ui, row_screen(ui, ui_target(ui)));
}

void row_action_history(struct ui *ui)
{
    ui_push(ui, history_screen(ui, ui_target(ui)));
}

void row_action_copy(struct ui *ui)
{
    struct target target = ui_target(ui);
    struct buffer title = BUFFER_EMPTY;
    rows_title(ui->session, target.kind, target.id, &title);
    ui->term->calls->copy(ui->term, title.bytes);
    ui_say(ui, STYLE_GOOD, _("copied: %s"), title.bytes);
    buffer_release(&title);
}

/* ---- typed lines ---- */

/* A measurement leads to its indicator. */
static bool measurable(struct ui *ui, struct target *target)
{
    *target = ui_target(ui);
    if (target->kind == ENTITY_INDICATOR)
        return true;
    struct row row;
    struct error ignored = ERROR_NONE;
    if ((target->kind != ENTITY_MEASUREMENT && target->kind != ENTITY_TARGET) ||
        !rows_get(ui->session, target->kind, target->id, &row, &ignored))
        return false;
    *target = (struct target){ENTITY_INDICATOR, row_reference(&row, "indicator"), {{0}}};
    row_release(&row);
    return true;
}

bool row_action_can_measure(struct ui *ui, struct buffer *why)
{
    struct target target;
    if (measurable(ui, &target))
        return true;
    buffer_add_text(why, _("this row is not an indicator"));
    return false;
}

void row_action_measure(struct ui *ui)
{
    struct target target;
    if (measurable(ui, &target))
        ui_push(ui, quick_screen(ui, '=', target));
}

void row_action_flag(struct ui *ui)
{
    ui_push(ui, quick_screen(ui, '!', ui_target(ui)));
}

/* ---- adding ---- */

/* What can be added under what, the most usual first. */
static const struct {
    enum entity_kind under, adds;
} additions[] = {
    {ENTITY_THEME, ENTITY_GOAL},
    {ENTITY_PROGRAMME, ENTITY_GOAL},
    {ENTITY_PROGRAMME, ENTITY_MEMBERSHIP},
    {ENTITY_GOAL, ENTITY_INDICATOR},
    {ENTITY_GOAL, ENTITY_EFFORT},
    {ENTITY_GOAL, ENTITY_GOAL},
    {ENTITY_INDICATOR, ENTITY_MEASUREMENT},
    {ENTITY_INDICATOR, ENTITY_TARGET},
    {ENTITY_EFFORT, ENTITY_MILESTONE},
    {ENTITY_EFFORT, ENTITY_BUDGET_LINE},
    {ENTITY_EFFORT, ENTITY_EFFORT_PARTNER},
    {ENTITY_EFFORT, ENTITY_CONTRIBUTION},
    {ENTITY_PARTNER, ENTITY_PERSON},
    {ENTITY_AREA, ENTITY_AREA_CODE},
};

struct addition {
    struct target under;
    enum entity_kind kinds[8];
    int count;
};

static void list_additions(const struct ui *ui, struct addition *addition)
{
    const struct screen *screen = ui_base(ui);
    addition->under = ui_target(ui);
    addition->count = 0;
    enum entity_kind listed =
        screen->calls->lists == NULL ? ENTITY_NONE : screen->calls->lists(screen);
    if (listed != ENTITY_NONE)
        addition->kinds[addition->count++] = listed;
    for (size_t i = 0; i < sizeof additions / sizeof *additions && addition->count < 8; i++)
        if (additions[i].under == addition->under.kind)
            addition->kinds[addition->count++] = additions[i].adds;
}

/* What the row it is added under says about the new row. */
static void fill_under(struct row *row, struct target under)
{
    if (row->entity->kind == ENTITY_GOAL && under.kind == ENTITY_THEME)
        row_set(row, "theme", value_id(under.id));
    else if (row->entity->kind == ENTITY_GOAL && under.kind == ENTITY_GOAL)
        row_set(row, "parent", value_id(under.id));
    else if (row->entity->kind == ENTITY_PERSON && under.kind == ENTITY_PARTNER)
        row_set(row, "partner", value_id(under.id));
}

static void open_form(struct ui *ui, enum entity_kind kind, struct target under)
{
    struct row row;
    struct error error = ERROR_NONE;
    row_init(&row, kind);
    fill_under(&row, under);
    const char *belongs = row.entity->belongs;
    int field = belongs == NULL ? -1 : entity_field(row.entity, belongs);
    bool fits = field >= 0 && row.entity->fields[field].refers_to == under.kind;
    if (rows_prepare(ui->session, &row, fits ? under.id : (struct id){{0}}, &error))
        ui_push(ui, form_screen(ui, &row, under));
    else
        ui_fail(ui, &error);
    row_release(&row);
}

static void fill_additions(struct ui *ui, void *context, const char *typed, struct candidates *out)
{
    (void)ui;
    const struct addition *addition = context;
    for (int i = 0; i < addition->count; i++) {
        struct id id = {{(uint8_t)(addition->kinds[i] + 1)}};
        const char *label = _(entities[addition->kinds[i]].label);
        if (text_match(label, typed) >= 0)
            candidates_add(out, label, NULL, id);
    }
}

static bool add_chosen(struct ui *ui, void *context, struct id id, const char *text,
                       struct error *error)
{
    (void)text;
    (void)error;
    const struct addition *addition = context;
    open_form(ui, (enum entity_kind)(id.bytes[0] - 1), addition->under);
    return true;
}

void row_action_add(struct ui *ui)
{
    struct addition *addition = memory_new(sizeof *addition);
    list_additions(ui, addition);
    if (addition->count == 0)
        ui_say(ui, STYLE_AMBER, _("nothing can be added here; the programme (2) is the place"));
    if (addition->count == 1)
        open_form(ui, addition->kinds[0], addition->under);
    if (addition->count < 2) {
        free(addition);
        return;
    }
    struct pick_request request = {
        .title = _("Add what?"), .fill = fill_additions, .done = add_chosen, .context = addition};
    ui_push(ui, pick_screen(ui, &request));
}

/* ---- changing and deleting ---- */

void row_action_edit(struct ui *ui)
{
    struct target target = ui_target(ui);
    struct row row;
    struct error error = ERROR_NONE;
    if (!rows_get(ui->session, target.kind, target.id, &row, &error)) {
        ui_fail(ui, &error);
        return;
    }
    ui_push(ui, form_screen(ui, &row, (struct target){.kind = ENTITY_NONE}));
    row_release(&row);
}

void row_action_delete(struct ui *ui)
{
    struct target target = ui_target(ui);
    struct buffer title = BUFFER_EMPTY;
    struct error error = ERROR_NONE;
    long also;
    rows_title(ui->session, target.kind, target.id, &title);
    if (!rows_delete(ui->session, target.kind, target.id, &also, &error))
        ui_fail(ui, &error);
    else if (also == 0)
        ui_saved(ui, _("deleted: %s (u brings it back)"), title.bytes);
    else
        ui_saved(ui,
                 ngettext("deleted: %s and %ld row that belongs to it (u brings it back)",
                          "deleted: %s and %ld rows that belong to it (u brings them back)",
                          (unsigned long)also),
                 title.bytes, also);
    buffer_release(&title);
}

struct commenting {
    struct target target;
};

static bool save_comment(struct ui *ui, void *context, const char *text, struct error *error)
{
    const struct commenting *commenting = context;
    struct row row;
    struct id person;
    struct error ignored = ERROR_NONE;
    row_init(&row, ENTITY_COMMENT);
    row_set(&row, "entity", value_text(entities[commenting->target.kind].table));
    row_set(&row, "row", value_id(commenting->target.id));
    row_set(&row, "text", value_text(text));
    if (rows_find(ui->session, ENTITY_PERSON, ui->session->person, &person, &ignored))
        row_set(&row, "person", value_id(person));
    bool added = rows_add(ui->session, &row, error);
    row_release(&row);
    if (added)
        ui_saved(ui, _("comment saved"));
    return added;
}

void row_action_comment(struct ui *ui)
{
    struct commenting *commenting = memory_new(sizeof *commenting);
    commenting->target = ui_target(ui);
    struct prompt_request request = {
        .label = _("Comment"), .done = save_comment, .context = commenting};
    ui_push(ui, prompt_screen(ui, &request));
}

/* ---- moving ---- */

bool row_action_can_move(struct ui *ui, struct buffer *why)
{
    enum entity_kind kind = ui_target(ui).kind;
    if (kind == ENTITY_EFFORT || kind == ENTITY_INDICATOR || kind == ENTITY_GOAL)
        return true;
    buffer_add_text(why, _("only goals, indicators and efforts can be moved"));
    return false;
}

static void add_goal(void *context, struct id id, const char *code, const char *name)
{
    struct buffer text = BUFFER_EMPTY;
    buffer_format(&text, "%s %s", code, name);
    candidates_add(context, text.bytes, NULL, id);
    buffer_release(&text);
}

static void fill_goals(struct ui *ui, void *context, const char *typed, struct candidates *out)
{
    (void)context;
    struct error error = ERROR_NONE;
    struct rows_completion request = {ENTITY_GOAL, typed, 200};
    if (!rows_complete(ui->session, &request, add_goal, out, &error))
        ui_fail(ui, &error);
}

static bool move_to(struct ui *ui, void *context, struct id id, const char *text,
                    struct error *error)
{
    const struct target *target = context;
    struct programme_move move = {.kind = target->kind,
                                  .id = target->id,
                                  .from = target->under,
                                  .to_kind = ENTITY_GOAL,
                                  .to = id};
    if (!programme_move(ui->session, &move, error))
        return false;
    ui_saved(ui, _("moved to %s"), text);
    return true;
}

void row_action_move(struct ui *ui)
{
    struct target *target = memory_new(sizeof *target);
    *target = ui_target(ui);
    struct pick_request request = {
        .title = _("Move to which goal?"), .fill = fill_goals, .done = move_to, .context = target};
    ui_push(ui, pick_screen(ui, &request));
}
