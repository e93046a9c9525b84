#include "wijk/tui/input.h"

#include <stdlib.h>
#include <string.h>

#include "wijk/base/text.h"

enum { ESC = 0x1B, SEQUENCE_MOST = 64, PARAMETERS = 4 };

/* What the bytes at the front are: so many bytes used, and whether they make an event. */
enum outcome { MORE, NOTHING, EVENT };

struct decoded {
    enum outcome outcome;
    size_t used;
};

void input_init(struct input *input)
{
    *input = (struct input){.bytes = BUFFER_EMPTY, .paste = BUFFER_EMPTY};
}

void input_release(struct input *input)
{
    buffer_release(&input->bytes);
    buffer_release(&input->paste);
    free(input->sequences.items);
    input_init(input);
}

void input_define(struct input *input, const char *bytes, keycode key)
{
    struct input_sequence sequence = {.length = strlen(bytes), .key = key};
    if (sequence.length < 2 || sequence.length > sizeof sequence.bytes || *bytes != ESC)
        return;
    memcpy(sequence.bytes, bytes, sequence.length);
    *VECTOR_PUSH(&input->sequences) = sequence;
}

/* Pasted bytes; line ends become "\n". A line end may be cut in two by the pieces in which the
 * bytes came, so "\r\n" is put right at the end. */
static void paste_add(struct input *input, const char *bytes, size_t length)
{
    size_t room = INPUT_PASTE_MOST - input->paste.length;
    if (input->paste_full)
        return;
    if (length > room) {
        length = room;
        input->paste_full = true;
    }
    buffer_add(&input->paste, bytes, length);
}

static void paste_cut(struct buffer *paste)
{
    size_t from = paste->length > 256 ? paste->length - 256 : 0;
    while (from < paste->length && ((unsigned char)paste->bytes[from] & 0xC0) == 0x80)
        from++;
    size_t length = paste->length - from;
    paste->length = from + text_before(paste->bytes + from, length, length);
    paste->bytes[paste->length] = '\0';
}

static struct event paste_finish(struct input *input)
{
    struct buffer *paste = &input->paste;
    size_t length = 0;
    if (input->paste_full)
        paste_cut(paste);
    for (size_t i = 0; i < paste->length; i++) {
        char byte = paste->bytes[i];
        if (byte == '\r' && i + 1 < paste->length && paste->bytes[i + 1] == '\n')
            continue;
        paste->bytes[length++] = byte == '\r' ? '\n' : byte;
    }
    paste->length = length;
    paste->bytes[length] = '\0';
    input->pasting = input->paste_full = false;
    return (struct event){
        .type = EVENT_PASTE, .paste = paste->bytes, .paste_length = paste->length};
}

static bool paste_next(struct input *input, bool flush, struct event *event)
{
    static const char end[] = "\033[201~";
    const size_t end_length = sizeof end - 1;
    char *bytes = input->bytes.bytes + input->at;
    size_t length = input->bytes.length - input->at, seen = 0;
    bool ended = false;
    while (seen < length && !ended) {
        char *found = memchr(bytes + seen, ESC, length - seen);
        size_t at = found != NULL ? (size_t)(found - bytes) : length;
        size_t left = length - at;
        paste_add(input, bytes + seen, at - seen);
        seen = at;
        if (found == NULL)
            break;
        if (memcmp(found, end, left < end_length ? left : end_length) != 0)
            paste_add(input, found, 1), seen++;
        else if (left >= end_length)
            ended = true, seen += end_length;
        else
            break; /* the end may be coming */
    }
    input->at += seen;
    if (!ended && !flush)
        return false;
    *event = paste_finish(input);
    return true;
}

/* One character of UTF-8. */
static struct decoded decode_point(const char *bytes, size_t length, bool flush, keycode *point)
{
    unsigned char first = (unsigned char)*bytes;
    size_t needed = first < 0x80 ? 1 : first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (needed == 0 || first > 0xF4)
        return (struct decoded){NOTHING, 1};
    for (size_t i = 1; i < needed && i < length; i++)
        if (((unsigned char)bytes[i] & 0xC0) != 0x80)
            return (struct decoded){NOTHING, i};
    if (length < needed)
        return flush ? (struct decoded){NOTHING, length} : (struct decoded){MORE, 0};
    if (!text_valid(bytes, needed, NULL))
        return (struct decoded){NOTHING, needed};
    *point = needed == 1 ? first : first & (0x7Fu >> needed);
    for (size_t i = 1; i < needed; i++)
        *point = *point << 6 | ((unsigned char)bytes[i] & 0x3F);
    bool control = *point >= 0x80 && *point < 0xA0;
    return (struct decoded){control ? NOTHING : EVENT, needed};
}

/* A byte below 0x20, or DEL. */
static keycode control_key(unsigned char byte)
{
    switch (byte) {
    case '\r':
    case '\n':
        return KEYS_ENTER;
    case '\t':
        return KEYS_TAB;
    case '\b':
    case 0x7F:
        return KEYS_BACKSPACE;
    case ESC:
        return KEYS_ESCAPE;
    case 0:
        return ' ' | MOD_CTRL;
    default:
        return (byte <= 26 ? byte + ('a' - 1u) : byte + 0x40u) | MOD_CTRL;
    }
}

static struct decoded decode_plain(const char *bytes, size_t length, bool flush,
                                   struct event *event)
{
    unsigned char byte = (unsigned char)*bytes;
    event->type = EVENT_KEY;
    if (byte < 0x20 || byte == 0x7F) {
        event->key = control_key(byte);
        return (struct decoded){EVENT, 1};
    }
    return decode_point(bytes, length, flush, &event->key);
}

/* The numbers of an xterm modifier parameter: 1 + Shift 1 + Alt 2 + Ctrl 4. */
static keycode modifiers_of(int parameter)
{
    keycode modifiers = 0;
    if (parameter < 2 || parameter > 16)
        return 0;
    if ((parameter - 1) & 1)
        modifiers |= MOD_SHIFT;
    if ((parameter - 1) & 2)
        modifiers |= MOD_ALT;
    if ((parameter - 1) & 4)
        modifiers |= MOD_CTRL;
    return modifiers;
}

/* The letter that ends "ESC [ …" or follows "ESC O". */
static keycode letter_key(char letter)
{
    static const struct {
        char letter;
        keycode key;
    } keys[] = {{'A', KEYS_UP},
                {'B', KEYS_DOWN},
                {'C', KEYS_RIGHT},
                {'D', KEYS_LEFT},
                {'H', KEYS_HOME},
                {'F', KEYS_END},
                {'P', KEYS_F1},
                {'Q', KEYS_F1 + 1},
                {'R', KEYS_F1 + 2},
                {'S', KEYS_F1 + 3},
                {'M', KEYS_ENTER},
                {'I', KEYS_TAB},
                {'Z', KEYS_TAB | MOD_SHIFT}};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (keys[i].letter == letter)
            return keys[i].key;
    return 0;
}

/* The number in "ESC [ number ~". */
static keycode number_key(int number)
{
    static const keycode low[] = {0,        KEYS_HOME,    KEYS_INSERT,    KEYS_DELETE,
                                  KEYS_END, KEYS_PAGE_UP, KEYS_PAGE_DOWN, KEYS_HOME,
                                  KEYS_END};
    if (number > 0 && number < (int)(sizeof low / sizeof *low))
        return low[number];
    if (number >= 11 && number <= 15)
        return KEYS_F1 + (keycode)(number - 11);
    if (number >= 17 && number <= 21)
        return KEYS_F1 + (keycode)(number - 12);
    return number == 23 || number == 24 ? KEYS_F1 + (keycode)(number - 13) : 0;
}

/* A code point that came as a number, of terminals that tell Ctrl-letter apart from Tab and such.
 */
static keycode coded_key(int code, int modifier)
{
    keycode modifiers = modifiers_of(modifier), key;
    if (code <= 0 || code >= KEY_BASE || (code >= 0x80 && code < 0xA0) ||
        (code >= 0xD800 && code < 0xE000))
        return 0;
    key = code < 0x20 || code == 0x7F ? control_key((unsigned char)code) : (keycode)code;
    if (modifiers & MOD_CTRL && key >= 'A' && key <= 'Z')
        key += 'a' - 'A';
    if (key < KEY_BASE)
        modifiers &= ~(keycode)MOD_SHIFT;
    return key | modifiers;
}

/* A mouse report: the button's code, column and row from 1. Releases, moves and other buttons are
 * nothing. */
static bool mouse_event(int button, int x, int y, struct event *event)
{
    if (x < 1 || y < 1)
        return false;
    *event = (struct event){.type = EVENT_MOUSE, .x = x - 1, .y = y - 1};
    button &= ~(4 | 8 | 16); /* with Shift, Alt or Ctrl */
    if (button == 0)
        event->mouse = MOUSE_PRESS;
    else if (button == 64)
        event->mouse = MOUSE_WHEEL_UP;
    else if (button == 65)
        event->mouse = MOUSE_WHEEL_DOWN;
    else
        return false;
    return true;
}

/* The numbers between "ESC [" and its last byte; missing ones are 0. */
static int read_numbers(const char *at, const char *end, int *numbers)
{
    int count = 1;
    for (int i = 0; i < PARAMETERS; i++)
        numbers[i] = 0;
    for (; at < end; at++) {
        int *number = &numbers[count - 1];
        if (*at == ';' && count < PARAMETERS)
            count++;
        else if (*at >= '0' && *at <= '9' && *number < 1000000)
            *number = *number * 10 + (*at - '0');
        else if (*at == ';' || *at == ':')
            break;
    }
    return count;
}

/* A complete "ESC [ … letter" of `length` bytes. */
static bool control_sequence(struct input *input, const char *bytes, size_t length,
                             struct event *event)
{
    int numbers[PARAMETERS];
    char last = bytes[length - 1], first = bytes[2];
    bool mouse = first == '<';
    int count = read_numbers(bytes + (mouse ? 3 : 2), bytes + length - 1, numbers);
    if (mouse)
        return last == 'M' && count == 3 && mouse_event(numbers[0], numbers[1], numbers[2], event);
    event->type = EVENT_KEY;
    event->key = 0;
    if (last == '~' && numbers[0] == 200) {
        input->pasting = true;
        buffer_clear(&input->paste);
        return false;
    }
    if (last == '~' && numbers[0] == 27)
        event->key = coded_key(numbers[2], numbers[1]);
    else if (last == 'u' && first >= '0' && first <= '9')
        event->key = coded_key(numbers[0], numbers[1]);
    else if (last == '~' && number_key(numbers[0]) != 0)
        event->key = number_key(numbers[0]) | modifiers_of(numbers[1]);
    else if (last != 'M' && last != 'I' && letter_key(last) != 0 && numbers[0] <= 1)
        event->key = letter_key(last) | modifiers_of(numbers[1]);
    return event->key != 0;
}

/* From "ESC [" on. */
static struct decoded decode_control(struct input *input, const char *bytes, size_t length,
                                     bool flush, struct event *event)
{
    size_t at = 2;
    if (length > 2 && bytes[2] == 'M') { /* an old mouse report: three bytes, each 32 higher */
        if (length < 6)
            return flush ? (struct decoded){NOTHING, length} : (struct decoded){MORE, 0};
        bool is_event = mouse_event((unsigned char)bytes[3] - 32, (unsigned char)bytes[4] - 32,
                                    (unsigned char)bytes[5] - 32, event);
        return (struct decoded){is_event ? EVENT : NOTHING, 6};
    }
    if (length > 2 && bytes[2] == '[') { /* F1 to F5 of the Linux console */
        if (length < 4)
            return flush ? (struct decoded){NOTHING, length} : (struct decoded){MORE, 0};
        bool is_key = bytes[3] >= 'A' && bytes[3] <= 'E';
        event->type = EVENT_KEY;
        event->key = KEYS_F1 + (keycode)(is_key ? bytes[3] - 'A' : 0);
        return (struct decoded){is_key ? EVENT : NOTHING, 4};
    }
    while (at < length && at < SEQUENCE_MOST && bytes[at] >= 0x20 && bytes[at] < 0x40)
        at++;
    if (at == length && at < SEQUENCE_MOST && !flush)
        return (struct decoded){MORE, 0};
    if (at == length && at == 2) {
        event->type = EVENT_KEY;
        event->key = '[' | MOD_ALT;
        return (struct decoded){EVENT, 2};
    }
    if (at == length || bytes[at] < 0x40 || bytes[at] > 0x7E)
        return (struct decoded){NOTHING, at}; /* broken off; what follows is read anew */
    bool is_event = control_sequence(input, bytes, at + 1, event);
    return (struct decoded){is_event ? EVENT : NOTHING, at + 1};
}

/* What terminfo says about this terminal. */
static struct decoded decode_defined(const struct input *input, const char *bytes, size_t length,
                                     struct event *event)
{
    struct decoded best = {NOTHING, 0};
    for (size_t i = 0; i < input->sequences.count; i++) {
        const struct input_sequence *sequence = &input->sequences.items[i];
        if (sequence->length > length && memcmp(sequence->bytes, bytes, length) == 0)
            return (struct decoded){MORE, 0};
        if (sequence->length > best.used && sequence->length <= length &&
            memcmp(sequence->bytes, bytes, sequence->length) == 0) {
            best = (struct decoded){EVENT, sequence->length};
            event->type = EVENT_KEY;
            event->key = sequence->key;
        }
    }
    return best;
}

static struct decoded decode_escape(struct input *input, const char *bytes, size_t length,
                                    bool flush, struct event *event)
{
    struct decoded decoded = decode_defined(input, bytes, length, event);
    if (decoded.outcome == EVENT || (decoded.outcome == MORE && !flush))
        return decoded;
    event->type = EVENT_KEY;
    event->key = KEYS_ESCAPE;
    if (length == 1)
        return flush ? (struct decoded){EVENT, 1} : (struct decoded){MORE, 0};
    if (bytes[1] == '[')
        return decode_control(input, bytes, length, flush, event);
    if (bytes[1] == 'O' && length == 2 && !flush)
        return (struct decoded){MORE, 0};
    if (bytes[1] == 'O' && length > 2) {
        event->key = letter_key(bytes[2]);
        return (struct decoded){event->key != 0 ? EVENT : NOTHING, 3};
    }
    if (bytes[1] == ESC && length == 2 && !flush)
        return (struct decoded){MORE, 0};
    if (bytes[1] == ESC && (length == 2 || (bytes[2] != '[' && bytes[2] != 'O')))
        return (struct decoded){EVENT, 1};
    decoded = bytes[1] == ESC ? decode_escape(input, bytes + 1, length - 1, flush, event)
                              : decode_plain(bytes + 1, length - 1, flush, event);
    if (decoded.outcome == EVENT && event->type == EVENT_KEY)
        event->key |= MOD_ALT;
    if (decoded.outcome != MORE)
        decoded.used++;
    return decoded;
}

bool input_next(struct input *input, bool flush, struct event *event)
{
    *event = (struct event){.type = EVENT_NONE};
    for (;;) {
        if (input->pasting) {
            if (paste_next(input, flush, event))
                return true;
            break;
        }
        const char *bytes = input->bytes.bytes + input->at;
        size_t length = input->bytes.length - input->at;
        if (length == 0)
            break;
        struct decoded decoded = *bytes == ESC ? decode_escape(input, bytes, length, flush, event)
                                               : decode_plain(bytes, length, flush, event);
        input->at += decoded.used;
        if (decoded.outcome == EVENT)
            return true;
        if (decoded.outcome == MORE)
            break;
    }
    *event = (struct event){.type = EVENT_NONE};
    return false;
}

void input_add(struct input *input, const char *bytes, size_t length)
{
    if (input->at > 0) {
        buffer_delete(&input->bytes, 0, input->at);
        input->at = 0;
    }
    buffer_add(&input->bytes, bytes, length);
}

bool input_unfinished(const struct input *input)
{
    return input->pasting || input->at < input->bytes.length;
}
