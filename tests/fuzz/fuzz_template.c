/* Any bytes as a template: read or refused with a sentence, and filled in within the limits; what
 * comes out is made into HTML. */
#include <stdint.h>
#include <stdlib.h>

#include "wijk/base/markdown.h"
#include "wijk/domain/template.h"

static const struct template_field item_fields[] = {{"a", TEMPLATE_TEXT, NULL},
                                                    {"b", TEMPLATE_FLAG, NULL}};
static const struct template_shape item_shape = {item_fields, 2};
static const struct template_field fields[] = {
    {"t", TEMPLATE_TEXT, NULL}, {"f", TEMPLATE_FLAG, NULL}, {"l", TEMPLATE_LIST, &item_shape}};
static const struct template_shape shape = {fields, 3};

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct template_source source = {"x.md", (const char *)bytes, size};
    struct error error = ERROR_NONE;
    struct template *template = template_new(&source, &shape, &error);
    if (template == NULL) {
        if (!error_is_set(&error) || error.message[0] == '\0')
            abort();
        return 0;
    }
    struct template_record record;
    struct buffer out = BUFFER_EMPTY, html = BUFFER_EMPTY;
    template_record_init(&record, &shape);
    template_set(&record, "t", "| # <b> *");
    for (int i = 0; i < 3; i++)
        template_flag(template_add(&record, "l"), "b", i == 1);
    struct template_rendering rendering = {.escape = markdown_escape, .limit = 65536};
    if (template_render(template, &record, &rendering, &out, &error))
        markdown_html(&html, out.bytes, out.length);
    template_record_release(&record);
    template_free(template);
    buffer_release(&out);
    buffer_release(&html);
    return 0;
}
