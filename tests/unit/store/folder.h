/*
 * A temporary folder for a test: folder_make, folder_path for a file in it, folder_remove.
 */
#ifndef WIJK_TESTS_STORE_FOLDER_H
#define WIJK_TESTS_STORE_FOLDER_H

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define FOLDER_PATH 256

static inline char *folder_make(void)
{
    const char *above = getenv("TMPDIR");
    char *folder = malloc(FOLDER_PATH);
    snprintf(folder, FOLDER_PATH, "%s/wijk-store-XXXXXX", above == NULL ? "/tmp" : above);
    if (mkdtemp(folder) == NULL)
        abort();
    return folder;
}

static inline const char *folder_path(const char *folder, const char *name, char path[FOLDER_PATH])
{
    snprintf(path, FOLDER_PATH, "%s/%s", folder, name);
    return path;
}

static inline int folder_remove_one(const char *path, const struct stat *status, int type,
                                    struct FTW *ftw)
{
    (void)status, (void)type, (void)ftw;
    return remove(path);
}

static inline void folder_remove(char *folder)
{
    nftw(folder, folder_remove_one, 16, FTW_DEPTH | FTW_PHYS);
    free(folder);
}

#endif
