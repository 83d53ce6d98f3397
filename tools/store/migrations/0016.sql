-- Tables of fees that the office entered beside those of the scheme files.

CREATE TABLE fee_table (
	id TEXT NOT NULL PRIMARY KEY,
	scheme TEXT NOT NULL,
	first_day TEXT NOT NULL,
	last_day TEXT,
	source TEXT NOT NULL,
	file TEXT NOT NULL,
	sha256 TEXT NOT NULL,
	by TEXT NOT NULL,
	at TIMESTAMPTZ
);
CREATE UNIQUE INDEX fee_table_once ON fee_table (scheme, first_day);
