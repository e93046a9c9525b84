/*
 * A pack: the file in which acts travel from one copy of the programme file to another. This module
 * knows the form and nothing of the programme file: it writes records one behind the other, and
 * reads them back with everything checked. Memory stays flat whatever the size.
 *
 *     struct pack_writer *writer;
 *     if (!pack_write_begin(&writer, path, &header, &error)) …
 *     pack_write(writer, &record, &error) …                  sites first, then acts, seals, the
 * rest pack_write_end(writer, &error)                         signed, synced and renamed; or _abort
 *
 *     struct pack_reader *reader;
 *     if (!pack_open(&reader, path, &key, &error)) …         the header has been read
 *     while (pack_next(reader, &record, &more, &error) && more) …
 *     // more false and no error: the end mark was there, hash and signature hold
 *
 * The form, byte by byte. Numbers are varints (7 bits a byte, low ones first) unless a size is
 * said.
 *
 *     file       "WIJKPACK" · major, 1 byte · minor, 1 byte · form, 1 byte (0 open, 1 sealed) ·
 *                0, 1 byte · when sealed: the recipient's site, 16 bytes; the key of the stream in
 * a sealed box for that site's key, 80 bytes; the head of the stream, 24 bytes · then blocks block
 * kind, 1 byte: bit 0 compressed (zlib), bit 1 the last · size of what it holds, 4 bytes, low one
 * first · size as it is stored, 4 bytes, low one first · the stored bytes (compressed first, sealed
 * after it; the 9 bytes before them are covered too). Behind the last block the file ends. The
 * contents of all blocks are one stream of records; a record may go over several blocks. record
 * type, 1 byte · length · so many bytes. A reader refuses a type in upper case it does not know,
 * and passes over one in lower case: that is how a minor version adds something. What is behind the
 * known part of a record is passed over too.
 *
 *     'H' header, first     sender's site, 16 bytes · its public key, 32 bytes · made at · number
 *                           of this pack · role of the sender (enum pack_role) · schema of the
 *                           sender's file · name of the sender · programme to which the pack is
 *                           limited, 16 bytes (zeros: none) · who it is for, 16 bytes (zeros:
 *                           anybody) · number of acts (for showing how far it is)
 *     'S' site              id, 16 bytes · public key, 32 bytes · letters · name · seq of its last
 *                           act that the sender has · 1 byte: 1 when it is trusted by the sender
 *     'A' act               site (the number of its 'S' record, from 0) · seq · lamport · at ·
 * flags, 1 byte (1 person, 2 undoes, 4 run, 8 meeting, 16 previous) · person · label · undoes:
 * site, 16 bytes, seq · run · meeting, 16 bytes · previous, 32 bytes (left out when the act before
 * it in the pack is the one before it in its chain) · hash, 32 bytes · body (store/body.h). What
 *                           may not go is withheld inside the body: its hash stands for it, so that
 *                           the act's own hash can still be checked.
 *     'L' seal              site · seq · signature, 64 bytes
 *     'w' withheld          site · seq · how many of its changes the sender was not given: an act
 *                           the sender would like to get whole, once that may be
 *     'b' branch            site · seq · hash, 32 bytes: the last act of that site in the sender's
 *                           file; then again for each branch that it keeps beside that, because the
 *                           chain was continued twice
 *     'P' programme         id, 16 bytes: one that the sender's group works on
 *     'E' end, last         BLAKE2b-256 of every byte of the file's first 12 bytes and of all
 * records before this one, 32 bytes · the sender's Ed25519 signature over "wijk pack 1" and that
 * hash, 64 bytes
 *
 * Texts are a length and bytes. Limits: PACK_* below. Everything that is beyond one, cut off, or
 * not as it says is ERROR_DAMAGED with a sentence; another major version is ERROR_VERSION; a pack
 * sealed for another site is ERROR_REFUSED.
 */
#ifndef WIJK_STORE_PACK_H
#define WIJK_STORE_PACK_H

#include <stdbool.h>
#include <stdint.h>

#include "wijk/base/error.h"
#include "wijk/store/journal.h"

#define PACK_MAJOR 1
#define PACK_MINOR 1
#define PACK_BLOCK 65536u                               /* of what a block holds */
#define PACK_RECORD_LIMIT (JOURNAL_BODY_LIMIT + 65536u) /* of a record */
#define PACK_SITES_LIMIT 4096u
#define PACK_TEXT_LIMIT 65536u
#define PACK_ACTS_LIMIT ((int64_t)1 << 40)
#define PACK_KEY 32
#define PACK_SECRET 64
#define PACK_SIGNATURE 64

/* The detail of the error of a pack that is sealed for another site. */
#define PACK_FOR_ANOTHER "pack: sealed for another"

/* What a copy of the file is for; the journal does not know it, a person says it. */
enum pack_role { PACK_ROLE_UNKNOWN, PACK_ROLE_GROUP, PACK_ROLE_BUREAU };

struct pack_header {
    struct id site;
    uint8_t public_key[PACK_KEY];
    int64_t made_at; /* milliseconds UTC */
    int64_t number;  /* the sender's first, second … pack */
    enum pack_role role;
    int64_t schema;
    char *name; /* of the sender; "" unnamed. Written: borrowed; read: owned by the reader */
    struct id programme, recipient; /* none: no limit, for anybody */
    int64_t acts;
    /* Only for writing: */
    const uint8_t *secret_key;    /* of the sender, borrowed until the end */
    const uint8_t *recipient_key; /* seal the pack for this public key; NULL: it stays open */
};

enum pack_type {
    PACK_SITE = 'S',
    PACK_ACT = 'A',
    PACK_SEAL = 'L',
    PACK_WITHHELD = 'w',
    PACK_BRANCH = 'b',
    PACK_PROGRAMME = 'P'
};

/* One record; which members count is said by its type. Read: borrowed until the next one. */
struct pack_record {
    enum pack_type type;
    size_t site; /* number of its record of the type PACK_SITE, for all but PACK_PROGRAMME */
    struct {
        struct id id;
        uint8_t public_key[PACK_KEY];
        const char *letters, *name;
        int64_t seq;
        bool trusted;
    } about;        /* PACK_SITE */
    struct act act; /* PACK_ACT; its public key is that of its site */
    int64_t seq;    /* PACK_SEAL, PACK_WITHHELD, PACK_BRANCH */
    int64_t count;  /* PACK_WITHHELD */
    uint8_t signature[PACK_SIGNATURE];
    uint8_t hash[JOURNAL_HASH]; /* PACK_BRANCH */
    struct id programme;
};

/* ---- writing ---- */

struct pack_writer;

/* Begins a pack beside `path`, mode 0600. Everything in the header is copied but the keys. */
bool pack_write_begin(struct pack_writer **out, const char *path, const struct pack_header *header,
                      struct error *error) MUST_USE;
/* ERROR_FULL, ERROR_IO. After a failure only pack_write_abort may follow. */
bool pack_write(struct pack_writer *writer, const struct pack_record *record,
                struct error *error) MUST_USE;
/* Signs, syncs and renames; frees, also on failure. *bytes (may be NULL) is the size. */
bool pack_write_end(struct pack_writer *writer, int64_t *bytes, struct error *error) MUST_USE;
void pack_write_abort(struct pack_writer *writer); /* NULL is allowed */

/* ---- reading ---- */

struct pack_reader;

/* The keys with which a sealed pack may be opened: those of this copy of the file. */
struct pack_key {
    struct id site;
    const uint8_t *public_key, *secret_key; /* NULL: open packs only */
};

/* Opens, and reads the header. Borrows `key`. */
bool pack_open(struct pack_reader **out, const char *path, const struct pack_key *key,
               struct error *error) MUST_USE;
void pack_close(struct pack_reader *reader); /* NULL is allowed */
/* Borrowed until pack_close. */
const struct pack_header *pack_about(const struct pack_reader *reader);
/* The next record; *more false behind the last, and then everything was as it should be: sizes,
 * order, hash and signature. Hashes of acts and signatures of seals are not checked here. */
bool pack_next(struct pack_reader *reader, struct pack_record *record, bool *more,
               struct error *error) MUST_USE;
/* Begins again at the first record behind the header, of the same open file. */
bool pack_rewind(struct pack_reader *reader, struct error *error) MUST_USE;
/* Behind the last record: the hash in the end mark, which names the pack. */
const uint8_t *pack_hash(const struct pack_reader *reader);

#endif
