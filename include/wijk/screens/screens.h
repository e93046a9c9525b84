/*
 * The screens: one function each makes it; ui_push or ui_go shows it. Each lives in the file of its
 * name.
 */
#ifndef WIJK_SCREENS_SCREENS_H
#define WIJK_SCREENS_SCREENS_H

#include "wijk/domain/row.h"
#include "wijk/screens/ui.h"

/* Main screens, with the number by which they are reached. */
struct screen *city_screen(struct ui *ui);      /* 0 */
struct screen *overview_screen(struct ui *ui);  /* 1 */
struct screen *programme_screen(struct ui *ui); /* 2 */
struct screen *problems_screen(struct ui *ui);  /* 3 */
struct screen *meetings_screen(struct ui *ui);  /* 4 */
struct screen *planning_screen(struct ui *ui);  /* 5 */
struct screen *charter_screen(struct ui *ui);   /* 6 */
struct screen *lessons_screen(struct ui *ui);   /* 7 */
struct screen *people_screen(struct ui *ui);    /* 8 */
struct screen *settings_screen(struct ui *ui);  /* 9 */

struct screen *money_screen(struct ui *ui);      /* $ */
struct screen *city_board_screen(struct ui *ui); /* what waits for the city board */
struct screen *exchange_screen(struct ui *ui);   /* x */

/* Asks for a file, and shows what importing it would do. */
void import_ask(struct ui *ui);

/* The tree, with this row selected. */
struct screen *programme_screen_at(struct ui *ui, struct target target);

/* Screens opened from others. */
struct screen *indicator_screen(struct ui *ui, struct id indicator);
struct screen *agreement_screen(struct ui *ui, struct id agreement); /* its sheet */
struct screen *compare_screen(struct ui *ui, struct id indicator);   /* in all neighbourhoods */
struct screen *row_screen(struct ui *ui,
                          struct target target); /* all of one row and what is linked to it */
struct screen *rows_screen(struct ui *ui, enum entity_kind kind,
                           const char *filter);                     /* a list of any entity */
struct screen *history_screen(struct ui *ui, struct target target); /* ENTITY_NONE: of everything */
/* The history of one field of a row, by the field's label. */
struct screen *field_history_screen(struct ui *ui, struct target target, const char *label);
struct screen *disagreements_screen(struct ui *ui); /* where people disagree, and doubles */
/* What changed since the person last looked, who has then looked; NULL: failed. */
struct screen *news_screen(struct ui *ui, struct error *error);
struct screen *complete_screen(struct ui *ui); /* what is still to be completed */
struct screen *complete_screen_of(struct ui *ui, struct id meeting); /* of one meeting */
/* The agenda of a meeting before it runs; the meeting itself, running or closed; who is there. */
struct screen *agenda_screen(struct ui *ui, struct id meeting);
struct screen *meeting_screen(struct ui *ui, struct id meeting);
struct screen *attendance_screen(struct ui *ui, struct id meeting);
/* Opens the one that its status asks for. */
void meeting_open(struct ui *ui, struct id meeting);
/* Whether a meeting of the programme runs, and which. */
bool meeting_is_running(struct ui *ui, struct id *meeting);
struct screen *since_screen(struct ui *ui); /* what happened since the last meeting */
struct screen *search_screen(struct ui *ui);
struct screen *start_screen(struct ui *ui); /* first start */
struct screen *help_screen(struct ui *ui);
struct screen *palette_screen(struct ui *ui);

/* A form for a row that exists, or for a new one (no id) prepared by rows_prepare. The row is
 * copied. When the same form was left with Esc before, it comes back as it was. `under` (may be
 * none) is the row a new one is added under: an effort added under a goal contributes to it. */
struct screen *form_screen(struct ui *ui, const struct row *row, struct target under);

/* The same, with more to say: in which column the cursor begins, and what follows when it was saved
 * and is gone from the stack. */
struct form_request {
    const struct row *row;
    struct target under;
    const char *column;           /* NULL: where typing most likely begins */
    void (*saved)(struct ui *ui); /* or NULL */
};
struct screen *form_screen_for(struct ui *ui, const struct form_request *request);

/* A typed line about the target: '!' a problem, '=' a measurement; as design section 9. */
struct screen *quick_screen(struct ui *ui, char kind, struct target target);

struct candidates;
/* A question with one line as answer. `done` gets the text on Enter; it answers false, with the
 * error filled, when the line is not good: the prompt then stays open with the sentence under it.
 */
struct prompt_request {
    const char *label; /* translated */
    const char *text;  /* at the start, or NULL */
    bool (*done)(struct ui *ui, void *context, const char *text, struct error *error);
    void *context; /* owned by the screen; freed with free() when it closes */
    void (*complete)(void *nothing, const char *word, struct candidates *out); /* Tab; or NULL */
};
struct screen *prompt_screen(struct ui *ui, const struct prompt_request *request);

/* A choice from a list with a typed filter. `fill` adds candidates for what is typed; `done` gets
 * the chosen id or, with `allow_new`, the typed text. */
struct pick_request {
    const char *title;
    void (*fill)(struct ui *ui, void *context, const char *typed, struct candidates *out);
    bool (*done)(struct ui *ui, void *context, struct id id, const char *text, struct error *error);
    void *context; /* owned by the screen; freed with free() when it closes */
    bool allow_new;
};
struct screen *pick_screen(struct ui *ui, const struct pick_request *request);

/* Opens what Enter opens for this row: an indicator its screen, others the row screen. */
void open_target(struct ui *ui, struct target target);

#endif
