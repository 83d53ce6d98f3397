CREATE TRIGGER excusal_update BEFORE UPDATE ON excusal BEGIN
	SELECT RAISE(ABORT, 'rows of excusal are written once');
END;
CREATE TRIGGER excusal_delete BEFORE DELETE ON excusal BEGIN
	SELECT RAISE(ABORT, 'rows of excusal are written once');
END;
