-- Exchange: what is known of other copies of the file. Nothing of it is in the journal: it is this copy's own.

-- How many changes of an act are withheld from this copy: hashes stand in their place (src/store/body.h).
ALTER TABLE act ADD COLUMN withheld INTEGER NOT NULL DEFAULT 0;
CREATE INDEX act_withheld ON act (site, seq) WHERE withheld > 0;

-- `number` is that of the site. `packed_at`, `pack`: of its last pack taken here.
CREATE TABLE peer (
    number INTEGER NOT NULL PRIMARY KEY REFERENCES site (number),
    distrusted INTEGER NOT NULL DEFAULT 0 CHECK (distrusted IN (0, 1)),
    role TEXT CHECK (role IN ('group', 'bureau')),
    programme BLOB CHECK (length(programme) = 16),
    packed_at INTEGER NOT NULL DEFAULT 0,
    pack INTEGER NOT NULL DEFAULT 0
) STRICT;

-- What a site had of each site when it made its last pack, and what it would like to have whole.
CREATE TABLE peer_had (
    peer INTEGER NOT NULL REFERENCES site (number),
    site BLOB NOT NULL CHECK (length(site) = 16),
    seq INTEGER NOT NULL,
    PRIMARY KEY (peer, site)
) STRICT, WITHOUT ROWID;
CREATE TABLE peer_wants (
    peer INTEGER NOT NULL REFERENCES site (number),
    site BLOB NOT NULL CHECK (length(site) = 16),
    seq INTEGER NOT NULL,
    changes INTEGER NOT NULL,
    PRIMARY KEY (peer, site, seq)
) STRICT, WITHOUT ROWID;

-- Packs that were taken, by the hash in their end mark, and files in folders, by what they looked like.
CREATE TABLE pack_taken (
    hash BLOB NOT NULL PRIMARY KEY CHECK (length(hash) = 32),
    site BLOB NOT NULL CHECK (length(site) = 16),
    number INTEGER NOT NULL,
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Takes, so that each can be undone as a whole: the acts with numbers from `first` to `last`. `seq` is the last act of the
-- own site then; `run` the run of own acts that undid it.
CREATE TABLE take (
    number INTEGER NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL,
    label TEXT NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    run INTEGER
) STRICT;

-- Pairs of partners or persons that a person here said are not the same, the lower id first.
CREATE TABLE apart (
    one BLOB NOT NULL CHECK (length(one) = 16),
    other BLOB NOT NULL CHECK (length(other) = 16),
    PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;
