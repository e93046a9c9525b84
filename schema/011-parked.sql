-- The seal that came with an act that waits; it goes to its place with the act.
ALTER TABLE parked ADD COLUMN seal BLOB CHECK (length(seal) = 64);
