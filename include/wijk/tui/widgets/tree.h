/*
 * The tree: nodes that open and close, with columns at the right of the label. It is a list whose
 * rows the caller flattens: only the nodes that are visible, in order, each with its depth.
 *
 * When a person opens or closes a node the tree says so in `outcome`; the caller keeps what is
 * open, flattens again and hands the nodes over with tree_set. The selection follows the record;
 * when its node was closed away, it goes to the nearest parent that is still there.
 *
 * Keys: those of the list; Right or l opens, or goes to the first child; Left or h closes, or goes
 * to the parent; * opens all.
 */
#ifndef WIJK_TUI_WIDGETS_TREE_H
#define WIJK_TUI_WIDGETS_TREE_H

#include <stdbool.h>

#include "wijk/base/buffer.h"
#include "wijk/tui/widgets/list.h"

struct tree_node {
    struct id id;
    int depth; /* 0 for a root */
    bool has_children, open;
    struct list_row row; /* text[0] is the label, the others the columns; row.id is not used */
};

enum tree_outcome {
    TREE_NOTHING,
    TREE_MOVED,    /* another node is selected */
    TREE_OPEN,     /* open the node `about` */
    TREE_CLOSE,    /* close the node `about` */
    TREE_OPEN_ALL, /* open every node */
    TREE_ENTER     /* double click on a node without children */
};

#define TREE_ANCESTORS 16

struct tree {
    struct list list; /* its header, empty text, filter, position, marks are set and asked here */
    const struct tree_node *nodes; /* borrowed until the next tree_set */
    long count;
    struct buffer labels;      /* owned: labels of a run of rows, with their indentation */
    enum tree_outcome outcome; /* of the last event */
    struct id about;
    struct id ancestors[TREE_ANCESTORS]; /* of the selected node, nearest first */
    int ancestor_count;
};

/* `columns[0]` is the label's; give it the weight. The tree must not move in memory afterwards. */
void tree_init(struct tree *tree, const struct list_column *columns, int count);
void tree_release(struct tree *tree);

/* The visible nodes, in order; with their texts borrowed until the next tree_set. */
void tree_set(struct tree *tree, const struct tree_node *nodes, long count);

void tree_place(struct tree *tree, struct rect rect);
void tree_draw(const struct tree *tree, struct canvas *canvas, struct rect rect, bool focused);
bool tree_event(struct tree *tree, const struct event *event);

/* The selected node, borrowed until the next tree_set; NULL: none. */
const struct tree_node *tree_selected(const struct tree *tree);
bool tree_select_id(struct tree *tree, struct id id);

#endif
