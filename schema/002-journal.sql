-- The journal: the truth of which the typed tables are the projection. Every value lies once, in the body of its act
-- (src/store/body.c); what is here besides is index. Numbers of acts and sites are of this file alone: between files an act
-- is (site id, seq).

CREATE TABLE meta (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- `id`: the first 16 bytes of the hash of the public key. `seq`, `hash`: of its last act here.
CREATE TABLE site (
    number INTEGER NOT NULL PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    letter TEXT NOT NULL,
    name TEXT,
    public_key BLOB CHECK (length(public_key) = 32),
    trusted INTEGER NOT NULL DEFAULT 0 CHECK (trusted IN (0, 1)),
    seq INTEGER NOT NULL DEFAULT 0,
    hash BLOB CHECK (length(hash) = 32)
) STRICT;

-- `run`: seq of the first act of a run, which undoes together. `undone`: an act that undoes it stands.
CREATE TABLE act (
    number INTEGER NOT NULL PRIMARY KEY,
    site INTEGER NOT NULL REFERENCES site (number),
    seq INTEGER NOT NULL CHECK (seq > 0),
    lamport INTEGER NOT NULL CHECK (lamport > 0),
    at INTEGER NOT NULL,
    person TEXT,
    label TEXT NOT NULL,
    undoes_site BLOB CHECK (length(undoes_site) = 16),
    undoes_seq INTEGER,
    run INTEGER,
    meeting BLOB CHECK (length(meeting) = 16),
    previous BLOB NOT NULL CHECK (length(previous) = 32),
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1)),
    changes INTEGER NOT NULL,
    body BLOB NOT NULL CHECK (length(body) <= 16777216),
    UNIQUE (site, seq)
) STRICT;
CREATE INDEX act_undoes ON act (undoes_site, undoes_seq) WHERE undoes_seq IS NOT NULL;
CREATE INDEX act_lamport ON act (lamport);
CREATE INDEX act_person ON act (person, number) WHERE person IS NOT NULL;
CREATE INDEX act_meeting ON act (meeting) WHERE meeting IS NOT NULL;

CREATE TABLE seal (
    site INTEGER NOT NULL REFERENCES site (number),
    seq INTEGER NOT NULL,
    signature BLOB NOT NULL CHECK (length(signature) = 64),
    PRIMARY KEY (site, seq)
) STRICT, WITHOUT ROWID;

-- Where in a body a row was changed.
CREATE TABLE change (
    row BLOB NOT NULL,
    act INTEGER NOT NULL,
    n INTEGER NOT NULL,
    place INTEGER NOT NULL,
    PRIMARY KEY (row, act, n)
) STRICT, WITHOUT ROWID;

-- Only for fields that were changed after the row was made: what stands, and what was replaced. `seq` and `site` name the
-- act that is replaced, which may not be here yet.
CREATE TABLE head (
    row BLOB NOT NULL,
    field TEXT NOT NULL,
    act INTEGER NOT NULL,
    PRIMARY KEY (row, field, act)
) STRICT, WITHOUT ROWID;
CREATE TABLE parent (
    row BLOB NOT NULL,
    field TEXT NOT NULL,
    site BLOB NOT NULL,
    seq INTEGER NOT NULL,
    act INTEGER NOT NULL,
    PRIMARY KEY (row, field, site, seq, act)
) STRICT, WITHOUT ROWID;

-- Acts whose predecessor is missing (`forked` 0) and acts that contradict one that is here (1), as they came.
CREATE TABLE parked (
    site BLOB NOT NULL CHECK (length(site) = 16),
    seq INTEGER NOT NULL,
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    forked INTEGER NOT NULL,
    public_key BLOB,
    lamport INTEGER NOT NULL,
    at INTEGER NOT NULL,
    person TEXT,
    label TEXT NOT NULL,
    undoes_site BLOB,
    undoes_seq INTEGER,
    run INTEGER,
    meeting BLOB,
    previous BLOB NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (site, seq, hash)
) STRICT;

-- Changes the typed tables cannot show yet: `needs` is the row that is missing, when that is why.
CREATE TABLE waiting (
    row BLOB NOT NULL,
    act INTEGER NOT NULL,
    n INTEGER NOT NULL,
    needs BLOB,
    reason TEXT NOT NULL,
    PRIMARY KEY (row, act, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX waiting_needs ON waiting (needs) WHERE needs IS NOT NULL;
