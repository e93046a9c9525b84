/*
 * The body of an act: its changes in a compact form that outlives versions. Names of entities and
 * columns are in it, so that an unknown one survives.
 *
 *     version 2 · form: 1 or 2, perhaps with 4 or 8 · of person and label (1: salt of 16 bytes, 2:
 *     hash of 32 bytes) · salt of the changes, 16 bytes (not with 4 and 8) ·
 *     names: count, each length and bytes · sites: count, each 16 bytes · changes: count, each:
 *         operation (1 create, 2 set, 3 set that also says what it had seen) · entity (name) · row,
 * 16 bytes · number of fields, one byte, each: column (name) · unless create: parents: count, each
 * site, seq · value operation 3: seen: count, each column (name), site, seq
 *
 * All counts and lengths are varints (7 bits a byte, low ones first). A change without parents
 * replaces the row's creation. A value is a tag and what belongs to it (enum body_tag). Free text
 * lies beside a salt, and the act's hash covers only the hash of both: erasing one leaves that hash
 * (tag ERASED), and the chain stays whole.
 *
 * What may not go to another copy is withheld from the body that travels (body_withhold): the act's
 * hash covers a hash of each change, and that hash stands in the place of the change (form 4;
 * operation 4, hash of 32 bytes; a change that is shown has operation 5 and its salt of 16 bytes
 * before it). Of an act of which nothing may go, one hash of 32 bytes stands for names, sites and
 * changes (form 8). Salts are of the changes' salt and their number, so that what is withheld
 * cannot be guessed. Version 1 has no salt of the changes, and its changes are hashed as one.
 *
 * Reading never trusts: everything is bounded, and a malformed body is ERROR_DAMAGED.
 */
#ifndef WIJK_SRC_STORE_BODY_H
#define WIJK_SRC_STORE_BODY_H

#include "crypto.h"
#include "wijk/base/buffer.h"
#include "wijk/base/vector.h"
#include "wijk/domain/entity.h"
#include "wijk/domain/value.h"

#define BODY_VERSION 2
#define BODY_DELETED "deleted" /* the column that marks rows, which is in no entity's fields */

enum body_operation { BODY_CREATE = 1, BODY_SET, BODY_SET_SEEN, BODY_WITHHELD, BODY_SALTED };

enum body_form { BODY_PEOPLE = 3, BODY_PART = 4, BODY_NOTHING = 8 }; /* the first is a mask */
/* What stands in the place of a label that was withheld; part of the form of files. */
#define BODY_LABEL_WITHHELD "(withheld)"
#define BODY_WITHHELD_ALL 1000000000 /* how many changes: nobody knows */

enum body_tag {
    BODY_NONE,
    BODY_INTEGER, /* zigzag varint */
    BODY_REAL,    /* 8 bytes, low one first */
    BODY_PLAIN,   /* length, bytes */
    BODY_ID,      /* 16 bytes */
    BODY_TEXT,    /* salt of 16 bytes, length, bytes */
    BODY_ERASED,  /* hash of 32 bytes */
    BODY_DATE,    /* varint (year × 16 + month) × 32 + day */
    BODY_NAME     /* one of the names */
};

struct body {
    const uint8_t *bytes; /* borrowed */
    size_t length;
    VECTOR(char *) names; /* owned */
    const uint8_t *sites; /* in bytes */
    size_t site_count;
    size_t change_count;
    size_t first; /* place of the first change */
    uint8_t form;
    const uint8_t *salt; /* of the changes, or NULL */
    const uint8_t *root; /* with BODY_NOTHING: the hash of what would be here; else NULL */
    size_t head;         /* place of the names */
};

struct body_change {
    enum body_operation operation;
    const char
        *entity; /* borrowed from the body; "" when it is withheld, and then there is no row */
    struct id row;
    size_t field_count, read; /* how many were read already */
    size_t place;             /* where it begins */
    size_t at;                /* where reading is */
};

struct body_field {
    const char *column;           /* borrowed from the body */
    size_t parent_count, parents; /* parents: where they begin */
    struct value value;           /* owned by the caller */
    bool erased;                  /* by law: the value is none, of a required field ERASE_SHOWN */
};

struct body_parent {
    const char *column; /* only of what was seen */
    struct id site;
    int64_t seq;
};

/* Reads the head of a body, which is borrowed until body_release. */
bool body_open(struct body *body, const void *bytes, size_t length, struct error *error) MUST_USE;
void body_release(struct body *body);

/* The change at a place; then its fields, field_count times; then, where `at` is, the next change
 * begins. */
bool body_change_at(const struct body *body, size_t place, struct body_change *change,
                    struct error *error) MUST_USE;
bool body_next_field(const struct body *body, struct body_change *change, struct body_field *field,
                     struct error *error) MUST_USE;
/* Behind the last field: skips what was seen, or answers it one by one (*more false at the end). */
bool body_finish(const struct body *body, struct body_change *change, struct error *error) MUST_USE;
bool body_parent_at(const struct body *body, size_t *at, struct body_parent *parent,
                    struct error *error) MUST_USE;
/* What a delete had seen; `visit` gets each. */
typedef bool body_seen(void *context, const struct body_parent *seen);
bool body_each_seen(const struct body *body, struct body_change *change, body_seen *visit,
                    void *context, struct error *error) MUST_USE;

/* Adds the body anew with every text that is a value of this field of this row replaced by its
 * hash; `visit` is told each. *last gets the hash of the last one. */
struct body_erasing {
    struct id row;
    const char *column;
    void (*visit)(void *context, const char *text);
    void *context;
    int64_t count; /* of those replaced */
    uint8_t last[CRYPTO_HASH];
};
bool body_erase(const struct body *body, struct body_erasing *erasing, struct buffer *out,
                struct error *error) MUST_USE;
/* The place of the value of the field that body_next_field read last. */
bool body_value_at(const struct body *body, const struct body_change *change, size_t begin,
                   const struct body_field *field, size_t *at) MUST_USE;
/* What stands for person and label once they are not to be checked any more. */
void body_hash_people(const struct body *body, const char *person, const char *label,
                      uint8_t digest[CRYPTO_HASH]);
void body_hash_text(const uint8_t *bytes, size_t length, uint8_t digest[CRYPTO_HASH]);

/* Adds the body without the changes that `keep` refuses, and with person and label as a hash;
 * *withheld is how many that are (with those that were withheld before). None: nothing is added.
 * ERROR_REFUSED: a body of version 1. */
struct body_withholding {
    const char *person, *label;
    bool (*keep)(void *context, const struct body *body, const struct body_change *change);
    void *context;
    int64_t withheld;
};
bool body_withhold(const struct body *body, struct body_withholding *withholding,
                   struct buffer *out, struct error *error) MUST_USE;
/* How many changes are withheld from it. */
int64_t body_withheld(const struct body *body);
/* Adds the body with what either of two of the same act shows; what `first` shows goes first. */
bool body_join(const struct body *first, const struct body *second, struct buffer *out,
               struct error *error) MUST_USE;
/* The hash of a change, 32 bytes; `n` is its number. The change is read to its end. */
bool body_hash_change(const struct body *body, size_t n, struct body_change *change,
                      uint8_t digest[CRYPTO_HASH], struct error *error) MUST_USE;
/* The hash over names, sites and the hashes of all changes, that stands for them in the act's; *end
 * is where the last change ends. */
bool body_hash_root(const struct body *body, uint8_t root[CRYPTO_HASH], size_t *end,
                    struct error *error) MUST_USE;
/* The salt of change `n` of a body that has its salt. */
void body_salt(const struct body *body, size_t n, uint8_t salt[CRYPTO_SALT]);

/* Walks the whole body, checks its form to the last byte, and adds what is hashed of it, of the
 * person and of the label. */
bool body_hash(const struct body *body, const char *person, const char *label,
               struct crypto_hash *hash, struct error *error) MUST_USE;

/* Writing. */
void body_put_varint(struct buffer *out, uint64_t number);
void body_put_value(struct buffer *out, const struct value *value, const struct field *field,
                    size_t (*name)(void *context, const char *text), void *context);

struct body_writer {
    struct buffer changes; /* owned */
    size_t change_count;
    VECTOR(const char *) names; /* borrowed */
    VECTOR(struct id) sites;
};

void body_writer_release(struct body_writer *writer);
void body_writer_clear(struct body_writer *writer);
size_t body_writer_name(struct body_writer *writer, const char *name);
size_t body_writer_site(struct body_writer *writer, struct id site);
/* The whole body from what was written. */
void body_writer_end(struct body_writer *writer, struct buffer *out);

/* Bounded reading of the parts, for drafts, which have values in the same form. */
struct body_cursor {
    const uint8_t *bytes;
    size_t length, at;
};
bool body_get_varint(struct body_cursor *cursor, uint64_t *number);
/* Moves behind a value. */
bool body_skip_value(struct body_cursor *cursor);
/* Reads a value; names by their number. False: malformed. */
bool body_get_value(struct body_cursor *cursor, char *const *names, size_t name_count,
                    struct value *value, bool *erased);

#endif
