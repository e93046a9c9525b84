#include "act_read.h"

#include <string.h>

void act_read_bytes(struct statement *read, const char *column, uint8_t *out, size_t size)
{
    size_t length;
    const void *bytes = statement_bytes(read, column, &length);
    memset(out, 0, size);
    if (bytes != NULL && length == size)
        memcpy(out, bytes, size);
}

void act_read(struct statement *read, struct id site, struct act *act)
{
    *act = (struct act){.site = site,
                        .seq = statement_integer(read, "seq"),
                        .lamport = statement_integer(read, "lamport"),
                        .at = statement_integer(read, "at"),
                        .person = statement_text(read, "person"),
                        .label = statement_text(read, "label"),
                        .undoes_site = statement_id(read, "undoes_site"),
                        .undoes_seq = statement_integer(read, "undoes_seq"),
                        .run = statement_integer(read, "run"),
                        .meeting = statement_id(read, "meeting")};
    act_read_bytes(read, "previous", act->previous, JOURNAL_HASH);
    act_read_bytes(read, "hash", act->hash, JOURNAL_HASH);
    act->body = statement_bytes(read, "body", &act->length);
}
