#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "scan.h"
#include "values.h"
#include "wijk/base/language.h"
#include "wijk/base/path.h"

/* The places in a file's text that matter to one setting; a place that was not found is NULL. */
struct places {
    const char *group;       /* the group the setting is in ("keys"), or NULL */
    const char *name;        /* what is looked for */
    const char *value, *end; /* its value, from … up to */
    const char *group_end;   /* the closing brace of the group */
};

/* Behind a value: texts beside each other are one text; brackets are skipped whole. */
static const char *skip_value(const char *at)
{
    int depth = 0;
    const char *end = at;
    do {
        if (*at == '\0')
            return end;
        if (strchr("{([", *at) != NULL)
            depth++;
        else if (strchr("})]", *at) != NULL)
            depth--;
        bool text = *at == '"';
        end = scan_word(at);
        at = scan_space(end);
        if (depth == 0 && !(text && *at == '"'))
            return end;
    } while (*at != '\0');
    return end;
}

static bool same(const char *from, const char *to, const char *word)
{
    return word != NULL && strlen(word) == (size_t)(to - from) &&
           strncmp(from, word, (size_t)(to - from)) == 0;
}

/* Walks over the settings of one level; answers where that level ends. */
static const char *find(struct places *places, const char *at, bool inside)
{
    for (at = scan_space(at); *at != '\0' && *at != '}'; at = scan_space(at)) {
        const char *name = at, *end = scan_word(at);
        at = scan_space(end);
        if (*name == '@') { /* @include "file" */
            at = skip_value(at);
            continue;
        }
        if (*at != '=' && *at != ':')
            continue;
        at = scan_space(at + 1);
        if (same(name, end, inside ? places->name : places->group) && *at == '{' && !inside) {
            places->group_end = find(places, at + 1, true);
            at = *places->group_end != '\0' ? places->group_end + 1 : places->group_end;
            continue;
        }
        const char *value_end = skip_value(at);
        if (same(name, end, places->name) && inside == (places->group != NULL)) {
            places->value = at;
            places->end = value_end;
        }
        at = value_end;
    }
    return at;
}

/* A new line for the setting: at the end of its group, or at the end of the file. */
static void add_setting(struct buffer *text, const struct places *places, const char *literal)
{
    struct buffer line = BUFFER_EMPTY;
    size_t at = text->length;
    if (places->group_end != NULL && *places->group_end == '}') {
        at = (size_t)(places->group_end - text->bytes);
        size_t begin = at;
        while (begin > 0 && strchr(" \t", text->bytes[begin - 1]) != NULL)
            begin--;
        bool own_line = begin > 0 && text->bytes[begin - 1] == '\n';
        at = own_line ? begin : at;
        buffer_format(&line, "%s    %s = %s;\n", own_line ? "" : "\n", places->name, literal);
    } else {
        if (at > 0 && text->bytes[at - 1] != '\n')
            buffer_add_byte(&line, '\n');
        if (places->group != NULL)
            buffer_format(&line, "%s = {\n    ", places->group);
        buffer_format(&line, "%s = %s;\n", places->name, literal);
        if (places->group != NULL)
            buffer_add_text(&line, "};\n");
    }
    buffer_insert(text, at, line.bytes, line.length);
    buffer_release(&line);
}

static void edit(struct buffer *text, struct places *places, const char *literal)
{
    find(places, text->bytes, false);
    if (places->value == NULL) {
        add_setting(text, places, literal);
        return;
    }
    size_t at = (size_t)(places->value - text->bytes);
    buffer_delete(text, at, (size_t)(places->end - places->value));
    buffer_insert(text, at, literal, strlen(literal));
}

/* Whether the text reads, and then has that value: the proof that the edit was right. */
static bool proven(const char *path, const struct buffer *text, const struct places *places,
                   const char *value)
{
    struct config *config = config_new();
    struct error ignored = ERROR_NONE;
    bool right = config_parse(config, path, text->bytes, &ignored);
    if (right && places->group != NULL) {
        const char *keys = config_key(config, places->name);
        right = keys != NULL && strcmp(keys, value) == 0;
    } else if (right) {
        struct config *wanted = config_new();
        struct buffer one = BUFFER_EMPTY, other = BUFFER_EMPTY;
        config_put(wanted, option_find(places->name), value);
        config_value(wanted, places->name, &one);
        config_value(config, places->name, &other);
        right = strcmp(one.bytes, other.bytes) == 0;
        buffer_release(&one);
        buffer_release(&other);
        config_free(wanted);
    }
    config_free(config);
    return right;
}

/* Through a symbolic link to the file itself, keeping its mode. */
static bool write_file(const char *path, const struct buffer *text, struct error *error)
{
    struct stat status;
    char *real = realpath(path, NULL);
    const char *target = real != NULL ? real : path;
    mode_t mode = stat(target, &status) == 0 ? status.st_mode & 0777 : 0600;
    char *folder = path_folder(target);
    bool written = path_make_folders(folder, error) && path_write(target, text, mode, error);
    free(folder);
    free(real);
    return written;
}

bool config_write_setting(const char *path, const char *name, const char *value,
                          struct error *error)
{
    bool key = strncmp(name, "keys.", 5) == 0;
    const struct option *option = option_find(key ? "keys" : name);
    struct places places = {.group = key ? "keys" : NULL, .name = key ? name + 5 : name};
    struct buffer text = BUFFER_EMPTY, literal = BUFFER_EMPTY;
    if (option == NULL || (option->type == OPTION_KEYS && !key))
        return error_set(error, ERROR_INPUT, _("there is no setting \"%s\""), name);
    if (!config_fits(option, value, path, error))
        return false;
    config_literal(option, value, &literal);
    struct config *before = config_new();
    bool done = !path_exists(path) || (config_read_path(before, path, error) &&
                                       path_read(path, CONFIG_FILE_LIMIT, &text, error));
    config_free(before);
    if (done) {
        edit(&text, &places, literal.bytes);
        done = (proven(path, &text, &places, value) ||
                error_set(error, ERROR_REFUSED,
                          _("%s: \"%s\" cannot be changed here; change it with an editor"), path,
                          name)) &&
               write_file(path, &text, error);
    }
    buffer_release(&text);
    buffer_release(&literal);
    return done;
}
