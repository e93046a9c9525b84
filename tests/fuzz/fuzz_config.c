/* A configuration file of any bytes, and changing one setting in it: what was written reads back.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "wijk/base/path.h"
#include "wijk/config/config.h"

static void demand(bool right)
{
    if (!right)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct buffer content = BUFFER_EMPTY;
    struct error error = ERROR_NONE, refused = ERROR_NONE;
    char path[64];
    buffer_add(&content, data, size);
    if (strstr(content.bytes, "@") != NULL) { /* no reading of files of this machine */
        buffer_release(&content);
        return 0;
    }
    snprintf(path, sizeof path, "/tmp/wijk-fuzz-%ld.conf", (long)getpid());
    FILE *file = fopen(path, "wb");
    demand(file != NULL && fwrite(data, 1, size, file) == size && fclose(file) == 0);
    struct config *config = config_new();
    bool read = config_read_path(config, path, &error);
    demand(read || error_is_set(&error));
    if (config_write_setting(path, "theme", "contrast", &refused)) {
        demand(read && config_read_path(config, path, &error));
        demand(strcmp(config_text(config, "theme"), "contrast") == 0);
    }
    unlink(path);
    config_free(config);
    buffer_release(&content);
    return 0;
}
