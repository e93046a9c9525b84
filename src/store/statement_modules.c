#include "wijk/store/statement.h"

#define MODULE(name)                                                                               \
    {                                                                                              \
#name, name##_statements, name##_statement_count                                           \
    }

/* A line a module, in the order of their names. */
const struct statement_module statement_modules[] = {{NULL, NULL, 0}};
