#include "widget_test.h"

#include "wijk/tui/widgets/list.h"

/* A made source: row n has id n + 1 and texts that say n. It counts what is asked of it. */
struct fake {
    long count;
    bool unknown; /* the count is only known exactly when asked so */
    long shift;   /* rows put before all others */
    int fetches, rows, exact;
    char text[64][4][80];
};

static struct id id_of(long number)
{
    struct id id = {{0}};
    memcpy(id.bytes, &number, sizeof number);
    return id;
}

static long fake_count(void *context, bool exact)
{
    struct fake *fake = context;
    fake->exact += exact;
    return fake->unknown && !exact ? LIST_MANY : fake->count;
}

static int fake_fetch(void *context, long first, int count, struct list_row *out)
{
    struct fake *fake = context;
    fake->fetches++;
    if (first + count > fake->count)
        count = first < fake->count ? (int)(fake->count - first) : 0;
    fake->rows += count;
    for (int i = 0; i < count; i++) {
        long number = first + i - fake->shift;
        static const char *const titles[] = {
            "Vocht in de Akbarstraat", "Één façade, e\xCC\x81\xE9",
            "日本語 te lang om hier helemaal te passen ik wil door"};
        snprintf(fake->text[i][0], 80, "K-%ld", number + 1);
        snprintf(fake->text[i][1], 80, "%s", titles[((number % 3) + 3) % 3]);
        snprintf(fake->text[i][2], 80, "Eigen Haard");
        snprintf(fake->text[i][3], 80, "%ld d", number * 7 % 100);
        out[i].id = id_of(number + 1);
        for (int column = 0; column < 4; column++)
            out[i].text[column] = fake->text[i][column];
        out[i].style[3] = STYLE_AMBER;
    }
    return count;
}

static long fake_find(void *context, struct id id)
{
    struct fake *fake = context;
    long number;
    memcpy(&number, id.bytes, sizeof number);
    long at = number - 1 + fake->shift;
    return at >= 0 && at < fake->count ? at : -1;
}

static const struct list_column columns[] = {
    {"CODE", 5, 8, 0, 0, false, true},
    {"TITLE", 10, 24, 1, 0, false, true},
    {"OWNER", 5, 14, 0, 1, false, true},
    {"AGE", 4, 5, 0, 2, true, true},
};

static void start(struct list *list, struct fake *fake, struct rect rect)
{
    list_init(list, columns, 4, (struct list_source){fake, fake_count, fake_fetch, fake_find});
    list_place(list, rect);
}

static void shown_at(int width, int height, struct canvas *canvas, struct list *list)
{
    canvas_init(canvas, width, height);
    list_place(list, (struct rect){0, 0, width, height});
    list_draw(list, canvas, (struct rect){0, 0, width, height}, true);
}

static void rows_stand_in_columns(void **state)
{
    (void)state;
    struct fake fake = {.count = 30};
    struct list list;
    struct canvas canvas;
    start(&list, &fake, (struct rect){0, 0, 80, 10});
    list.sort_column = 3;
    list.sort_down = true;
    list.filter = "haard";
    shown_at(80, 10, &canvas, &list);
    GRID(&canvas,
         " filter: haard                                                           1 of 30\n"
         " CODE  TITLE                                                  OWNER        ▼AGE\n"
         " K-1   Vocht in de Akbarstraat                                Eigen Haard   0 d┃\n"
         " K-2   Één façade, é�                                         Eigen Haard   7 d┃\n"
         " K-3   日本語 te lang om hier helemaal te passen ik wil door  Eigen Haard  14 d\n"
         " K-4   Vocht in de Akbarstraat                                Eigen Haard  21 d\n"
         " K-5   Één façade, é�                                         Eigen Haard  28 d\n"
         " K-6   日本語 te lang om hier helemaal te passen ik wil door  Eigen Haard  35 d\n"
         " K-7   Vocht in de Akbarstraat                                Eigen Haard  42 d\n"
         " K-8   Één façade, é�                                         Eigen Haard  49 d\n");
    canvas_release(&canvas);
    shown_at(132, 8, &canvas, &list);
    GRID(&canvas, " filter: haard                                                                  "
                  "                                             1 of 30\n"
                  " CODE      TITLE                                                                "
                  "                              OWNER            ▼AGE\n"
                  " K-1       Vocht in de Akbarstraat                                              "
                  "                              Eigen Haard       0 d┃\n"
                  " K-2       Één façade, é�                                                       "
                  "                              Eigen Haard       7 d\n"
                  " K-3       日本語 te lang om hier helemaal te passen ik wil door                "
                  "                              Eigen Haard      14 d\n"
                  " K-4       Vocht in de Akbarstraat                                              "
                  "                              Eigen Haard      21 d\n"
                  " K-5       Één façade, é�                                                       "
                  "                              Eigen Haard      28 d\n"
                  " K-6       日本語 te lang om hier helemaal te passen ik wil door                "
                  "                              Eigen Haard      35 d\n");
    canvas_release(&canvas);
    list.filter = NULL;
    shown_at(60, 8, &canvas, &list);
    GRID(&canvas, " CODE  TITLE                              OWNER        ▼AGE\n"
                  " K-1   Vocht in de Akbarstraat            Eigen Haard   0 d┃\n"
                  " K-2   Één façade, é�                     Eigen Haard   7 d\n"
                  " K-3   日本語 te lang om hier helemaal …  Eigen Haard  14 d\n"
                  " K-4   Vocht in de Akbarstraat            Eigen Haard  21 d\n"
                  " K-5   Één façade, é�                     Eigen Haard  28 d\n"
                  " K-6   日本語 te lang om hier helemaal …  Eigen Haard  35 d\n"
                  " K-7   Vocht in de Akbarstraat            Eigen Haard  42 d\n");
    canvas_release(&canvas);
    shown_at(24, 6, &canvas, &list); /* the least important columns go first */
    GRID(&canvas, " CODE  TITLE\n"
                  " K-1   Vocht in de Akb…┃\n"
                  " K-2   Één façade, é�\n"
                  " K-3   日本語 te lang …\n"
                  " K-4   Vocht in de Akb…\n"
                  " K-5   Één façade, é�\n");
    struct buffer styles = BUFFER_EMPTY;
    canvas_dump_styles(&canvas, &styles);
    assert_string_equal(styles.bytes,
                        "hhhhhhhhhhhhhhhhhhhhhhhh\nSSSSSSSSSSSSSSSSSSSSSSS-\n\n\n\n\n");
    buffer_release(&styles);
    canvas_release(&canvas);
    list_release(&list);
}

static void a_million_rows_cost_what_is_seen(void **state)
{
    (void)state;
    struct fake fake = {.count = 1000000};
    struct list list;
    start(&list, &fake, (struct rect){0, 0, 80, 24});
    assert_int_equal(fake.fetches, 1);
    assert_int_equal(fake.rows, 23);
    list_place(&list, (struct rect){0, 0, 80, 24});
    SEND(&list, list_event, "Down Down j k");
    assert_int_equal(fake.rows, 23); /* moving among what is seen asks nothing */
    fake.fetches = fake.rows = 0;
    SEND(&list, list_event, "G");
    assert_int_equal(list.selected, 999999);
    assert_int_equal(fake.fetches, 1);
    assert_int_equal(fake.rows, 23);
    fake.fetches = fake.rows = 0;
    SEND(&list, list_event, "PgUp");
    assert_int_equal(fake.rows, 0);
    SEND(&list, list_event, "Up");
    assert_int_equal(fake.fetches, 1);
    assert_int_equal(fake.rows, 1); /* one row came into view */
    SEND(&list, list_event, "g");
    assert_int_equal(fake.rows, 24);
    fake.fetches = fake.rows = 0;
    for (int i = 0; i < 100; i++)
        SEND(&list, list_event, "Down");
    assert_int_equal(fake.rows, 100 - 22);
    assert_string_equal(list_selected_text(&list, 0), "K-101");
    struct id id;
    assert_true(list_selected(&list, &id));
    assert_true(id_equal(id, id_of(101)));
    fake.fetches = fake.rows = 0;
    SEND(&list, list_event, "PgDn");
    assert_int_equal(fake.rows, 22);
    list_release(&list);
}

static void an_unknown_count_is_found_when_needed(void **state)
{
    (void)state;
    struct fake fake = {.count = 40, .unknown = true};
    struct list list;
    struct buffer position = BUFFER_EMPTY;
    start(&list, &fake, (struct rect){0, 0, 80, 11});
    assert_int_equal(fake.exact, 0);
    SEND(&list, list_event, "Down");
    list_position(&list, &position);
    assert_string_equal(position.bytes, "2 of many");
    for (int i = 0; i < 8; i++)
        SEND(&list, list_event, "PgDn");
    assert_int_equal(list.selected, 39); /* found by a short answer or by asking, never beyond */
    buffer_clear(&position);
    list_position(&list, &position);
    assert_string_equal(position.bytes, "40 of 40");
    list_reload(&list);
    SEND(&list, list_event, "g G");
    assert_int_equal(list.selected, 39);
    assert_int_equal(list.count, 40);
    buffer_release(&position);
    list_release(&list);
}

static void the_selection_follows_the_record(void **state)
{
    (void)state;
    struct fake fake = {.count = 100};
    struct list list;
    struct id id;
    start(&list, &fake, (struct rect){0, 0, 80, 11});
    list_select(&list, 20);
    fake.shift = 5;
    fake.count = 105;
    list_reload(&list);
    assert_int_equal(list.selected, 25);
    assert_true(list_selected(&list, &id));
    assert_true(id_equal(id, id_of(21)));
    fake.shift = -30; /* it is gone: the place stays */
    fake.count = 20;
    list_reload(&list);
    assert_int_equal(list.selected, 19);
    assert_true(list_selected(&list, &id));
    assert_true(id_equal(id, id_of(50)));
    assert_true(list_select_id(&list, id_of(35)));
    assert_int_equal(list.selected, 4);
    assert_false(list_select_id(&list, id_of(999)));
    fake.count = 0;
    list_reload(&list);
    assert_false(list_selected(&list, &id));
    assert_int_equal(list.selected, -1);
    SEND(&list, list_event, "Down G PgDn Up Home");
    assert_int_equal(list.selected, -1);
    fake.count = 3;
    fake.shift = 0;
    list_reload(&list);
    assert_true(list_selected(&list, &id));
    list_release(&list);
}

static void an_empty_list_says_what_belongs_there(void **state)
{
    (void)state;
    struct fake fake = {0};
    struct list list;
    struct canvas canvas;
    start(&list, &fake, (struct rect){0, 0, 60, 15});
    list.empty = "No problems yet. What gets in the way of the programme belongs here: press ! to "
                 "flag one.";
    shown_at(60, 15, &canvas, &list);
    GRID(&canvas, " CODE      TITLE                      OWNER             AGE\n"
                  "\n"
                  " No problems yet. What gets in the way of the programme\n"
                  " belongs here: press ! to flag one.\n");
    canvas_release(&canvas);
    list_release(&list);
}

static void rows_can_be_marked(void **state)
{
    (void)state;
    struct fake fake = {.count = 5};
    struct list list;
    struct canvas canvas;
    const struct id *ids;
    start(&list, &fake, (struct rect){0, 0, 60, 7});
    struct event space = key_event_of(' ');
    assert_false(list_event(&list, &space));
    list.markable = true;
    SEND(&list, list_event, "Space Space Down Space Up Up Up Space");
    assert_int_equal(list.outcome, LIST_MARKED);
    assert_int_equal(list_marks(&list, &ids), 2);
    assert_true(id_equal(ids[0], id_of(1)));
    assert_true(id_equal(ids[1], id_of(4)));
    shown_at(60, 7, &canvas, &list);
    GRID(&canvas, " CODE  TITLE                              OWNER         AGE\n"
                  "+K-1   Vocht in de Akbarstraat            Eigen Haard   0 d\n"
                  " K-2   Één façade, é�                     Eigen Haard   7 d\n"
                  " K-3   日本語 te lang om hier helemaal …  Eigen Haard  14 d\n"
                  "+K-4   Vocht in de Akbarstraat            Eigen Haard  21 d\n"
                  " K-5   Één façade, é�                     Eigen Haard  28 d\n");
    list_unmark(&list);
    assert_false(list_is_marked(&list, id_of(1)));
    canvas_release(&canvas);
    list_release(&list);
}

static void the_mouse_selects_scrolls_and_sorts(void **state)
{
    (void)state;
    struct fake fake = {.count = 50};
    struct list list;
    start(&list, &fake, (struct rect){10, 5, 60, 11});
    struct event event = mouse_of(MOUSE_PRESS, 12, 9);
    assert_true(list_event(&list, &event));
    assert_int_equal(list.selected, 3);
    assert_int_equal(list.outcome, LIST_MOVED);
    event = mouse_of(MOUSE_DOUBLE, 12, 9);
    list_event(&list, &event);
    assert_int_equal(list.outcome, LIST_OPEN);
    event = mouse_of(MOUSE_PRESS, 22, 5);
    list_event(&list, &event);
    assert_int_equal(list.outcome, LIST_SORT);
    assert_int_equal(list.sort_asked, 1);
    event = mouse_of(MOUSE_WHEEL_DOWN, 22, 8);
    list_event(&list, &event);
    assert_int_equal(list.top, 3);
    assert_int_equal(list.selected, 3);
    event = mouse_of(MOUSE_PRESS, 2, 8);
    assert_false(list_event(&list, &event));
    list_release(&list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_stand_in_columns),
        cmocka_unit_test(a_million_rows_cost_what_is_seen),
        cmocka_unit_test(an_unknown_count_is_found_when_needed),
        cmocka_unit_test(the_selection_follows_the_record),
        cmocka_unit_test(an_empty_list_says_what_belongs_there),
        cmocka_unit_test(rows_can_be_marked),
        cmocka_unit_test(the_mouse_selects_scrolls_and_sorts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
