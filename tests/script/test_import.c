/* The import screen: a guess, a preview with every error where it stands, columns, numbers, one
 * act. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "script/stage.h"

#define MANY 40000
#define MANY_FIGURES 1500000

/* Types I and the path of a file with this content in the stage's folder. */
static void open_file(struct stage *stage, const char *name, const char *content)
{
    char path[256], keys[300];
    snprintf(path, sizeof path, "%s/%s", stage->folder, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(content, file);
    fclose(file);
    snprintf(keys, sizeof keys, "I%s<Enter>", path);
    stage_type(stage, keys);
}

static void test_rows(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    open_file(stage, "list.csv",
              "name;kind;contact\nNieuwe Partner;school;\nNog een;horse;\nPolitie, "
              "wijkteam;police;Balie\n");
    assert_shows(stage, "taken as: Partners");
    assert_shows(stage, "new: 1, changed: 1, the same: 0, with errors: 1");
    assert_shows(stage, "line 3, column 2");
    assert_rows(stage, ENTITY_PARTNER, "name=\"Nieuwe Partner\"", 0);
    stage_type(stage, "<Enter>");
    assert_shows(stage, "imported: new: 1");
    assert_rows(stage, ENTITY_PARTNER, "name=\"Nieuwe Partner\"", 1);
    stage_type(stage, "u");
    assert_rows(stage, ENTITY_PARTNER, "name=\"Nieuwe Partner\"", 0);
    stage_close(stage);
}

/* A column with a name of its own is said to be a field. */
static void test_columns(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    open_file(stage, "list.csv", "name;kind;Wie bellen\nNieuwe Partner;school;De balie\n");
    stage_type(stage, "tPartners<Enter>"); /* areas have a name and a kind too */
    assert_shows(stage, "not understood");
    stage_type(stage, "cWie<Enter>Contact<Enter>");
    assert_hides(stage, "not understood");
    stage_type(stage, "<Enter>");
    assert_value(stage, ENTITY_PARTNER, "name=\"Nieuwe Partner\"", "contact", "De balie");
    stage_close(stage);
}

/* The decimals are asked once; then nothing is guessed. */
static void test_numbers(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    open_file(stage, "figures.csv", "indicator;taken_on;value\nWRK-1.1.1;2026-11-20;13,5\n");
    assert_shows(stage, "How does the file write its numbers?");
    stage_type(stage, "<Enter>");
    assert_shows(stage, "taken as: Measurements, numbers as in 1.234,5");
    stage_type(stage, "<Enter>");
    assert_value(stage, ENTITY_MEASUREMENT, "indicator=WRK-1.1.1 taken_on=2026-11-20", "value",
                 "13.5");
    stage_close(stage);
}

static void test_guess_is_corrected(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    open_file(stage, "who.csv", "name\nNieuwe Naam\n");
    stage_type(stage, "tPeople<Enter>");
    assert_shows(stage, "taken as: People");
    stage_type(stage, "<Enter>");
    assert_rows(stage, ENTITY_PERSON, "name=\"Nieuwe Naam\"", 1);
    stage_close(stage);
}

static void test_figures(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    open_file(
        stage, "bbga.csv",
        "jaar;gebiedcode15;variabele;waarde\n2024;STAD;BEVTOTAAL;930000\n2025;STAD;BEVTOTAAL;x1\n");
    assert_shows(stage, "taken as: figures or catalogue of the BBGA");
    assert_shows(stage, "new: 1");
    stage_type(stage, "<Enter>");
    assert_shows(stage, "imported: new: 1");
    open_file(stage, "cbs.csv",
              "\xEF\xBB\xBF\"Wijken en buurten\";\"Afstand tot bibliotheek "
              "(km)\";\"Afstand tot school (km)\"\n\"Amsterdam\";\"     1.1\";\"     "
              "0.4\"\n");
    assert_shows(stage, "taken as: table of CBS StatLine");
    stage_type(stage, "2021<Enter>");
    assert_shows(stage, "new: 2");
    stage_type(stage, "cWijken<Enter>school<Enter>");
    assert_shows(stage, "not used");
    assert_shows(stage, "new: 1");
    stage_close(stage);
}

/* A line that is told in more words than its column holds is read below the list. */
static void test_an_error_in_full(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    open_file(stage, "partners.csv", "Naam;Soort\nNieuw;onzin\n");
    assert_shows(stage, "line 2, column 2");
    assert_shows(stage, "resident");
    assert_shows(stage, "other");
    stage_close(stage);
}

/* So many lines that taking them lasts many times the patience, on the fastest machine too. */
#define PATIENCE 20 /* milliseconds */

static const char *write_many(struct stage *stage, const char *name, const char *head,
                              const char *line, int count)
{
    static char path[256];
    snprintf(path, sizeof path, "%s/%s", stage->folder, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(head, file);
    for (int i = 0; i < count; i++) {
        fprintf(file, line, i);
        fputc('\n', file);
    }
    fclose(file);
    return path;
}

/* Esc stops it, in the preview and in earnest, and the file is as it was. */
static void test_stopping(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true, .patience = PATIENCE);
    char keys[400];
    const char *path = write_many(stage, "many.csv", "name;kind\n", "Partner %06d;school", MANY);
    snprintf(keys, sizeof keys, "I%s<Enter><Soon><Esc>", path);
    stage_type(stage, keys);
    assert_shows(stage, "Stopped; nothing was changed");
    stage_type(stage, "<Esc>");
    snprintf(keys, sizeof keys, "I%s<Enter>", path);
    stage_type(stage, keys);
    assert_shows(stage, "taken as: ");
    stage_type(stage, "tPartners<Enter>");
    assert_shows(stage, "taken as: Partners");
    stage_type(stage, "<Enter><Soon><Esc>");
    assert_shows(stage, "Stopped; nothing was changed");
    assert_rows(stage, ENTITY_PARTNER, "name~\"Partner 0\"", 0);
    stage_close(stage);
}

static void test_stopping_figures(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true, .patience = PATIENCE);
    char keys[400];
    const char *path = write_many(stage, "bbga.csv", "jaar;gebiedcode15;variabele;waarde\n",
                                  "2024;STAD;BEV%07d;1", MANY_FIGURES);
    snprintf(keys, sizeof keys, "I%s<Enter><Soon><Esc>", path);
    stage_type(stage, keys);
    assert_shows(stage, "Stopped: nothing was taken from bbga.csv");
    stage_close(stage);
}

/* Quoted, with line ends within, "." for nothing, and its columns in capitals. */
static void test_catalogue(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    open_file(
        stage, "metadata.csv",
        "\"SORT\",\"THEMA\",\"Variabele\",\"Label\",\"Labelkort\",\"Definitie\",\"Bron\","
        "\"Peildatum\",\"Verschijningsfrequentie\",\"Rekeneenheid\",\"Symbool\",\"Label_1\"\n"
        "\"1\",\"Bevolking\",\"PROEFTOTAAL\",\"Proef totaal\",\"Proef\",\"Personen die\n"
        "op 1 januari zijn geteld.\",\"de bron\",\"1 januari\",\"1 keer per jaar\",\"1\",\".\","
        "\"Trial total\"\n");
    assert_shows(stage, "taken as: figures or catalogue of the BBGA");
    assert_shows(stage, "new: 1");
    stage_type(stage, "<Enter>");
    assert_shows(stage, "imported: new: 1");
    stage_close(stage);
}

static void test_no_file(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    stage_type(stage, "I/nowhere/at/all.csv<Enter>");
    assert_shows(stage, "/nowhere/at/all.csv");
    assert_shows(stage, "Import which file?");
    stage_close(stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_columns),
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_guess_is_corrected),
        cmocka_unit_test(test_figures),
        cmocka_unit_test(test_no_file),
        cmocka_unit_test(test_an_error_in_full),
        cmocka_unit_test(test_catalogue),
        cmocka_unit_test(test_stopping),
        cmocka_unit_test(test_stopping_figures),
    };
    return stage_end(cmocka_run_group_tests(tests, NULL, NULL));
}
