/*
 * Erasing: a text that the law wants gone is taken out of the file, everywhere it was ever a value
 * of one field of one row. In each act that set it only its hash stays, so that the chain holds; an
 * act of its own says who did it and why. What was erased cannot come back by undo, and its bytes
 * are gone from the file. Copies of the file made before still hold it.
 */
#ifndef WIJK_STORE_ERASE_H
#define WIJK_STORE_ERASE_H

#include "wijk/domain/entity.h"
#include "wijk/store/journal.h"

/* What the table shows where a required text was erased; part of the form of files. */
#define ERASE_SHOWN "(erased)"

struct erase {
    enum entity_kind kind;
    struct id id;
    const char *column; /* of a text */
    const char *label;  /* of the act: what, and why; without the text itself */
};

struct erase_report {
    int64_t acts;   /* that held a value of the field */
    bool rewritten; /* the whole file was written anew; else another program had it open, and some
                       bytes may be left in pages that are not in use */
};

/* ERROR_NOT_FOUND: no such row. ERROR_INPUT: the field is no text. On failure nothing changed. */
bool erase_field(struct journal *journal, const struct erase *erase, struct erase_report *report,
                 struct error *error) MUST_USE;

#endif
