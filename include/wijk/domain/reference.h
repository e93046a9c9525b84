/*
 * Reference figures and their variables, described as entities are, so that lists, filters and
 * files read them the same way. They are no entities: nobody types them and the journal does not
 * hold them; their `kind` is ENTITY_NONE.
 */
#ifndef WIJK_DOMAIN_REFERENCE_H
#define WIJK_DOMAIN_REFERENCE_H

#include "wijk/domain/entity.h"

extern const struct entity reference_figures;
extern const struct entity reference_variables;

/* By table name, or label or plural in Dutch or English; NULL: neither. */
const struct entity *reference_entity(const char *name);

#endif
