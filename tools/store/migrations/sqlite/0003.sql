CREATE TRIGGER voiding_update BEFORE UPDATE ON voiding BEGIN
	SELECT RAISE(ABORT, 'rows of voiding are written once');
END;
CREATE TRIGGER voiding_delete BEFORE DELETE ON voiding BEGIN
	SELECT RAISE(ABORT, 'rows of voiding are written once');
END;
