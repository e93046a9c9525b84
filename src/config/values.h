/*
 * Inside of the configuration, shared by the files of this layer only.
 */
#ifndef WIJK_CONFIG_VALUES_H
#define WIJK_CONFIG_VALUES_H

#include "wijk/base/vector.h"
#include "wijk/config/config.h"
#include "wijk/config/options.h"

struct config_key {
    char *action, *keys; /* owned */
    unsigned line;
};

struct config {
    char **values; /* owned; one an option, as in the file without quotes */
    VECTOR(struct config_key) keys;
    VECTOR(char *) warnings;
    char *path; /* owned; NULL before a file was read */
    bool named; /* the path was given, not found by searching */
};

/* Reads text as the file `path` into the configuration; it may be half changed after a fault. */
bool config_parse(struct config *config, const char *path, const char *text,
                  struct error *error) MUST_USE;

/* Whether the value, as text without quotes, fits; `where` begins the sentence of the error. */
bool config_fits(const struct option *option, const char *value, const char *where,
                 struct error *error) MUST_USE;

/* Sets an option to a value that fits. */
void config_put(struct config *config, const struct option *option, const char *value);

/* Adds the words of a choice with ", " between them. */
void config_choices(const struct option *option, struct buffer *out);

/* Adds a value as it stands in the file, quoted where the option's type asks for it. */
void config_literal(const struct option *option, const char *value, struct buffer *out);

#endif
