CREATE TRIGGER eligibility_check_once BEFORE UPDATE OR DELETE ON eligibility_check
	FOR EACH ROW EXECUTE FUNCTION written_once();
CREATE TRIGGER eligibility_check_kept BEFORE TRUNCATE ON eligibility_check
	FOR EACH STATEMENT EXECUTE FUNCTION written_once();
