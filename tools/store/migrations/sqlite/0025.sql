CREATE TRIGGER opened_vote_update BEFORE UPDATE ON opened_vote BEGIN
	SELECT RAISE(ABORT, 'rows of opened_vote are written once');
END;
CREATE TRIGGER opened_vote_delete BEFORE DELETE ON opened_vote BEGIN
	SELECT RAISE(ABORT, 'rows of opened_vote are written once');
END;
