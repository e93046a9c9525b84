#include "wijk/base/id.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/random.h>
#include <time.h>

struct id id_from(int64_t milliseconds, const uint8_t random[10])
{
    struct id id;
    for (int i = 0; i < 6; i++)
        id.bytes[i] = (uint8_t)(milliseconds >> (40 - 8 * i));
    memcpy(id.bytes + 6, random, 10);
    id.bytes[6] = (uint8_t)(0x70 | (id.bytes[6] & 0x0F));
    id.bytes[8] = (uint8_t)(0x80 | (id.bytes[8] & 0x3F));
    return id;
}

static void fill_random(uint8_t *bytes, size_t length)
{
    while (length > 0) {
        ssize_t got = getrandom(bytes, length, 0);
        if (got <= 0)
            continue; /* interrupted by a signal: ask again */
        bytes += got;
        length -= (size_t)got;
    }
}

struct id id_new(void)
{
    static int64_t
        last; /* makes ids of one process ascend, also when the clock stands still or goes back */
    static unsigned counter;
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    int64_t milliseconds = (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
    if (milliseconds > last) {
        last = milliseconds;
        counter = 0;
    } else if (++counter > 0x0FFF) {
        last++;
        counter = 0;
    }
    uint8_t random[10];
    fill_random(random, sizeof random);
    random[0] = (uint8_t)(counter >> 8);
    random[1] = (uint8_t)counter;
    return id_from(last, random);
}

void id_format(struct id id, char text[ID_TEXT_SIZE])
{
    static const char digits[] = "0123456789abcdef";
    char *out = text;
    for (int i = 0; i < 16; i++) {
        if (i == 4 || i == 6 || i == 8 || i == 10)
            *out++ = '-';
        *out++ = digits[id.bytes[i] >> 4];
        *out++ = digits[id.bytes[i] & 15];
    }
    *out = '\0';
}

static int hex_digit(char byte)
{
    if (byte >= '0' && byte <= '9')
        return byte - '0';
    if (byte >= 'a' && byte <= 'f')
        return byte - 'a' + 10;
    return byte >= 'A' && byte <= 'F' ? byte - 'A' + 10 : -1;
}

bool id_parse(const char *text, struct id *id)
{
    if (strlen(text) != ID_TEXT_SIZE - 1)
        return false;
    struct id read;
    for (int i = 0; i < 16; i++) {
        if ((i == 4 || i == 6 || i == 8 || i == 10) && *text++ != '-')
            return false;
        int high = hex_digit(text[0]), low = hex_digit(text[1]);
        if (high < 0 || low < 0)
            return false;
        read.bytes[i] = (uint8_t)(high << 4 | low);
        text += 2;
    }
    *id = read;
    return true;
}
