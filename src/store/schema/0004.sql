-- Bodies of one feed that came together are compressed together: one row in bodies, under the
-- first one's number, holds those up to the last one's; how many articles still use it.
CREATE TABLE bundles (
  first INTEGER PRIMARY KEY,
  last INTEGER NOT NULL,
  used INTEGER NOT NULL
) STRICT;

CREATE TRIGGER bundle_unused AFTER UPDATE OF used ON bundles WHEN NEW.used <= 0 BEGIN
  DELETE FROM bodies WHERE seq = NEW.first;
  DELETE FROM bundles WHERE first = NEW.first;
END;

-- Articles come many at a time: what adds them adds to the counts once a feed (see intake.rs).
DROP TRIGGER article_added;

-- An article that goes, or gets another body, leaves its old one: a plain one is deleted, of a
-- bundle one less is used. The plain one first: the other may delete the row that tells them apart.
DROP TRIGGER article_removed;
CREATE TRIGGER article_removed AFTER DELETE ON articles BEGIN
  UPDATE counts SET total = total - 1, unread = unread - (OLD.read = 0) WHERE feed_id = OLD.feed_id;
  DELETE FROM bodies WHERE seq = OLD.body_seq AND NOT EXISTS (SELECT 1 FROM bundles WHERE first = OLD.body_seq);
  UPDATE bundles SET used = used - 1
    WHERE first = (SELECT max(first) FROM bundles WHERE first <= OLD.body_seq) AND last >= OLD.body_seq;
END;
CREATE TRIGGER article_rewritten AFTER UPDATE OF body_seq ON articles WHEN OLD.body_seq <> NEW.body_seq BEGIN
  DELETE FROM bodies WHERE seq = OLD.body_seq AND NOT EXISTS (SELECT 1 FROM bundles WHERE first = OLD.body_seq);
  UPDATE bundles SET used = used - 1
    WHERE first = (SELECT max(first) FROM bundles WHERE first <= OLD.body_seq) AND last >= OLD.body_seq;
END;
