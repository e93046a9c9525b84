#include <stdio.h>
#include <string.h>

#include "wijk/base/language.h"

int main(int count, char **arguments)
{
    language_start("auto");
    if (count == 2 && strcmp(arguments[1], "--version") == 0)
        return printf("wijk %s\n", WIJK_VERSION) < 0;
    fputs(_("usage: wijk --version"), stderr);
    fputc('\n', stderr);
    return 2;
}
