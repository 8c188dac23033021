-- What is known of an entity across the library: where it is quoted, whose captions name it, and
-- its names by any of their words.

ALTER TABLE mentions ADD COLUMN quotes INTEGER NOT NULL DEFAULT 0;
ALTER TABLE mentions ADD COLUMN captions INTEGER NOT NULL DEFAULT 0;
-- An entity's page is read from this index alone.
DROP INDEX mention_entity;
CREATE INDEX mention_entity ON mentions (entity_id, article_id, count, quotes, captions);

CREATE TABLE entity_words (
  word TEXT NOT NULL,
  entity_id INTEGER NOT NULL REFERENCES entities ON DELETE CASCADE,
  PRIMARY KEY (word, entity_id)
) STRICT, WITHOUT ROWID;
WITH RECURSIVE split (entity_id, word, rest) AS (
  SELECT id, '', folded || ' ' FROM entities
  UNION ALL
  SELECT entity_id, substr(rest, 1, instr(rest, ' ') - 1), substr(rest, instr(rest, ' ') + 1)
    FROM split WHERE rest <> ''
)
INSERT OR IGNORE INTO entity_words SELECT word, entity_id FROM split WHERE word <> '';

-- What is cited, one row for all ways of writing it, and where.
CREATE TABLE citations (
  id INTEGER PRIMARY KEY,
  folded TEXT NOT NULL UNIQUE,
  canonical TEXT NOT NULL,
  url TEXT
) STRICT;
CREATE TABLE cited (
  article_id INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
  citation_id INTEGER NOT NULL REFERENCES citations,
  count INTEGER NOT NULL,
  PRIMARY KEY (article_id, citation_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX cited_citation ON cited (citation_id, article_id);

-- Quotes, captions and citations of what was analysed before are not in these tables: all articles
-- are looked through again, newest first.
UPDATE articles SET analysed = 0 WHERE analysed <> 0;
