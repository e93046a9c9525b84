/* How much two titles are alike. */
#include <stdlib.h>
#include <string.h>

#include "wijk/base/text.h"
#include "wijk/domain/signal.h"

#define SHORTEST 4 /* bytes of a word that counts */

static uint64_t number_of(const char *word)
{
    uint64_t number = 14695981039346656037u;
    for (; *word != '\0'; word++)
        number = (number ^ (unsigned char)*word) * 1099511628211u;
    return number;
}

static int by_number(const void *one, const void *other)
{
    uint64_t first = *(const uint64_t *)one, second = *(const uint64_t *)other;
    return first < second ? -1 : first > second;
}

void signal_words(const char *title, struct signal_words *out)
{
    struct buffer text = BUFFER_EMPTY;
    text_fold(&text, title);
    out->count = 0;
    char *rest = text.bytes;
    for (char *word; text.length > 0 && out->count < SIGNAL_WORDS &&
                     (word = strtok_r(rest, " .,;:!?()'\"/-", &rest)) != NULL;)
        if (strlen(word) >= SHORTEST)
            out->words[out->count++] = number_of(word);
    buffer_release(&text);
    if (out->count > 1)
        qsort(out->words, (size_t)out->count, sizeof out->words[0], by_number);
    int kept = 0;
    for (int i = 0; i < out->count; i++)
        if (kept == 0 || out->words[kept - 1] != out->words[i])
            out->words[kept++] = out->words[i];
    out->count = kept;
}

double signal_words_likeness(const struct signal_words *one, const struct signal_words *other)
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
    return signal_words_likeness(&first, &second);
}
