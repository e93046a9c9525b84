/* Settling disagreements: one of the values, a third, or by side for many at once; merging what was
 * typed twice. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "disagree.h"
#include "wijk/app/merging.h"
#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/base/text.h"
#include "wijk/screens/screens.h"
#include "wijk/tui/widgets/candidates.h"

/* ---- one ---- */

static bool on_one(struct ui *ui, struct buffer *why)
{
    if (disagree_selected(disagree_page_of(ui)) != NULL)
        return true;
    buffer_add_text(why, _("no disagreement is selected"));
    return false;
}

static bool settle(struct ui *ui, const struct disagreement_choice *choices, size_t count,
                   struct error *error)
{
    long settled;
    if (!disagreements_settle(ui->session, choices, count, &settled, error))
        return false;
    list_unmark(&disagree_page_of(ui)->list);
    ui_saved(ui,
             ngettext("settled %ld disagreement; what was not chosen stays in the history",
                      "settled %ld disagreements; what was not chosen stays in the history",
                      (unsigned long)settled),
             settled);
    return true;
}

static void choose_value(struct ui *ui, size_t at)
{
    const struct disagreement *one = disagree_selected(disagree_page_of(ui));
    struct error error = ERROR_NONE;
    struct disagreement_choice choice = {.kind = one->kind,
                                         .row = one->row,
                                         .column = one->column,
                                         .act = one->values.items[at].act};
    if (!settle(ui, &choice, 1, &error))
        ui_fail(ui, &error);
}

static void keep_left(struct ui *ui)
{
    choose_value(ui, 0);
}

static void fill_values(struct ui *ui, void *context, const char *typed, struct candidates *out)
{
    const struct disagreement *one = disagree_selected(disagree_page_of(ui));
    (void)context;
    for (size_t i = 0; one != NULL && i < one->values.count; i++) {
        const struct disagreement_value *value = &one->values.items[i];
        if (text_match(value->text, typed) >= 0)
            candidates_add(out, *value->text == '\0' ? "–" : value->text, value->person,
                           (struct id){{(uint8_t)(i + 1), 1}});
    }
}

static bool picked_value(struct ui *ui, void *context, struct id id, const char *text,
                         struct error *error)
{
    (void)context, (void)text, (void)error;
    if (disagree_selected(disagree_page_of(ui)) != NULL)
        choose_value(ui, id.bytes[0] - 1);
    return true;
}

/* With three values or more it is asked which. */
static void take_right(struct ui *ui)
{
    const struct disagreement *one = disagree_selected(disagree_page_of(ui));
    if (one->values.count == 2) {
        choose_value(ui, 1);
        return;
    }
    struct pick_request request = {
        .title = _("Which value?"), .fill = fill_values, .done = picked_value};
    ui_push(ui, pick_screen(ui, &request));
}

/* What a third value is for: the row may be another one by the time it is typed. */
struct third {
    enum entity_kind kind;
    struct id row;
    char column[64];
};

static bool set_third(struct ui *ui, void *context, const char *text, struct error *error)
{
    const struct third *third = context;
    struct disagreement_choice choice = {
        .kind = third->kind, .row = third->row, .column = third->column, .typed = text};
    return settle(ui, &choice, 1, error);
}

static bool can_write(struct ui *ui, struct buffer *why)
{
    const struct disagreement *one = disagree_selected(disagree_page_of(ui));
    if (one != NULL && strcmp(one->column, "deleted") != 0)
        return true;
    buffer_add_text(why, one == NULL ? _("no disagreement is selected")
                                     : _("a row is deleted or it is not: there is no third"));
    return false;
}

static void write_third(struct ui *ui)
{
    const struct disagreement *one = disagree_selected(disagree_page_of(ui));
    struct third *third = memory_new(sizeof *third);
    third->kind = one->kind;
    third->row = one->row;
    snprintf(third->column, sizeof third->column, "%s", one->column);
    struct prompt_request request = {.label = one->label,
                                     .text = one->values.items[0].text,
                                     .done = set_third,
                                     .context = third};
    ui_push(ui, prompt_screen(ui, &request));
}

static bool on_any(struct ui *ui, struct buffer *why)
{
    struct disagree_page *page = disagree_page_of(ui);
    if (disagree_selected(page) != NULL || disagree_selected_pair(page) != NULL)
        return true;
    buffer_add_text(why, _("no disagreement is selected"));
    return false;
}

/* The history of the field; of a pair, the row that is kept. */
void disagree_open(struct ui *ui)
{
    struct disagree_page *page = disagree_page_of(ui);
    const struct disagreement *one = disagree_selected(page);
    struct target target = ui_target(ui);
    if (one != NULL && strcmp(one->column, "deleted") != 0)
        ui_push(ui, field_history_screen(ui, target, one->label));
    else if (one != NULL)
        ui_push(ui, history_screen(ui, target));
    else if (target.kind != ENTITY_NONE)
        ui_push(ui, row_screen(ui, target));
}

/* ---- many ---- */

/* The marked ones, else the selected one. */
static void settle_side(struct ui *ui, enum disagreement_side side)
{
    struct disagree_page *page = disagree_page_of(ui);
    const struct disagreements *all = &page->disagreements;
    const struct id *marks;
    size_t marked = list_marks(&page->list, &marks), count = 0;
    struct disagreement_choice *choices = memory_array(all->list.count, sizeof *choices);
    struct error error = ERROR_NONE;
    struct list_row row;
    for (size_t i = 0; i < all->list.count; i++) {
        const struct disagreement *one = &all->list.items[i];
        bool wanted = (long)i == page->list.selected;
        if (marked > 0) {
            row = (struct list_row){.text = {NULL}};
            wanted = page->list.source.fetch(page->list.source.context, (long)i, 1, &row) == 1 &&
                     list_is_marked(&page->list, row.id);
        }
        if (wanted)
            choices[count++] = (struct disagreement_choice){
                .kind = one->kind, .row = one->row, .column = one->column, .side = side};
    }
    if (!settle(ui, choices, count, &error))
        ui_fail(ui, &error);
    free(choices);
}

static void settle_mine(struct ui *ui)
{
    settle_side(ui, DISAGREE_MINE);
}

static void settle_theirs(struct ui *ui)
{
    settle_side(ui, DISAGREE_THEIRS);
}

static void settle_latest(struct ui *ui)
{
    settle_side(ui, DISAGREE_LATEST);
}

/* As if Space was typed on each. */
static void mark_all(struct ui *ui)
{
    struct list *list = &disagree_page_of(ui)->list;
    struct event space = {.type = EVENT_KEY, .key = ' '};
    long before = list->selected;
    list_unmark(list);
    for (long at = 0; at < list->count; at++) {
        list_select(list, at);
        (void)list_event(list, &space);
    }
    list_select(list, before);
}

/* ---- doubles ---- */

static bool on_pair(struct ui *ui, struct buffer *why)
{
    if (disagree_selected_pair(disagree_page_of(ui)) != NULL)
        return true;
    buffer_add_text(why, _("no pair is selected; Tab goes to them"));
    return false;
}

static void merge_pair(struct ui *ui)
{
    const struct doubles_pair *pair = disagree_selected_pair(disagree_page_of(ui));
    struct merging merging = {.kind = pair->kind, .row = pair->row, .into = pair->keep};
    struct error error = ERROR_NONE;
    long moved;
    if (merging_rows(ui->session, &merging, &moved, &error))
        ui_saved(ui, _("merged: %s is now %s; u takes it back"), pair->row_title, pair->keep_title);
    else
        ui_fail(ui, &error);
}

static void turn_pair(struct ui *ui)
{
    struct doubles_pair *pair = disagree_selected_pair(disagree_page_of(ui));
    struct doubles_pair turned = *pair;
    turned.keep = pair->row;
    turned.row = pair->keep;
    turned.keep_title = pair->row_title;
    turned.row_title = pair->keep_title;
    *pair = turned;
    disagree_fill_doubles(disagree_page_of(ui));
}

static void part_pair(struct ui *ui)
{
    const struct doubles_pair *pair = disagree_selected_pair(disagree_page_of(ui));
    struct error error = ERROR_NONE;
    if (doubles_apart(ui->session, pair, &error))
        ui_saved(ui, _("not the same: %s and %s; R asks about all of them again"), pair->keep_title,
                 pair->row_title);
    else
        ui_fail(ui, &error);
}

static void forget_parted(struct ui *ui)
{
    struct error error = ERROR_NONE;
    if (doubles_forget(ui->session, &error))
        ui_saved(ui, "%s", _("all pairs that look the same are shown again"));
    else
        ui_fail(ui, &error);
}

static void other_list(struct ui *ui)
{
    struct disagree_page *page = disagree_page_of(ui);
    page->on_doubles = !page->on_doubles && page->doubles.list.count > 0;
}

#define GROUP N_("Disagreements")
#define WRITES (ACTION_FILE | ACTION_WRITES)

const struct action disagree_actions[] = {
    {"disagree-history", GROUP, "Enter", N_("history"),
     N_("Shows the history of the field; of a pair, the row that is kept."),
     ACTION_FILE | ACTION_FOOTER, on_any, disagree_open},
    {"keep-left", GROUP, "Left h", N_("keep left"), N_("Keeps the value that is shown now."),
     WRITES | ACTION_FOOTER, on_one, keep_left},
    {"take-right", GROUP, "Right l", N_("take right"),
     N_("Takes the other value; of three or more it is asked which."), WRITES | ACTION_FOOTER,
     on_one, take_right},
    {"write-third", GROUP, "e", N_("a third"), N_("Writes a third value in place of both."),
     WRITES | ACTION_FOOTER, can_write, write_third},
    {"settle-mine", GROUP, "m", N_("mine"),
     N_("Takes what was typed on this copy: of all marked ones as one act."),
     WRITES | ACTION_FOOTER, on_one, settle_mine},
    {"settle-theirs", GROUP, "t", N_("theirs"),
     N_("Takes what was typed on another copy: of all marked ones as one act."),
     WRITES | ACTION_FOOTER, on_one, settle_theirs},
    {"settle-latest", GROUP, "n", N_("newest"),
     N_("Takes what was typed last: of all marked ones as one act."), WRITES | ACTION_FOOTER,
     on_one, settle_latest},
    {"mark-all", GROUP, "A", N_("mark all"),
     N_("Marks all disagreements, so that one key settles them; Space marks one."), ACTION_FILE,
     on_one, mark_all},
    {"merge-pair", GROUP, "=", N_("the same"),
     N_("Merges the pair into the one that is kept, as one act."), WRITES | ACTION_FOOTER, on_pair,
     merge_pair},
    {"turn-pair", GROUP, "s", N_("turn round"), N_("Keeps the other one of the pair."), ACTION_FILE,
     on_pair, turn_pair},
    {"part-pair", GROUP, "-", N_("not the same"),
     N_("The pair is not the same: it is not suggested any more on this copy."),
     WRITES | ACTION_FOOTER, on_pair, part_pair},
    {"ask-pairs", GROUP, "R", N_("ask again"),
     N_("Suggests all pairs again, those that are not the same too."), WRITES, NULL, forget_parted},
    {"disagree-pane", N_("Going about"), "Tab Shift-Tab", N_("other list"),
     N_("Goes from the disagreements to the pairs, and back."), 0, NULL, other_list},
};
const size_t disagree_action_count = sizeof disagree_actions / sizeof *disagree_actions;
_Static_assert(sizeof disagree_actions / sizeof *disagree_actions == DISAGREE_ACTIONS,
               "the number in disagree.h");
