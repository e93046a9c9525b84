#include "wijk/base/text.h"

#include <string.h>
#include <utf8proc.h>

#define REPLACEMENT "\xEF\xBF\xBD" /* U+FFFD */

/* One code point from [at, end): its length in bytes; *point is -1 for a byte that is not UTF-8. */
static size_t decode(const char *at, const char *end, utf8proc_int32_t *point)
{
    unsigned char first = (unsigned char)*at;
    if (first < 0x80) {
        *point = first;
        return 1;
    }
    utf8proc_ssize_t length =
        utf8proc_iterate((const utf8proc_uint8_t *)at, (utf8proc_ssize_t)(end - at), point);
    if (length <= 0) {
        *point = -1;
        return 1;
    }
    return (size_t)length;
}

static bool is_control(utf8proc_int32_t point)
{
    return point < 0x20 || (point >= 0x7F && point < 0xA0);
}

static int width_of(utf8proc_int32_t point)
{
    if (point < 0)
        return 1;
    return is_control(point) ? 0 : utf8proc_charwidth(point);
}

/* A run of plain ASCII needs no Unicode tables, unless something that combines follows it. */
static bool plain_next(const char *at, const char *end)
{
    unsigned char byte = (unsigned char)*at;
    return byte >= 0x20 && byte < 0x7F && (at + 1 == end || (unsigned char)at[1] < 0x80);
}

bool text_next(const char **cursor, const char *end, struct text_cluster *cluster)
{
    const char *at = *cursor;
    if (at >= end)
        return false;
    *cluster = (struct text_cluster){.bytes = at, .length = 1, .width = 1};
    if (plain_next(at, end)) {
        *cursor = at + 1;
        return true;
    }
    utf8proc_int32_t point, previous;
    at += decode(at, end, &point);
    cluster->width = width_of(point);
    utf8proc_int32_t state = 0;
    previous = point;
    while (at < end && previous >= 0) {
        size_t length = decode(at, end, &point);
        if (point < 0 || utf8proc_grapheme_break_stateful(previous, point, &state))
            break;
        int width = point == 0xFE0F ? 2 : width_of(point); /* emoji presentation */
        if (width > cluster->width && cluster->width > 0)
            cluster->width = width;
        previous = point;
        at += length;
    }
    cluster->length = (size_t)(at - *cursor);
    *cursor = at;
    return true;
}

size_t text_before(const char *text, size_t length, size_t at)
{
    const char *cursor = text;
    struct text_cluster cluster;
    size_t before = 0;
    while (text_next(&cursor, text + length, &cluster)) {
        if ((size_t)(cursor - text) >= at)
            return (size_t)(cluster.bytes - text);
        before = (size_t)(cursor - text);
    }
    return before;
}

size_t text_after(const char *text, size_t length, size_t at)
{
    const char *cursor = text + at;
    struct text_cluster cluster;
    return text_next(&cursor, text + length, &cluster) ? (size_t)(cursor - text) : length;
}

int text_width_of(const char *text, size_t length)
{
    const char *cursor = text;
    struct text_cluster cluster;
    int width = 0;
    while (text_next(&cursor, text + length, &cluster))
        width += cluster.width;
    return width;
}

int text_width(const char *text)
{
    return text_width_of(text, strlen(text));
}

void text_cut(struct buffer *out, const char *text, int width)
{
    size_t length = strlen(text);
    if (text_width_of(text, length) <= width) {
        buffer_add(out, text, length);
        return;
    }
    const char *cursor = text;
    struct text_cluster cluster;
    int used = 0;
    while (text_next(&cursor, text + length, &cluster) && used + cluster.width <= width - 1) {
        buffer_add(out, cluster.bytes, cluster.length);
        used += cluster.width;
    }
    if (width > 0)
        buffer_add_text(out, "…");
}

size_t text_wrap(const char *text, size_t length, int width, size_t *next)
{
    const char *cursor = text, *end = text + length;
    struct text_cluster cluster;
    size_t space = 0; /* where the last break would be; 0: none yet */
    int used = 0;
    while (text_next(&cursor, end, &cluster)) {
        size_t at = (size_t)(cluster.bytes - text);
        if (*cluster.bytes == '\n') {
            *next = at + cluster.length;
            return at;
        }
        if (*cluster.bytes == ' ')
            space = at;
        used += cluster.width;
        if (used <= width || at == 0)
            continue;
        if (*cluster.bytes != ' ' && space == 0) {
            *next = at;
            return at;
        }
        *next = space;
        while (*next < length && text[*next] == ' ')
            (*next)++;
        return space;
    }
    *next = length;
    return length;
}

/* Code points that would move, hide or reverse what stands around them. */
static bool is_unsafe(utf8proc_int32_t point)
{
    return point < 0 || is_control(point) || point == 0x061C || point == 0x200E ||
           point == 0x200F || (point >= 0x2028 && point <= 0x202E) ||
           (point >= 0x2066 && point <= 0x206F) || point == 0xFEFF ||
           (point >= 0xFFF9 && point <= 0xFFFB) || (point >= 0xE0000 && point <= 0xE007F);
}

void text_clean(struct buffer *out, const char *text, size_t length, bool lines)
{
    const char *at = text, *end = text + length;
    while (at < end) {
        utf8proc_int32_t point;
        size_t bytes = decode(at, end, &point);
        if (point == '\n' && lines)
            buffer_add_byte(out, '\n');
        else if (point == '\n' || point == '\t')
            buffer_add_byte(out, ' ');
        else if (is_unsafe(point))
            buffer_add_text(out, REPLACEMENT);
        else
            buffer_add(out, at, bytes);
        at += bytes;
    }
}

bool text_valid(const char *text, size_t length, size_t *bad)
{
    for (const char *at = text, *end = text + length; at < end;) {
        utf8proc_int32_t point;
        size_t bytes = decode(at, end, &point);
        if (point < 0) {
            if (bad != NULL)
                *bad = (size_t)(at - text);
            return false;
        }
        at += bytes;
    }
    return true;
}

static void add_point(struct buffer *out, utf8proc_int32_t point)
{
    utf8proc_uint8_t bytes[4];
    utf8proc_ssize_t length = utf8proc_encode_char(point, bytes);
    buffer_add(out, bytes, (size_t)length);
}

void text_from_windows_1252(struct buffer *out, const char *text, size_t length)
{
    /* 0x80 to 0x9F as in the Windows-1252 table of the WHATWG Encoding standard; 0 has no meaning.
     */
    static const unsigned short high[32] = {
        0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
        0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
        0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)text[i];
        int point = byte >= 0x80 && byte < 0xA0 ? high[byte - 0x80] : byte;
        add_point(out, point == 0 && byte != 0 ? 0xFFFD : point);
    }
}

static void fold_point(struct buffer *out, utf8proc_int32_t point)
{
    utf8proc_int32_t parts[16];
    int last = UTF8PROC_BOUNDCLASS_START;
    utf8proc_ssize_t count =
        utf8proc_decompose_char(point, parts, 16,
                                UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK | UTF8PROC_COMPAT |
                                    UTF8PROC_DECOMPOSE | UTF8PROC_IGNORE,
                                &last);
    for (utf8proc_ssize_t i = 0; i < count && i < 16; i++)
        add_point(out, parts[i]);
}

void text_fold(struct buffer *out, const char *text)
{
    for (const char *at = text, *end = text + strlen(text); at < end;) {
        utf8proc_int32_t point;
        at += decode(at, end, &point);
        if (point < 0)
            buffer_add_text(out, REPLACEMENT);
        else if (point < 0x80)
            buffer_add_byte(out, (char)(point >= 'A' && point <= 'Z' ? point + 32 : point));
        else
            fold_point(out, point);
    }
}

char *text_trim(char *text)
{
    static const char space[] = " \t\r\n\v\f";
    for (;;) {
        if (*text != '\0' && strchr(space, *text) != NULL)
            text++;
        else if (strncmp(text, "\xC2\xA0", 2) == 0)
            text += 2;
        else
            break;
    }
    size_t length = strlen(text);
    for (;;) {
        if (length > 0 && strchr(space, text[length - 1]) != NULL)
            length--;
        else if (length > 1 && memcmp(text + length - 2, "\xC2\xA0", 2) == 0)
            length -= 2;
        else
            break;
    }
    text[length] = '\0';
    return text;
}
