/* The file and what surrounds it: first start, settings, help, a read-only file, another program's
 * changes, faults, and text that would harm a terminal. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <signal.h>
#include <sys/resource.h>

#include "script/stage.h"

static void test_first_start_example(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.first_start = true);
    assert_shows(stage, "Welcome");
    stage_type(stage, "2"); /* nothing is open yet: says so, goes nowhere */
    assert_shows(stage, "no file is open");
    assert_shows(stage, "Welcome");
    stage_type(stage, "<Home><Enter>");
    assert_shows(stage, "[1 Overview]");
    assert_shows(stage, "Voorbeeldbuurt");
    stage_type(stage, "2G");
    assert_shows(stage, "[2 Programme]");
    stage_close(stage);
}

static void test_first_start_programme(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.first_start = true);
    stage_type(stage, "<Down><Enter><Enter>");
    assert_shows(stage, "type the name of the neighbourhood");
    stage_type(stage, "Indische Buurt West<Enter>");
    assert_shows(stage, "Indische Buurt West");
    assert_shows(stage, "[1 Overview]");
    snprintf(stage->path, sizeof stage->path, "%.100s/data/wijk/indische-buurt-west.db",
             stage->folder);
    assert_rows(stage, ENTITY_PROGRAMME, "", 1);
    assert_string_equal(config_text(stage->config, "file"), stage->path);
    stage_type(stage, "3!het werkt<Enter>");
    assert_rows(stage, ENTITY_PROBLEM, "", 1);
    stage_close(stage);
}

static void test_first_start_open(void **state)
{
    (void)state;
    struct stage *made = stage_open(.demo = true);
    char path[192], keys[256];
    snprintf(path, sizeof path, "%s", made->path);
    stage_close(made);
    struct stage *stage = stage_open(.first_start = true);
    stage_type(stage, "<Down><Down><Down><Enter>/er/is/niets<Enter>");
    assert_shows(stage, "Welcome");
    assert_shows(stage, "/er/is/niets");
    snprintf(keys, sizeof keys, "<Ctrl-U>%s<Enter>", path);
    stage_type(stage, keys);
    assert_shows(stage, "Voorbeeldbuurt");
    stage_close(stage);
}

static void test_person(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    stage_type(stage, "9");
    stage_select(stage, "person");
    stage_type(stage, "<Enter>Secretaris (voorbeeld)<Enter>");
    assert_shows(stage, "saved");
    stage_type(stage, "3!wie zegt dit<Enter>/wie zegt<Enter>H");
    assert_shows(stage, "Secret");
    assert_string_equal(config_text(stage->config, "person"), "Secretaris (voorbeeld)");
    stage_close(stage);
}

/* Without leaving the program every word is another. */
static void test_language(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    stage_type(stage, "9");
    stage_select(stage, "language");
    stage_type(stage, "<Enter>nl<Enter>");
    assert_shows(stage, "[9 Instellingen]");
    assert_shows(stage, "wo 25 nov 2026");
    assert_hides(stage, "Overview");
    stage_type(stage, "1");
    assert_shows(stage, "THEMA");
    stage_type(stage, "2");
    assert_shows(stage, "uit koers");
    stage_type(stage, "9");
    stage_select(stage, "language");
    stage_type(stage, "<Enter>en<Enter>1");
    assert_shows(stage, "THEME");
    stage_close(stage);
    language_use(LANGUAGE_EN);
}

static void test_theme(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    stage_type(stage, "9");
    stage_select(stage, "theme");
    stage_type(stage, "<Enter>contrast<Enter>");
    assert_shows(stage, "saved: theme");
    assert_string_equal(config_text(stage->config, "theme"), "contrast");
    stage_close(stage);
}

static void test_help_and_palette(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    stage_type(stage, "2?");
    assert_shows(stage, "On the selected row");
    stage_type(stage, "/undo<Enter>");
    stage_type(stage, "<Esc><Esc>");
    assert_hides(stage, "On the selected row");
    stage_type(stage, "2<Home>:measure");
    assert_shows(stage, "not an indicator"); /* it is there, and says why it cannot be done */
    stage_type(stage, "<Enter>");
    assert_shows(stage, "not an indicator");
    stage_type(stage, "<Esc><Esc>2:problems<Enter>");
    assert_hides(stage, "[2 Programme]");
    stage_close(stage);
}

static void test_read_only(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    char path[192];
    snprintf(path, sizeof path, "%s", stage->path);
    stage_close(stage);
    stage = stage_open(.path = path, .read_only = true);
    long problems = stage_rows(stage, ENTITY_PROBLEM, "", NULL);
    assert_shows(stage, "read-only");
    static const char *const writing[] = {"2m", "!", "a", "e", "d", "M", "c", "u", "<Ctrl-R>"};
    for (size_t i = 0; i < sizeof writing / sizeof *writing; i++) {
        stage_type(stage, writing[i]);
        assert_shows(stage, "this file is read-only");
    }
    stage_type(stage, "3<Enter>"); /* reading goes on */
    assert_shows(stage, "K-");
    assert_rows(stage, ENTITY_PROBLEM, "", problems);
    stage_close(stage);
}

/* Somebody else opens the same file and changes it while it is on the screen. */
static void test_changes_by_another(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    stage_type(stage, "3");
    stage_select(stage, "K-16");
    struct session *other;
    struct error error = ERROR_NONE;
    char key[192];
    snprintf(key, sizeof key, "%.150s/other.key", stage->folder);
    struct session_options options = {.path = stage->path, .key_path = key, .person = "B. Other"};
    stage_must(session_open(&other, &options, &error), &error);
    struct row problem;
    row_init(&problem, ENTITY_PROBLEM);
    row_set(&problem, "title", value_text("van de andere laptop"));
    stage_must(rows_prepare(other, &problem, (struct id){{0}}, &error), &error);
    stage_must(rows_add(other, &problem, &error), &error);
    row_release(&problem);
    assert_hides(stage, "van de andere");
    stage_type(stage, "<Wait>");
    assert_selected(stage, "K-16"); /* the record, not the place */
    assert_rows(stage, ENTITY_PROBLEM, "title=\"van de andere laptop\"", 1);
    stage_type(stage, "fvan de andere<Enter>");
    assert_shows(stage, "van de andere");
    session_close(other);
    stage_close(stage);
}

/* The disk refuses to grow: nothing typed is lost, and when there is room again it is saved. */
static void test_disk_error(void **state)
{
    (void)state;
    struct rlimit kept, none = {2048, 0};
    getrlimit(RLIMIT_FSIZE, &kept);
    none.rlim_max = kept.rlim_max;
    signal(SIGXFSZ, SIG_IGN);
    struct stage *stage = stage_open(.demo = true);
    stage_type(stage, "3!vooraf<Enter>"); /* today's backup is made */
    stage_type(stage, "!geen plaats");
    setrlimit(RLIMIT_FSIZE, &none);
    stage_type(stage, "<Enter>");
    setrlimit(RLIMIT_FSIZE, &kept);
    assert_shows(stage, "geen plaats");
    assert_hides(stage, "saved: K");
    assert_rows(stage, ENTITY_PROBLEM, "title=\"geen plaats\"", 0);
    stage_type(stage, "<Enter>");
    assert_rows(stage, ENTITY_PROBLEM, "title=\"geen plaats\"", 1);

    stage_type(stage, "2");
    stage_select(stage, "I-2 ");
    stage_type(stage, "e");
    stage_mouse(stage, "Click", "Title");
    stage_type(stage, "<End> op reis");
    setrlimit(RLIMIT_FSIZE, &none);
    stage_type(stage, "<Ctrl-S>");
    setrlimit(RLIMIT_FSIZE, &kept);
    assert_shows(stage, "Vochtteam op reis");
    assert_hides(stage, "saved:");
    assert_value(stage, ENTITY_EFFORT, "code=I-2", "title", "Vochtteam");
    stage_type(stage, "<Ctrl-S>");
    assert_value(stage, ENTITY_EFFORT, "code=I-2", "title", "Vochtteam op reis");
    stage_close(stage);
}

/* Escapes, control characters and bidirectional overrides stay in the file as they were typed, and
 * never reach a cell. */
static void test_harmful_text(void **state)
{
    (void)state;
    static const char title[] =
        "rood \x1b[31m\x07 om \u202egnikcart\u202c \u2066x\u2069 \xc2\x85 \xc2\x9b"
        "31m "
        "einde";
    static const char *const ways[] = {"1", "2G", "3", "3<Home>D", "3H", "L", "/rood", ":"};
    struct stage *stage = stage_open(.demo = true, .width = 132);
    struct session *session = stage_session(stage, false);
    struct error error = ERROR_NONE;
    struct row row;
    row_init(&row, ENTITY_PROBLEM);
    row_set(&row, "title", value_text(title));
    row_set(&row, "cause", value_text(title));
    stage_must(rows_prepare(session, &row, (struct id){{0}}, &error), &error);
    bool added = rows_add(session, &row, &error);
    row_release(&row);
    session_close(session);
    for (size_t i = 0; added && i < sizeof ways / sizeof *ways; i++) {
        stage_type(stage, ways[i]);
        const char *screen = stage_screen(stage);
        assert_null(strpbrk(screen, "\x1b\x07\r\b\t"));
        assert_null(strstr(screen, "\u202e"));
        assert_null(strstr(screen, "\u2066"));
        assert_null(strstr(screen, "\xc2\x85"));
        assert_null(strstr(screen, "\xc2\x9b"));
        stage_type(stage, "<Esc><Esc><Esc>");
    }
    stage_type(stage, "3!");
    stage_paste(stage, title);
    assert_null(strpbrk(stage_screen(stage), "\x1b\x07\r\b\t"));
    assert_null(strstr(stage_screen(stage), "\u202e"));
    stage_close(stage);
}

static void test_empty_programme(void **state)
{
    (void)state;
    static const struct {
        const char *way, *says;
    } cases[] = {
        {"1", "programme"},       {"3", "! flags one"},          {"8", "a adds a person"},
        {"8<Tab>", "a adds one"}, {"8<Tab><Tab>", "a adds one"}, {"/", "Type words"},
    };
    struct stage *stage = stage_open();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        stage_type(stage, cases[i].way);
        assert_shows(stage, cases[i].says);
    }
    stage_type(stage, "<Esc>2");
    assert_shows(stage, "WON");
    stage_type(stage, "<Esc>3<Enter>edmMctHy+-sSvf<Esc>"); /* no row: every key is harmless */
    assert_shows(stage, "! flags one");
    stage_close(stage);
}

static void test_suspend_and_redraw(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    stage_type(stage, "2<Ctrl-Z>");
    assert_int_equal(term_script_suspends(stage->script), 1);
    size_t redraws = term_script_redraws(stage->script);
    stage_type(stage, "<Resume>");
    assert_int_equal(term_script_redraws(stage->script), redraws + 1);
    stage_type(stage, "<Ctrl-L>");
    assert_int_equal(term_script_redraws(stage->script), redraws + 2);
    stage_close(stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_first_start_example),
        cmocka_unit_test(test_first_start_programme),
        cmocka_unit_test(test_first_start_open),
        cmocka_unit_test(test_person),
        cmocka_unit_test(test_language),
        cmocka_unit_test(test_theme),
        cmocka_unit_test(test_help_and_palette),
        cmocka_unit_test(test_read_only),
        cmocka_unit_test(test_changes_by_another),
        cmocka_unit_test(test_disk_error),
        cmocka_unit_test(test_harmful_text),
        cmocka_unit_test(test_empty_programme),
        cmocka_unit_test(test_suspend_and_redraw),
    };
    return stage_end(cmocka_run_group_tests(tests, NULL, NULL));
}
