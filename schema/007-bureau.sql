-- What the city's programme bureau keeps: the charter's agreements and lessons; who may see goals and efforts; what money is for.

CREATE TABLE agreement (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    number INTEGER NOT NULL CHECK (number BETWEEN 1 AND 100000),
    code TEXT,
    text TEXT NOT NULL,
    theme BLOB REFERENCES theme (id) DEFERRABLE INITIALLY DEFERRED,
    ministry BLOB REFERENCES partner (id) DEFERRABLE INITIALLY DEFERRED,
    city_lead BLOB REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    due TEXT CHECK (due GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    status TEXT NOT NULL
        CHECK (status IN ('not started', 'running', 'kept', 'lapsed', 'reconsidered')),
    note TEXT,
    visibility TEXT NOT NULL
        CHECK (visibility IN ('group', 'bureau', 'public')),
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE agreement_link (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    agreement BLOB NOT NULL REFERENCES agreement (id) DEFERRABLE INITIALLY DEFERRED,
    entity TEXT NOT NULL,
    row BLOB NOT NULL,
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE lesson (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    code TEXT,
    title TEXT NOT NULL,
    event TEXT,
    effect TEXT,
    cause TEXT,
    early_warning TEXT,
    recommendation TEXT,
    theme BLOB REFERENCES theme (id) DEFERRABLE INITIALLY DEFERRED,
    area BLOB REFERENCES area (id) DEFERRABLE INITIALLY DEFERRED,
    source BLOB REFERENCES partner (id) DEFERRABLE INITIALLY DEFERRED,
    learnt_on TEXT CHECK (learnt_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    visibility TEXT NOT NULL
        CHECK (visibility IN ('group', 'bureau', 'public')),
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE lesson_link (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    lesson BLOB NOT NULL REFERENCES lesson (id) DEFERRABLE INITIALLY DEFERRED,
    entity TEXT NOT NULL,
    row BLOB NOT NULL,
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE adoption (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    lesson BLOB NOT NULL REFERENCES lesson (id) DEFERRABLE INITIALLY DEFERRED,
    programme BLOB NOT NULL REFERENCES programme (id) DEFERRABLE INITIALLY DEFERRED,
    adopted_on TEXT NOT NULL CHECK (adopted_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    outcome TEXT,
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
) STRICT, WITHOUT ROWID;

-- A column that is added later may be empty, as it is in the rows and acts from before: an empty visibility is public, an
-- empty kind of effort is regular.
ALTER TABLE problem ADD COLUMN agreement BLOB REFERENCES agreement (id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE goal ADD COLUMN visibility TEXT
    CHECK (visibility IN ('group', 'bureau', 'public'));
ALTER TABLE effort ADD COLUMN visibility TEXT
    CHECK (visibility IN ('group', 'bureau', 'public'));
ALTER TABLE effort ADD COLUMN kind TEXT CHECK (kind IN ('regular', 'experiment'));
ALTER TABLE budget_line ADD COLUMN purpose TEXT
    CHECK (purpose IN ('green', 'buildings', 'pre-school education', 'other'));

CREATE INDEX agreement_number ON agreement (number);
CREATE INDEX agreement_code ON agreement (code);
CREATE INDEX agreement_theme ON agreement (theme);
CREATE INDEX agreement_ministry ON agreement (ministry);
CREATE INDEX agreement_city_lead ON agreement (city_lead);
CREATE INDEX agreement_link_agreement ON agreement_link (agreement);
CREATE INDEX agreement_link_row ON agreement_link (row);
CREATE INDEX lesson_code ON lesson (code);
CREATE INDEX lesson_learnt_on ON lesson (learnt_on);
CREATE INDEX lesson_theme ON lesson (theme);
CREATE INDEX lesson_link_lesson ON lesson_link (lesson);
CREATE INDEX lesson_link_row ON lesson_link (row);
CREATE INDEX adoption_lesson ON adoption (lesson);
CREATE INDEX adoption_programme ON adoption (programme);
CREATE INDEX problem_agreement ON problem (agreement) WHERE agreement IS NOT NULL;
