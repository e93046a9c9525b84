/*
 * The meeting screen, as its parts share it: meeting.c is its life and its keys, meeting_words.c
 * makes the texts of the view model, meeting_draw.c draws them, meeting_composer.c is the line at
 * the bottom, meeting_act.c what the keys do.
 *
 * A meeting that runs has its composer; one that is closed, or in a file that may only be read,
 * shows what was said, item by item.
 */
#ifndef WIJK_SCREENS_MEETING_PAGE_H
#define WIJK_SCREENS_MEETING_PAGE_H

#include "wijk/app/meeting.h"
#include "wijk/app/meeting_line.h"
#include "wijk/base/vector.h"
#include "wijk/screens/ui.h"
#include "wijk/tui/widgets/prompt.h"

/* A line of text somewhere on the screen, cut or wrapped already. */
struct meeting_text {
    char *text; /* owned */
    size_t of;  /* what it belongs to: an entry of the view, a line of the context */
    uint8_t style;
    uint8_t indent;
    bool first; /* of what it belongs to */
};
struct meeting_texts {
    VECTOR(struct meeting_text) lines;
};
void meeting_texts_clear(struct meeting_texts *texts);

struct meeting_rects {
    struct rect head, agenda, border, item, context, context_border, rule, entries, composer;
};

struct meeting_page {
    struct screen screen;
    struct id meeting;
    struct meeting_view view;       /* owned once `loaded` */
    struct meeting_context context; /* of the item shown */
    bool loaded;
    bool running; /* and can be typed into: the composer is there */
    size_t shown; /* the item shown: that which is now, or the one looked at; MEETING_NO_ITEM */
    size_t now_before; /* the item now at the last load: when it moves, what is shown follows */

    struct meeting_texts entries, about; /* as they fit the panes */
    int entries_width, about_width;      /* for which they were made; -1: make them anew */
    int scrolled;                        /* lines the entries are scrolled back from their end */

    bool composing;  /* the keyboard is in the composer, else among the entries */
    size_t selected; /* among the entries of the item shown */
    struct prompt composer;
    char *label; /* owned: what stands before the composer */
    struct quickline line;
    bool other_reading;
    char problem[512];   /* why the line was not accepted */
    bool asked;          /* …it is a question, not a mistake */
    struct id changing;  /* the entry being changed; none: a new line */
    struct buffer stash; /* what was half typed before that */

    struct meeting_rects rects;
};

/* The meeting page that the actions are about; NULL: there is none. */
struct meeting_page *meeting_page_of(struct ui *ui);

/* The item shown; NULL: behind the last one. */
const struct meeting_item *meeting_page_item(const struct meeting_page *page);
size_t meeting_page_entry_count(const struct meeting_page *page);
/* The selected entry, when the keyboard is among the entries; NULL. */
const struct meeting_entry *meeting_page_entry(const struct meeting_page *page);

/* Reads the context of the item shown. */
void meeting_page_show(struct meeting_page *page, size_t item);
/* Moves the keyboard. */
void meeting_page_compose(struct meeting_page *page, bool composing);

/* ---- meeting_words.c ---- */

/* The texts of entries and context for the panes' widths, when these or the rows changed. */
void meeting_words_fit(struct meeting_page *page);
/* Adds the lines of a context, each wrapped over at most `most` lines. */
void meeting_words_context(const struct meeting_context *context, int width, int most,
                           struct meeting_texts *out);
/* Adds "14:32 · 7 present · 42 of 120 min". */
void meeting_words_head(const struct meeting_page *page, struct buffer *out);
/* Adds "12/15" and says how the item stands with its time. */
enum meeting_time meeting_words_time(const struct meeting_item *item, struct buffer *out);
/* Adds the time of day of a moment: "14:32". */
void meeting_words_clock(int64_t moment, struct buffer *out);

/* ---- meeting_draw.c ---- */

void meeting_draw_place(struct meeting_page *page, struct rect rect);
void meeting_draw_texts(const struct meeting_texts *texts, size_t from, struct canvas *canvas,
                        struct rect rect);
void meeting_draw(const struct screen *screen, struct canvas *canvas, struct rect rect);
/* The item of the agenda at a line of the screen, or MEETING_NO_ITEM. */
size_t meeting_draw_item_at(const struct meeting_page *page, int y);
/* The entry (among those of the item) at a line of the screen; false: none. */
bool meeting_draw_entry_at(const struct meeting_page *page, int y, size_t *entry);

/* ---- meeting_composer.c ---- */

void meeting_composer_init(struct meeting_page *page);
void meeting_composer_release(struct meeting_page *page);
/* Brings back what was half typed when the program ended. */
void meeting_composer_restore(struct meeting_page *page);
/* Keeps what is half typed where a crash cannot reach it; `durable`: nor a power cut. */
void meeting_composer_keep(struct meeting_page *page, bool durable);
bool meeting_composer_event(struct meeting_page *page, const struct event *event);
void meeting_composer_enter(struct meeting_page *page);
/* Takes an entry into the composer to be changed; back without changing it. */
void meeting_composer_change(struct meeting_page *page, const struct meeting_entry *entry);
void meeting_composer_unchange(struct meeting_page *page);
/* Refuses, with a sentence, while something is half typed. */
bool meeting_composer_is_empty(const struct meeting_page *page);

/* ---- meeting_act.c ---- */

/* Makes the item of a number, from 1, the item now, or shows it when the meeting does not run. */
void meeting_act_to(struct meeting_page *page, int64_t number);

extern const struct action meeting_actions[];
extern const size_t meeting_action_count;
extern const struct action meeting_entry_actions[];
extern const size_t meeting_entry_action_count;
#define MEETING_ACTIONS 10
#define MEETING_ENTRY_ACTIONS 5

#endif
