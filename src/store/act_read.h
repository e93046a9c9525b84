/*
 * Reading an act from a row of the table `act`, with the columns seq, lamport, at, person, label,
 * undoes_site, undoes_seq, run, meeting, previous, hash, body.
 */
#ifndef WIJK_SRC_STORE_ACT_READ_H
#define WIJK_SRC_STORE_ACT_READ_H

#include "wijk/store/journal.h"
#include "wijk/store/statement.h"

/* Texts and body are borrowed until the statement goes on; hashes are copied. */
void act_read(struct statement *read, struct id site, struct act *act);

/* Copies a blob of exactly `size` bytes; of another one zeros. */
void act_read_bytes(struct statement *read, const char *column, uint8_t *out, size_t size);

#endif
