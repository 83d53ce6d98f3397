CREATE TRIGGER notice_update BEFORE UPDATE ON notice BEGIN
	SELECT RAISE(ABORT, 'rows of notice are written once');
END;
CREATE TRIGGER notice_delete BEFORE DELETE ON notice BEGIN
	SELECT RAISE(ABORT, 'rows of notice are written once');
END;
CREATE TRIGGER charge_correction_update BEFORE UPDATE ON charge_correction BEGIN
	SELECT RAISE(ABORT, 'rows of charge_correction are written once');
END;
CREATE TRIGGER charge_correction_delete BEFORE DELETE ON charge_correction BEGIN
	SELECT RAISE(ABORT, 'rows of charge_correction are written once');
END;
