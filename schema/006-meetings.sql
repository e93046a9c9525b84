-- Meetings: who was there, what was on the agenda, what was said, decided and promised, and the minutes, which never change.

CREATE TABLE meeting (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    programme BLOB NOT NULL REFERENCES programme (id) DEFERRABLE INITIALLY DEFERRED,
    number INTEGER CHECK (number BETWEEN 1 AND 100000),
    kind TEXT NOT NULL
        CHECK (kind IN ('steering group', 'theme meeting')),
    theme BLOB REFERENCES theme (id) DEFERRABLE INITIALLY DEFERRED,
    starts TEXT NOT NULL CHECK (starts GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z'),
    ends TEXT CHECK (ends GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z'),
    place TEXT,
    status TEXT NOT NULL
        CHECK (status IN ('draft', 'open', 'running', 'closed')),
    chair BLOB REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    secretary BLOB REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    started_at TEXT CHECK (started_at GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z'),
    closed_at TEXT CHECK (closed_at GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z'),
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE attendance (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    meeting BLOB NOT NULL REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED,
    person BLOB NOT NULL REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    state TEXT NOT NULL
        CHECK (state IN ('invited', 'present', 'absent', 'excused', 'replaced')),
    replaced_by BLOB REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    arrived_at TEXT CHECK (arrived_at GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z'),
    left_at TEXT CHECK (left_at GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z'),
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE agenda_item (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    meeting BLOB NOT NULL REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL CHECK (position BETWEEN 1 AND 1000),
    kind TEXT NOT NULL
        CHECK (kind IN ('discuss', 'decide', 'inform')),
    title TEXT NOT NULL,
    minutes INTEGER CHECK (minutes BETWEEN 0 AND 1440),
    spent REAL,
    entity TEXT,
    row BLOB,
    subject TEXT NOT NULL
        CHECK (subject IN ('opening', 'minutes', 'actions', 'decisions', 'goal', 'problem', 'milestone', 'escalation', 'figures', 'agreement', 'own', 'other business')),
    status TEXT NOT NULL
        CHECK (status IN ('planned', 'now', 'done', 'carried')),
    since TEXT CHECK (since GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z'),
    carried_from BLOB REFERENCES agenda_item (id) DEFERRABLE INITIALLY DEFERRED,
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE entry (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    agenda_item BLOB NOT NULL REFERENCES agenda_item (id) DEFERRABLE INITIALLY DEFERRED,
    at TEXT NOT NULL CHECK (at GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z'),
    kind TEXT NOT NULL
        CHECK (kind IN ('note', 'measurement', 'problem', 'decision', 'action')),
    text TEXT NOT NULL,
    entity TEXT,
    row BLOB,
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE decision (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    programme BLOB NOT NULL REFERENCES programme (id) DEFERRABLE INITIALLY DEFERRED,
    number INTEGER CHECK (number BETWEEN 1 AND 1000000),
    text TEXT NOT NULL,
    agenda_item BLOB REFERENCES agenda_item (id) DEFERRABLE INITIALLY DEFERRED,
    taken_on TEXT NOT NULL CHECK (taken_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    entity TEXT,
    row BLOB,
    visibility TEXT NOT NULL
        CHECK (visibility IN ('group', 'bureau', 'public')),
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE action (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    programme BLOB NOT NULL REFERENCES programme (id) DEFERRABLE INITIALLY DEFERRED,
    code TEXT,
    what TEXT NOT NULL,
    person BLOB REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    partner BLOB REFERENCES partner (id) DEFERRABLE INITIALLY DEFERRED,
    due TEXT CHECK (due GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    priority TEXT NOT NULL
        CHECK (priority IN ('low', 'normal', 'high')),
    status TEXT NOT NULL
        CHECK (status IN ('open', 'done', 'dropped')),
    done_on TEXT CHECK (done_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    agenda_item BLOB REFERENCES agenda_item (id) DEFERRABLE INITIALLY DEFERRED,
    entity TEXT,
    row BLOB,
    carried INTEGER CHECK (carried BETWEEN 0 AND 10000),
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE minutes (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    meeting BLOB NOT NULL REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED,
    version INTEGER NOT NULL CHECK (version BETWEEN 1 AND 10000),
    text TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    language TEXT NOT NULL
        CHECK (language IN ('nl', 'en')),
    made_at TEXT NOT NULL CHECK (made_at GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z'),
    adopted_in BLOB REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED,
    erratum_of BLOB REFERENCES minutes (id) DEFERRABLE INITIALLY DEFERRED,
    erratum TEXT,
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
) STRICT, WITHOUT ROWID;

ALTER TABLE measurement ADD COLUMN meeting BLOB REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX meeting_programme ON meeting (programme, starts);
CREATE INDEX meeting_number ON meeting (programme, number);
CREATE INDEX meeting_starts ON meeting (starts);
CREATE INDEX meeting_status ON meeting (status);
CREATE INDEX attendance_meeting ON attendance (meeting);
CREATE INDEX attendance_person ON attendance (person);
CREATE INDEX agenda_item_meeting ON agenda_item (meeting, position);
CREATE INDEX agenda_item_row ON agenda_item (row);
CREATE INDEX agenda_item_carried_from ON agenda_item (carried_from);
CREATE INDEX entry_agenda_item ON entry (agenda_item, at);
CREATE INDEX entry_row ON entry (row);
CREATE INDEX decision_programme ON decision (programme, number);
CREATE INDEX decision_agenda_item ON decision (agenda_item);
CREATE INDEX decision_taken_on ON decision (taken_on);
CREATE INDEX decision_row ON decision (row);
CREATE INDEX action_programme ON action (programme, status, deleted, due);
CREATE INDEX action_due ON action (due);
CREATE INDEX action_code ON action (code);
CREATE INDEX action_person ON action (person);
CREATE INDEX action_partner ON action (partner);
CREATE INDEX action_agenda_item ON action (agenda_item);
CREATE INDEX action_row ON action (row);
CREATE INDEX minutes_meeting ON minutes (meeting, version);
CREATE INDEX minutes_adopted_in ON minutes (adopted_in);
CREATE INDEX measurement_meeting ON measurement (meeting) WHERE meeting IS NOT NULL;
