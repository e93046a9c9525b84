/* Text from outside: walking, wrapping, cutting and cleaning never leave the text and never loop.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "wijk/base/memory.h"
#include "wijk/base/text.h"

static void demand(bool right)
{
    if (!right)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = memory_bytes(data, size);
    const char *cursor = text, *end = text + size;
    struct text_cluster cluster;
    size_t sum = 0;
    while (text_next(&cursor, end, &cluster)) {
        demand(cluster.length > 0 && cluster.width >= 0 && cluster.width <= 2);
        sum += cluster.length;
    }
    demand(sum == size);
    for (size_t at = 0; at < size;) {
        size_t after = text_after(text, size, at);
        demand(after > at && after <= size);
        at = after;
    }
    for (size_t at = size; at > 0;) {
        size_t before = text_before(text, size, at);
        demand(before < at);
        at = before;
    }
    for (size_t at = 0; at < size;) {
        size_t next = 0, length = text_wrap(text + at, size - at, 20, &next);
        demand(next > 0 && length <= next && next <= size - at);
        at += next;
    }
    struct buffer out = BUFFER_EMPTY;
    text_clean(&out, text, size, false);
    demand(text_valid(out.bytes, out.length, NULL));
    for (size_t i = 0; i < out.length; i++)
        demand((unsigned char)out.bytes[i] >= ' ' && out.bytes[i] != 0x7f);
    buffer_clear(&out);
    text_cut(&out, text, 10);
    demand(text_width(out.bytes) <= 10);
    buffer_clear(&out);
    text_fold(&out, text);
    buffer_clear(&out);
    text_from_windows_1252(&out, text, size);
    demand(text_valid(out.bytes, out.length, NULL));
    demand(text_compare(text, text) == 0);
    demand(text_contains(text, text));
    buffer_release(&out);
    free(text);
    return 0;
}
