/*
 * Golden screens: every screen of the example programme, as text and as styles, at three sizes and
 * in two languages. The pictures are in tests/golden/LANGUAGE/WIDTHxHEIGHT/NAME.txt;
 * UPDATE_GOLDEN=1 draws them anew, and whoever changes one looks at what changed.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <ctype.h>

#include "script/neighbourhoods.h"
#include "wijk/app/exchange.h"
#include "wijk/base/language.h"

#define RESET "<Esc><Esc><Esc><Esc><Esc>1"

/* A screen and the keys that lead to it from the overview. */
static const struct scene {
    const char *name, *keys;
} scenes[] = {
    {"overview", ""},
    {"overview-signal", "<Tab><Down>"},
    {"put-aside", "<Tab>z"},
    {"programme", "2"},
    {"programme-closed", "2-"},
    {"programme-filter", "2fvocht"},
    {"indicator", "2<Down><Down><Down><Down><Enter>"},
    {"measure", "2<Down><Down><Down><Down>m<Ctrl-U>14,2 1okt"},
    {"measure-wrong", "2<Down><Down><Down><Down>m<Ctrl-U>veel"},
    {"problem", "2<Down><Down><Down><Down>!<Ctrl-U>dak lekt @SE ^vr"},
    {"row", "2<Down><Down><Down><Enter>"},
    {"row-linked", "2<Down><Down><Down><Enter><Tab>"},
    {"form", "2<Down><Down><Down>e"},
    {"form-wrong", "2<Down><Down><Down>e<Tab><Tab>31-2"},
    {"add", "2<Down><Down><Down>a"},
    {"form-new", "2<Down><Down><Down>a<Enter>"},
    {"move", "2<Down><Down><Down>M"},
    {"comment", "2<Down><Down><Down>c"},
    {"problems", "3"},
    {"problems-filter", "3fstatus=flagged"},
    {"problems-nothing", "3fzzzz<Enter>"},
    {"people", "8"},
    {"partners", "8<Tab>"},
    {"members", "8<Tab><Tab>"},
    {"settings", "9"},
    {"history", "2<Down><Down><Down>H"},
    {"search", "/schimmel"},
    {"search-nothing", "/zzzz"},
    {"exchange", "x"},
    {"exchange-words", "x<Enter>"},
    {"exchange-whom", "xp"},
    {"disagreements", "#"},
    {"palette", ":"},
    {"help", "?"},
    /* A meeting, from its agenda to its close: each scene goes on where the one before it was. */
    {"meetings-nothing", "4"},
    {"agenda", "4n9 dec 14:00 Buurthuis<Enter>"},
    {"agenda-add", "4<Enter>aSpeelplek &I-4 15"},
    {"attendance", "4<Enter><F5>ppe"},
    {"meeting", "4<Enter>S<Alt-5>Het loket bereikt de jongeren niet<Enter>!!Zestig jongeren zonder "
                "aanbod @JL ^1feb<Enter>=12,8 1okt schatting Loket: telling &WRK-1.1.1<Enter>"},
    {"meeting-typing", "4*lab bellen over de datum @WC ^vr"},
    {"meeting-wrong", "4<Ctrl-U>*lab bellen ^31feb"},
    {"meeting-unknown", "4<Ctrl-U>*lab bellen @Omgevingsdienst<Enter>#Dit doen we<Enter>"},
    {"meeting-lines", "4<Esc><Up>"},
    {"meeting-change", "4<Esc>e"},
    {"meeting-complete", "4<F8>"},
    {"meetings", "4"},
    {"meeting-closed", "4<Enter><Alt-5>"},
    {"actions", "4<Tab>"},
    {"decisions", "4<Tab><Tab>"},
    {"since", "4w"},
};

/* What the bureau looks at, in the example as it is made. */
static const struct scene bureau[] = {
    {"planning", "5"},
    {"planning-year", "5-"},
    {"charter", "6"},
    {"charter-matrix", "6<Tab><Down>"},
    {"charter-gaps", "6<Tab><Tab>"},
    {"charter-ministries", "6<Tab><Tab><Tab>"},
    {"charter-sheet", "6<Down><Enter>"},
    {"lessons", "7"},
    {"lesson", "7<Enter>"},
    {"lessons-experiments", "7<Tab>"},
    {"money", "$"},
    {"money-theme", "$bb"},
    {"money-lines", "$<Enter>"},
    {"compare", "2<Down><Down><Down><Down>="},
};

/* A file of seventeen neighbourhoods. */
static const struct scene neighbourhoods[] = {
    {"city", ""},
    {"city-trend", "t"},
    {"city-gap", "tt"},
    {"city-sorted", "sss"},
    {"city-band", "<Tab><Down><Down><Down>"},
    {"city-board", "b"},
    {"city-overview", "1"},
    {"city-matrix", "6<Tab><Down>"},
    {"city-compare", "<Down><Enter>2<Down><Down>="},
    {"city-money", "$bbbb"},
};

/* What is never twice the same: the time of day, and a line with the folder of the test, whose
 * length differs too. */
static void mask_times(struct buffer *text)
{
    for (size_t i = 2; i + 2 < text->length; i++) {
        char *at = text->bytes + i;
        if (*at == ':' && isdigit((unsigned char)at[-2]) && isdigit((unsigned char)at[-1]) &&
            isdigit((unsigned char)at[1]) && isdigit((unsigned char)at[2]))
            memcpy(at - 2, "HH:MM", 5);
    }
}

static void blank_folder(struct stage *stage, struct canvas *canvas)
{
    char beginning[24];
    int x, y;
    snprintf(beginning, sizeof beginning, "%.12s", stage_home());
    while (stage_find(stage, beginning, &x, &y))
        canvas_fill(canvas, (struct rect){0, y, canvas->width, 1}, STYLE_NORMAL);
}

/* Where the text stands: the cells become spaces; `line`: the whole line does. */
static void blank_text(struct stage *stage, const char *text, bool line)
{
    struct canvas *canvas = term_script_canvas(stage->script);
    int x, y;
    while (*text != '\0' && stage_find(stage, text, &x, &y))
        canvas_fill(canvas,
                    line ? (struct rect){0, y, canvas->width, 1}
                         : (struct rect){x, y, (int)strlen(text), 1},
                    STYLE_NORMAL);
}

/* The lines that begin with one of the words: they may go on in a second one. */
static void blank_words(struct stage *stage, char *words)
{
    struct canvas *canvas = term_script_canvas(stage->script);
    for (char *word = words, *next; *word != '\0'; word = next) {
        size_t length = strcspn(word, " ");
        next = word + length + (word[length] != '\0');
        word[length] = '\0';
        int x, y;
        if (stage_find(stage, word, &x, &y) && (word == words || x <= 1))
            canvas_fill(canvas, (struct rect){0, y, canvas->width, 1}, STYLE_NORMAL);
    }
}

/* The letters and words of the copy's key, which is another one in each run. */
static void blank_key(struct stage *stage)
{
    struct exchange_sites sites;
    struct error error = ERROR_NONE;
    struct session *session = stage_session(stage, true);
    stage_must(exchange_sites(session, &sites, &error), &error);
    for (size_t i = 0; i < sites.list.count; i++) {
        char words[EXCHANGE_WORDS];
        snprintf(words, sizeof words, "%s", sites.list.items[i].words);
        blank_text(stage, sites.list.items[i].letters, false);
        blank_words(stage, words);
    }
    exchange_sites_release(&sites);
    session_close(session);
    struct canvas *canvas = term_script_canvas(stage->script);
    for (int y = 0; y < canvas->height; y++) /* the words, large */
        for (int x = 0; x < canvas->width; x++)
            if (canvas_at(canvas, x, y)->style == STYLE_MATCH)
                canvas_fill(canvas, (struct rect){x, y, 1, 1}, STYLE_NORMAL);
}

static void draw(struct stage *stage, struct buffer *out)
{
    struct canvas *canvas = term_script_canvas(stage->script);
    blank_folder(stage, canvas);
    canvas_dump(canvas, out);
    mask_times(out);
    buffer_add_text(out, "\n");
    canvas_dump_styles(canvas, out);
}

static void compare(const char *path, const struct buffer *drawn)
{
    struct buffer golden = BUFFER_EMPTY;
    struct error error = ERROR_NONE;
    if (getenv("UPDATE_GOLDEN") != NULL) {
        char *folder = path_folder(path);
        stage_must(path_make_folders(folder, &error) && path_write(path, drawn, 0644, &error),
                   &error);
        free(folder);
        return;
    }
    stage_must(path_read(path, 1 << 20, &golden, &error), &error);
    if (strcmp(golden.bytes, drawn->bytes) != 0)
        fail_msg("%s differs; it was:\n%s\nand is:\n%s", path, golden.bytes, drawn->bytes);
    buffer_release(&golden);
}

struct scenes {
    const struct scene *items;
    size_t count;
    const char *reset; /* the keys before each */
};

static void play_scenes(struct stage *stage, const struct scenes *all, bool dutch)
{
    struct canvas *canvas = term_script_canvas(stage->script);
    int width = canvas->width, height = canvas->height;
    for (size_t i = 0; i < all->count; i++) {
        char path[256];
        struct buffer drawn = BUFFER_EMPTY;
        const struct scene *scene = &all->items[i];
        stage_type(stage, all->reset);
        stage_type(stage, scene->keys);
        if (strncmp(scene->name, "exchange", 8) == 0)
            blank_key(stage);
        draw(stage, &drawn);
        snprintf(path, sizeof path, "tests/golden/%s/%dx%d/%s.txt", dutch ? "nl" : "en", width,
                 height, scene->name);
        compare(path, &drawn);
        buffer_release(&drawn);
    }
    stage_close(stage);
    language_start("en");
}

#define SCENES(items, reset)                                                                       \
    &(struct scenes)                                                                               \
    {                                                                                              \
        items, sizeof(items) / sizeof *(items), reset                                              \
    }

static void all_scenes(int width, int height, bool dutch)
{
    struct stage_options options = {.demo = true, .width = width, .height = height, .dutch = dutch};
    play_scenes(stage_new(&options), SCENES(scenes, RESET), dutch);
    play_scenes(stage_new(&options), SCENES(bureau, RESET), dutch);
    play_scenes(neighbourhoods_open(width, height, dutch),
                SCENES(neighbourhoods, RESET "<Esc><Esc>0<Home>"), dutch);
}

static void normal(void **state)
{
    (void)state;
    all_scenes(80, 24, false);
}

static void normal_dutch(void **state)
{
    (void)state;
    all_scenes(80, 24, true);
}

static void small(void **state)
{
    (void)state;
    all_scenes(60, 15, false);
}

static void small_dutch(void **state)
{
    (void)state;
    all_scenes(60, 15, true);
}

static void wide(void **state)
{
    (void)state;
    all_scenes(132, 40, false);
}

static void wide_dutch(void **state)
{
    (void)state;
    all_scenes(132, 40, true);
}

/* The first start and an empty programme: what belongs there and the key that adds it. */
static void beginnings(void **state)
{
    (void)state;
    for (int dutch = 0; dutch < 2; dutch++) {
        static const char *const screens[] = {"1", "2", "3", "8"};
        struct buffer drawn = BUFFER_EMPTY;
        struct stage *stage = stage_open(.first_start = true, .dutch = dutch != 0);
        draw(stage, &drawn);
        compare(dutch ? "tests/golden/nl/start.txt" : "tests/golden/en/start.txt", &drawn);
        stage_close(stage);
        stage = stage_open(.dutch = dutch != 0);
        for (size_t i = 0; i < sizeof screens / sizeof *screens; i++) {
            char path[128];
            buffer_clear(&drawn);
            stage_type(stage, screens[i]);
            draw(stage, &drawn);
            snprintf(path, sizeof path, "tests/golden/%s/empty-%s.txt", dutch ? "nl" : "en",
                     screens[i]);
            compare(path, &drawn);
        }
        stage_close(stage);
        buffer_release(&drawn);
    }
    language_start("en");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(normal),      cmocka_unit_test(normal_dutch), cmocka_unit_test(small),
        cmocka_unit_test(small_dutch), cmocka_unit_test(wide),         cmocka_unit_test(wide_dutch),
        cmocka_unit_test(beginnings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
