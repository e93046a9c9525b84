-- The key of a figure is three numbers, where it held the text of a variable and the sixteen bytes of an area: millions
-- of rows come at once, and become half as large and quicker to add.

CREATE TABLE reference_area (
    number INTEGER NOT NULL PRIMARY KEY,
    area BLOB NOT NULL UNIQUE CHECK (length(area) = 16)
) STRICT;

INSERT INTO reference_area (area) SELECT DISTINCT area FROM reference_figure ORDER BY area;

CREATE TABLE reference_numbered (
    number INTEGER NOT NULL PRIMARY KEY,
    variable TEXT NOT NULL UNIQUE,
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
) STRICT;

INSERT INTO reference_numbered (variable, label, label_en, definition, definition_en, unit, source, reference_date,
    frequency, direction, topic, topic_en, dataset)
SELECT variable, label, label_en, definition, definition_en, unit, source, reference_date, frequency, direction, topic,
    topic_en, dataset FROM reference_variable ORDER BY variable;
INSERT OR IGNORE INTO reference_numbered (variable) SELECT DISTINCT variable FROM reference_figure;
DROP TABLE reference_variable;
ALTER TABLE reference_numbered RENAME TO reference_variable;

-- A series is one variable of one area, so that is the order of the table. A status is a number as before (0 final,
-- 1 provisional, 2 estimate, 3 secret, 4 unavailable).
CREATE TABLE reference_figure_numbered (
    variable INTEGER NOT NULL,
    area INTEGER NOT NULL,
    year INTEGER NOT NULL CHECK (year BETWEEN 1500 AND 2500),
    value REAL,
    status INTEGER NOT NULL CHECK (status BETWEEN 0 AND 4),
    dataset INTEGER NOT NULL,
    PRIMARY KEY (variable, area, year)
) STRICT, WITHOUT ROWID;

INSERT INTO reference_figure_numbered (variable, area, year, value, status, dataset)
SELECT v.number, a.number, f.year, f.value, f.status, f.dataset
FROM reference_figure f JOIN reference_variable v ON v.variable = f.variable JOIN reference_area a ON a.area = f.area
ORDER BY v.number, a.number, f.year;
DROP TABLE reference_figure;
ALTER TABLE reference_figure_numbered RENAME TO reference_figure;
