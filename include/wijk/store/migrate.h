/*
 * Migrations: the embedded files schema/NNN-….sql, applied in order. The number of the last one is
 * the version of the schema, held in the file's user_version. db_open calls this; nobody else has
 * to.
 */
#ifndef WIJK_STORE_MIGRATE_H
#define WIJK_STORE_MIGRATE_H

#include "wijk/base/buffer.h"
#include "wijk/base/error.h"
#include "wijk/store/db.h"

/* The version this program writes. */
int migrate_newest(void);

/* Brings the file to `version` (migrate_newest() for all) in one exclusive transaction, reading the
 * version again under the lock. An older file that holds anything is backed up first. */
bool migrate_to(struct db *db, int version, struct error *error) MUST_USE;

#endif
