#include <string.h>

#include "values.h"
#include "wijk/base/language.h"
#include "wijk/base/text.h"

enum { COMMENT_WIDTH = 76 };

static void add_comment(struct buffer *out, const char *indent, const char *text)
{
    size_t length = strlen(text), next = 0;
    for (const char *end = text + length; text < end; text += next) {
        size_t line = text_wrap(text, (size_t)(end - text), COMMENT_WIDTH, &next);
        buffer_format(out, "%s# %.*s\n", indent, (int)line, text);
    }
}

static void add_range(struct buffer *out, const struct option *option)
{
    struct buffer words = BUFFER_EMPTY;
    if (option->type == OPTION_CHOICE) {
        struct buffer list = BUFFER_EMPTY;
        config_choices(option, &list);
        buffer_format(&words, _("One of: %s."), list.bytes);
        buffer_release(&list);
        add_comment(out, "", words.bytes);
    } else if (option->type == OPTION_INTEGER) {
        buffer_format(&words, _("From %lld to %lld."), (long long)option->from,
                      (long long)option->to);
        add_comment(out, "", words.bytes);
    }
    buffer_release(&words);
}

void config_literal(const struct option *option, const char *value, struct buffer *out)
{
    if (option->type == OPTION_FLAG || option->type == OPTION_INTEGER) {
        buffer_add_text(out, value);
        return;
    }
    buffer_add_byte(out, '"');
    for (const char *at = value; *at != '\0'; at++) {
        if (*at == '"' || *at == '\\')
            buffer_add_byte(out, '\\');
        buffer_add_byte(out, *at);
    }
    buffer_add_byte(out, '"');
}

void config_dump(struct buffer *out)
{
    add_comment(out, "",
                _("The configuration of wijk, with its defaults: ~/.config/wijk/wijk.conf, for "
                  "everybody /etc/wijk.conf. A text without a value, \"\", is unset."));
    for (size_t i = 0; i < option_count(); i++) {
        const struct option *option = option_at(i);
        buffer_add_byte(out, '\n');
        add_comment(out, "", _(option->help));
        add_range(out, option);
        buffer_format(out, "%s = ", option->name);
        if (option->type == OPTION_KEYS)
            buffer_add_text(out, "{\n    # measure = \"m\";\n}");
        else
            config_literal(option, option->initial, out);
        buffer_add_text(out, ";\n");
    }
}
