CREATE TRIGGER fee_table_update BEFORE UPDATE ON fee_table BEGIN
	SELECT RAISE(ABORT, 'rows of fee_table are written once');
END;
CREATE TRIGGER fee_table_delete BEFORE DELETE ON fee_table BEGIN
	SELECT RAISE(ABORT, 'rows of fee_table are written once');
END;
