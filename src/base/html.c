#include "wijk/base/html.h"

#include <stdbool.h>
#include <string.h>

#include "wijk/base/text.h"

#define SLUG_LENGTH 48

static const char *entity_of(unsigned char byte)
{
    switch (byte) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

/* How many bytes at the place no document may hold; 0: none. Those are control characters and the
 * two noncharacters that XML names. */
static size_t forbidden(const unsigned char *at)
{
    if ((*at < 0x20 && *at != '\t' && *at != '\n') || *at == 0x7F)
        return 1;
    if (at[0] == 0xC2 && at[1] >= 0x80 && at[1] <= 0x9F)
        return 2;
    if (at[0] == 0xEF && at[1] == 0xBF && (at[2] == 0xBE || at[2] == 0xBF))
        return 3;
    return 0;
}

static void add_valid(struct buffer *out, const char *text)
{
    const char *plain = text; /* from here on nothing was added yet */
    while (*text != '\0') {
        const char *entity = entity_of((unsigned char)*text);
        size_t bad = entity == NULL ? forbidden((const unsigned char *)text) : 0;
        if (entity == NULL && bad == 0) {
            text++;
            continue;
        }
        buffer_add(out, plain, (size_t)(text - plain));
        buffer_add_text(out, entity == NULL ? "\uFFFD" : entity);
        text += bad == 0 ? 1 : bad;
        plain = text;
    }
    buffer_add(out, plain, (size_t)(text - plain));
}

void html_text(struct buffer *out, const char *text)
{
    if (text == NULL)
        return;
    size_t length = strlen(text);
    if (text_valid(text, length, NULL)) {
        add_valid(out, text);
        return;
    }
    struct buffer clean = BUFFER_EMPTY;
    text_clean(&clean, text, length, true);
    add_valid(out, clean.bytes);
    buffer_release(&clean);
}

/* One conversion behind its percent sign; answers where the format goes on. */
static const char *add_one(struct buffer *out, const char *format, va_list *arguments)
{
    if (*format == 's') {
        html_text(out, va_arg(*arguments, const char *));
        return format + 1;
    }
    if (*format == 'd') {
        buffer_format(out, "%d", va_arg(*arguments, int));
        return format + 1;
    }
    if (strncmp(format, "ld", 2) == 0) {
        buffer_format(out, "%ld", va_arg(*arguments, long));
        return format + 2;
    }
    if (strncmp(format, "zu", 2) == 0) {
        buffer_format(out, "%zu", va_arg(*arguments, size_t));
        return format + 2;
    }
    if (strncmp(format, ".1f", 3) == 0) {
        buffer_format(out, "%.1f", va_arg(*arguments, double));
        return format + 3;
    }
    if (*format != '%')
        error_bug("html_add: no such conversion: %%%s", format);
    buffer_add_byte(out, '%');
    return format + 1;
}

void html_add(struct buffer *out, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    while (*format != '\0') {
        size_t plain = strcspn(format, "%");
        buffer_add(out, format, plain);
        format += plain;
        if (*format == '%')
            format = add_one(out, format + 1, &arguments);
    }
    va_end(arguments);
}

void html_slug(struct buffer *out, const char *text)
{
    struct buffer folded = BUFFER_EMPTY;
    size_t began = out->length;
    bool hyphen = false;
    if (text != NULL)
        text_fold(&folded, text);
    for (const char *at = folded.bytes; *at != '\0' && out->length - began < SLUG_LENGTH; at++) {
        bool letter = (*at >= 'a' && *at <= 'z') || (*at >= '0' && *at <= '9');
        if (letter && hyphen && out->length > began)
            buffer_add_byte(out, '-');
        if (letter)
            buffer_add_byte(out, *at);
        hyphen = !letter;
    }
    buffer_release(&folded);
}
