CREATE TRIGGER published_rule_update BEFORE UPDATE ON published_rule BEGIN
	SELECT RAISE(ABORT, 'rows of published_rule are written once');
END;
CREATE TRIGGER published_rule_delete BEFORE DELETE ON published_rule BEGIN
	SELECT RAISE(ABORT, 'rows of published_rule are written once');
END;
