#include "wijk/tui/clipboard.h"

#include <string.h>

static void add_base64(struct buffer *out, const char *bytes, size_t length)
{
    static const char letters[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < length; i += 3) {
        unsigned value = 0;
        for (size_t j = 0; j < 3; j++)
            value = value << 8 | (i + j < length ? (unsigned char)bytes[i + j] : 0);
        for (size_t j = 0; j < 4; j++)
            buffer_add_byte(out, i + j > length ? '=' : letters[value >> (18 - 6 * j) & 63]);
    }
}

void clipboard_sequence(struct buffer *out, const char *text)
{
    size_t length = strlen(text);
    if (length > CLIPBOARD_MOST)
        for (length = CLIPBOARD_MOST; length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80;)
            length--;
    buffer_add_text(out, "\033]52;c;");
    add_base64(out, text, length);
    buffer_add_byte(out, '\a');
}
