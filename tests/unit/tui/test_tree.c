#include "widget_test.h"

#include "wijk/tui/widgets/tree.h"

static const struct list_column columns[] = {
    {"GOAL", 12, 30, 1, 0, false, false},
    {"FIGURES", 10, 20, 0, 1, false, false},
    {"COURSE", 11, 11, 0, 0, false, false},
};

static const struct {
    int depth;
    bool has_children;
    const char *label, *figures, *course;
} model[] = {
    {0, true, "Werken", NULL, "● behind"},
    {1, true, "WRK-2 Fewer young people without work", NULL, "▼ off track"},
    {2, false, "WRK-2.1 Youth unemployment", "17.8 → 14.2", "▼ off track"},
    {2, false, "WRK-2.2 Early school leavers, één café 日本語", "412 → 355", "● behind"},
    {0, true, "Leren", NULL, "▲ on track"},
    {1, false, "LER-1 Homework class", NULL, "▲ on track"},
};
#define MODEL (int)(sizeof model / sizeof *model)

/* Keeps what is open and flattens, as a screen does. */
struct screen {
    struct tree tree;
    bool open[MODEL];
    struct tree_node nodes[MODEL];
};

static void flatten(struct screen *screen)
{
    int count = 0, closed_at = 100;
    for (int i = 0; i < MODEL; i++) {
        if (model[i].depth > closed_at)
            continue;
        closed_at = model[i].has_children && !screen->open[i] ? model[i].depth : 100;
        struct tree_node *node = &screen->nodes[count++];
        *node = (struct tree_node){.id = {{(uint8_t)(i + 1)}},
                                   .depth = model[i].depth,
                                   .has_children = model[i].has_children,
                                   .open = screen->open[i]};
        node->row.text[0] = model[i].label;
        node->row.text[1] = model[i].figures;
        node->row.text[2] = model[i].course;
    }
    tree_set(&screen->tree, screen->nodes, count);
}

static void screen_event(struct screen *screen, const struct event *event)
{
    tree_event(&screen->tree, event);
    int about = screen->tree.about.bytes[0] - 1;
    if (screen->tree.outcome == TREE_OPEN)
        screen->open[about] = true;
    if (screen->tree.outcome == TREE_CLOSE)
        screen->open[about] = false;
    for (int i = 0; i < MODEL && screen->tree.outcome == TREE_OPEN_ALL; i++)
        screen->open[i] = true;
    flatten(screen);
}

static void start(struct screen *screen)
{
    *screen = (struct screen){0};
    tree_init(&screen->tree, columns, 3);
    tree_place(&screen->tree, (struct rect){0, 0, 80, 24});
    flatten(screen);
}

static void draw(struct screen *screen, struct canvas *canvas, int width, int height)
{
    struct rect rect = {0, 0, width, height};
    canvas_init(canvas, width, height);
    tree_place(&screen->tree, rect);
    tree_draw(&screen->tree, canvas, rect, true);
}

static void nodes_open_and_close(void **state)
{
    (void)state;
    struct screen screen;
    struct canvas canvas;
    start(&screen);
    draw(&screen, &canvas, 60, 15);
    GRID(&canvas, " GOAL                            FIGURES        COURSE\n"
                  " ▸ Werken                                       ● behind\n"
                  " ▸ Leren                                        ▲ on track\n");
    canvas_release(&canvas);
    SEND(&screen, screen_event, "*");
    draw(&screen, &canvas, 80, 24);
    GRID(&canvas,
         " GOAL                                                 FIGURES       COURSE\n"
         " ▾ Werken                                                           ● behind\n"
         "   ▾ WRK-2 Fewer young people without work                          ▼ off track\n"
         "       WRK-2.1 Youth unemployment                     17.8 → 14.2   ▼ off track\n"
         "       WRK-2.2 Early school leavers, één café 日本語  412 → 355     ● behind\n"
         " ▾ Leren                                                            ▲ on track\n"
         "     LER-1 Homework class                                           ▲ on track\n");
    canvas_release(&canvas);
    SEND(&screen, screen_event, "Down Left"); /* closes WRK-2 */
    draw(&screen, &canvas, 132, 40);
    GRID(&canvas, " GOAL                                                                           "
                  "                  FIGURES               COURSE\n"
                  " ▾ Werken                                                                       "
                  "                                        ● behind\n"
                  "   ▸ WRK-2 Fewer young people without work                                      "
                  "                                        ▼ off track\n"
                  " ▾ Leren                                                                        "
                  "                                        ▲ on track\n"
                  "     LER-1 Homework class                                                       "
                  "                                        ▲ on track\n");
    canvas_release(&canvas);
    canvas_init(&canvas, 60, 6);
    canvas.ascii = true;
    tree_place(&screen.tree, (struct rect){0, 0, 60, 6});
    tree_draw(&screen.tree, &canvas, (struct rect){0, 0, 60, 6}, true);
    GRID(&canvas, " GOAL                              FIGURES      COURSE\n"
                  " v Werken                                       * behind\n"
                  "   > WRK-2 Fewer young people without work      v off track\n"
                  " v Leren                                        ^ on track\n"
                  "     LER-1 Homework class                       ^ on track\n");
    canvas_release(&canvas);
    tree_release(&screen.tree);
}

static void keys_walk_the_tree(void **state)
{
    static const struct {
        const char *keys, *label;
    } cases[] = {
        {"Right", "Werken"},
        {"Right Right", "WRK-2 Fewer young people without work"},
        {"Right Right Right Right", "WRK-2.1 Youth unemployment"},
        {"Right Right Right Right Left", "WRK-2 Fewer young people without work"},
        {"* G", "LER-1 Homework class"},
        {"* G Left", "Leren"},
        {"* j j j h h h", "Werken"}, /* to the parent, close it, to its parent */
        {"Left Left", "Werken"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct screen screen;
        start(&screen);
        SEND(&screen, screen_event, cases[i].keys);
        assert_string_equal(tree_selected(&screen.tree)->row.text[0], cases[i].label);
        tree_release(&screen.tree);
    }
}

/* When the selected node is closed away, its nearest parent that is left is selected. */
static void the_selection_goes_to_the_parent(void **state)
{
    (void)state;
    struct screen screen;
    start(&screen);
    SEND(&screen, screen_event, "* j j j");
    screen.open[1] = false;
    flatten(&screen);
    assert_string_equal(tree_selected(&screen.tree)->row.text[0], model[1].label);
    SEND(&screen, screen_event, "* j j");
    screen.open[0] = false;
    flatten(&screen);
    assert_string_equal(tree_selected(&screen.tree)->row.text[0], "Werken");
    assert_true(tree_select_id(&screen.tree, (struct id){{5}}));
    screen.open[0] = true;
    flatten(&screen); /* rows came in before it: the record stays selected */
    assert_string_equal(tree_selected(&screen.tree)->row.text[0], "Leren");
    tree_release(&screen.tree);
}

static void a_click_on_the_mark_opens(void **state)
{
    (void)state;
    struct screen screen;
    start(&screen);
    struct event event = mouse_of(MOUSE_PRESS, 1, 2);
    screen_event(&screen, &event);
    assert_true(screen.open[4]);
    assert_string_equal(tree_selected(&screen.tree)->row.text[0], "Leren");
    event = mouse_of(MOUSE_DOUBLE, 8, 3);
    tree_event(&screen.tree, &event);
    assert_int_equal(screen.tree.outcome, TREE_ENTER);
    tree_release(&screen.tree);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nodes_open_and_close),
        cmocka_unit_test(keys_walk_the_tree),
        cmocka_unit_test(the_selection_goes_to_the_parent),
        cmocka_unit_test(a_click_on_the_mark_opens),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
