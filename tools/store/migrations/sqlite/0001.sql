-- What SQLite does in its own way: the register's search index, and the rows that
-- are written once.

-- Search in the register reads the rows of mark by their serial.
CREATE VIRTUAL TABLE mark_search USING fts5 (
	grams, content = 'mark', content_rowid = 'serial', tokenize = 'ascii', prefix = '1', detail = 'none'
);

CREATE TRIGGER mark_search_insert AFTER INSERT ON mark BEGIN
	INSERT INTO mark_search (rowid, grams) VALUES (new.serial, new.grams);
END;
CREATE TRIGGER mark_search_update AFTER UPDATE OF grams ON mark WHEN old.grams <> new.grams BEGIN
	INSERT INTO mark_search (mark_search, rowid, grams) VALUES ('delete', old.serial, old.grams);
	INSERT INTO mark_search (rowid, grams) VALUES (new.serial, new.grams);
END;
CREATE TRIGGER mark_search_delete AFTER DELETE ON mark BEGIN
	INSERT INTO mark_search (mark_search, rowid, grams) VALUES ('delete', old.serial, old.grams);
END;

CREATE INDEX mark_in_order ON mark (rank, number, id);
CREATE INDEX mark_of_scheme_in_order ON mark (scheme, rank, number, id);

CREATE TRIGGER journal_update BEFORE UPDATE ON journal BEGIN
	SELECT RAISE(ABORT, 'rows of journal are written once');
END;
CREATE TRIGGER journal_delete BEFORE DELETE ON journal BEGIN
	SELECT RAISE(ABORT, 'rows of journal are written once');
END;
CREATE TRIGGER journal_hash_update BEFORE UPDATE ON journal_hash BEGIN
	SELECT RAISE(ABORT, 'rows of journal_hash are written once');
END;
CREATE TRIGGER journal_hash_delete BEFORE DELETE ON journal_hash BEGIN
	SELECT RAISE(ABORT, 'rows of journal_hash are written once');
END;
CREATE TRIGGER dossier_update BEFORE UPDATE ON dossier BEGIN
	SELECT RAISE(ABORT, 'rows of dossier are written once');
END;
CREATE TRIGGER dossier_delete BEFORE DELETE ON dossier BEGIN
	SELECT RAISE(ABORT, 'rows of dossier are written once');
END;
CREATE TRIGGER vote_update BEFORE UPDATE ON vote BEGIN
	SELECT RAISE(ABORT, 'rows of vote are written once');
END;
CREATE TRIGGER vote_delete BEFORE DELETE ON vote BEGIN
	SELECT RAISE(ABORT, 'rows of vote are written once');
END;
CREATE TRIGGER decision_update BEFORE UPDATE ON decision BEGIN
	SELECT RAISE(ABORT, 'rows of decision are written once');
END;
CREATE TRIGGER decision_delete BEFORE DELETE ON decision BEGIN
	SELECT RAISE(ABORT, 'rows of decision are written once');
END;
