-- The first schema. Never edited once released: a change is a new file in this folder.

-- Small facts about the store itself.
CREATE TABLE meta (
  key TEXT PRIMARY KEY NOT NULL,
  value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO meta VALUES ('last_seq', 0), ('engine', 0);

-- Subscriptions. A feed that was left stays, unsubscribed, while kept articles need its name.
-- AUTOINCREMENT: a number once given to a feed is never given to another.
CREATE TABLE feeds (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  url TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  site TEXT,
  folder TEXT NOT NULL,
  position INTEGER NOT NULL,
  subscribed INTEGER NOT NULL DEFAULT 1,
  options TEXT NOT NULL DEFAULT '{}'
) STRICT;

-- How the fetching of a feed stands; apart from feeds because every fetch rewrites it.
CREATE TABLE fetches (
  feed_id INTEGER PRIMARY KEY REFERENCES feeds ON DELETE CASCADE,
  health TEXT NOT NULL DEFAULT '{}',
  etag TEXT,
  last_modified TEXT
) STRICT;

-- Articles of each feed; kept by triggers, so that nothing ever counts rows.
CREATE TABLE counts (
  feed_id INTEGER PRIMARY KEY REFERENCES feeds ON DELETE CASCADE,
  total INTEGER NOT NULL DEFAULT 0,
  unread INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TRIGGER feed_added AFTER INSERT ON feeds BEGIN
  INSERT INTO fetches (feed_id) VALUES (NEW.id);
  INSERT INTO counts (feed_id) VALUES (NEW.id);
END;

-- One light row an article. The id is its place in time (see model::ArticleId), so that "newest
-- first" is the table's own order. What filters test stands first in the row.
CREATE TABLE articles (
  id INTEGER PRIMARY KEY,
  feed_id INTEGER NOT NULL REFERENCES feeds,
  read INTEGER NOT NULL DEFAULT 0,
  starred INTEGER NOT NULL DEFAULT 0,
  saved INTEGER NOT NULL DEFAULT 0,
  edited INTEGER NOT NULL DEFAULT 0,
  guessed INTEGER NOT NULL DEFAULT 0,
  has_page INTEGER NOT NULL DEFAULT 0,
  analysed INTEGER NOT NULL DEFAULT 0,
  published INTEGER NOT NULL,
  words INTEGER NOT NULL DEFAULT 0,
  body_seq INTEGER NOT NULL,
  title TEXT NOT NULL,
  author TEXT NOT NULL,
  retrieved INTEGER NOT NULL,
  updated INTEGER,
  key_hash INTEGER NOT NULL,
  content_hash INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX article_key ON articles (feed_id, key_hash);
CREATE INDEX article_feed ON articles (feed_id);
CREATE INDEX article_unread ON articles (read) WHERE read = 0;
CREATE INDEX article_starred ON articles (starred) WHERE starred = 1;
CREATE INDEX article_saved ON articles (saved) WHERE saved = 1;
CREATE INDEX article_edited ON articles (edited) WHERE edited = 1;
CREATE INDEX article_unanalysed ON articles (analysed) WHERE analysed = 0;

-- What the feed carried, compressed; in the order of arrival. A changed article gets a new row.
CREATE TABLE bodies (
  seq INTEGER PRIMARY KEY,
  body BLOB NOT NULL
) STRICT;

CREATE TRIGGER article_added AFTER INSERT ON articles BEGIN
  UPDATE counts SET total = total + 1, unread = unread + (NEW.read = 0) WHERE feed_id = NEW.feed_id;
END;
CREATE TRIGGER article_removed AFTER DELETE ON articles BEGIN
  UPDATE counts SET total = total - 1, unread = unread - (OLD.read = 0) WHERE feed_id = OLD.feed_id;
  DELETE FROM bodies WHERE seq = OLD.body_seq;
END;
CREATE TRIGGER article_read AFTER UPDATE OF read ON articles WHEN OLD.read <> NEW.read BEGIN
  UPDATE counts SET unread = unread + OLD.read - NEW.read WHERE feed_id = NEW.feed_id;
END;

-- Items removed from the store that their feed may still list: they do not come back.
CREATE TABLE removed (
  feed_id INTEGER NOT NULL REFERENCES feeds ON DELETE CASCADE,
  key_hash INTEGER NOT NULL,
  PRIMARY KEY (feed_id, key_hash)
) STRICT, WITHOUT ROWID;

-- The texts of pages, compressed, or why there is none.
CREATE TABLE pages (
  article_id INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
  fetched INTEGER NOT NULL,
  error TEXT,
  page BLOB
) STRICT;

-- What was found in texts, compressed.
CREATE TABLE analyses (
  article_id INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
  analysis BLOB NOT NULL
) STRICT;
CREATE TABLE entities (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  folded TEXT NOT NULL,
  UNIQUE (key, kind)
) STRICT;
CREATE INDEX entity_name ON entities (folded);
CREATE TABLE mentions (
  article_id INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
  entity_id INTEGER NOT NULL REFERENCES entities,
  count INTEGER NOT NULL,
  prominence REAL NOT NULL,
  PRIMARY KEY (article_id, entity_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX mention_entity ON mentions (entity_id, article_id);

-- What a person adds to articles.
CREATE TABLE tags (
  article_id INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
  folded TEXT NOT NULL,
  tag TEXT NOT NULL,
  PRIMARY KEY (article_id, folded)
) STRICT, WITHOUT ROWID;
CREATE INDEX tag_name ON tags (folded, article_id);
CREATE TABLE saves (
  article_id INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
  path TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE TABLE scrolls (
  article_id INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
  offset INTEGER NOT NULL
) STRICT;
CREATE TABLE views (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,
  query TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT;

-- Full text: which articles have which words, nothing else. The rowid is the article's id without
-- the low bits that are always zero (see ids.rs). The words come in normal form, so that the
-- simplest tokenizer does.
CREATE VIRTUAL TABLE fulltext USING fts5(
  words, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii'
);
-- Segments are merged sixteen at a time when there are sixteen, not a little at each write.
INSERT INTO fulltext (fulltext, rank) VALUES ('automerge', 0), ('crisismerge', 16), ('hashsize', 8388608);

-- Every word of the index of three letters or more, for looking up beginnings of words.
CREATE TABLE vocabulary (
  word TEXT PRIMARY KEY NOT NULL
) STRICT, WITHOUT ROWID;

-- Stretches of bodies that are not in the full-text index yet, both ends included.
CREATE TABLE unindexed (
  first INTEGER PRIMARY KEY,
  last INTEGER NOT NULL
) STRICT;
