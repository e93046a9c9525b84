-- The typed tables: the projection of the journal. One table an entity, one column a field, as in the entities table
-- (src/domain/entities.c; a test holds one against the other). Rows are never removed: `deleted` marks them.
-- References are checked at commit, so that the order inside an act does not matter.

CREATE TABLE area (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    code TEXT,
    name TEXT NOT NULL,
    kind TEXT NOT NULL
        CHECK (kind IN ('city', 'district', 'priority area', 'neighbourhood')),
    parent BLOB REFERENCES area (id) DEFERRABLE INITIALLY DEFERRED,
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE area_code (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    area BLOB NOT NULL REFERENCES area (id) DEFERRABLE INITIALLY DEFERRED,
    scheme TEXT NOT NULL
        CHECK (scheme IN ('bbga', 'cbs', 'pc4', 'other')),
    code TEXT NOT NULL,
    valid_from TEXT CHECK (valid_from GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE theme (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    position INTEGER CHECK (position BETWEEN 1 AND 1000),
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE partner (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name TEXT NOT NULL,
    kind TEXT NOT NULL
        CHECK (kind IN ('district', 'city department', 'housing corporation', 'ministry', 'police', 'school', 'welfare', 'residents', 'business', 'alliance partner', 'knowledge institute', 'other')),
    contact TEXT,
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE person (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name TEXT NOT NULL,
    initials TEXT,
    partner BLOB REFERENCES partner (id) DEFERRABLE INITIALLY DEFERRED,
    role TEXT,
    email TEXT,
    phone TEXT,
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE programme (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    area BLOB NOT NULL REFERENCES area (id) DEFERRABLE INITIALLY DEFERRED,
    title TEXT NOT NULL,
    starts TEXT CHECK (starts GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    ends TEXT CHECK (ends GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    version TEXT,
    adopted_on TEXT CHECK (adopted_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    status TEXT NOT NULL
        CHECK (status IN ('draft', 'adopted', 'closed')),
    home_site TEXT,
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE membership (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    programme BLOB NOT NULL REFERENCES programme (id) DEFERRABLE INITIALLY DEFERRED,
    person BLOB NOT NULL REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    role TEXT NOT NULL
        CHECK (role IN ('chair', 'secretary', 'member', 'coordinator', 'bureau', 'guest')),
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE goal (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    programme BLOB NOT NULL REFERENCES programme (id) DEFERRABLE INITIALLY DEFERRED,
    parent BLOB REFERENCES goal (id) DEFERRABLE INITIALLY DEFERRED,
    level TEXT NOT NULL
        CHECK (level IN ('vision', 'goal', 'result')),
    theme BLOB REFERENCES theme (id) DEFERRABLE INITIALLY DEFERRED,
    code TEXT,
    statement TEXT NOT NULL,
    owner BLOB REFERENCES partner (id) DEFERRABLE INITIALLY DEFERRED,
    due TEXT CHECK (due GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    light TEXT
        CHECK (light IN ('grey', 'green', 'amber', 'red')),
    light_on TEXT CHECK (light_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    cause TEXT,
    consequence TEXT,
    correction TEXT,
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE indicator (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    goal BLOB NOT NULL REFERENCES goal (id) DEFERRABLE INITIALLY DEFERRED,
    code TEXT,
    name TEXT NOT NULL,
    definition TEXT,
    unit TEXT,
    kind TEXT NOT NULL
        CHECK (kind IN ('count', 'percent', 'index', 'mark', 'yes/no', 'words')),
    direction TEXT NOT NULL
        CHECK (direction IN ('higher', 'lower', 'band', 'neutral')),
    additive INTEGER CHECK (additive IN (0, 1)),
    cumulative INTEGER CHECK (cumulative IN (0, 1)),
    source TEXT,
    frequency TEXT NOT NULL
        CHECK (frequency IN ('month', 'quarter', 'half-year', 'year', 'two years', 'once')),
    reference_variable TEXT,
    benchmark_area BLOB REFERENCES area (id) DEFERRABLE INITIALLY DEFERRED,
    owner BLOB REFERENCES partner (id) DEFERRABLE INITIALLY DEFERRED,
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE target (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    indicator BLOB NOT NULL REFERENCES indicator (id) DEFERRABLE INITIALLY DEFERRED,
    due TEXT NOT NULL CHECK (due GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    operator TEXT NOT NULL
        CHECK (operator IN ('at least', 'at most', 'equal', 'between')),
    value REAL NOT NULL,
    value_to REAL,
    note TEXT,
    superseded INTEGER CHECK (superseded IN (0, 1)),
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE measurement (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    indicator BLOB NOT NULL REFERENCES indicator (id) DEFERRABLE INITIALLY DEFERRED,
    taken_on TEXT NOT NULL CHECK (taken_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    value REAL,
    numerator REAL,
    denominator REAL,
    words TEXT,
    status TEXT NOT NULL
        CHECK (status IN ('final', 'provisional', 'estimate', 'secret', 'unavailable')),
    is_baseline INTEGER CHECK (is_baseline IN (0, 1)),
    source TEXT,
    note TEXT,
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE effort (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    programme BLOB NOT NULL REFERENCES programme (id) DEFERRABLE INITIALLY DEFERRED,
    code TEXT,
    title TEXT NOT NULL,
    description TEXT,
    lead BLOB REFERENCES partner (id) DEFERRABLE INITIALLY DEFERRED,
    lead_person BLOB REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    phase TEXT NOT NULL
        CHECK (phase IN ('planned', 'running', 'done', 'stopped')),
    starts TEXT CHECK (starts GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    ends TEXT CHECK (ends GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    started_on TEXT CHECK (started_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    ended_on TEXT CHECK (ended_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    light_time TEXT
        CHECK (light_time IN ('grey', 'green', 'amber', 'red')),
    light_money TEXT
        CHECK (light_money IN ('grey', 'green', 'amber', 'red')),
    light_quality TEXT
        CHECK (light_quality IN ('grey', 'green', 'amber', 'red')),
    cause TEXT,
    consequence TEXT,
    correction TEXT,
    percent_done INTEGER CHECK (percent_done BETWEEN 0 AND 100),
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE contribution (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    effort BLOB NOT NULL REFERENCES effort (id) DEFERRABLE INITIALLY DEFERRED,
    goal BLOB NOT NULL REFERENCES goal (id) DEFERRABLE INITIALLY DEFERRED,
    weight INTEGER NOT NULL CHECK (weight BETWEEN 1 AND 3),
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE effort_partner (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    effort BLOB NOT NULL REFERENCES effort (id) DEFERRABLE INITIALLY DEFERRED,
    partner BLOB NOT NULL REFERENCES partner (id) DEFERRABLE INITIALLY DEFERRED,
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE budget_line (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    effort BLOB NOT NULL REFERENCES effort (id) DEFERRABLE INITIALLY DEFERRED,
    year INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 2200),
    funder BLOB NOT NULL REFERENCES partner (id) DEFERRABLE INITIALLY DEFERRED,
    planned INTEGER,
    committed INTEGER,
    spent INTEGER,
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE milestone (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    effort BLOB NOT NULL REFERENCES effort (id) DEFERRABLE INITIALLY DEFERRED,
    title TEXT NOT NULL,
    due TEXT NOT NULL CHECK (due GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    original_due TEXT CHECK (original_due GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    done_on TEXT CHECK (done_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE problem (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    programme BLOB NOT NULL REFERENCES programme (id) DEFERRABLE INITIALLY DEFERRED,
    code TEXT,
    kind TEXT NOT NULL
        CHECK (kind IN ('problem', 'change request', 'off-specification', 'risk')),
    title TEXT NOT NULL,
    cause TEXT,
    consequence TEXT,
    correction TEXT,
    severity INTEGER NOT NULL CHECK (severity BETWEEN 1 AND 4),
    likelihood INTEGER CHECK (likelihood BETWEEN 1 AND 4),
    theme BLOB REFERENCES theme (id) DEFERRABLE INITIALLY DEFERRED,
    goal BLOB REFERENCES goal (id) DEFERRABLE INITIALLY DEFERRED,
    effort BLOB REFERENCES effort (id) DEFERRABLE INITIALLY DEFERRED,
    raised_by BLOB REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    raised_on TEXT CHECK (raised_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    owner BLOB REFERENCES partner (id) DEFERRABLE INITIALLY DEFERRED,
    owner_person BLOB REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    due TEXT CHECK (due GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    status TEXT NOT NULL
        CHECK (status IN ('flagged', 'accepted', 'in progress', 'waiting', 'solved', 'rejected')),
    waiting_for TEXT,
    level TEXT NOT NULL
        CHECK (level IN ('group', 'district', 'bureau', 'city board', 'national')),
    duplicate_of BLOB REFERENCES problem (id) DEFERRABLE INITIALLY DEFERRED,
    visibility TEXT NOT NULL
        CHECK (visibility IN ('group', 'bureau', 'public')),
    carried INTEGER CHECK (carried BETWEEN 0 AND 10000),
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE comment (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    entity TEXT NOT NULL,
    row BLOB NOT NULL,
    text TEXT NOT NULL,
    person BLOB REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE view (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name TEXT NOT NULL,
    screen TEXT NOT NULL,
    filter TEXT,
    sort TEXT,
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE INDEX area_parent ON area (parent);
CREATE INDEX area_name ON area (name);
CREATE INDEX area_code_area ON area_code (area);
CREATE INDEX area_code_code ON area_code (scheme, code);
CREATE INDEX partner_name ON partner (name);
CREATE INDEX person_name ON person (name);
CREATE INDEX person_partner ON person (partner);
CREATE INDEX membership_programme ON membership (programme);
CREATE INDEX membership_person ON membership (person);
CREATE INDEX goal_programme ON goal (programme, code);
CREATE INDEX goal_parent ON goal (parent);
CREATE INDEX goal_theme ON goal (theme);
CREATE INDEX goal_code ON goal (code);
CREATE INDEX indicator_goal ON indicator (goal);
CREATE INDEX indicator_code ON indicator (code);
CREATE INDEX target_indicator ON target (indicator, due);
-- Holds all that judging an indicator asks: the newest figures of a thousand indicators are read at every overview.
CREATE INDEX measurement_indicator ON measurement
    (indicator, taken_on, id, deleted, value, status, is_baseline, numerator, denominator);
-- Holds all that a list of every measurement asks before it shows one.
CREATE INDEX measurement_taken_on ON measurement (taken_on, id, deleted, indicator);
CREATE INDEX measurement_baseline ON measurement (indicator, taken_on) WHERE is_baseline = 1 AND deleted = 0;
CREATE INDEX effort_programme ON effort (programme, code);
CREATE INDEX effort_lead ON effort (lead);
CREATE INDEX effort_code ON effort (code);
CREATE INDEX contribution_effort ON contribution (effort);
CREATE INDEX contribution_goal ON contribution (goal);
CREATE INDEX effort_partner_effort ON effort_partner (effort);
CREATE INDEX effort_partner_partner ON effort_partner (partner);
CREATE INDEX budget_line_effort ON budget_line (effort, year);
CREATE INDEX milestone_effort ON milestone (effort, due);
-- Holds all that counting open problems asks, so that their texts are not read for it.
CREATE INDEX problem_programme ON problem (programme, status, deleted, theme, goal, effort, severity);
CREATE INDEX problem_raised_on ON problem (raised_on);
CREATE INDEX problem_code ON problem (code);
CREATE INDEX problem_effort ON problem (effort);
CREATE INDEX problem_goal ON problem (goal);
CREATE INDEX problem_owner ON problem (owner);
CREATE INDEX comment_row ON comment (row);
