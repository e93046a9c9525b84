/* How much two titles are alike. */
#include <string.h>

#include "wijk/base/text.h"
#include "wijk/domain/signal.h"

#define SHORTEST 4 /* bytes of a word that counts */

static bool is_ascii(const char *text)
{
    for (; *text != '\0'; text++)
        if ((unsigned char)*text >= 0x80)
            return false;
    return true;
}

/* Puts a number among those that are there, in order; each stands there once. */
static void put(struct signal_words *words, uint32_t number)
{
    int at = words->count;
    while (at > 0 && words->words[at - 1] > number)
        at--;
    if (at > 0 && words->words[at - 1] == number)
        return;
    memmove(words->words + at + 1, words->words + at,
            (size_t)(words->count - at) * sizeof words->words[0]);
    words->words[at] = number;
    words->count++;
}

/* What ends a word. */
static const bool ends_word[256] = {
    ['\0'] = true, [' '] = true, ['.'] = true, [','] = true, [';'] = true,
    [':'] = true,  ['!'] = true, ['?'] = true, ['('] = true, [')'] = true,
    ['\''] = true, ['"'] = true, ['/'] = true, ['-'] = true,
};

/* The words of a text that is folded, or needs no more than its capitals made small. */
static void number_words(const char *text, struct signal_words *out)
{
    while (*text != '\0' && out->count < SIGNAL_WORDS) {
        uint64_t number = 14695981039346656037u;
        size_t length = 0;
        for (unsigned char letter; !ends_word[letter = (unsigned char)text[length]]; length++) {
            letter |= letter >= 'A' && letter <= 'Z' ? 'a' - 'A' : 0;
            number = (number ^ letter) * 1099511628211u;
        }
        if (length >= SHORTEST)
            put(out, (uint32_t)(number ^ (number >> 32)));
        text += length + (text[length] != '\0');
    }
}

void signal_words(const char *title, struct signal_words *out)
{
    out->count = 0;
    if (is_ascii(title)) {
        number_words(title, out);
        return;
    }
    struct buffer text = BUFFER_EMPTY;
    text_fold(&text, title);
    number_words(text.bytes, out);
    buffer_release(&text);
}

double signal_words_likeness(const struct signal_list *one, const struct signal_list *other)
{
    int common = 0, all = one->count + other->count;
    for (int i = 0, j = 0; i < one->count && j < other->count;) {
        bool same = one->words[i] == other->words[j];
        bool less = one->words[i] < other->words[j];
        common += same;
        i += same || less;
        j += same || !less;
    }
    return common < 2 ? 0 : 2 * (double)common / (double)all;
}

double signal_likeness(const char *one, const char *other)
{
    struct signal_words first, second;
    signal_words(one, &first);
    signal_words(other, &second);
    return signal_words_likeness(&(struct signal_list){first.words, first.count},
                                 &(struct signal_list){second.words, second.count});
}
