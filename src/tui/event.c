#include "wijk/tui/event.h"

#include <string.h>
#include <strings.h>

#include "wijk/base/text.h"

/* The first name of a key is the one shown; the others are understood too. */
static const struct {
    keycode key;
    const char *name;
} names[] = {
    {KEYS_ENTER, "Enter"},    {KEYS_ESCAPE, "Esc"},
    {KEYS_TAB, "Tab"},        {KEYS_BACKSPACE, "Backspace"},
    {KEYS_DELETE, "Delete"},  {KEYS_INSERT, "Insert"},
    {KEYS_UP, "Up"},          {KEYS_DOWN, "Down"},
    {KEYS_LEFT, "Left"},      {KEYS_RIGHT, "Right"},
    {KEYS_HOME, "Home"},      {KEYS_END, "End"},
    {KEYS_PAGE_UP, "PageUp"}, {KEYS_PAGE_DOWN, "PageDown"},
    {KEYS_F1, "F1"},          {KEYS_F1 + 1, "F2"},
    {KEYS_F1 + 2, "F3"},      {KEYS_F1 + 3, "F4"},
    {KEYS_F1 + 4, "F5"},      {KEYS_F1 + 5, "F6"},
    {KEYS_F1 + 6, "F7"},      {KEYS_F1 + 7, "F8"},
    {KEYS_F1 + 8, "F9"},      {KEYS_F1 + 9, "F10"},
    {KEYS_F1 + 10, "F11"},    {KEYS_F12, "F12"},
    {' ', "Space"},           {KEYS_ENTER, "Return"},
    {KEYS_ESCAPE, "Escape"},  {KEYS_DELETE, "Del"},
    {KEYS_INSERT, "Ins"},     {KEYS_PAGE_UP, "PgUp"},
    {KEYS_PAGE_DOWN, "PgDn"},
};

static const struct {
    keycode modifier;
    const char *prefix;
} prefixes[] = {{MOD_CTRL, "Ctrl-"}, {MOD_ALT, "Alt-"}, {MOD_SHIFT, "Shift-"}};

enum { MODIFIERS = MOD_SHIFT | MOD_ALT | MOD_CTRL };

static bool is_letter(keycode base)
{
    return (base >= 'a' && base <= 'z') || (base >= 'A' && base <= 'Z');
}

static void add_point(struct buffer *out, keycode point)
{
    if (point < 0x80) {
        buffer_add_byte(out, (char)point);
    } else if (point < 0x800) {
        buffer_add_byte(out, (char)(0xC0 | point >> 6));
        buffer_add_byte(out, (char)(0x80 | (point & 0x3F)));
    } else if (point < 0x10000) {
        buffer_add_byte(out, (char)(0xE0 | point >> 12));
        buffer_add_byte(out, (char)(0x80 | (point >> 6 & 0x3F)));
        buffer_add_byte(out, (char)(0x80 | (point & 0x3F)));
    } else {
        buffer_add_byte(out, (char)(0xF0 | point >> 18));
        buffer_add_byte(out, (char)(0x80 | (point >> 12 & 0x3F)));
        buffer_add_byte(out, (char)(0x80 | (point >> 6 & 0x3F)));
        buffer_add_byte(out, (char)(0x80 | (point & 0x3F)));
    }
}

void key_name(keycode key, struct buffer *out)
{
    keycode base = key & ~(keycode)MODIFIERS;
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
        if (key & prefixes[i].modifier)
            buffer_add_text(out, prefixes[i].prefix);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (names[i].key == base) {
            buffer_add_text(out, names[i].name);
            return;
        }
    if (base >= KEY_BASE)
        return;
    if (key & MOD_CTRL && base >= 'a' && base <= 'z')
        base -= 'a' - 'A';
    add_point(out, base);
}

/* The one code point that `name` is; false when it is more, none, or a control. */
static bool parse_point(const char *name, keycode *point)
{
    const unsigned char *at = (const unsigned char *)name;
    size_t length = strlen(name);
    if (length == 0 || length > 4 || at[0] < 0x20 || at[0] == 0x7F ||
        !text_valid(name, length, NULL))
        return false;
    size_t needed = at[0] < 0x80 ? 1 : at[0] < 0xE0 ? 2 : at[0] < 0xF0 ? 3 : 4;
    if (length != needed)
        return false;
    keycode value = needed == 1 ? at[0] : at[0] & (0x7Fu >> needed);
    for (size_t i = 1; i < needed; i++)
        value = value << 6 | (at[i] & 0x3F);
    *point = value;
    return value < 0x80 || value >= 0xA0;
}

static bool parse_base(const char *name, keycode *base)
{
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcasecmp(names[i].name, name) == 0) {
            *base = names[i].key;
            return true;
        }
    return parse_point(name, base);
}

bool key_parse(const char *name, keycode *key)
{
    keycode modifiers = 0, base;
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        size_t length = strlen(prefixes[i].prefix);
        if (strncasecmp(name, prefixes[i].prefix, length) != 0 || name[length] == '\0')
            continue;
        if (modifiers & prefixes[i].modifier)
            return false;
        modifiers |= prefixes[i].modifier;
        name += length;
        i = (size_t)-1; /* in any order */
    }
    if (!parse_base(name, &base))
        return false;
    if (modifiers & MOD_CTRL && base >= 'A' && base <= 'Z')
        base += 'a' - 'A';
    if (modifiers & MOD_SHIFT && base < KEY_BASE) {
        if (!is_letter(base) || modifiers & MOD_CTRL)
            return false; /* no terminal tells this apart */
        base &= ~(keycode)0x20;
        modifiers &= ~(keycode)MOD_SHIFT;
    }
    *key = base | modifiers;
    return true;
}
