-- Published statistics (BBGA, CBS), taken from files. They are not journaled: they can be imported again, so undo,
-- exchange and `check` leave them alone. No reference to the area table: a rebuild empties that table for a moment.

CREATE TABLE reference_dataset (
    number INTEGER NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('bbga', 'cbs')),
    name TEXT NOT NULL,
    size INTEGER NOT NULL,
    hash INTEGER NOT NULL,
    imported_on TEXT NOT NULL CHECK (imported_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
) STRICT;

CREATE TABLE reference_variable (
    variable TEXT NOT NULL PRIMARY KEY,
    label TEXT,
    label_en TEXT,
    definition TEXT,
    definition_en TEXT,
    unit TEXT,
    source TEXT,
    reference_date TEXT,
    frequency TEXT,
    direction TEXT CHECK (direction IN ('higher', 'lower', 'band', 'neutral')),
    topic TEXT,
    topic_en TEXT,
    dataset TEXT
) STRICT, WITHOUT ROWID;

-- A series is one variable of one area, so that is the order of the table. Millions of rows come at once: a status is a
-- number (0 final, 1 provisional, 2 estimate, 3 secret, 4 unavailable), since a CHECK of words with IN makes every insert
-- four times as slow.
CREATE TABLE reference_figure (
    variable TEXT NOT NULL,
    area BLOB NOT NULL CHECK (length(area) = 16),
    year INTEGER NOT NULL CHECK (year BETWEEN 1500 AND 2500),
    value REAL,
    status INTEGER NOT NULL CHECK (status BETWEEN 0 AND 4),
    dataset INTEGER NOT NULL,
    PRIMARY KEY (variable, area, year)
) STRICT, WITHOUT ROWID;
