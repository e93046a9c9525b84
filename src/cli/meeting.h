/* What the files of `wijk meeting` share. */
#ifndef WIJK_SRC_CLI_MEETING_H
#define WIJK_SRC_CLI_MEETING_H

#include "command.h"
#include "wijk/app/meeting.h"

/* One of the words behind `wijk meeting`. Arguments are counted behind it. */
struct meeting_verb {
    struct verb_line line;
    int least, most;
    bool (*run)(struct cli *cli, struct id meeting, struct error *error);
    bool numbered; /* a first argument that is a number names a meeting */
    bool none;     /* it is about no meeting in particular */
    enum meeting_purpose purpose;
};

/* The arguments behind the verb, and behind the number of a meeting where one was given. */
const char *meeting_argument(const struct cli *cli, int at); /* NULL: there is none */
int meeting_arguments(const struct cli *cli);
void meeting_join(const struct cli *cli, int from, struct buffer *out);

/* --at or a typed moment; 0 with *given false when it was not said. */
bool meeting_moment_option(struct cli *cli, enum cli_option option, int64_t *moment,
                           struct error *error) MUST_USE;

/* The item of a number. */
bool meeting_item_numbered(struct cli *cli, struct id meeting, const char *typed, struct id *item,
                           struct error *error) MUST_USE;

/* Prints a meeting: its agenda with what was written under it, and who is there. */
bool meeting_print(struct cli *cli, struct id meeting, struct error *error) MUST_USE;
/* The same, or with --dry-run that it could be done. */
bool meeting_print_done(struct cli *cli, struct id meeting, struct error *error) MUST_USE;
/* After a step of the meeting: where it is now. */
bool meeting_print_step(struct cli *cli, struct id meeting, struct error *error) MUST_USE;
/* What is to be completed. */
struct completing;
void meeting_print_completing(struct cli *cli, const struct completing *list);
void meeting_json_completing(struct json *json, const struct completing *list);
/* The meeting as an object, in one that is open or begun. */
bool meeting_json(struct cli *cli, struct json *json, const struct meeting_view *view,
                  struct error *error) MUST_USE;

/* Agenda, decisions and actions as a paper, when a format, a file or a language was said. */
bool meeting_wants_paper(const struct cli *cli);
struct minutes_paper;
typedef bool meeting_paper(struct session *session, const struct minutes_paper *paper,
                           struct buffer *out, struct error *error);
bool meeting_put_paper(struct cli *cli, struct id meeting, meeting_paper *make,
                       struct error *error) MUST_USE;

bool meeting_run_minutes(struct cli *cli, struct id meeting, struct error *error);
bool meeting_run_adopt(struct cli *cli, struct id meeting, struct error *error);
bool meeting_run_template(struct cli *cli, struct id meeting, struct error *error);
bool meeting_run_agenda(struct cli *cli, struct id meeting, struct error *error);
bool meeting_run_attendance(struct cli *cli, struct id meeting, struct error *error);
bool meeting_run_list(struct cli *cli, struct id meeting, struct error *error);
bool meeting_run_decisions(struct cli *cli, struct id meeting, struct error *error);
bool meeting_run_actions(struct cli *cli, struct id meeting, struct error *error);
bool meeting_run_done(struct cli *cli, struct id meeting, struct error *error);
bool meeting_run_drop(struct cli *cli, struct id meeting, struct error *error);
bool meeting_run_carry(struct cli *cli, struct id meeting, struct error *error);
bool meeting_run_since(struct cli *cli, struct id meeting, struct error *error);
bool meeting_run_complete(struct cli *cli, struct id meeting, struct error *error);
bool meeting_run_context(struct cli *cli, struct id meeting, struct error *error);
bool meeting_run_note(struct cli *cli, struct id meeting, struct error *error);
bool meeting_run_strike(struct cli *cli, struct id meeting, struct error *error);
bool meeting_run_change(struct cli *cli, struct id meeting, struct error *error);

#endif
