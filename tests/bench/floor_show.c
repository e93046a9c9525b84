/*
 * The floor of drawing: bare ncurses that shows the pages of a file (see keys.c) one after the
 * other, a page a key, and ends at 'q' on the last. `floor_show PAGES [FILE]` opens the programme
 * file first and reads what is in it.
 */
#define NCURSES_WIDECHAR 1
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <curses.h>
#include <sqlite3.h>

#define LINE 1024

struct page {
    char *text[200], *style[200];
    int height;
};

static char *line_of(FILE *file)
{
    char line[LINE];
    if (fgets(line, sizeof line, file) == NULL)
        return NULL;
    line[strcspn(line, "\n")] = '\0';
    return strdup(line);
}

static struct page *read_pages(const char *path, int *count)
{
    struct page *pages = calloc(20000, sizeof *pages);
    FILE *file = fopen(path, "r");
    char *line;
    while (file != NULL && *count < 20000 && (line = line_of(file)) != NULL) {
        struct page *page = &pages[(*count)++];
        int width;
        if (sscanf(line, "page %d %d", &width, &page->height) != 2)
            exit(1);
        free(line);
        for (int y = 0; y < page->height; y++)
            page->text[y] = line_of(file);
        for (int y = 0; y < page->height; y++)
            page->style[y] = line_of(file);
    }
    if (file != NULL)
        fclose(file);
    return pages;
}

static attr_t look_of(char style)
{
    switch (style) {
    case 'S':
    case 'B':
        return A_REVERSE;
    case 's':
    case 't':
    case 'h':
    case 'k':
        return A_BOLD;
    case 'G':
    case 'O':
    case 'l':
        return (attr_t)COLOR_PAIR(2);
    case 'R':
    case 'E':
        return (attr_t)COLOR_PAIR(1);
    case 'A':
        return (attr_t)COLOR_PAIR(3);
    case 'd':
    case 'i':
    case '-':
    case 'y':
    case 'b':
        return A_DIM;
    default:
        return A_NORMAL;
    }
}

/* Runs of one style; a byte that continues a character belongs to the cell before it. Wide
 * characters are rare enough here to take their cell for one. */
static void draw_line(int y, const char *text, const char *style)
{
    size_t cells = strlen(style), at = 0;
    int x = 0;
    while (text[at] != '\0') {
        char now = (size_t)x < cells ? style[x] : '.';
        size_t begin = at;
        int from = x;
        while (text[at] != '\0' && ((size_t)x < cells ? style[x] : '.') == now) {
            at++;
            while ((text[at] & 0xC0) == 0x80)
                at++;
            x++;
        }
        attr_set(look_of(now), 0, NULL);
        mvaddnstr(y, from, text + begin, (int)(at - begin));
    }
    for (; (size_t)x < cells; x++) {
        attr_set(look_of(style[x]), 0, NULL);
        mvaddch(y, x, ' ');
    }
}

static void draw(const struct page *page)
{
    erase();
    for (int y = 0; y < page->height && y < LINES; y++)
        draw_line(y, page->text[y], page->style[y]);
    attr_set(A_NORMAL, 0, NULL);
    refresh();
}

static void open_file(const char *path)
{
    sqlite3 *sql;
    sqlite3_stmt *ask;
    if (sqlite3_open_v2(path, &sql, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK ||
        sqlite3_prepare_v2(sql, "SELECT title FROM programme", -1, &ask, NULL) != SQLITE_OK)
        exit(1);
    while (sqlite3_step(ask) == SQLITE_ROW)
        ;
    sqlite3_finalize(ask);
}

int main(int argument_count, char **arguments)
{
    int count = 0, at = 0;
    setlocale(LC_ALL, "");
    struct page *pages = read_pages(arguments[1], &count);
    if (count == 0)
        return 1;
    if (argument_count > 2)
        open_file(arguments[2]);
    initscr();
    raw();
    noecho();
    keypad(stdscr, TRUE);
    curs_set(0);
    start_color();
    use_default_colors();
    for (short colour = 1; colour < 8; colour++)
        init_pair(colour, colour, -1);
    int key;
    do {
        draw(&pages[at]);
        at = at + 1 < count ? at + 1 : at;
        key = getch();
    } while (key != 'q' && key != ERR);
    endwin();
    return 0;
}
