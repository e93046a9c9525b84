/*
 * Settings: what screens ask of the configuration and change in it. The configuration is the
 * reader's own file; the table of options is in config/options.h.
 */
#ifndef WIJK_APP_SETTINGS_H
#define WIJK_APP_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>

#include "wijk/base/buffer.h"
#include "wijk/base/error.h"

struct config;

/* The keys somebody gave an action, or NULL. A NULL configuration has none. */
const char *settings_keys(const struct config *config, const char *action);
/* All of them in turn; false behind the last. */
bool settings_keys_at(const struct config *config, size_t index, const char **action,
                      const char **keys);

/* The value of an option; "" without a configuration. Borrowed until the configuration changes. */
const char *settings_text(const struct config *config, const char *option);
bool settings_flag(const struct config *config, const char *option, bool otherwise);

/* One option of the table, for showing: false behind the last. */
#define SETTING_CHOICES 8
struct setting {
    const char *name;
    const char *help;                  /* translated */
    char choices[SETTING_CHOICES][24]; /* ends with ""; the first is "": free */
    char value[256];                   /* as it stands in the file */
};
bool settings_at(const struct config *config, size_t index, struct setting *setting);

/* Writes one option to the reader's file and reads the file again; the values of `config` are then
 * the new ones. */
bool settings_write(struct config *config, const char *option, const char *value,
                    struct error *error) MUST_USE;
/* The path of that file. */
bool settings_path(const struct config *config, struct buffer *out, struct error *error) MUST_USE;

#endif
