#include "wijk/domain/lesson.h"

#include <string.h>

#include "wijk/base/text.h"

#define BREAKS " .,;:!?()'\"/-\n\r\t"
#define LONGER 4
#define LONG 8
#define ALIKE 6 /* letters at the beginning */
#define WORDS 24

/* Whether the folded text has a word that is, or begins like, this one. */
static bool has_word(const char *text, const char *word, size_t length)
{
    size_t common = length > ALIKE ? ALIKE : length;
    for (const char *at = text; *at != '\0';) {
        at += strspn(at, BREAKS);
        size_t own = strcspn(at, BREAKS);
        if (own >= common && strncmp(at, word, common) == 0 && (length >= ALIKE || own == length))
            return true;
        at += own;
    }
    return false;
}

static bool is_counted(const char *const *counted, size_t count, const char *word)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(counted[i], word) == 0)
            return true;
    return false;
}

double lesson_likeness(const char *typed, const char *lesson)
{
    struct buffer words = BUFFER_EMPTY, text = BUFFER_EMPTY;
    const char *counted[WORDS];
    size_t count = 0;
    double likeness = 0;
    text_fold(&words, typed);
    text_fold(&text, lesson);
    char *rest = words.length > 0 ? words.bytes : NULL;
    while (rest != NULL && text.length > 0 && count < WORDS) {
        const char *word = strtok_r(rest, BREAKS, &rest);
        if (word == NULL)
            break;
        size_t length = strlen(word);
        if (length < LONGER || is_counted(counted, count, word) ||
            !has_word(text.bytes, word, length))
            continue;
        counted[count++] = word;
        likeness += length >= LONG ? 2 : 1;
    }
    buffer_release(&words);
    buffer_release(&text);
    return likeness;
}
