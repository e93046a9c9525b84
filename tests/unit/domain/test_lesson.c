#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "wijk/domain/lesson.h"

static void knows_the_like(void **state)
{
    (void)state;
    static const struct {
        const char *typed, *lesson;
        double likeness;
    } table[] = {
        {"", "Visit the home first", 0},
        {"Damp", "", 0},
        {"the of in", "the of in", 0},                            /* short words say nothing */
        {"damp again", "Damp homes", 1},                          /* one word of four letters */
        {"Damp in homes", "damp homes", 2},                       /* two of them */
        {"vochtklacht", "Een woning met een vochtklacht.", 2},    /* a long word counts double */
        {"vochtklachten!", "een Vochtklacht: eerst bezoeken", 2}, /* that begins alike */
        {"soil soil soil", "soil", 1},                            /* once each */
        {"convenant gegevens", "Sluit een convénant over gegevens", 4}, /* accents do not matter */
        {"homework", "homes", 0}, /* begins alike for too few letters */
        {"late", "chocolate", 0}, /* only from the beginning */
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        double likeness = lesson_likeness(table[i].typed, table[i].lesson);
        if (likeness < table[i].likeness || likeness > table[i].likeness)
            fail_msg("'%s' and '%s': %g, not %g", table[i].typed, table[i].lesson, likeness,
                     table[i].likeness);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(knows_the_like)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
