/*
 * The configuration: the values of the options, from the defaults and from wijk.conf.
 *
 *     struct config *config = config_new();
 *     if (!config_load(config, path_of_option_c, &error)) …
 *     for (size_t i = 0; (warning = config_warning(config, i)) != NULL; i++) …
 *     if (config_flag(config, "ascii")) …
 *     config_free(config);
 *
 * A getter is asked by an option's name; a name that is not in the table, or of another type, is a
 * fault in the program and ends it. What a getter answers is borrowed until the configuration is
 * freed, loaded or changed.
 */
#ifndef WIJK_CONFIG_CONFIG_H
#define WIJK_CONFIG_CONFIG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "wijk/base/buffer.h"
#include "wijk/base/error.h"

struct config;

#define CONFIG_FILE_LIMIT ((size_t)1 << 20) /* bytes of a configuration file */

/* All options at their defaults. */
struct config *config_new(void);
void config_free(struct config *config); /* NULL is allowed */

/* Reads the first there is of: `path` (NULL: not given), $WIJK_CONFIG,
 * $XDG_CONFIG_HOME/wijk/wijk.conf or
 * ~/.config/wijk/wijk.conf, /etc/wijk.conf. None is fine, but a file that was named must be there.
 * The sentence of a fault begins with file and line. */
bool config_load(struct config *config, const char *path, struct error *error) MUST_USE;

/* Reads this one file; options it does not name keep their value. On a fault nothing has changed.
 */
bool config_read_path(struct config *config, const char *path, struct error *error) MUST_USE;

/* The file that was read, or NULL. */
const char *config_path(const struct config *config);

/* The translated sentences about settings that nobody knows, each with file and line; NULL behind
 * the last. */
const char *config_warning(const struct config *config, size_t index);

bool config_flag(const struct config *config, const char *name);
int64_t config_integer(const struct config *config, const char *name);
/* A text, choice or path; never NULL, "" when unset. In a path "~/" has become the home folder. */
const char *config_text(const struct config *config, const char *name);

/* The keys somebody gave an action in the group "keys", or NULL: keep those of the action table. */
const char *config_key(const struct config *config, const char *action);

/* The pairs of the group "keys", so that names and keys can be checked; false behind the last.
 * `line` (may be NULL) is where it stands in config_path(). */
bool config_key_at(const struct config *config, size_t index, const char **action,
                   const char **keys, unsigned *line);

/* Adds the value of an option as it would stand in the file, without quotes. */
void config_value(const struct config *config, const char *name, struct buffer *out);

/* Adds the commented sample: every option with its help, what it may be, and its default. It is
 * sample.conf, and what `wijk config --dump` prints. */
void config_dump(struct buffer *out);

/* Where the settings screen writes: config_path() when that lies in the user's folder or was named,
 * else $XDG_CONFIG_HOME/wijk/wijk.conf. */
bool config_user_path(const struct config *config, struct buffer *out,
                      struct error *error) MUST_USE;

/* Sets one option in a file, and leaves everything else in it as it was, comments and order
 * included. The file is made (mode 0600) when there is none. `name` is an option, or "keys." and an
 * action; `value` is what config_value would give. Refused, and the file untouched, when the value
 * does not fit the option or when the file would not read afterwards. The values of a loaded
 * configuration do not change: read the file again. */
bool config_write_setting(const char *path, const char *name, const char *value,
                          struct error *error) MUST_USE;

#endif
