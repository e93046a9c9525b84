#include "wijk/config/config.h"

#include <stdlib.h>
#include <string.h>

#include "values.h"
#include "wijk/base/language.h"
#include "wijk/base/path.h"

static const char system_file[] = "/etc/wijk.conf";

struct config *config_new(void)
{
    struct config *config = memory_new(sizeof *config);
    config->values = memory_array(option_count(), sizeof *config->values);
    for (size_t i = 0; i < option_count(); i++)
        config->values[i] = memory_string(option_at(i)->initial);
    return config;
}

void config_free(struct config *config)
{
    if (config == NULL)
        return;
    for (size_t i = 0; i < option_count(); i++)
        free(config->values[i]);
    for (size_t i = 0; i < config->keys.count; i++) {
        free(config->keys.items[i].action);
        free(config->keys.items[i].keys);
    }
    for (size_t i = 0; i < config->warnings.count; i++)
        free(config->warnings.items[i]);
    free(config->values);
    free(config->keys.items);
    free(config->warnings.items);
    free(config->path);
    free(config);
}

/* A second configuration is filled and swapped in, so that a fault changes nothing. */
bool config_read_path(struct config *config, const char *path, struct error *error)
{
    struct buffer text = BUFFER_EMPTY;
    struct config *fresh = config_new();
    for (size_t i = 0; i < option_count(); i++)
        config_put(fresh, option_at(i), config->values[i]);
    bool read = path_read(path, CONFIG_FILE_LIMIT, &text, error);
    if (read && strlen(text.bytes) != text.length)
        read = error_set(error, ERROR_INPUT, _("%s: this is not a text file"), path);
    if (read && config_parse(fresh, path, text.bytes, error)) {
        struct config old = *config;
        fresh->path = memory_string(path);
        *config = *fresh;
        *fresh = old;
    } else {
        read = false;
    }
    config_free(fresh);
    buffer_release(&text);
    return read;
}

bool config_load(struct config *config, const char *path, struct error *error)
{
    const char *named = path != NULL ? path : getenv("WIJK_CONFIG");
    if (named != NULL && *named != '\0') {
        bool read = config_read_path(config, named, error);
        config->named = read;
        return read;
    }
    struct buffer own = BUFFER_EMPTY;
    bool done = true;
    if (path_config(&own, NULL))
        buffer_add_text(&own, "/wijk.conf");
    if (own.length > 0 && path_exists(own.bytes))
        done = config_read_path(config, own.bytes, error);
    else if (path_exists(system_file))
        done = config_read_path(config, system_file, error);
    buffer_release(&own);
    return done;
}

const char *config_path(const struct config *config)
{
    return config->path;
}

const char *config_warning(const struct config *config, size_t index)
{
    return index < config->warnings.count ? config->warnings.items[index] : NULL;
}

bool config_user_path(const struct config *config, struct buffer *out, struct error *error)
{
    if (config->path != NULL && (config->named || strcmp(config->path, system_file) != 0)) {
        buffer_add_text(out, config->path);
        return true;
    }
    struct buffer folder = BUFFER_EMPTY;
    bool found = path_config(&folder, error);
    if (found)
        path_join(out, folder.bytes, "wijk.conf");
    buffer_release(&folder);
    return found;
}

static size_t index_of(const char *name)
{
    for (size_t i = 0; i < option_count(); i++)
        if (strcmp(option_at(i)->name, name) == 0)
            return i;
    error_bug("there is no option %s", name);
}

static const char *value_of(const struct config *config, const char *name, bool right_type)
{
    if (!right_type)
        error_bug("the option %s is of another type", name);
    return config->values[index_of(name)];
}

bool config_flag(const struct config *config, const char *name)
{
    bool right = option_at(index_of(name))->type == OPTION_FLAG;
    return strcmp(value_of(config, name, right), "true") == 0;
}

int64_t config_integer(const struct config *config, const char *name)
{
    bool right = option_at(index_of(name))->type == OPTION_INTEGER;
    return strtoll(value_of(config, name, right), NULL, 10);
}

const char *config_text(const struct config *config, const char *name)
{
    enum option_type type = option_at(index_of(name))->type;
    return value_of(config, name,
                    type == OPTION_TEXT || type == OPTION_CHOICE || type == OPTION_PATH);
}

void config_value(const struct config *config, const char *name, struct buffer *out)
{
    buffer_add_text(out, config->values[index_of(name)]);
}

const char *config_key(const struct config *config, const char *action)
{
    for (size_t i = 0; i < config->keys.count; i++)
        if (strcmp(config->keys.items[i].action, action) == 0)
            return config->keys.items[i].keys;
    return NULL;
}

bool config_key_at(const struct config *config, size_t index, const char **action,
                   const char **keys, unsigned *line)
{
    if (index >= config->keys.count)
        return false;
    *action = config->keys.items[index].action;
    *keys = config->keys.items[index].keys;
    if (line != NULL)
        *line = config->keys.items[index].line;
    return true;
}

void config_put(struct config *config, const struct option *option, const char *value)
{
    size_t index = index_of(option->name);
    const char *home = getenv("HOME");
    struct buffer text = BUFFER_EMPTY;
    if (option->type == OPTION_PATH && strncmp(value, "~/", 2) == 0 && home != NULL)
        path_join(&text, home, value + 2);
    else
        buffer_add_text(&text, value);
    free(config->values[index]);
    config->values[index] = buffer_detach(&text);
}
