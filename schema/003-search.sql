-- Search over every text of every row. `search` holds the texts and their words; `search_row` says which of its rows is
-- of a typed row. Newer rows have higher numbers. Maintained by the journal's apply (src/store/search.c), not by
-- triggers: those do not run under trusted_schema = OFF. search_rebuild runs this file again.

CREATE VIRTUAL TABLE search USING fts5 (
    text,
    entity UNINDEXED,
    "row" UNINDEXED,
    tokenize = 'unicode61 remove_diacritics 2',
    prefix = '1 2 3',
    columnsize = 0
);

CREATE TABLE search_row (
    id BLOB NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
