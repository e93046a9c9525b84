-- Escalations of problems to a higher level, and signals that were put aside until a date.

CREATE TABLE escalation (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    problem BLOB NOT NULL REFERENCES problem (id) DEFERRABLE INITIALLY DEFERRED,
    from_level TEXT NOT NULL
        CHECK (from_level IN ('group', 'district', 'bureau', 'city board', 'national')),
    to_level TEXT NOT NULL
        CHECK (to_level IN ('group', 'district', 'bureau', 'city board', 'national')),
    asked_on TEXT NOT NULL CHECK (asked_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    question TEXT NOT NULL,
    decide_by TEXT CHECK (decide_by GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    decided_on TEXT CHECK (decided_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    outcome TEXT,
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE aside (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    signal TEXT NOT NULL,
    entity TEXT NOT NULL,
    row BLOB NOT NULL,
    until TEXT NOT NULL CHECK (until GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    reason TEXT NOT NULL,
    person TEXT,
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE INDEX escalation_problem ON escalation (problem, asked_on);
CREATE INDEX aside_row ON aside (row);
