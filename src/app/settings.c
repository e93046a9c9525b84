#include "wijk/app/settings.h"

#include <stdio.h>
#include <string.h>

#include "wijk/base/language.h"
#include "wijk/config/config.h"
#include "wijk/config/options.h"

const char *settings_keys(const struct config *config, const char *action)
{
    return config == NULL ? NULL : config_key(config, action);
}

bool settings_keys_at(const struct config *config, size_t index, const char **action,
                      const char **keys)
{
    return config != NULL && config_key_at(config, index, action, keys, NULL);
}

const char *settings_text(const struct config *config, const char *option)
{
    return config == NULL ? "" : config_text(config, option);
}

bool settings_flag(const struct config *config, const char *option, bool otherwise)
{
    return config == NULL ? otherwise : config_flag(config, option);
}

/* The option at an index, the group of keys left out: it is not one value. */
static const struct option *option_shown(size_t index)
{
    for (size_t i = 0; i < option_count(); i++) {
        const struct option *option = option_at(i);
        if (option->type != OPTION_KEYS && index-- == 0)
            return option;
    }
    return NULL;
}

static void list_choices(const struct option *option, struct setting *setting)
{
    const char *words = option->type == OPTION_FLAG ? "true false" : option->choices;
    for (size_t i = 0; words != NULL && *words != '\0' && i + 1 < SETTING_CHOICES; i++) {
        size_t length = strcspn(words, " ");
        snprintf(setting->choices[i], sizeof setting->choices[i], "%.*s", (int)length, words);
        words += length;
        words += strspn(words, " ");
    }
}

bool settings_at(const struct config *config, size_t index, struct setting *setting)
{
    const struct option *option = option_shown(index);
    if (config == NULL || option == NULL)
        return false;
    *setting = (struct setting){.name = option->name, .help = _(option->help)};
    list_choices(option, setting);
    struct buffer value = BUFFER_EMPTY;
    config_value(config, option->name, &value);
    snprintf(setting->value, sizeof setting->value, "%.255s", value.bytes);
    buffer_release(&value);
    return true;
}

bool settings_path(const struct config *config, struct buffer *out, struct error *error)
{
    return config_user_path(config, out, error);
}

bool settings_write(struct config *config, const char *option, const char *value,
                    struct error *error)
{
    struct buffer path = BUFFER_EMPTY;
    bool written = config_user_path(config, &path, error) &&
                   config_write_setting(path.bytes, option, value, error) &&
                   config_read_path(config, path.bytes, error);
    buffer_release(&path);
    return written;
}
