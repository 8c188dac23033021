-- What the pages of a site repeat: prints of their blocks, on how many articles' pages each was
-- seen, and, for those seen more than once, how it begins. Bounded a site by the code that writes.
CREATE TABLE site_blocks (
  host TEXT NOT NULL,
  print INTEGER NOT NULL,
  pages INTEGER NOT NULL,
  last_article INTEGER NOT NULL,
  last_seen INTEGER NOT NULL,
  sample TEXT,
  PRIMARY KEY (host, print)
) STRICT, WITHOUT ROWID;
CREATE INDEX site_block_age ON site_blocks (last_seen);
