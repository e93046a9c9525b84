/* The list of all arrays of actions: the one place that names every screen's own. */
#include "wijk/base/language.h"
#include "wijk/screens/screens.h"

extern const struct action overview_actions[];
extern const size_t overview_action_count;
extern const struct action city_actions[];
extern const size_t city_action_count;
extern const struct action city_board_actions[];
extern const size_t city_board_action_count;
extern const struct action programme_actions[];
extern const size_t programme_action_count;
extern const struct action indicator_actions[];
extern const size_t indicator_action_count;
extern const struct action problems_actions[];
extern const size_t problems_action_count;
extern const struct action compare_actions[];
extern const size_t compare_action_count;
extern const struct action money_actions[];
extern const size_t money_action_count;
extern const struct action meetings_actions[];
extern const size_t meetings_action_count;
extern const struct action agenda_actions[];
extern const size_t agenda_action_count;
extern const struct action meeting_actions[];
extern const size_t meeting_action_count;
extern const struct action meeting_entry_actions[];
extern const size_t meeting_entry_action_count;
extern const struct action attendance_actions[];
extern const size_t attendance_action_count;
extern const struct action planning_actions[];
extern const size_t planning_action_count;
extern const struct action charter_actions[];
extern const size_t charter_action_count;
extern const struct action charter_matrix_actions[];
extern const size_t charter_matrix_action_count;
extern const struct action charter_sheet_actions[];
extern const size_t charter_sheet_action_count;
extern const struct action lessons_actions[];
extern const size_t lessons_action_count;
extern const struct action people_actions[];
extern const size_t people_action_count;
extern const struct action list_page_actions[];
extern const size_t list_page_action_count;
extern const struct action row_actions[];
extern const size_t row_action_count;
extern const struct action complete_actions[];
extern const size_t complete_action_count;
extern const struct action import_actions[];
extern const size_t import_action_count;
extern const struct action exchange_actions[];
extern const size_t exchange_action_count;
extern const struct action words_actions[];
extern const size_t words_action_count;
extern const struct action pack_actions[];
extern const size_t pack_action_count;
extern const struct action report_actions[];
extern const size_t report_action_count;
extern const struct action make_actions[];
extern const size_t make_action_count;
extern const struct action disagree_actions[];
extern const size_t disagree_action_count;
extern const struct action search_actions[];
extern const size_t search_action_count;
extern const struct action settings_actions[];
extern const size_t settings_action_count;
extern const struct action start_actions[];
extern const size_t start_action_count;

/* The counts are known only at run time: the arrays are in other files. */
struct named_set {
    const char *screen, *title;
    const struct action *actions;
    const size_t *count;
};

static const struct named_set named[] = {
    {NULL, N_("Everywhere"), global_actions, &global_action_count},
    {"overview", N_("Overview"), overview_actions, &overview_action_count},
    {"city", N_("City"), city_actions, &city_action_count},
    {"city-board", N_("Waiting for the board"), city_board_actions, &city_board_action_count},
    {"programme", N_("Programme"), programme_actions, &programme_action_count},
    {"indicator", N_("Indicator"), indicator_actions, &indicator_action_count},
    {"problems", N_("Problems"), problems_actions, &problems_action_count},
    {"compare", N_("Compare"), compare_actions, &compare_action_count},
    {"money", N_("Money"), money_actions, &money_action_count},
    {"meetings", N_("Meetings"), meetings_actions, &meetings_action_count},
    {"agenda", N_("Agenda"), agenda_actions, &agenda_action_count},
    {"meeting", N_("Meeting"), meeting_actions, &meeting_action_count},
    {"meeting", N_("Lines of the minutes"), meeting_entry_actions, &meeting_entry_action_count},
    {"attendance", N_("Attendance"), attendance_actions, &attendance_action_count},
    {"planning", N_("Planning"), planning_actions, &planning_action_count},
    {"charter", N_("Charter"), charter_actions, &charter_action_count},
    {"charter-matrix", N_("Charter, by neighbourhood"), charter_matrix_actions,
     &charter_matrix_action_count},
    {"charter-sheet", N_("Agreement"), charter_sheet_actions, &charter_sheet_action_count},
    {"lessons", N_("Lessons"), lessons_actions, &lessons_action_count},
    {"people", N_("People"), people_actions, &people_action_count},
    {"list", N_("Lists"), list_page_actions, &list_page_action_count},
    {"row", N_("Row"), row_actions, &row_action_count},
    {"complete", N_("To complete"), complete_actions, &complete_action_count},
    {"import", N_("Import"), import_actions, &import_action_count},
    {"exchange", N_("Exchange"), exchange_actions, &exchange_action_count},
    {"exchange-words", N_("Words"), words_actions, &words_action_count},
    {"exchange-pack", N_("Pack"), pack_actions, &pack_action_count},
    {"exchange-report", N_("Report"), report_actions, &report_action_count},
    {"exchange-make", N_("What goes"), make_actions, &make_action_count},
    {"disagreements", N_("Disagreements"), disagree_actions, &disagree_action_count},
    {"search", N_("Search"), search_actions, &search_action_count},
    {"settings", N_("Settings"), settings_actions, &settings_action_count},
    {"start", N_("First start"), start_actions, &start_action_count},
};

#define SETS (sizeof named / sizeof *named)

bool action_set_at(size_t index, struct action_set *set)
{
    if (index >= SETS)
        return false;
    *set = (struct action_set){named[index].screen, named[index].title, named[index].actions,
                               *named[index].count};
    return true;
}

/* Markdown for the README and `wijk keys`. */
static void add_set(const struct action_set *set, struct buffer *out)
{
    buffer_format(out, "### %s\n\n| %s | %s | %s |\n|---|---|---|\n", _(set->title), _("key"),
                  _("name"), _("what it does"));
    for (size_t i = 0; i < set->count; i++) {
        const struct action *action = &set->actions[i];
        buffer_add_text(out, "| ");
        buffer_format(out, "%s | %s | %s |\n", action->keys, action->name, _(action->help));
    }
    buffer_add_byte(out, '\n');
}

void action_table(struct buffer *out)
{
    struct action_set set;
    for (size_t i = 0; action_set_at(i, &set); i++)
        add_set(&set, out);
}
