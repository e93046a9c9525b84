-- What start and figures are asked most, from indexes alone.

-- The baselines of a thousand indicators, without looking up a thousand rows among a million.
DROP INDEX measurement_baseline;
CREATE INDEX measurement_baseline
    ON measurement (indicator, taken_on, id, value, status, is_baseline, numerator, denominator)
    WHERE is_baseline = 1 AND deleted = 0;

-- The open problems: counts of programmes, the queue and the signals, without their texts.
CREATE INDEX problem_open
    ON problem (programme, severity, raised_on, due, deleted, status, level, owner, owner_person,
        agreement)
    WHERE deleted = 0 AND status NOT IN ('solved', 'rejected');

-- The problems that turned out to be the same as this one: asked at every step through the queue.
CREATE INDEX problem_duplicate ON problem (duplicate_of) WHERE duplicate_of IS NOT NULL;

-- The titles of all problems, which are compared with each other, without the texts around them.
CREATE INDEX problem_title
    ON problem (id, programme, owner, code, title, status, duplicate_of, deleted)
    WHERE deleted = 0 AND status <> 'rejected' AND duplicate_of IS NULL;
