/* Numbers: what is read is finite, and reads back the same from its exact text. */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "wijk/base/memory.h"
#include "wijk/base/number.h"

static void demand(bool right)
{
    if (!right)
        abort();
}

static bool same(double one, double other)
{
    return !(one < other) && !(one > other);
}

static void read_as(const char *text, enum number_style style, struct buffer *out)
{
    struct number_reading reading;
    double value, back;
    int64_t cents, again;
    if (number_read(text, style, &reading))
        demand(isfinite(reading.value));
    if (number_parse(text, style, &value)) {
        demand(isfinite(value));
        buffer_clear(out);
        number_exact(out, value, style);
        demand(number_parse(out->bytes, style, &back) && same(value, back));
        buffer_clear(out);
        number_format(out, value, 2, style);
    }
    if (money_parse(text, style, &cents)) {
        buffer_clear(out);
        money_exact(out, cents, style);
        demand(money_parse(out->bytes, style, &again) && again == cents);
        buffer_clear(out);
        money_format(out, cents, style);
        demand(money_parse(out->bytes, style, &again) && again == cents);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = memory_bytes(data, size);
    struct buffer out = BUFFER_EMPTY;
    read_as(text, NUMBER_ISO, &out);
    read_as(text, NUMBER_NL, &out);
    buffer_release(&out);
    free(text);
    return 0;
}
