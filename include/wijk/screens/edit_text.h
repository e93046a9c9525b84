/*
 * Long texts in the person's own editor: the option `editor`, else $VISUAL, $EDITOR, else Debian's
 * sensible-editor.
 */
#ifndef WIJK_SCREENS_EDIT_TEXT_H
#define WIJK_SCREENS_EDIT_TEXT_H

#include "wijk/screens/ui.h"

/* Hands the terminal to the editor with a copy of `text` in a private file; adds what it was left
 * as to `out`. */
bool edit_text(struct ui *ui, const char *text, struct buffer *out, struct error *error) MUST_USE;

#endif
