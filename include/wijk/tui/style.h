/*
 * Styles by meaning, not by colour. Widgets and screens name a style; the terminal backend turns it
 * into attributes at its colour depth (mono, 8, 16, 256, true colour). Nothing is told by colour
 * alone: a word or a glyph stands beside it.
 */
#ifndef WIJK_TUI_STYLE_H
#define WIJK_TUI_STYLE_H

#include <stdbool.h>
#include <stdint.h>

enum style {
    STYLE_NORMAL,
    STYLE_DIM,      /* of less weight; an action that is not available */
    STYLE_STRONG,   /* headings, names */
    STYLE_TITLE,    /* the first line of the screen */
    STYLE_TAB,      /* a screen's name in the tab line */
    STYLE_TAB_ON,   /* the current one */
    STYLE_HEADER,   /* column headers */
    STYLE_SELECTED, /* the selected row of the pane that has the focus */
    STYLE_RESTING,  /* the selected row of another pane */
    STYLE_MARKED,
    STYLE_BORDER,
    STYLE_FIELD,    /* an input field */
    STYLE_FIELD_ON, /* the one with the cursor */
    STYLE_HINT,     /* help beside a field, footers */
    STYLE_KEY,      /* a key's name in the footer and the help */
    STYLE_MATCH,    /* the part that was searched for */
    STYLE_GREY,
    STYLE_GREEN,
    STYLE_AMBER,
    STYLE_RED,
    STYLE_ERROR,
    STYLE_GOOD, /* "saved" */
    STYLE_LINE, /* a chart's own lines: measured … */
    STYLE_LINE_NEEDED,
    STYLE_LINE_FORECAST,
    STYLE_LINE_BENCHMARK,
    STYLE_COUNT
};

enum style_depth { STYLE_MONO, STYLE_8, STYLE_16, STYLE_256, STYLE_TRUE };

enum style_theme { STYLE_THEME_DARK, STYLE_THEME_LIGHT, STYLE_THEME_CONTRAST };

/* How a style is shown: colours are 0xRRGGBB, or -1 for the terminal's own. */
struct style_look {
    int32_t foreground, background;
    bool bold, dim, underline, reverse;
};

/* The look of a style. Colours are those of the depth: at STYLE_8, STYLE_16 and STYLE_256 the
 * palette's own, at STYLE_MONO always -1. */
struct style_look style_look(enum style_theme theme, enum style_depth depth, enum style style);

/* The place in the palette of a colour that style_look gave at this depth: 0 to 7, 15 or 255; at
 * STYLE_TRUE the colour itself. -1 for the terminal's own colour. */
int32_t style_palette(enum style_depth depth, int32_t colour);

/* What is known about the terminal; a missing variable is NULL. */
struct style_terminal {
    const char *no_colour; /* NO_COLOR: not empty means no colour */
    const char *colorterm; /* COLORTERM */
    const char *term;      /* TERM */
    int colours;           /* what terminfo says; -1 when it says nothing */
};

/* How many colours to use. */
enum style_depth style_depth(const struct style_terminal *terminal);

#endif
