CREATE TRIGGER payment_update BEFORE UPDATE ON payment BEGIN
	SELECT RAISE(ABORT, 'rows of payment are written once');
END;
CREATE TRIGGER payment_delete BEFORE DELETE ON payment BEGIN
	SELECT RAISE(ABORT, 'rows of payment are written once');
END;
