-- Decisions numbered on another site than the programme's home carry that site's letters, as codes do.

ALTER TABLE decision ADD COLUMN letter TEXT;
