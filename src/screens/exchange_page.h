/* The exchange screen, as its parts share it: exchange.c is the screen, exchange_traffic.c what
 * comes and goes, exchange_sites.c what is done to a site, exchange_words.c the words of a site,
 * exchange_take.c taking one pack, exchange_make.c making one.
 */
#ifndef WIJK_SCREENS_EXCHANGE_PAGE_H
#define WIJK_SCREENS_EXCHANGE_PAGE_H

#include "exchange_lines.h"
#include "where.h"

/* What goes out to one site, or to anybody. */
struct exchange_going {
    char *name; /* owned */
    struct exchange_packed packed;
};

struct exchange_page {
    struct screen screen;
    struct exchange_sites sites;
    struct lines site_lines;
    struct list site_list;
    struct list_column site_columns[LIST_COLUMNS];

    struct exchange_look look; /* what is new in the folder */
    VECTOR(struct exchange_going) going;
    struct lines lines; /* of both: first what comes */
    struct list list;
    struct list_column columns[LIST_COLUMNS];
    char *problem;      /* owned: why the folder could not be read, or NULL */
    bool looked;        /* false: look anew at the next load */
    unsigned long seen; /* session->changes when it was looked at */

    bool on_traffic; /* what comes and goes has the keyboard */
    int64_t disagreements;
    struct rect site_rect, words_rect, list_rect, detail_rect;
};

/* The page that actions are about: the exchange screen itself. */
struct exchange_page *exchange_page_of(struct ui *ui);
/* The selected site; NULL: none. */
const struct exchange_site *exchange_page_site(const struct exchange_page *page);
/* The folder that was chosen; "": none. */
const char *exchange_page_folder(const struct exchange_page *page);

/* Looks what comes and goes; a failure is kept in `problem`. */
void exchange_traffic_look(struct exchange_page *page);
void exchange_traffic_clear(struct exchange_page *page);
/* What is said below about the selected line. */
void exchange_traffic_tell(const struct exchange_page *page, struct buffer *out);
void exchange_traffic_open(struct exchange_page *page);
void exchange_traffic_run(struct ui *ui);

bool exchange_on_other_site(struct ui *ui, struct buffer *why);
void exchange_trust(struct ui *ui);
void exchange_distrust(struct ui *ui);
void exchange_name(struct ui *ui);
void exchange_role(struct ui *ui);

/* The words of a site, large. */
struct words_request {
    const struct exchange_site *site;
    void (*agreed)(struct ui *ui); /* the words are the same, and this screen is gone; NULL: the
                                      site is trusted */
};
struct screen *words_screen(struct ui *ui, const struct words_request *request);

/* Shows what a pack would bring; Enter takes it. With `joining` (taken over when it succeeds) the
 * pack goes into that new file, which is opened then, and removed when nothing is taken. NULL: the
 * pack cannot be taken, as the error says. */
struct screen *pack_screen(struct ui *ui, const char *path, struct session *joining,
                           struct error *error);
/* Puts a sentence that is longer than the line of a question in the footer. False. */
bool pack_refused(struct ui *ui, struct error *error);
void exchange_ask_take(struct ui *ui);
void exchange_ask_make(struct ui *ui);
void exchange_ask_folder(struct ui *ui);

/* Goes on with a file that was made by taking a pack (start.c). */
void start_use(struct ui *ui, struct session *session);

#endif
