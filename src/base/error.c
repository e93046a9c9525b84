#include "wijk/base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

bool error_set(struct error *error, enum error_code code, const char *format, ...)
{
    if (error == NULL || error_is_set(error))
        return false;
    error->code = code;
    error->detail[0] = '\0';
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(error->message, sizeof error->message, format, arguments);
    va_end(arguments);
    return false;
}

bool error_detail(struct error *error, const char *format, ...)
{
    if (error == NULL || !error_is_set(error) || error->detail[0] != '\0')
        return false;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(error->detail, sizeof error->detail, format, arguments);
    va_end(arguments);
    return false;
}

void error_clear(struct error *error)
{
    *error = ERROR_NONE;
}

void error_bug(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fputs("wijk: fault in the program: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
    abort();
}
