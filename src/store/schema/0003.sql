-- Photographs as they are asked for: `caption:`, `credit:`, `photographer:`, `agency:`, a
-- photographer's page. Words are in normal form, each with a space before and after it.
CREATE TABLE photos (
  id INTEGER PRIMARY KEY,
  article_id INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
  place INTEGER NOT NULL,
  -- A number for the picture's address without what only says its size; 0 where there is none.
  address INTEGER NOT NULL,
  caption TEXT NOT NULL,
  credit TEXT NOT NULL,
  photo TEXT NOT NULL
) STRICT;
CREATE INDEX photo_article ON photos (article_id, place);
CREATE INDEX photo_address ON photos (address) WHERE address <> 0;

-- Who took a photograph (role 0), and for whom (role 1).
CREATE TABLE photo_names (
  role INTEGER NOT NULL,
  folded TEXT NOT NULL,
  photo_id INTEGER NOT NULL REFERENCES photos ON DELETE CASCADE,
  article_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (role, folded, photo_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX photo_name ON photo_names (photo_id);

-- Whose photographs are in the table, and read by which version. Articles stored before this
-- table, and those whose text has changed, are not here and are gathered in idle time.
CREATE TABLE gathered (
  article_id INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
  engine INTEGER NOT NULL
) STRICT;
CREATE TRIGGER photos_outdated_by_feed AFTER UPDATE OF body_seq ON articles BEGIN
  DELETE FROM gathered WHERE article_id = NEW.id;
END;
CREATE TRIGGER photos_outdated_by_page AFTER INSERT ON pages BEGIN
  DELETE FROM gathered WHERE article_id = NEW.article_id;
END;

-- What is known of a picture's file, by its address: a number for its bytes, its look (see
-- pictures::Look; none where it is too plain), and what the file says of itself.
CREATE TABLE pictures (
  address INTEGER PRIMARY KEY,
  file INTEGER NOT NULL,
  across INTEGER,
  down INTEGER,
  facts TEXT NOT NULL
) STRICT;
CREATE INDEX picture_file ON pictures (file);
