CREATE TRIGGER published_rule_once BEFORE UPDATE OR DELETE ON published_rule
	FOR EACH ROW EXECUTE FUNCTION written_once();
CREATE TRIGGER published_rule_kept BEFORE TRUNCATE ON published_rule
	FOR EACH STATEMENT EXECUTE FUNCTION written_once();
