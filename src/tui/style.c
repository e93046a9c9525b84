#include "wijk/tui/style.h"

#include <stdlib.h>
#include <string.h>

enum { BOLD = 1, DIM = 2, UNDERLINE = 4, REVERSE = 8 };

/* One style in one theme: colours for 256 and more, the ANSI colours (0 to 15) chosen by hand for 8
 * and 16, because the nearest one is too often unreadable, and attributes. -1: the terminal's own.
 */
struct tone {
    int32_t foreground, background;
    int8_t ansi_foreground, ansi_background;
    uint8_t attributes;
};

static const struct tone dark[STYLE_COUNT] = {
    [STYLE_NORMAL] = {-1, -1, -1, -1, 0},
    [STYLE_DIM] = {0x9A9A9A, -1, 8, -1, 0},
    [STYLE_STRONG] = {-1, -1, -1, -1, BOLD},
    [STYLE_TITLE] = {0xFFFFFF, 0x1F4E79, 15, 4, BOLD},
    [STYLE_TAB] = {0xC0C0C0, -1, 7, -1, 0},
    [STYLE_TAB_ON] = {0xFFFFFF, 0x2A5D8F, 15, 4, BOLD},
    [STYLE_HEADER] = {0x9ECBFF, -1, 14, -1, BOLD},
    [STYLE_SELECTED] = {0xFFFFFF, 0x2A5D8F, 15, 4, 0},
    [STYLE_RESTING] = {0xE4E4E4, 0x444444, -1, -1, UNDERLINE},
    [STYLE_MARKED] = {0xFFD75F, -1, 11, -1, BOLD},
    [STYLE_BORDER] = {0x949494, -1, 8, -1, 0},
    [STYLE_FIELD] = {0xE4E4E4, 0x303030, -1, -1, UNDERLINE},
    [STYLE_FIELD_ON] = {0xFFFFFF, 0x4E4E4E, 15, -1, UNDERLINE},
    [STYLE_HINT] = {0xA8A8A8, -1, 7, -1, 0},
    [STYLE_KEY] = {0x87D7FF, -1, 14, -1, BOLD},
    [STYLE_MATCH] = {0x000000, 0xFFD75F, 0, 3, 0},
    [STYLE_GREY] = {0xA8A8A8, -1, 7, -1, 0},
    [STYLE_GREEN] = {0x5FD787, -1, 10, -1, 0},
    [STYLE_AMBER] = {0xFFB347, -1, 11, -1, 0},
    [STYLE_RED] = {0xFF8787, -1, 9, -1, 0},
    [STYLE_ERROR] = {0xFFFFFF, 0xAF0000, 15, 1, BOLD | UNDERLINE},
    [STYLE_GOOD] = {0x5FD787, -1, 10, -1, 0},
    [STYLE_LINE] = {0x87D7FF, -1, 14, -1, BOLD},
    [STYLE_LINE_NEEDED] = {0xFFD75F, -1, 11, -1, 0},
    [STYLE_LINE_FORECAST] = {0xD7AFFF, -1, 13, -1, 0},
    [STYLE_LINE_BENCHMARK] = {0xA8A8A8, -1, 7, -1, 0},
};

static const struct tone light[STYLE_COUNT] = {
    [STYLE_NORMAL] = {-1, -1, -1, -1, 0},
    [STYLE_DIM] = {0x5F5F5F, -1, 8, -1, 0},
    [STYLE_STRONG] = {-1, -1, -1, -1, BOLD},
    [STYLE_TITLE] = {0xFFFFFF, 0x1F4E79, 15, 4, BOLD},
    [STYLE_TAB] = {0x3A3A3A, -1, 0, -1, 0},
    [STYLE_TAB_ON] = {0xFFFFFF, 0x1F4E79, 15, 4, BOLD},
    [STYLE_HEADER] = {0x1F4E79, -1, 4, -1, BOLD},
    [STYLE_SELECTED] = {0xFFFFFF, 0x1F5F9F, 15, 4, 0},
    [STYLE_RESTING] = {0x000000, 0xD0D0D0, 0, -1, UNDERLINE},
    [STYLE_MARKED] = {0x7A4B00, -1, 5, -1, BOLD},
    [STYLE_BORDER] = {0x6C6C6C, -1, 8, -1, 0},
    [STYLE_FIELD] = {0x000000, 0xE4E4E4, 0, -1, UNDERLINE},
    [STYLE_FIELD_ON] = {0x000000, 0xFFFFD7, 0, -1, UNDERLINE | BOLD},
    [STYLE_HINT] = {0x5F5F5F, -1, 8, -1, 0},
    [STYLE_KEY] = {0x005F87, -1, 4, -1, BOLD},
    [STYLE_MATCH] = {0x000000, 0xFFD75F, 0, 3, 0},
    [STYLE_GREY] = {0x5F5F5F, -1, 8, -1, 0},
    [STYLE_GREEN] = {0x00662A, -1, 2, -1, 0},
    [STYLE_AMBER] = {0x875F00, -1, 5, -1, 0},
    [STYLE_RED] = {0xAF0000, -1, 1, -1, 0},
    [STYLE_ERROR] = {0xFFFFFF, 0xAF0000, 15, 1, BOLD | UNDERLINE},
    [STYLE_GOOD] = {0x00662A, -1, 2, -1, 0},
    [STYLE_LINE] = {0x005F87, -1, 4, -1, BOLD},
    [STYLE_LINE_NEEDED] = {0x875F00, -1, 5, -1, 0},
    [STYLE_LINE_FORECAST] = {0x6B2FA0, -1, 5, -1, 0},
    [STYLE_LINE_BENCHMARK] = {0x5F5F5F, -1, 8, -1, 0},
};

static const struct tone contrast[STYLE_COUNT] = {
    [STYLE_NORMAL] = {0xFFFFFF, 0x000000, 15, 0, 0},
    [STYLE_DIM] = {0xD0D0D0, 0x000000, 7, 0, 0},
    [STYLE_STRONG] = {0xFFFFFF, 0x000000, 15, 0, BOLD},
    [STYLE_TITLE] = {0x000000, 0xFFFFFF, 0, 15, BOLD},
    [STYLE_TAB] = {0xFFFFFF, 0x000000, 15, 0, 0},
    [STYLE_TAB_ON] = {0x000000, 0xFFFFFF, 0, 15, BOLD},
    [STYLE_HEADER] = {0xFFFFFF, 0x000000, 15, 0, BOLD | UNDERLINE},
    [STYLE_SELECTED] = {0x000000, 0xFFFF00, 0, 11, BOLD},
    [STYLE_RESTING] = {0xFFFF00, 0x000000, 11, 0, UNDERLINE},
    [STYLE_MARKED] = {0xFFFF00, 0x000000, 11, 0, BOLD},
    [STYLE_BORDER] = {0xFFFFFF, 0x000000, 15, 0, 0},
    [STYLE_FIELD] = {0xFFFFFF, 0x000000, 15, 0, UNDERLINE},
    [STYLE_FIELD_ON] = {0x000000, 0xFFFFFF, 0, 15, 0},
    [STYLE_HINT] = {0xFFFFFF, 0x000000, 15, 0, 0},
    [STYLE_KEY] = {0x00FFFF, 0x000000, 14, 0, BOLD},
    [STYLE_MATCH] = {0x000000, 0x00FFFF, 0, 14, BOLD},
    [STYLE_GREY] = {0xD0D0D0, 0x000000, 7, 0, 0},
    [STYLE_GREEN] = {0x00FF00, 0x000000, 10, 0, BOLD},
    [STYLE_AMBER] = {0xFFFF00, 0x000000, 11, 0, BOLD},
    [STYLE_RED] = {0xFFAFAF, 0x000000, 9, 0, BOLD | UNDERLINE},
    [STYLE_ERROR] = {0x000000, 0xFFAFAF, 15, 1, BOLD | UNDERLINE},
    [STYLE_GOOD] = {0x00FF00, 0x000000, 10, 0, BOLD},
    [STYLE_LINE] = {0xFFFFFF, 0x000000, 15, 0, BOLD},
    [STYLE_LINE_NEEDED] = {0xFFFF00, 0x000000, 11, 0, 0},
    [STYLE_LINE_FORECAST] = {0x00FFFF, 0x000000, 14, 0, 0},
    [STYLE_LINE_BENCHMARK] = {0xD0D0D0, 0x000000, 7, 0, 0},
};

static const uint8_t mono[STYLE_COUNT] = {
    [STYLE_DIM] = DIM,
    [STYLE_STRONG] = BOLD,
    [STYLE_TITLE] = REVERSE,
    [STYLE_TAB_ON] = REVERSE | BOLD,
    [STYLE_HEADER] = UNDERLINE,
    [STYLE_SELECTED] = REVERSE,
    [STYLE_RESTING] = UNDERLINE,
    [STYLE_MARKED] = BOLD,
    [STYLE_BORDER] = DIM,
    [STYLE_FIELD] = UNDERLINE,
    [STYLE_FIELD_ON] = UNDERLINE | BOLD,
    [STYLE_HINT] = DIM,
    [STYLE_KEY] = BOLD,
    [STYLE_MATCH] = BOLD | UNDERLINE,
    [STYLE_GREY] = DIM,
    [STYLE_AMBER] = BOLD,
    [STYLE_RED] = BOLD,
    [STYLE_ERROR] = REVERSE | BOLD | UNDERLINE,
    [STYLE_GOOD] = BOLD,
    [STYLE_LINE] = BOLD,
    [STYLE_LINE_FORECAST] = DIM,
    [STYLE_LINE_BENCHMARK] = DIM,
};

/* The sixteen colours as xterm shows them; every terminal has its own. */
static const int32_t ansi[16] = {0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD,
                                 0x00CDCD, 0xE5E5E5, 0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00,
                                 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF};

/* Places 16 to 255: a cube of six steps a side, then 24 greys. */
static const int32_t steps[6] = {0x00, 0x5F, 0x87, 0xAF, 0xD7, 0xFF};
#define GREYS 232

static int32_t cube_colour(int place)
{
    if (place >= GREYS)
        return (8 + (place - GREYS) * 10) * 0x010101;
    place -= 16;
    return steps[place / 36] << 16 | steps[place / 6 % 6] << 8 | steps[place % 6];
}

static int32_t distance(int32_t one, int32_t other)
{
    int32_t red = (one >> 16 & 0xFF) - (other >> 16 & 0xFF);
    int32_t green = (one >> 8 & 0xFF) - (other >> 8 & 0xFF);
    int32_t blue = (one & 0xFF) - (other & 0xFF);
    return red * red + green * green + blue * blue;
}

static int nearest_step(int32_t part)
{
    int best = 0;
    for (int step = 1; step < 6; step++)
        if (abs(part - steps[step]) < abs(part - steps[best]))
            best = step;
    return best;
}

/* The nearest in the cube is the nearest a side; of the greys each is tried. Where two are as near
 * the lower place counts. All the styles ask for it at every start. */
static int cube_place(int32_t colour)
{
    int best = 16 + 36 * nearest_step(colour >> 16 & 0xFF) + 6 * nearest_step(colour >> 8 & 0xFF) +
               nearest_step(colour & 0xFF);
    int32_t least = distance(colour, cube_colour(best));
    for (int place = GREYS; place < 256 && least > 0; place++)
        if (distance(colour, cube_colour(place)) < least) {
            least = distance(colour, cube_colour(place));
            best = place;
        }
    return best;
}

static void set_attributes(struct style_look *look, int attributes)
{
    look->bold = attributes & BOLD;
    look->dim = attributes & DIM;
    look->underline = attributes & UNDERLINE;
    look->reverse = attributes & REVERSE;
}

/* Eight colours have no bright half: there bold stands in for a bright letter, and grey, which
 * would be black, is the terminal's own colour made dim. */
static void look_ansi(struct style_look *look, const struct tone *tone, enum style_depth depth)
{
    int foreground = tone->ansi_foreground, background = tone->ansi_background;
    if (depth == STYLE_8 && foreground == 8) {
        foreground = -1;
        look->dim = true;
    } else if (depth == STYLE_8 && foreground > 8) {
        foreground -= 8;
        look->bold = true;
    }
    if (depth == STYLE_8 && background >= 8)
        background -= 8;
    look->foreground = foreground < 0 ? -1 : ansi[foreground];
    look->background = background < 0 ? -1 : ansi[background];
}

struct style_look style_look(enum style_theme theme, enum style_depth depth, enum style style)
{
    struct style_look look = {.foreground = -1, .background = -1};
    if ((unsigned)style >= STYLE_COUNT)
        style = STYLE_NORMAL;
    if (depth == STYLE_MONO) {
        set_attributes(&look, mono[style]);
        return look;
    }
    const struct tone *tone = theme == STYLE_THEME_LIGHT      ? &light[style]
                              : theme == STYLE_THEME_CONTRAST ? &contrast[style]
                                                              : &dark[style];
    set_attributes(&look, tone->attributes);
    if (depth < STYLE_256) {
        look_ansi(&look, tone, depth);
        return look;
    }
    look.foreground = tone->foreground;
    look.background = tone->background;
    if (depth == STYLE_256 && look.foreground >= 0)
        look.foreground = cube_colour(cube_place(look.foreground));
    if (depth == STYLE_256 && look.background >= 0)
        look.background = cube_colour(cube_place(look.background));
    return look;
}

int32_t style_palette(enum style_depth depth, int32_t colour)
{
    if (colour < 0 || depth == STYLE_MONO)
        return -1;
    if (depth == STYLE_TRUE)
        return colour;
    if (depth == STYLE_256)
        return cube_place(colour);
    for (int place = 0; place < (depth == STYLE_8 ? 8 : 16); place++)
        if (ansi[place] == colour)
            return place;
    return -1;
}

enum style_depth style_depth(const struct style_terminal *terminal)
{
    const char *colorterm = terminal->colorterm, *term = terminal->term;
    if (terminal->no_colour != NULL && *terminal->no_colour != '\0')
        return STYLE_MONO;
    if (terminal->colours >= 0 && terminal->colours < 8)
        return STYLE_MONO;
    if (colorterm != NULL &&
        (strcmp(colorterm, "truecolor") == 0 || strcmp(colorterm, "24bit") == 0))
        return STYLE_TRUE;
    if (terminal->colours > 256)
        return STYLE_TRUE;
    if (terminal->colours == 256)
        return STYLE_256;
    if (terminal->colours >= 16 || (term != NULL && strstr(term, "16color") != NULL))
        return STYLE_16;
    if (terminal->colours >= 8)
        return STYLE_8;
    return term != NULL && strstr(term, "256color") != NULL ? STYLE_256 : STYLE_MONO;
}
