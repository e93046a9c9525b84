/* What may go where: the rules of app/exchange.h, for one change at a time. */
#ifndef WIJK_SRC_STORE_EXCHANGE_RULES_H
#define WIJK_SRC_STORE_EXCHANGE_RULES_H

#include "body.h"
#include "wijk/store/exchange.h"

struct exchange_rules {
    struct db *db; /* borrowed */
    enum exchange_goes goes;
    struct id group, limit, area; /* the area: of the group */
    bool alone; /* the file is of this one group; a closed programme beside it does not matter */
    bool everything;               /* nothing is withheld: there is no need to look */
    bool concerns[ENTITY_COUNT];   /* rows of the entity may be confidential */
    bool programmed[ENTITY_COUNT]; /* rows of the entity belong to a programme */
    struct id last;                /* the row that was asked last, and the answer */
    bool last_goes;
    struct exchange_answer { /* of rows that others hang under, by the end of their id */
        struct id row;
        bool goes;
    } answers[256];
    bool failed;
    struct error error; /* when it failed */
};

bool exchange_rules_init(struct exchange_rules *rules, struct db *db,
                         const struct exchange_out *out, struct error *error) MUST_USE;

/* Whether the change may go; for body_withhold. */
bool exchange_rules_keep(void *context, const struct body *body, const struct body_change *change);

#endif
