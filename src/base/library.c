#include "wijk/base/library.h"

#include <dlfcn.h>
#include <string.h>

#include "wijk/base/language.h"

bool library_load(const char *file, const struct library_symbol *symbols, size_t count,
                  struct error *error)
{
    void *library = dlopen(file, RTLD_LAZY | RTLD_LOCAL);
    if (library == NULL)
        return error_set(error, ERROR_NOT_FOUND,
                         _("The library %s is needed for this and is not installed"), file);
    for (size_t i = 0; i < count; i++) {
        void *found = dlsym(library, symbols[i].name);
        if (found == NULL)
            return error_set(error, ERROR_NOT_FOUND,
                             _("The library %s is of another version: it has no %s"), file,
                             symbols[i].name);
        /* C has no conversion between pointers to data and to functions; their bytes are the same.
         */
        memcpy(symbols[i].at, &found, sizeof found);
    }
    return true;
}
