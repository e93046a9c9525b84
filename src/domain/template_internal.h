/* What the two halves of the templates share: the nodes a template is read into. */
#ifndef WIJK_SRC_DOMAIN_TEMPLATE_INTERNAL_H
#define WIJK_SRC_DOMAIN_TEMPLATE_INTERNAL_H

#include "wijk/base/vector.h"
#include "wijk/domain/template.h"

enum template_node_type {
    TEMPLATE_NODE_TEXT,
    TEMPLATE_NODE_FIELD,
    TEMPLATE_NODE_EACH,
    TEMPLATE_NODE_IF
};

struct template_node {
    enum template_node_type type;
    size_t begin, length;  /* of a text: in template.text */
    size_t outward, slot;  /* of the others: how many records outward, and which of its fields */
    bool negate;           /* {{#if not …}} */
    size_t otherwise, end; /* of a section: the first node behind {{else}}, and behind it all */
    long line;
    int column;
};

struct template
{
    const char *name;                   /* borrowed */
    char *text;                         /* owned */
    const struct template_shape *shape; /* borrowed, static */
    VECTOR(struct template_node) nodes; /* owned */
};

struct template_slot {
    char *text; /* owned; NULL: empty */
    bool on;
    VECTOR(struct template_record) records; /* owned */
};

#endif
