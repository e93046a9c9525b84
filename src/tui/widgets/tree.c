#include "wijk/tui/widgets/tree.h"

#include <string.h>

#include "wijk/tui/widgets/list_parts.h"

static long count_nodes(void *context, bool exact)
{
    (void)exact;
    return ((const struct tree *)context)->count;
}

/* "▾ " for an open node, "▸ " for a closed one, indented by two cells a level. */
static void add_label(struct tree *tree, const struct tree_node *node)
{
    for (int i = 0; i < node->depth && i < 40; i++)
        buffer_add_text(&tree->labels, "  ");
    buffer_add_text(&tree->labels, !node->has_children ? "  " : node->open ? "▾ " : "▸ ");
    buffer_add_text(&tree->labels, node->row.text[0]);
    buffer_add_byte(&tree->labels, '\0');
}

static int fetch_nodes(void *context, long first, int count, struct list_row *out)
{
    struct tree *tree = context;
    if (first + count > tree->count)
        count = first < tree->count ? (int)(tree->count - first) : 0;
    buffer_clear(&tree->labels);
    for (int i = 0; i < count; i++)
        add_label(tree, &tree->nodes[first + i]);
    const char *label = tree->labels.bytes;
    for (int i = 0; i < count; i++) {
        out[i] = tree->nodes[first + i].row;
        out[i].id = tree->nodes[first + i].id;
        out[i].text[0] = label;
        label += strlen(label) + 1;
    }
    return count;
}

static long find_node(void *context, struct id id)
{
    const struct tree *tree = context;
    for (long i = 0; i < tree->count; i++)
        if (id_equal(tree->nodes[i].id, id))
            return i;
    return -1;
}

void tree_init(struct tree *tree, const struct list_column *columns, int count)
{
    *tree = (struct tree){.labels = BUFFER_EMPTY};
    list_init(&tree->list, columns, count,
              (struct list_source){tree, count_nodes, fetch_nodes, find_node});
    tree->list.spill = true;
}

void tree_release(struct tree *tree)
{
    list_release(&tree->list);
    buffer_release(&tree->labels);
    *tree = (struct tree){.labels = BUFFER_EMPTY};
}

/* Kept beside the nodes, because these are gone when the selected node is looked for in new ones.
 */
static void remember_ancestors(struct tree *tree)
{
    tree->ancestor_count = 0;
    long at = tree->list.selected;
    if (at < 0 || at >= tree->count)
        return;
    int depth = tree->nodes[at].depth;
    for (; at >= 0 && depth > 0 && tree->ancestor_count < TREE_ANCESTORS; at--) {
        if (tree->nodes[at].depth >= depth)
            continue;
        depth = tree->nodes[at].depth;
        tree->ancestors[tree->ancestor_count++] = tree->nodes[at].id;
    }
}

static void adopt_ancestor(struct tree *tree)
{
    for (int i = 0; i < tree->ancestor_count; i++) {
        if (find_node(tree, tree->ancestors[i]) < 0)
            continue;
        tree->list.selected_id = tree->ancestors[i];
        return;
    }
}

void tree_set(struct tree *tree, const struct tree_node *nodes, long count)
{
    tree->nodes = nodes;
    tree->count = count;
    if (find_node(tree, tree->list.selected_id) < 0)
        adopt_ancestor(tree);
    list_reload(&tree->list);
    remember_ancestors(tree);
}

void tree_place(struct tree *tree, struct rect rect)
{
    list_place(&tree->list, rect);
}

void tree_draw(const struct tree *tree, struct canvas *canvas, struct rect rect, bool focused)
{
    list_draw(&tree->list, canvas, rect, focused);
}

const struct tree_node *tree_selected(const struct tree *tree)
{
    long at = tree->list.selected;
    return at >= 0 && at < tree->count ? &tree->nodes[at] : NULL;
}

bool tree_select_id(struct tree *tree, struct id id)
{
    bool there = list_select_id(&tree->list, id);
    remember_ancestors(tree);
    return there;
}

static void ask_for(struct tree *tree, enum tree_outcome outcome, const struct tree_node *node)
{
    tree->outcome = outcome;
    tree->about = node->id;
}

static void go(struct tree *tree, long position)
{
    list_select(&tree->list, position);
    remember_ancestors(tree);
    tree->outcome = TREE_MOVED;
}

static void go_to_parent(struct tree *tree)
{
    long at = tree->list.selected;
    int depth = tree->nodes[at].depth;
    while (at > 0 && tree->nodes[at].depth >= depth)
        at--;
    if (tree->nodes[at].depth < depth)
        go(tree, at);
}

static bool key_event(struct tree *tree, keycode key)
{
    const struct tree_node *node = tree_selected(tree);
    if (node == NULL)
        return false;
    switch (key) {
    case KEYS_RIGHT:
    case 'l':
        if (node->has_children && !node->open)
            ask_for(tree, TREE_OPEN, node);
        else if (node->has_children)
            go(tree, tree->list.selected + 1);
        return true;
    case KEYS_LEFT:
    case 'h':
        if (node->has_children && node->open)
            ask_for(tree, TREE_CLOSE, node);
        else
            go_to_parent(tree);
        return true;
    case '*':
        ask_for(tree, TREE_OPEN_ALL, node);
        return true;
    default:
        return false;
    }
}

/* A double click, or a click on the mark, opens and closes. */
static void after_mouse(struct tree *tree, const struct event *event)
{
    const struct tree_node *node = tree_selected(tree);
    if (node == NULL || event->y < tree->list.rect.y + list_top_lines(&tree->list))
        return;
    int mark = tree->list.rect.x + LIST_MARGIN + 2 * node->depth;
    bool on_mark = event->mouse == MOUSE_PRESS && event->x == mark &&
                   event->y - tree->list.rect.y - list_top_lines(&tree->list) + tree->list.top ==
                       tree->list.selected;
    if (node->has_children && (on_mark || tree->list.outcome == LIST_OPEN))
        ask_for(tree, node->open ? TREE_CLOSE : TREE_OPEN, node);
    else if (tree->list.outcome == LIST_OPEN)
        ask_for(tree, TREE_ENTER, node);
}

bool tree_event(struct tree *tree, const struct event *event)
{
    tree->outcome = TREE_NOTHING;
    if (event->type == EVENT_KEY && key_event(tree, event->key))
        return true;
    bool used = list_event(&tree->list, event);
    if (tree->list.outcome == LIST_MOVED)
        tree->outcome = TREE_MOVED;
    if (used && event->type == EVENT_MOUSE)
        after_mouse(tree, event);
    remember_ancestors(tree);
    return used;
}
