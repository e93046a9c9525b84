#include <string.h>

#include "wijk/base/csv.h"
#include "wijk/base/text.h"

/* "-3", "-3,5", "+1.5": what a spreadsheet reads as a number is no formula. */
static bool is_plain_number(const char *text)
{
    if (*text == '-' || *text == '+')
        text++;
    size_t digits = strspn(text, "0123456789");
    if (digits == 0)
        return false;
    text += digits;
    if (*text == '.' || *text == ',') {
        size_t decimals = strspn(text + 1, "0123456789");
        if (decimals == 0)
            return false;
        text += 1 + decimals;
    }
    return *text == '\0';
}

/* Also a text that begins with the guard itself, so that reading takes away what was added. */
static bool needs_guard(const char *text)
{
    const char *at = text + strspn(text, "'");
    unsigned char byte = (unsigned char)*at;
    if (byte == 0 || (strchr("=+-@", byte) == NULL && byte >= 0x20 && byte != 0x7F))
        return false;
    return at != text || !is_plain_number(text);
}

static void add_quoted(struct csv_writer *writer, const char *text, bool guard)
{
    buffer_add_byte(writer->out, '"');
    if (guard)
        buffer_add_byte(writer->out, '\'');
    for (const char *quote; (quote = strchr(text, '"')) != NULL; text = quote + 1) {
        buffer_add(writer->out, text, (size_t)(quote - text));
        buffer_add_text(writer->out, "\"\"");
    }
    buffer_add_text(writer->out, text);
    buffer_add_byte(writer->out, '"');
}

/* Bytes that are not UTF-8 would make the whole file another encoding. */
static void make_valid(struct buffer *out, const char *text)
{
    size_t length = strlen(text), bad = 0;
    while (!text_valid(text, length, &bad)) {
        buffer_add(out, text, bad);
        buffer_add_text(out, "\xEF\xBF\xBD");
        text += bad + 1;
        length -= bad + 1;
    }
    buffer_add(out, text, length);
}

void csv_begin(struct csv_writer *writer, struct buffer *out, char delimiter, bool mark)
{
    *writer =
        (struct csv_writer){.out = out, .delimiter = delimiter, .line_end = "\r\n", .empty = true};
    if (mark)
        buffer_add_text(out, "\xEF\xBB\xBF");
}

void csv_add(struct csv_writer *writer, const char *text)
{
    if (writer->fields++ > 0)
        buffer_add_byte(writer->out, writer->delimiter);
    if (text == NULL || *text == '\0')
        return;
    writer->empty = false;
    struct buffer valid = BUFFER_EMPTY;
    if (!text_valid(text, strlen(text), NULL)) {
        make_valid(&valid, text);
        text = valid.bytes;
    }
    bool guard = needs_guard(text);
    size_t length = strlen(text);
    const char specials[] = {'"', '\n', '\r', writer->delimiter, '\0'};
    if (strpbrk(text, specials) != NULL || text[0] == ' ' || text[length - 1] == ' ') {
        add_quoted(writer, text, guard);
    } else {
        if (guard)
            buffer_add_byte(writer->out, '\'');
        buffer_add(writer->out, text, length);
    }
    buffer_release(&valid);
}

void csv_end_row(struct csv_writer *writer)
{
    /* A row of one empty field would be an empty line, which readers skip. */
    if (writer->empty && writer->fields <= 1)
        buffer_add_text(writer->out, "\"\"");
    buffer_add_text(writer->out, writer->line_end);
    writer->fields = 0;
    writer->empty = true;
}
