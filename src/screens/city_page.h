/* What the files of the city screen share. */
#ifndef WIJK_SCREENS_CITY_PAGE_H
#define WIJK_SCREENS_CITY_PAGE_H

#include "wijk/app/city.h"
#include "wijk/screens/screens.h"
#include "wijk/tui/widgets/list.h"

#define CITY_COLUMNS (CITY_THEMES + 2) /* the name before the themes, the problems behind them */
#define CITY_BAND 64                   /* lines the band asks for at once, at most */
#define CITY_ASKED 2                   /* questions for the board in the band; the others with b */

struct city_page {
    struct screen screen;
    struct city city;
    enum city_view view;
    struct list list, band;
    struct list_column columns[CITY_COLUMNS];
    char (*texts)[CITY_COLUMNS][64]; /* owned: the cells, a row a neighbourhood */
    int sort;                        /* column; 0: by name */
    bool down;
    bool on_band;
    struct buffer areas[CITY_BAND]; /* owned: of the lines the band asks for at once */
    struct rect list_rect, words_rect, band_rect;
};

extern const struct action city_actions[];
extern const size_t city_action_count;

/* The band under the table: questions for the board, then what needs attention. */
void city_band_init(struct city_page *page);
/* The row a line of the band is about. */
bool city_band_target(const struct city_page *page, struct target *target);
/* Its heading, and what the cells of the table say. */
void city_band_words(const struct city_page *page, struct canvas *canvas);

#endif
