/* The table of commands: everything the command line can do, once. Help, manual and completion are
 * made of it. */
#include <string.h>

#include "command.h"

#define READS COMMAND_FILE
#define CHANGES (COMMAND_FILE | COMMAND_WRITES)
#define JSON COMMAND_JSON
#define BARE COMMAND_BARE
#define FIGURE (TAKES(CLI_ON) | TAKES(CLI_SOURCE) | TAKES(CLI_NOTE) | TAKES(CLI_STATUS))
#define PUBLISHED (TAKES(CLI_AREAS) | TAKES(CLI_YEAR) | TAKES(CLI_REGION) | TAKES(CLI_VALUE))
#define PAPER                                                                                      \
    (TAKES(CLI_FORMAT) | TAKES(CLI_LANG) | TAKES(CLI_EDITION) | TAKES(CLI_CORRECT) |               \
     TAKES(CLI_DRAFT) | TAKES(CLI_TO))
#define MEETING                                                                                    \
    (TAKES(CLI_MEETING) | TAKES(CLI_ITEM) | TAKES(CLI_BACK) | TAKES(CLI_AT) | TAKES(CLI_ON) |      \
     TAKES(CLI_PLACE) | TAKES(CLI_THEME))
#define LISTING (TAKES(CLI_WHERE) | TAKES(CLI_SORT))

/* clang-format off */
static const struct command commands[] = {
    {"init", N_("FILE"), N_("Makes a programme file, with the areas and themes to begin with."),
     JSON, TAKES(CLI_AREA) | TAKES(CLI_DEMO), 1, 1, run_init},
    {"list", N_("ENTITY"), N_("Prints the rows of an entity, as a table, JSON or CSV."),
     READS | JSON, LISTING | TAKES(CLI_CSV) | TAKES(CLI_NUMBERS), 1, 1, run_list},
    {"show", N_("CODE"), N_("Prints one row with everything linked to it; CODE is a code, ENTITY:NAME or an id."),
     READS | JSON, 0, 1, 1, run_show},
    {"add", N_("ENTITY FIELD=VALUE …"), N_("Adds a row."),
     CHANGES | JSON, 0, 1, -1, run_add},
    {"set", N_("CODE FIELD=VALUE …"), N_("Changes fields of a row; 'FIELD=' makes one unknown."),
     CHANGES | JSON, 0, 2, -1, run_set},
    {"delete", N_("CODE"), N_("Deletes a row with all that belongs to it; undo brings it back."),
     CHANGES | JSON, 0, 1, 1, run_delete},
    {"log", N_("CODE VALUE"), N_("Logs a figure of an indicator; VALUE may go on as the typed line does: 14,2 1 oct O+S: text."),
     CHANGES | JSON, FIGURE, 2, -1, run_log},
    {"flag", N_("LINE"), N_("Flags a problem, in the words of the typed line: !! Soil test late @Ymere ^fri."),
     CHANGES | JSON, TAKES(CLI_ON), 1, -1, run_flag},
    {"status", "", N_("Prints themes, goals and indicators with their lights."),
     READS | JSON, 0, 0, 0, run_status},
    {"problems", "", N_("Prints the open problems."),
     READS | JSON, LISTING | TAKES(CLI_QUEUE), 0, 0, run_problems},
    {"signals", "", N_("Prints what seems to go wrong, and why: most urgent first."),
     READS | JSON, 0, 0, 0, run_signals},
    {"complete", "", N_("Prints what was accepted and is still to be completed."),
     READS | JSON, 0, 0, 0, run_complete},
    {"escalate", N_("CODE LEVEL"), N_("Hands a problem to a higher level (district, bureau, city board, national) with a question."),
     CHANGES | JSON, TAKES(CLI_QUESTION) | TAKES(CLI_BY), 2, 3, run_escalate},
    {"decide", N_("CODE"), N_("Writes down what the higher level decided about a problem."),
     CHANGES | JSON, TAKES(CLI_OUTCOME), 1, 1, run_decide},
    {"handback", N_("CODE"), N_("Hands a problem back to the level it came from, with the reason."),
     CHANGES | JSON, TAKES(CLI_REASON), 1, 1, run_handback},
    {"merge", N_("CODE INTO"), N_("Makes one of two that are the same: problems, partners or persons."),
     CHANGES | JSON, 0, 2, 2, run_merge},
    {"money", N_("[funder|effort|theme|year|area|purpose]"), N_("Adds the budget lines up, with what is left and how much of the time has gone."),
     READS | JSON, TAKES(CLI_YEAR) | TAKES(CLI_NATIONAL), 0, 1, run_money},
    {"charter", N_("[list|matrix|gaps|blockers|sheet CODE|agenda CODE|link CODE ROW|unlink CODE ROW]"), N_("Prints the agreements of the charter: in a list, by neighbourhood, what is missing, what is in the way, or one on a sheet; puts one on the agenda of the next theme meeting, or links one to an area, goal or effort."),
     CHANGES | JSON, TAKES(CLI_WHERE), 0, 3, run_charter},
    {"meeting", N_("VERB …"), N_("Plans, keeps and closes meetings, and lists decisions and actions."),
     CHANGES | JSON, MEETING | LISTING | PAPER, 1, -1, run_meeting},
    {"report", N_("[QUARTER]"), N_("Writes the report on a quarter (2026-Q3; the last whole one) as Markdown, or to a .md or .html file."),
     READS, TAKES(CLI_TO), 0, 3, run_report},
    {"planning", N_("[move CODE DATE REASON]"), N_("Prints efforts, milestones, meetings and agreements by their dates, and partners with too much at once; or moves a date, with the reason."),
     CHANGES | JSON, TAKES(CLI_FROM) | TAKES(CLI_TO), 0, -1, run_planning},
    {"lessons", N_("[list|search WORDS|show CODE|adopt CODE|link CODE ROW]"), N_("Prints lessons: all, those like some words, or one with who adopted it; adopts one, with --outcome what became of it; or links one to a row."),
     CHANGES | JSON, LISTING | TAKES(CLI_ON) | TAKES(CLI_OUTCOME), 0, -1, run_lessons},
    {"search", N_("WORDS"), N_("Searches every text for words and beginnings of words."),
     READS | JSON, 0, 1, -1, run_search},
    {"history", N_("[CODE]"), N_("Prints who changed what and when, of one row or of everything."),
     READS | JSON, 0, 0, 1, run_history},
    {"undo", "", N_("Takes the last change back."), CHANGES | JSON, 0, 0, 0, run_undo},
    {"redo", "", N_("Makes the change again that was taken back last."), CHANGES | JSON, 0, 0, 0, run_redo},
    {"import", N_("FILE"), N_("Adds and changes rows from a CSV or JSON file, or from what export all made; or takes published figures."),
     CHANGES | JSON, TAKES(CLI_AS) | TAKES(CLI_NUMBERS) | TAKES(CLI_STRICT) | PUBLISHED, 1, 1, run_import},
    {"figures", N_("take INDICATOR"), N_("Takes the published figures of an indicator's area over as measurements, as one change."),
     CHANGES | JSON, TAKES(CLI_FROM), 2, 2, run_figures},
    {"export", N_("ENTITY|all|iati"), N_("Writes rows to a CSV, JSON or xlsx file, everything to a folder or such a file, or public results as IATI 2.03."),
     READS | JSON, TAKES(CLI_TO) | TAKES(CLI_NUMBERS) | LISTING, 1, 1, run_export},
    {"publish", N_("FOLDER"), N_("Writes the public monitor as a static site, in Dutch and English: only what is public."),
     READS | JSON, 0, 1, 1, run_publish},
    {"pack", N_("FILE.wijk"), N_("Writes what other copies of the file lack to a pack, to carry or to send."),
     CHANGES | COMMAND_TRIES | JSON, TAKES(CLI_FOR) | TAKES(CLI_OPEN) | TAKES(CLI_AUDIENCE) | TAKES(CLI_SINCE), 1, 1, run_pack},
    {"take", N_("FILE.wijk|DIR"), N_("Takes a pack of another copy, or every new one in a folder; undo takes it back as a whole."),
     CHANGES | COMMAND_TRIES | COMMAND_MAKES | JSON, TAKES(CLI_TRUST), 1, 1, run_take},
    {"exchange", N_("DIR"), N_("Takes every new pack in a folder and writes ours there: a stick, or a shared disk."),
     CHANGES | COMMAND_TRIES | JSON, TAKES(CLI_TRUST), 1, 1, run_exchange},
    {"sites", N_("[name NAME|trust SITE|distrust SITE|name SITE NAME|role SITE group|bureau]"), N_("Prints the copies of the file with their words, or changes what is known of one."),
     COMMAND_FILE | COMMAND_TRIES | JSON, 0, 0, 3, run_sites},
    {"conflicts", "", N_("Prints where people disagree, and who may have been entered twice."),
     READS | JSON, 0, 0, 0, run_conflicts},
    {"resolve", N_("[CODE [FIELD=VALUE|FIELD …]]"), N_("Settles disagreements: by a value, or by a side with --take; all of them with --all."),
     CHANGES | JSON, TAKES(CLI_TAKE) | TAKES(CLI_ALL), 0, -1, run_resolve},
    {"check", "", N_("Checks the whole file, and whether the tables are what the journal says."),
     READS | JSON, TAKES(CLI_REBUILD) | TAKES(CLI_HISTORY), 0, 0, run_check},
    {"backup", N_("[FILE]"), N_("Copies the programme file, to FILE or among its backups."),
     READS, 0, 0, 1, run_backup},
    {"restore", N_("FILE"), N_("Puts a backup in the place of the programme file, which is backed up first."),
     0, 0, 1, 1, run_restore},
    {"erase", N_("CODE FIELD"), N_("Erases a text by law, everywhere in this file, for good; who and why stays in the history."),
     CHANGES | JSON, TAKES(CLI_WHY), 2, 2, run_erase},
    {"recover", N_("FILE NEW"), N_("Reads what a damaged file still holds, past bad pages, into a new file."),
     JSON, 0, 2, 2, run_recover},
    {"keys", "", N_("Prints the keys of the screens."), BARE, 0, 0, 0, run_keys},
    {"config", "", N_("Prints the configuration that counts, or a commented sample."),
     0, TAKES(CLI_DUMP), 0, 0, run_config},
    {"help", N_("[COMMAND|ENTITY]"), N_("Tells how a command is used, or which fields an entity has."),
     BARE, TAKES(CLI_MAN) | TAKES(CLI_COMPLETE), 0, 1, run_help},
};
/* clang-format on */

size_t command_count(void)
{
    return sizeof commands / sizeof *commands;
}

const struct command *command_at(size_t index)
{
    return &commands[index];
}

const struct command *command_named(const char *name)
{
    for (size_t i = 0; i < command_count(); i++)
        if (strcmp(commands[i].name, name) == 0)
            return &commands[i];
    return NULL;
}

const struct verb_line *command_verb(const struct command *command, size_t index)
{
    return strcmp(command->name, "meeting") == 0 ? meeting_verb_at(index) : NULL;
}
