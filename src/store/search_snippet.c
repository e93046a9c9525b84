/* The piece of a text that shows why it was found. */
#include <stdlib.h>
#include <string.h>

#include "search.h"
#include "wijk/base/text.h"

#define SNIPPET_BEFORE 40 /* bytes in front of the first match */
#define SNIPPET_LENGTH 160

static bool is_word_byte(char byte)
{
    return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
           (byte >= 'A' && byte <= 'Z') || (unsigned char)byte >= 0x80;
}

/* The next word from *at; 0: there is none. *at is then its beginning. */
static size_t next_word(const char *text, size_t length, size_t *at)
{
    while (*at < length && !is_word_byte(text[*at]))
        (*at)++;
    size_t end = *at;
    while (end < length && is_word_byte(text[end]))
        end++;
    return end - *at;
}

void search_words_init(struct search_words *words, const char *typed)
{
    memset(words, 0, sizeof *words);
    struct buffer folded = BUFFER_EMPTY;
    text_fold(&folded, typed);
    size_t at = 0;
    for (size_t length; (length = next_word(folded.bytes, folded.length, &at)) > 0; at += length)
        *VECTOR_PUSH(&words->items) = memory_bytes(folded.bytes + at, length);
    buffer_release(&folded);
    at = 0;
    for (size_t length; (length = next_word(typed, strlen(typed), &at)) > 0; at += length)
        *VECTOR_PUSH(&words->typed) = memory_bytes(typed + at, length);
}

void search_words_release(struct search_words *words)
{
    for (size_t i = 0; i < words->items.count; i++)
        free(words->items.items[i]);
    for (size_t i = 0; i < words->typed.count; i++)
        free(words->typed.items[i]);
    free(words->items.items);
    free(words->typed.items);
    memset(words, 0, sizeof *words);
}

/* How many bytes of a word of the text were meant; 0: none. A word with accents counts whole. */
static size_t matched(const char *word, size_t length, const struct search_words *words)
{
    char *copy = memory_bytes(word, length);
    struct buffer folded = BUFFER_EMPTY;
    text_fold(&folded, copy);
    free(copy);
    size_t best = 0;
    for (size_t i = 0; i < words->items.count; i++) {
        size_t typed = strlen(words->items.items[i]);
        if (typed > best && typed <= folded.length &&
            memcmp(folded.bytes, words->items.items[i], typed) == 0)
            best = typed;
    }
    if (best > 0 && (folded.length != length || best > length))
        best = length;
    for (size_t i = 0; i < best; i++)
        if ((unsigned char)word[i] >= 0x80) {
            best = length;
            break;
        }
    buffer_release(&folded);
    return best;
}

static size_t first_match(const char *text, size_t length, const struct search_words *words)
{
    size_t at = 0;
    for (size_t word; (word = next_word(text, length, &at)) > 0; at += word)
        if (matched(text + at, word, words) > 0)
            return at;
    return 0;
}

static size_t character_start(const char *text, size_t at)
{
    while (at > 0 && ((unsigned char)text[at] & 0xC0) == 0x80)
        at--;
    return at;
}

static void mark(const struct buffer *out, size_t from, const struct search_words *words,
                 struct search_found *found)
{
    size_t at = from;
    for (size_t word; (word = next_word(out->bytes, out->length, &at)) > 0; at += word) {
        size_t length = matched(out->bytes + at, word, words);
        if (length > 0 && found->range_count < SEARCH_RANGES)
            found->ranges[found->range_count++] = (struct search_range){at, length};
    }
}

void search_snippet(const char *text, const struct search_words *words, struct buffer *out,
                    struct search_found *found)
{
    size_t length = strlen(text), match = first_match(text, length, words), start = 0;
    if (match > SNIPPET_BEFORE) {
        start = match - SNIPPET_BEFORE;
        while (start < match && text[start] != ' ' && text[start] != '\n')
            start++; /* not in the middle of a word */
        start += start < match;
        start = character_start(text, start);
        buffer_add_text(out, "\u2026");
    }
    size_t end = length;
    if (length - start > SNIPPET_LENGTH)
        end = character_start(text, start + SNIPPET_LENGTH);
    size_t from = out->length;
    for (size_t i = start; i < end; i++)
        buffer_add_byte(out, text[i] == '\n' || text[i] == '\r' || text[i] == '\t' ? ' ' : text[i]);
    found->range_count = 0;
    mark(out, from, words, found);
    if (end < length)
        buffer_add_text(out, "\u2026");
}
