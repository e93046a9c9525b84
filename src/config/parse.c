#include <stdlib.h>
#include <string.h>

#include <libconfig.h>

#include "scan.h"
#include "values.h"
#include "wijk/base/language.h"
#include "wijk/base/path.h"
#include "wijk/base/text.h"

enum { TEXT_LIMIT = 4096, WARNING_LIMIT = 100 };

/* One setting as it is read: where it stands, and what it must be. */
struct setting {
    config_setting_t *it;
    const struct option *option;
    char where[600]; /* "file:line" */
    unsigned line;
};

/* The sentences of libconfig 1.5 in the user's language. */
static const char *reason_of(const char *english)
{
    static const char *const known[][2] = {
        {"syntax error", N_("this is not written as a setting should be: name = value;")},
        {"duplicate setting name", N_("this setting was given before")},
        {"cannot open include file", N_("the file to include cannot be opened")},
        {"include file nesting too deep", N_("files include each other without end")},
        {"mismatched element type in array",
         N_("the values between [ and ] are of different kinds")}};
    for (size_t i = 0; english != NULL && i < sizeof known / sizeof *known; i++)
        if (strcmp(english, known[i][0]) == 0)
            return _(known[i][1]);
    return english != NULL ? english : _(known[0][1]);
}

/* Adds "file:line"; an included file is named by libconfig as in the including one, without folder.
 */
static void add_place(struct buffer *out, const char *path, const char *included, unsigned line)
{
    char *folder = path_folder(path);
    if (included != NULL)
        path_join(out, folder, included);
    else
        buffer_add_text(out, path);
    buffer_format(out, ":%u", line);
    free(folder);
}

static void locate(struct setting *setting, const char *path)
{
    struct buffer where = BUFFER_EMPTY;
    setting->line = config_setting_source_line(setting->it);
    add_place(&where, path, config_setting_source_file(setting->it), setting->line);
    strncpy(setting->where, where.bytes, sizeof setting->where - 1);
    setting->where[sizeof setting->where - 1] = '\0';
    buffer_release(&where);
}

void config_choices(const struct option *option, struct buffer *out)
{
    for (const char *word = option->choices; *word != '\0'; word++)
        if (*word == ' ')
            buffer_add_text(out, ", ");
        else
            buffer_add_byte(out, *word);
}

static bool is_choice(const struct option *option, const char *value)
{
    size_t length = strlen(value);
    const char *word = option->choices;
    for (;;) {
        size_t size = strcspn(word, " ");
        if (size == length && strncmp(word, value, size) == 0)
            return true;
        if (word[size] == '\0')
            return false;
        word += size + 1;
    }
}

static bool refuse_choice(const struct option *option, const char *where, struct error *error)
{
    struct buffer words = BUFFER_EMPTY;
    config_choices(option, &words);
    error_set(error, ERROR_INPUT, _("%s: \"%s\" must be one of: %s"), where, option->name,
              words.bytes);
    buffer_release(&words);
    return false;
}

static bool is_plain_line(const char *value)
{
    for (const char *at = value; *at != '\0'; at++)
        if ((unsigned char)*at < ' ' || *at == 0x7f)
            return false;
    return true;
}

bool config_fits(const struct option *option, const char *value, const char *where,
                 struct error *error)
{
    char *end = NULL;
    int64_t number = strtoll(value, &end, 10);
    switch (option->type) {
    case OPTION_FLAG:
        return strcmp(value, "true") == 0 || strcmp(value, "false") == 0 ||
               error_set(error, ERROR_INPUT, _("%s: \"%s\" must be true or false"), where,
                         option->name);
    case OPTION_INTEGER:
        return (*value != '\0' && *end == '\0' && number >= option->from && number <= option->to) ||
               error_set(error, ERROR_INPUT,
                         _("%s: \"%s\" must be a whole number from %lld to %lld"), where,
                         option->name, (long long)option->from, (long long)option->to);
    case OPTION_CHOICE:
        return is_choice(option, value) || refuse_choice(option, where, error);
    case OPTION_TEXT:
    case OPTION_PATH:
    case OPTION_KEYS:
        break;
    }
    size_t length = strlen(value);
    return (length <= TEXT_LIMIT && text_valid(value, length, NULL) && is_plain_line(value)) ||
           error_set(error, ERROR_INPUT,
                     _("%s: \"%s\" must be one line of UTF-8 text, at most %d bytes"), where,
                     option->name, (int)TEXT_LIMIT);
}

/* The value of a setting as text, when it is of the kind the option wants. */
static bool value_of(const struct setting *setting, struct buffer *out)
{
    config_setting_t *it = setting->it;
    int type = config_setting_type(it);
    switch (setting->option->type) {
    case OPTION_FLAG:
        if (type != CONFIG_TYPE_BOOL)
            return false;
        buffer_add_text(out, config_setting_get_bool(it) ? "true" : "false");
        return true;
    case OPTION_INTEGER:
        if (type != CONFIG_TYPE_INT && type != CONFIG_TYPE_INT64)
            return false;
        buffer_format(out, "%lld",
                      type == CONFIG_TYPE_INT ? (long long)config_setting_get_int(it)
                                              : config_setting_get_int64(it));
        return true;
    default:
        if (type != CONFIG_TYPE_STRING)
            return false;
        buffer_add_text(out, config_setting_get_string(it));
        return true;
    }
}

static bool wrong_kind(const struct setting *setting, struct error *error)
{
    switch (setting->option->type) {
    case OPTION_FLAG:
    case OPTION_INTEGER:
        return config_fits(setting->option, "", setting->where, error);
    case OPTION_KEYS:
        return error_set(error, ERROR_INPUT,
                         _("%s: \"%s\" must be a group: %s = { action = \"key\"; };"),
                         setting->where, setting->option->name, setting->option->name);
    default:
        return error_set(error, ERROR_INPUT, _("%s: \"%s\" must be a text between quotes"),
                         setting->where, setting->option->name);
    }
}

static bool read_keys(struct config *config, const struct setting *group, const char *path,
                      struct error *error)
{
    if (!config_setting_is_group(group->it))
        return wrong_kind(group, error);
    for (unsigned i = 0; i < (unsigned)config_setting_length(group->it); i++) {
        struct setting key = {.it = config_setting_get_elem(group->it, i), .option = group->option};
        locate(&key, path);
        const char *action = config_setting_name(key.it);
        const char *keys = config_setting_get_string(key.it);
        if (keys == NULL)
            return error_set(error, ERROR_INPUT, _("%s: \"%s\" must be a text between quotes"),
                             key.where, action);
        if (!config_fits(group->option, keys, key.where, error))
            return false;
        *VECTOR_PUSH(&config->keys) = (struct config_key){
            .action = memory_string(action), .keys = memory_string(keys), .line = key.line};
    }
    return true;
}

static void warn_unknown(struct config *config, const struct setting *setting)
{
    struct buffer sentence = BUFFER_EMPTY;
    const char *name = config_setting_name(setting->it);
    const struct option *nearest = option_nearest(name);
    if (config->warnings.count == WARNING_LIMIT)
        return;
    if (nearest != NULL)
        buffer_format(&sentence, _("%s: there is no setting \"%s\"; did you mean \"%s\"?"),
                      setting->where, name, nearest->name);
    else
        buffer_format(&sentence, _("%s: there is no setting \"%s\""), setting->where, name);
    *VECTOR_PUSH(&config->warnings) = buffer_detach(&sentence);
}

static bool read_setting(struct config *config, struct setting *setting, const char *path,
                         struct error *error)
{
    locate(setting, path);
    setting->option = option_find(config_setting_name(setting->it));
    if (setting->option == NULL) {
        warn_unknown(config, setting);
        return true;
    }
    if (setting->option->type == OPTION_KEYS)
        return read_keys(config, setting, path, error);
    struct buffer value = BUFFER_EMPTY;
    bool fits = value_of(setting, &value)
                    ? config_fits(setting->option, value.bytes, setting->where, error)
                    : wrong_kind(setting, error);
    if (fits)
        config_put(config, setting->option, value.bytes);
    buffer_release(&value);
    return fits;
}

/* Refuses what libconfig would read as something else than it says. */
static bool readable(const char *path, const char *text, struct error *error)
{
    enum scan_fault fault;
    const char *place = scan_fault(text, &fault);
    unsigned line = 1;
    for (const char *at = text; place != NULL && at < place; at++)
        line += *at == '\n';
    if (place == NULL)
        return true;
    return error_set(error, ERROR_INPUT,
                     fault == SCAN_UNCLOSED
                         ? _("%s:%u: the text that begins here has no closing quote")
                         : _("%s:%u: this number is too large"),
                     path, line);
}

bool config_parse(struct config *config, const char *path, const char *text, struct error *error)
{
    if (!readable(path, text, error))
        return false;
    config_t parsed;
    config_init(&parsed);
    char *folder = path_folder(path);
    config_set_include_dir(&parsed, folder);
    bool read = config_read_string(&parsed, text) == CONFIG_TRUE;
    if (!read) {
        struct buffer where = BUFFER_EMPTY;
        add_place(&where, path, config_error_file(&parsed), (unsigned)config_error_line(&parsed));
        error_set(error, ERROR_INPUT, "%s: %s", where.bytes, reason_of(config_error_text(&parsed)));
        buffer_release(&where);
    }
    config_setting_t *root = config_root_setting(&parsed);
    for (unsigned i = 0; read && i < (unsigned)config_setting_length(root); i++) {
        struct setting setting = {.it = config_setting_get_elem(root, i)};
        read = read_setting(config, &setting, path, error);
    }
    config_destroy(&parsed);
    free(folder);
    return read;
}
