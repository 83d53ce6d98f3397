CREATE TRIGGER eligibility_check_update BEFORE UPDATE ON eligibility_check BEGIN
	SELECT RAISE(ABORT, 'rows of eligibility_check are written once');
END;
CREATE TRIGGER eligibility_check_delete BEFORE DELETE ON eligibility_check BEGIN
	SELECT RAISE(ABORT, 'rows of eligibility_check are written once');
END;
