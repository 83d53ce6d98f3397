-- The regulations of a scheme as the office publishes them.

CREATE TABLE published_rule (
	id TEXT NOT NULL PRIMARY KEY,
	scheme TEXT NOT NULL,
	document TEXT NOT NULL,
	version TEXT NOT NULL,
	first_day TEXT NOT NULL,
	link TEXT NOT NULL,
	name TEXT NOT NULL,
	type TEXT NOT NULL,
	size BIGINT NOT NULL,
	sha256 TEXT NOT NULL,
	by TEXT NOT NULL,
	at TIMESTAMPTZ
);
CREATE UNIQUE INDEX published_rule_once ON published_rule (scheme, document, version);
