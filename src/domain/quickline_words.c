#include "wijk/domain/quickline_words.h"

#include <stdlib.h>
#include <string.h>

#define SIGNS "@^&%"
#define ESCAPED "@^&%!*#=\"\\"

static bool is_space(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

static bool is_end(char byte)
{
    return byte == '\0' || is_space(byte);
}

static size_t take_quoted(const char *line, struct quickline_piece *piece, struct buffer *text)
{
    size_t at = piece->body;
    while (line[at] != '\0' && line[at] != '"')
        buffer_add_byte(text, line[at++]);
    piece->unclosed = line[at] == '\0';
    return piece->unclosed ? at : at + 1;
}

/* A comma behind a token belongs to the sentence, not to the name; behind a code so do a full stop
 * and a colon. */
static size_t without_punctuation(const char *line, const struct quickline_piece *piece, size_t end)
{
    const char *loose = piece->sign == '&' || piece->sign == '%' ? ",;.:" : ",;";
    while (end > piece->body + 1 && strchr(loose, line[end - 1]) != NULL)
        end--;
    return end;
}

static size_t take_token(const char *line, struct quickline_piece *piece, struct buffer *text)
{
    size_t at = piece->body;
    while (!is_end(line[at]))
        at++;
    size_t end = without_punctuation(line, piece, at);
    for (size_t i = piece->body; i < end; i++)
        buffer_add_byte(text, line[i] == '_' && piece->sign != '&' ? ' ' : line[i]);
    return at;
}

static size_t take_plain(const char *line, size_t at, struct buffer *text)
{
    while (!is_end(line[at])) {
        if (line[at] == '\\' && line[at + 1] != '\0' && strchr(ESCAPED, line[at + 1]) != NULL)
            at++;
        buffer_add_byte(text, line[at++]);
    }
    return at;
}

bool quickline_next(const char *line, size_t *at, struct quickline_piece *piece)
{
    while (is_space(line[*at]))
        (*at)++;
    if (line[*at] == '\0')
        return false;
    struct buffer text = BUFFER_EMPTY;
    *piece = (struct quickline_piece){.start = *at, .body = *at};
    bool token = strchr(SIGNS, line[*at]) != NULL && !is_end(line[*at + 1]);
    if (!token) {
        *at = take_plain(line, *at, &text);
    } else {
        piece->sign = line[*at];
        bool quoted = line[*at + 1] == '"';
        piece->body = *at + 1 + quoted;
        *at = quoted ? take_quoted(line, piece, &text) : take_token(line, piece, &text);
    }
    piece->end = *at;
    piece->text = buffer_detach(&text);
    return true;
}

void quickline_understood(struct quickline *result, const struct quickline_piece *piece)
{
    *VECTOR_PUSH(&result->spans) =
        (struct quickline_span){piece->start, piece->end, piece->sign, true, NULL};
}

void quickline_wrong(struct quickline *result, const struct quickline_piece *piece,
                     const char *format, ...)
{
    struct buffer why = BUFFER_EMPTY;
    va_list arguments;
    va_start(arguments, format);
    buffer_format_list(&why, format, arguments);
    va_end(arguments);
    *VECTOR_PUSH(&result->spans) =
        (struct quickline_span){piece->start, piece->end, piece->sign, false, buffer_detach(&why)};
    result->mistakes++;
}

bool quickline_token_at(const char *line, size_t cursor, struct quickline_token *token)
{
    struct quickline_piece piece;
    size_t at = 0;
    bool found = false;
    while (!found && quickline_next(line, &at, &piece)) {
        /* A sign alone is text, until something is typed behind it. */
        bool alone = piece.end == piece.start + 1 && strchr(SIGNS, line[piece.start]) != NULL;
        char sign = alone ? line[piece.start] : piece.sign;
        size_t body = alone ? piece.end : piece.body;
        found = sign != 0 && cursor >= body && cursor <= piece.end;
        if (found)
            *token = (struct quickline_token){sign, piece.start, body, piece.end};
        free(piece.text);
        if (piece.start > cursor)
            break;
    }
    return found;
}

void quickline_token_write(struct buffer *out, char sign, const char *name)
{
    size_t length = strlen(name);
    bool spaces = strpbrk(name, " \t\n_") != NULL;
    bool quotes = (spaces || (length > 0 && strchr(",;.:", name[length - 1]) != NULL)) &&
                  strchr(name, '"') == NULL;
    buffer_add_byte(out, sign);
    if (quotes)
        buffer_format(out, "\"%s\"", name);
    else
        for (; *name != '\0'; name++)
            buffer_add_byte(out, is_space(*name) ? '_' : *name);
}
