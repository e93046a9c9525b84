#include "internal.h"
void projection_free(struct db *db)
{
    (void)db;
}
