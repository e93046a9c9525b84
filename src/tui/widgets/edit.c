#include "wijk/tui/widgets/edit.h"

#include <string.h>

#include "wijk/base/text.h"

static const struct {
    keycode key;
    enum edit_command command;
} commands[] = {
    {KEYS_LEFT, EDIT_LEFT},
    {KEYS_RIGHT, EDIT_RIGHT},
    {'b' | MOD_CTRL, EDIT_LEFT},
    {'f' | MOD_CTRL, EDIT_RIGHT},
    {KEYS_LEFT | MOD_CTRL, EDIT_WORD_LEFT},
    {KEYS_RIGHT | MOD_CTRL, EDIT_WORD_RIGHT},
    {KEYS_LEFT | MOD_ALT, EDIT_WORD_LEFT},
    {KEYS_RIGHT | MOD_ALT, EDIT_WORD_RIGHT},
    {'b' | MOD_ALT, EDIT_WORD_LEFT},
    {'f' | MOD_ALT, EDIT_WORD_RIGHT},
    {KEYS_HOME, EDIT_HOME},
    {KEYS_END, EDIT_END},
    {'a' | MOD_CTRL, EDIT_HOME},
    {'e' | MOD_CTRL, EDIT_END},
    {KEYS_BACKSPACE, EDIT_BACKSPACE},
    {'h' | MOD_CTRL, EDIT_BACKSPACE},
    {KEYS_DELETE, EDIT_DELETE},
    {'d' | MOD_CTRL, EDIT_DELETE},
    {'k' | MOD_CTRL, EDIT_CUT_END},
    {'u' | MOD_CTRL, EDIT_CUT_BEGIN},
    {'w' | MOD_CTRL, EDIT_CUT_WORD},
    {KEYS_BACKSPACE | MOD_ALT, EDIT_CUT_WORD},
    {KEYS_BACKSPACE | MOD_CTRL, EDIT_CUT_WORD},
    {'d' | MOD_ALT, EDIT_CUT_WORD_AFTER},
    {KEYS_DELETE | MOD_CTRL, EDIT_CUT_WORD_AFTER},
    {KEYS_UP, EDIT_UP},
    {KEYS_DOWN, EDIT_DOWN},
};

enum edit_command edit_command(keycode key)
{
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        if (commands[i].key == key)
            return commands[i].command;
    char bytes[4];
    return edit_bytes(key, bytes) > 0 ? EDIT_TYPE : EDIT_NOTHING;
}

size_t edit_bytes(keycode key, char out[4])
{
    if (key < 0x20 || (key >= 0x7F && key < 0xA0) || key >= KEY_BASE ||
        (key >= 0xD800 && key < 0xE000))
        return 0;
    if (key < 0x80) {
        out[0] = (char)key;
        return 1;
    }
    size_t length = key < 0x800 ? 2 : key < 0x10000 ? 3 : 4;
    static const unsigned char lead[5] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = length - 1; i > 0; i--, key >>= 6)
        out[i] = (char)(0x80 | (key & 0x3F));
    out[0] = (char)(lead[length] | key);
    return length;
}

static bool is_space(char byte)
{
    return byte == ' ' || byte == '\n' || byte == '\t';
}

/* Bytes beyond ASCII count as letters: most are, and a dash of three bytes does no harm. */
static bool is_word(char byte)
{
    return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
           (byte >= 'A' && byte <= 'Z') || (unsigned char)byte >= 0x80;
}

size_t edit_word_before(const char *text, size_t from, size_t at, bool spaces)
{
    if (spaces) {
        while (at > from && is_space(text[at - 1]))
            at--;
        while (at > from && !is_space(text[at - 1]))
            at--;
        return at;
    }
    while (at > from && !is_word(text[at - 1]))
        at--;
    while (at > from && is_word(text[at - 1]))
        at--;
    return at;
}

size_t edit_word_after(const char *text, size_t length, size_t at)
{
    while (at < length && !is_word(text[at]))
        at++;
    while (at < length && is_word(text[at]))
        at++;
    return at;
}

static void paste_byte(struct buffer *out, const char *text, size_t at, bool lines)
{
    char byte = text[at];
    if (byte == '\n' && at > 0 && text[at - 1] == '\r')
        return; /* the second half of a line end that was added already */
    if (byte == '\n' || byte == '\r')
        buffer_add_byte(out, lines ? '\n' : ' ');
    else if (byte == '\t')
        buffer_add_byte(out, ' ');
    else if ((unsigned char)byte >= 0x20 && byte != 0x7F)
        buffer_add_byte(out, byte);
}

void edit_paste(struct buffer *out, const char *text, size_t length, bool lines)
{
    size_t at = 0;
    while (at < length) {
        size_t good = 0;
        if (text_valid(text + at, length - at, &good))
            good = length - at;
        for (size_t end = at + good; at < end; at++) {
            bool high = (unsigned char)text[at] == 0xC2 && (unsigned char)text[at + 1] < 0xA0;
            if (high) /* a control character of the upper half */
                at++;
            else
                paste_byte(out, text, at, lines);
        }
        if (at < length) {
            buffer_add_text(out, "\xEF\xBF\xBD");
            at++;
        }
    }
}

size_t edit_fit(const char *text, size_t length, size_t room)
{
    if (length <= room)
        return length;
    const char *cursor = text;
    struct text_cluster cluster;
    size_t fits = 0;
    while (text_next(&cursor, text + length, &cluster) && (size_t)(cursor - text) <= room)
        fits = (size_t)(cursor - text);
    return fits;
}

bool edit_cuts(enum edit_command command)
{
    return command >= EDIT_BACKSPACE && command <= EDIT_CUT_WORD_AFTER;
}

size_t edit_target(const struct buffer *text, size_t from, size_t at, enum edit_command command)
{
    switch (command) {
    case EDIT_LEFT:
    case EDIT_BACKSPACE:
        return at == from ? at
                          : from + text_before(text->bytes + from, text->length - from, at - from);
    case EDIT_RIGHT:
    case EDIT_DELETE:
        return text_after(text->bytes, text->length, at);
    case EDIT_WORD_LEFT:
        return edit_word_before(text->bytes, from, at, false);
    case EDIT_CUT_WORD:
        return edit_word_before(text->bytes, from, at, true);
    case EDIT_WORD_RIGHT:
    case EDIT_CUT_WORD_AFTER:
        return edit_word_after(text->bytes, text->length, at);
    case EDIT_HOME:
    case EDIT_CUT_BEGIN:
        return from;
    case EDIT_END:
    case EDIT_CUT_END:
        return text->length;
    default:
        return at;
    }
}
