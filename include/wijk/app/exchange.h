/*
 * Exchange: copies of the programme file on several computers, and the packs they send each other
 * by stick, shared folder or mail. A copy is a *site*: it has a key pair of its own, letters in the
 * codes it gives, perhaps a name, and a fingerprint in words that two people compare by telephone
 * before they trust each other's packs.
 *
 *     struct exchange_packing packing = {.path = "/media/stick/monday.wijk"};
 *     exchange_pack(session, &packing, &packed, &error);
 *
 *     struct exchange_taking taking = {.path = "/media/stick/monday.wijk", .preview = true};
 *     exchange_take(session, &taking, &report, &error);   what would come; nothing was changed
 *
 *     exchange_folder(session, &folder, &report, &error); take all that is new there, write ours
 *
 * What may go where. Every act has changes, each of one row. A pack goes to an audience: the group
 * of one programme, the bureau, or the public (nobody in particular). A change goes unless
 *   1. the pack is limited to a programme and the row belongs to another one;
 *   2. the row is confidential: one whose visibility says "group" (a problem, goal, effort,
 *      decision, lesson or agreement) goes to the group of its own programme only, one with
 *      "bureau" to that group and to the bureau, one with "public" to everybody; an empty one of a
 *      goal or effort is public. What is said and done inside a group (agenda items, what was
 *      noted under them, minutes, actions, comments, signals put aside) has no visibility of its
 *      own and counts as "bureau". What belongs to a confidential row or is about it goes where
 *      that goes, and minutes where all that was noted in their meeting goes. A group's programmes
 *      are those of its neighbourhood; what belongs to no programme (lessons, agreements) is the
 *      group's in a file with one open programme, and else nobody's. The visibility is what it is
 *      now. A row that is not (or not yet) in the tables, and one of a newer version, of which
 *      nothing is known, goes only where nothing at all is withheld: within the group of a file
 *      with one programme.
 * All else goes to everybody: who takes part, meetings, figures, lists. What may not go is
 * withheld: its hash travels in its place, so that the chain of acts can be checked, and the act's
 * label and person are withheld with it. Once it may go (the row was made public), the next
 * pack for a site that was not given it brings it.
 * The audience is that of the site the pack is for, as its role says (`wijk sites role`, or its own
 * last pack). Without a site, or when its role is not known: the group of the programme when the
 * pack is limited to one or the file has only one, else the public.
 *
 * Which acts go: those the other side did not have when it sent its last pack; all, when it never
 * sent one. A pack for anybody has what not every trusted site has.
 *
 * Taking: the whole pack is verified first (form, hash, signature, the hash of every act, seals),
 * then the file is backed up, then everything is taken in one transaction. A pack of a site that is
 * not trusted here is refused unless `trust` is set, one of a distrusted site always. Order and
 * repetition do not matter. Undo (rows_undo) directly after a take takes it back as a whole, by
 * acts of this site, which travel too; redo makes it again. What this site changed after a taken
 * act stays as it is.
 */
#ifndef WIJK_APP_EXCHANGE_H
#define WIJK_APP_EXCHANGE_H

#include "wijk/app/disagreements.h"
#include "wijk/app/session.h"
#include "wijk/base/vector.h"
#include "wijk/domain/entity.h"

/* ---- sites ---- */

#define EXCHANGE_WORDS 160

enum exchange_role { EXCHANGE_ROLE_UNKNOWN, EXCHANGE_ROLE_GROUP, EXCHANGE_ROLE_BUREAU };
enum exchange_trust { EXCHANGE_NEW, EXCHANGE_TRUSTED, EXCHANGE_DISTRUSTED };

struct exchange_site {
    struct id id;
    char letters[16];           /* in codes; "" for the copy the file began with */
    char *name;                 /* owned; "" unnamed */
    char words[EXCHANGE_WORDS]; /* the fingerprint: eight words, with spaces */
    bool own;
    enum exchange_trust trust; /* the own site is trusted */
    enum exchange_role role;
    struct id programme; /* of a group; none: all of the file */
    int64_t acts;        /* of it, here */
    int64_t last_at;     /* of its last act here; 0: none */
    char *last_person;   /* owned; "" nobody */
    int64_t packed_at;   /* of its last pack taken here; 0: never */
    int64_t lacks;       /* acts here that it did not have then */
    int64_t missing;     /* acts of it that are known of and not here: see exchange_report */
    int64_t forks; /* acts of it that contradict ones that are here: its chain was continued twice,
                      by an old copy or a restored file; they are kept beside those */
    int64_t unsealed; /* acts of it here that it has not signed: another copy passed them on; 0 for
                         the own site */
};

struct exchange_sites {
    VECTOR(struct exchange_site) list; /* the own one first, then by name and letters */
};

/* Makes the own site when there is none yet (not in a read-only file). */
bool exchange_sites(struct session *session, struct exchange_sites *sites,
                    struct error *error) MUST_USE;
void exchange_sites_release(struct exchange_sites *sites);
/* The sentence on a site with acts it has not signed, without its name. */
void exchange_unsealed_text(const struct exchange_site *site, struct buffer *out);
/* The sentence on a site with forks, without its name. */
void exchange_forks_text(const struct exchange_site *site, struct buffer *out);

/* What somebody typed for a site: its name, letters, first word(s) of the fingerprint or id.
 * ERROR_NOT_FOUND, ERROR_INPUT (several). */
bool exchange_find_site(struct session *session, const char *typed, struct id *site,
                        struct error *error) MUST_USE;
/* What a site is called: its name, else its letters, else "the first copy". */
void exchange_site_name(struct session *session, struct id site, struct buffer *out);

bool exchange_set_trust(struct session *session, struct id site, bool trusted,
                        struct error *error) MUST_USE;
/* A name for any site here; that of the own site travels with its packs. "": none. */
bool exchange_set_name(struct session *session, struct id site, const char *name,
                       struct error *error) MUST_USE;
/* `programme` (may be none) counts for a group. */
bool exchange_set_role(struct session *session, struct id site, enum exchange_role role,
                       struct id programme, struct error *error) MUST_USE;

/* ---- long work ---- */

/* Told now and then how far it is (`total` 0: not known); false stops: ERROR_CANCELLED, and
 * nothing was changed. NULL where it is a member: not told. */
typedef bool exchange_progress(void *context, long done, long total);

/* ---- making a pack ---- */

enum exchange_audience { EXCHANGE_BY_SITE, EXCHANGE_GROUP, EXCHANGE_BUREAU, EXCHANGE_PUBLIC };

struct exchange_packing {
    const char *path;    /* never over a file that is no pack; NULL with `preview` */
    struct id site;      /* sealed for this one; none: for anybody, and anybody can read it */
    bool open;           /* with a site: not sealed all the same */
    struct id programme; /* limit; none: all */
    enum exchange_audience audience;
    bool all;      /* everything, not what the other side lacks */
    int64_t since; /* acts with a higher number only; 0: as above */
    bool preview;  /* report only; also when the session is a dry run */
    exchange_progress *progress;
    void *progress_context;
};

/* The number the next pack of this copy gets. */
int64_t exchange_next_pack(struct session *session);

/* The number of the last act before a moment (milliseconds UTC), for `since`; 0: there is none. It
 * looks at all acts. */
bool exchange_since(struct session *session, int64_t moment, int64_t *number,
                    struct error *error) MUST_USE;

/* How many rows of an entity. */
struct exchange_count {
    enum entity_kind kind; /* ENTITY_NONE: of a newer version */
    long created, changed, deleted;
};

struct exchange_packed {
    char *path;                           /* owned; or NULL */
    int64_t acts, withheld, bytes;        /* withheld: acts of which something may not go */
    VECTOR(struct exchange_count) counts; /* of the rows that go, by entity */
    bool sealed;
};

bool exchange_pack(struct session *session, const struct exchange_packing *packing,
                   struct exchange_packed *packed, struct error *error) MUST_USE;
void exchange_packed_release(struct exchange_packed *packed);

/* ---- taking ---- */

/* Asks a person whether the site may be trusted; true: yes. */
typedef bool exchange_ask(void *context, const struct exchange_site *site);

struct exchange_taking {
    const char *path;  /* a pack */
    bool preview;      /* report only; also when the session is a dry run */
    bool trust;        /* trust an unknown sender */
    bool only_new;     /* a pack that was taken before is not read again: the report says `again` */
    bool no_backup;    /* one was made just now */
    exchange_ask *ask; /* or NULL: an unknown sender is refused, with its words in the sentence */
    void *context;
    exchange_progress *progress;
    void *progress_context;
};

#define EXCHANGE_ROWS 1000 /* that are named; all are counted */

struct exchange_row {
    enum entity_kind kind;
    struct id id;
    char *title; /* owned */
    bool created, deleted;
};

/* Acts that are known of and have not come: "acts 12 to 14 of LAPTOP 2". */
struct exchange_gap {
    struct id site;
    char *name; /* owned */
    int64_t from, to;
};

/* Acts that came in the name of a copy that has not signed them. */
struct exchange_unsigned {
    struct id site;
    char *name; /* owned */
    int64_t acts;
};

struct exchange_report {
    struct exchange_site from; /* who made the pack */
    int64_t made_at, number;
    bool again;                                     /* this very pack was taken before */
    int64_t acts;                                   /* in the pack */
    int64_t applied, known, parked, forked, filled; /* filled: what had been withheld came */
    int64_t withheld;                               /* acts of which something may not come here */
    VECTOR(struct exchange_count) counts;
    VECTOR(struct exchange_row) rows; /* the first EXCHANGE_ROWS */
    VECTOR(struct exchange_gap) gaps; /* what is missing after it */
    VECTOR(struct exchange_unsigned) unsealed;
    struct disagreements disagreements; /* that it brought */
    char *backup;                       /* owned; path of the backup, or NULL */
};

/* Takes one pack. False: nothing was changed, the error says why. */
bool exchange_take(struct session *session, const struct exchange_taking *taking,
                   struct exchange_report *report, struct error *error) MUST_USE;
void exchange_report_release(struct exchange_report *report);

/* ---- a folder between several copies ---- */

struct exchange_file {
    char *path;                    /* owned */
    bool taken;                    /* false: refused, `why` says so */
    struct exchange_report report; /* when taken */
    char *why;                     /* owned; or NULL */
};

struct exchange_folder {
    const char *path;
    bool write; /* and write ours: one pack for each trusted site, else one for anybody */
    bool preview, trust;
    exchange_ask *ask; /* or NULL */
    void *context;
    exchange_progress *progress;
    void *progress_context;
};

struct exchange_folder_report {
    VECTOR(struct exchange_file) files;     /* the new ones, in the order they were taken */
    VECTOR(struct exchange_packed) written; /* only where the other side lacks something */
    int64_t old;                            /* packs that were taken before, or are our own */
    bool backed_up;
    bool stopped; /* `progress` said so: the rest was left for the next time */
};

/* Packs that cannot be taken are reported and stop nothing. */
bool exchange_folder(struct session *session, const struct exchange_folder *folder,
                     struct exchange_folder_report *report, struct error *error) MUST_USE;
void exchange_folder_report_release(struct exchange_folder_report *report);

/* What is new in a folder, without taking or previewing anything: quick. */
struct exchange_found {
    char *path;                /* owned */
    struct exchange_site from; /* who made it; only its id, words and name when it is not known */
    int64_t made_at, number, acts;
    char *why; /* owned: it cannot be taken; NULL: it can */
};
struct exchange_look {
    VECTOR(struct exchange_found) files; /* the new ones, in the order they will be taken */
    int64_t old;                         /* taken before, our own, or sealed for another copy */
    bool stopped;
};
/* Of `folder` the path and the progress count. */
bool exchange_look(struct session *session, const struct exchange_folder *folder,
                   struct exchange_look *look, struct error *error) MUST_USE;
void exchange_look_release(struct exchange_look *look);

/* ---- evidence ---- */

/* What `wijk check --history` found: every chain, hash, seal and signature. */
struct exchange_finding {
    struct id site;
    int64_t seq, at;     /* of the act; at 0: not known */
    char *person, *what; /* owned; a sentence */
};
struct exchange_evidence {
    int64_t sites, acts, sealed, seals, withheld, parked, forked; /* sealed: acts under a seal */
    VECTOR(struct exchange_finding) findings;
};
bool exchange_check(struct session *session, struct exchange_evidence *evidence,
                    struct error *error) MUST_USE;
void exchange_evidence_release(struct exchange_evidence *evidence);

#endif
