#include "sitekey.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "wijk/base/language.h"
#include "wijk/base/path.h"

#define KEY_FILE_LIMIT (1u << 20)
#define HEADER "wijk site keys 1\n"

static void add_hex(struct buffer *out, const uint8_t *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        buffer_format(out, "%02x", bytes[i]);
}

static bool read_hex(const char *text, uint8_t *bytes, size_t length)
{
    if (strlen(text) != 2 * length)
        return false;
    for (size_t i = 0; i < length; i++) {
        unsigned byte;
        if (strspn(text + 2 * i, "0123456789abcdef") < 2 || sscanf(text + 2 * i, "%2x", &byte) != 1)
            return false;
        bytes[i] = (uint8_t)byte;
    }
    return true;
}

/* site public secret device inode seq hash */
static bool read_line(const char *line, struct sitekey *key)
{
    char site[33], public_key[65], secret_key[129], hash[65];
    return sscanf(line, "%32s %64s %128s %" SCNu64 " %" SCNu64 " %" SCNd64 " %64s", site,
                  public_key, secret_key, &key->device, &key->inode, &key->seq, hash) == 7 &&
           read_hex(site, key->site.bytes, sizeof key->site.bytes) &&
           read_hex(public_key, key->public_key, sizeof key->public_key) &&
           read_hex(secret_key, key->secret_key, sizeof key->secret_key) &&
           read_hex(hash, key->hash, sizeof key->hash);
}

static void write_line(struct buffer *out, const struct sitekey *key)
{
    add_hex(out, key->site.bytes, sizeof key->site.bytes);
    buffer_add_byte(out, ' ');
    add_hex(out, key->public_key, sizeof key->public_key);
    buffer_add_byte(out, ' ');
    add_hex(out, key->secret_key, sizeof key->secret_key);
    buffer_format(out, " %" PRIu64 " %" PRIu64 " %" PRId64 " ", key->device, key->inode, key->seq);
    add_hex(out, key->hash, sizeof key->hash);
    buffer_add_byte(out, '\n');
}

struct keys {
    VECTOR(struct sitekey) list;
};

static void release(struct keys *keys)
{
    if (keys->list.items != NULL)
        crypto_wipe(keys->list.items, keys->list.count * sizeof *keys->list.items);
    free(keys->list.items);
}

static bool parse(const char *path, char *text, struct keys *keys, struct error *error)
{
    size_t header = strlen(HEADER);
    bool fine = strncmp(text, HEADER, header) == 0;
    for (char *rest = NULL, *line = fine ? strtok_r(text + header, "\n", &rest) : NULL;
         fine && line != NULL; line = strtok_r(NULL, "\n", &rest)) {
        struct sitekey key;
        fine = read_line(line, &key);
        if (fine)
            *VECTOR_PUSH(&keys->list) = key;
    }
    if (!fine)
        return error_set(error, ERROR_DAMAGED,
                         _("%s: the file with the keys is damaged; move it away, and this computer "
                           "goes on as a new copy"),
                         path);
    return true;
}

static bool read_keys(const char *path, struct keys *keys, struct error *error)
{
    if (!path_exists(path))
        return true;
    struct buffer text = BUFFER_EMPTY;
    bool fine = path_read(path, KEY_FILE_LIMIT, &text, error) &&
                (text.length == 0 || parse(path, text.bytes, keys, error));
    crypto_wipe(text.bytes, text.capacity == 0 ? 0 : text.length);
    buffer_release(&text);
    return fine;
}

bool sitekey_find(const char *path, struct sitekey *key, bool *found, struct error *error)
{
    uint64_t device = key->device, inode = key->inode;
    struct keys keys = {0};
    *found = false;
    bool fine = read_keys(path, &keys, error), same_device = false;
    for (size_t i = 0; fine && i < keys.list.count; i++) {
        const struct sitekey *one = &keys.list.items[i];
        if (one->inode != inode || (same_device && one->device != device))
            continue;
        *key = *one;
        *found = true;
        same_device = one->device == device;
    }
    release(&keys);
    return fine;
}

void sitekey_make(struct sitekey *key)
{
    uint8_t full[CRYPTO_HASH];
    struct crypto_hash hash;
    *key = (struct sitekey){0};
    crypto_make_pair(key->public_key, key->secret_key);
    crypto_hash_init(&hash);
    crypto_hash_add(&hash, key->public_key, sizeof key->public_key);
    crypto_hash_end(&hash, full);
    memcpy(key->site.bytes, full, sizeof key->site.bytes);
}

static bool replace(const char *path, const struct sitekey *key, struct error *error)
{
    struct keys keys = {0};
    bool fine = read_keys(path, &keys, error);
    struct buffer text = BUFFER_EMPTY;
    buffer_add_text(&text, HEADER);
    for (size_t i = 0; fine && i < keys.list.count; i++) {
        const struct sitekey *one = &keys.list.items[i];
        bool same = one->inode == key->inode && one->device == key->device;
        if (!same && !id_equal(one->site, key->site))
            write_line(&text, one);
    }
    write_line(&text, key);
    fine = fine && path_write(path, &text, 0600, error);
    crypto_wipe(text.bytes, text.length);
    buffer_release(&text);
    release(&keys);
    return fine;
}

bool sitekey_keep(const char *path, const struct sitekey *key, struct error *error)
{
    char *folder = path_folder(path);
    bool fine = path_make_folders(folder, error);
    free(folder);
    if (!fine)
        return false;
    /* Programs that share the key file take turns; the lock file stays. */
    struct buffer beside = BUFFER_EMPTY;
    buffer_format(&beside, "%s.lock", path);
    int lock = open(beside.bytes, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    fine = lock >= 0 && flock(lock, LOCK_EX) == 0;
    if (!fine)
        path_failed(beside.bytes, errno, error);
    fine = fine && replace(path, key, error);
    if (lock >= 0)
        close(lock);
    buffer_release(&beside);
    return fine;
}
