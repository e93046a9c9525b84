/*
 * The key file: a line for each copy of a programme file on this computer, with the key pair of its
 * site and the last act it made. It is what tells a copied or restored file from the one that was
 * here.
 */
#ifndef WIJK_SRC_STORE_SITEKEY_H
#define WIJK_SRC_STORE_SITEKEY_H

#include "crypto.h"
#include "wijk/base/id.h"
#include "wijk/base/vector.h"

struct sitekey {
    struct id site;
    uint8_t public_key[CRYPTO_PUBLIC];
    uint8_t secret_key[CRYPTO_SECRET];
    uint64_t device, inode; /* of the programme file */
    int64_t seq;            /* last act it is known to have made; 0: none yet */
    uint8_t hash[CRYPTO_HASH];
};

/* The newest key of the file with the device and inode that `key` has; only the inode has to agree
 * (disks get other device numbers at another start), an equal device goes first. A missing key file
 * is no error. */
bool sitekey_find(const char *path, struct sitekey *key, bool *found, struct error *error) MUST_USE;

/* A new key pair; the site is named by the hash of its public key. */
void sitekey_make(struct sitekey *key);

/* Writes the key in the place of what was there for its inode and device. */
bool sitekey_keep(const char *path, const struct sitekey *key, struct error *error) MUST_USE;

#endif
