/* The band under the city's table: the questions that wait for the board, and what needs attention.
 */
#include <stdio.h>
#include <string.h>

#include "city_page.h"
#include "looks.h"
#include "wijk/app/signals.h"
#include "wijk/base/language.h"
#include "wijk/base/text.h"

static long asked(const struct city_page *page)
{
    return page->city.board.count < CITY_ASKED ? (long)page->city.board.count : CITY_ASKED;
}

static long count_lines(void *context, bool exact)
{
    const struct city_page *page = context;
    (void)exact;
    return asked(page) + (long)page->city.signals.count;
}

static void fill_question(const struct city_question *question, struct list_row *out)
{
    *out = (struct list_row){
        .id = question->escalation,
        .text = {"?", question->code, question->area, question->title, question->question},
        .style = {question->overdue ? STYLE_RED : STYLE_AMBER, STYLE_HINT, STYLE_DIM, STYLE_DIM,
                  STYLE_NORMAL}};
}

/* With the neighbourhood before the title. */
static bool fill_signal(struct city_page *page, long at, struct list_row *out)
{
    struct signal *signal = &page->city.signals.items[at];
    struct buffer *area = &page->areas[at % CITY_BAND];
    if (!look_signal(page->screen.ui, signal, out))
        return false;
    buffer_clear(area);
    city_area(page->screen.ui->session, signal->about_kind, signal->about, area);
    memmove(&out->text[3], &out->text[2], 2 * sizeof *out->text);
    memmove(&out->style[3], &out->style[2], 2 * sizeof *out->style);
    out->text[2] = area->bytes;
    return true;
}

static int fetch_lines(void *context, long first, int count, struct list_row *out)
{
    struct city_page *page = context;
    long total = count_lines(context, true), before = asked(page);
    int got = 0;
    for (; got < count && got < CITY_BAND && first + got < total; got++)
        if (first + got < before)
            fill_question(&page->city.board.items[first + got], &out[got]);
        else if (!fill_signal(page, first + got - before, &out[got]))
            break;
    return got;
}

void city_band_init(struct city_page *page)
{
    static const struct list_column columns[] = {
        {.title = "", .min = 1, .preferred = 1},
        {.title = "", .min = 4, .preferred = 8},
        {.title = "", .min = 10, .preferred = 14},
        {.title = "", .min = 10, .preferred = 22, .weight = 1, .priority = 1},
        {.title = "", .min = 20, .preferred = 36, .weight = 2}};
    list_init(&page->band, columns, 5, (struct list_source){page, count_lines, fetch_lines, NULL});
    page->band.headless = true;
}

bool city_band_target(const struct city_page *page, struct target *target)
{
    long at = page->band.selected, before = asked(page);
    if (at < 0 || at >= count_lines((void *)page, true))
        return false;
    if (at < before) {
        *target = (struct target){.kind = ENTITY_PROBLEM, .id = page->city.board.items[at].problem};
        return true;
    }
    const struct signal *signal = &page->city.signals.items[at - before];
    *target = (struct target){.kind = signal->about_kind, .id = signal->about};
    return true;
}

/* ---- the words above it ---- */

static int add_words(struct canvas *canvas, struct rect rect, int x, const char *words,
                     enum style style)
{
    canvas_text_cut(canvas, rect, x, words, style);
    return x + text_width(words) + 3;
}

static bool any_overdue(const struct city_board *board)
{
    return board->count > 0 && board->items[0].overdue;
}

static int draw_board(const struct city_page *page, struct canvas *canvas, struct rect rect, int x)
{
    struct buffer key = BUFFER_EMPTY, words = BUFFER_EMPTY;
    const struct city_board *board = &page->city.board;
    for (size_t i = 0; i < city_action_count; i++)
        if (strcmp(city_actions[i].name, "board") == 0)
            keymap_key(page->screen.ui->keymap, &city_actions[i], &key);
    buffer_format(&words, _("WAITING FOR THE BOARD %zu (%s)"), board->count, key.bytes);
    if (board->count > 0)
        x = add_words(canvas, rect, x, words.bytes, any_overdue(board) ? STYLE_RED : STYLE_HEADER);
    buffer_release(&key);
    buffer_release(&words);
    return x;
}

void city_band_words(const struct city_page *page, struct canvas *canvas)
{
    struct rect words = page->words_rect;
    struct buffer legend = BUFFER_EMPTY;
    char line[128];
    city_legend(&legend, &page->city, page->view);
    canvas_text_cut(canvas, words, 0, legend.bytes, STYLE_HINT);
    buffer_release(&legend);
    words.y++;
    words.height--;
    if (words.height < 1)
        return;
    snprintf(line, sizeof line, _("NEEDS ATTENTION %zu"), page->city.signals.count);
    int x = add_words(canvas, words, 0, line, STYLE_HEADER);
    x = draw_board(page, canvas, words, x);
    if (!page->city.complete)
        add_words(canvas, words, x, _("counting …"), STYLE_HINT);
}
