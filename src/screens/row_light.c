/* Setting the light of the selected goal or effort: which, then why where it is amber or red. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "row_actions.h"
#include "wijk/app/completing.h"
#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/base/text.h"
#include "wijk/domain/light.h"
#include "wijk/screens/screens.h"
#include "wijk/tui/widgets/candidates.h"

/* What was answered so far; handed from question to question. */
struct lighting {
    struct target target;
    const char *column;
    enum light light; /* LIGHT_COUNT: derived again */
    int asked;        /* of light_why */
    char why[LIGHT_WHY][FIELD_TEXT_LIMIT + 1];
};

/* The lights of a kind of row, by their columns. */
static const struct {
    enum entity_kind kind;
    const char *column, *label;
} lights[] = {{ENTITY_GOAL, "light", N_("light")},
              {ENTITY_EFFORT, "light_time", N_("time")},
              {ENTITY_EFFORT, "light_money", N_("money")},
              {ENTITY_EFFORT, "light_quality", N_("quality")}};
#define LIGHTS (sizeof lights / sizeof *lights)

bool row_action_can_light(struct ui *ui, struct buffer *why)
{
    enum entity_kind kind = ui_target(ui).kind;
    if (kind == ENTITY_GOAL || kind == ENTITY_EFFORT)
        return true;
    buffer_add_text(why, _("only goals and efforts have a light that people set"));
    return false;
}

static bool set(struct ui *ui, const struct lighting *lighting, struct error *error)
{
    bool derived = lighting->light == LIGHT_COUNT;
    struct completing_light request = {
        .entity = lighting->target.kind,
        .row = lighting->target.id,
        .column = lighting->column,
        .light = derived ? NULL : light_value(lighting->light),
        .why = {lighting->why[0], lighting->why[1], lighting->why[2]}};
    if (!completing_set_light(ui->session, &request, error))
        return false;
    if (derived)
        ui_saved(ui, _("light: derived again"));
    else if (lighting->light < LIGHT_AMBER || lighting->asked == LIGHT_WHY)
        ui_saved(ui, _("light: %s"), _(light_value(lighting->light)));
    else
        ui_saved(ui, _("light: %s; why is on the list to complete (O)"),
                 _(light_value(lighting->light)));
    return true;
}

static void ask(struct ui *ui, const struct lighting *lighting);

/* An empty answer is "later", for what has not been asked yet too. */
static bool answer(struct ui *ui, void *context, const char *text, struct error *error)
{
    struct lighting *lighting = context;
    if (strlen(text) > FIELD_TEXT_LIMIT)
        return error_set(error, ERROR_INPUT, _("That is long for one line: use the form (e)"));
    if (*text == '\0')
        return set(ui, lighting, error);
    snprintf(lighting->why[lighting->asked++], sizeof lighting->why[0], "%s", text);
    if (lighting->asked == LIGHT_WHY)
        return set(ui, lighting, error);
    ask(ui, lighting);
    return true;
}

static void ask(struct ui *ui, const struct lighting *lighting)
{
    static const char *const questions[LIGHT_WHY] = {N_("Cause (empty: later)"),
                                                     N_("Consequence (empty: later)"),
                                                     N_("Correction (empty: later)")};
    struct row row;
    struct error error = ERROR_NONE;
    if (!rows_get(ui->session, lighting->target.kind, lighting->target.id, &row, &error)) {
        ui_fail(ui, &error);
        return;
    }
    struct lighting *next = memory_new(sizeof *next);
    *next = *lighting;
    struct prompt_request request = {.label = _(questions[next->asked]),
                                     .text = row_text(&row, light_why[next->asked]),
                                     .done = answer,
                                     .context = next};
    ui_push(ui, prompt_screen(ui, &request));
    row_release(&row);
}

/* ---- choosing ---- */

#define CHOICES (LIGHT_COUNT + 1) /* a light: each of them, or derived again */

/* In the order in which they are offered. */
static const enum light order[CHOICES] = {LIGHT_GREEN, LIGHT_AMBER, LIGHT_RED, LIGHT_GREY,
                                          LIGHT_COUNT};

static void add_choice(const char *label, enum light light, struct buffer *out)
{
    if (light == LIGHT_COUNT)
        buffer_format(out, _("%s: derived"), label);
    else
        buffer_format(out, "%s: %s %s", label, light_glyph(light), _(light_value(light)));
}

static void fill(struct ui *ui, void *context, const char *typed, struct candidates *out)
{
    const struct lighting *lighting = context;
    (void)ui;
    for (size_t i = 0; i < LIGHTS; i++)
        for (int at = 0; lights[i].kind == lighting->target.kind && at < CHOICES; at++) {
            struct id id = {{(uint8_t)(i + 1), (uint8_t)at}};
            struct buffer text = BUFFER_EMPTY;
            add_choice(_(lights[i].label), order[at], &text);
            if (text_match(text.bytes, typed) >= 0)
                candidates_add(out, text.bytes, NULL, id);
            buffer_release(&text);
        }
}

static bool chosen(struct ui *ui, void *context, struct id id, const char *text,
                   struct error *error)
{
    struct lighting *lighting = context;
    (void)text;
    lighting->column = lights[id.bytes[0] - 1].column;
    lighting->light = order[id.bytes[1]];
    if (lighting->light != LIGHT_AMBER && lighting->light != LIGHT_RED)
        return set(ui, lighting, error);
    ask(ui, lighting);
    return true;
}

void row_action_light(struct ui *ui)
{
    struct lighting *lighting = memory_new(sizeof *lighting);
    lighting->target = ui_target(ui);
    struct pick_request request = {
        .title = _("Which light?"), .fill = fill, .done = chosen, .context = lighting};
    ui_push(ui, pick_screen(ui, &request));
}
