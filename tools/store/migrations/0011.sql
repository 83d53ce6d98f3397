-- What a criterion asks for beside a file: a page of the web, a statement of the holder
-- of a post; and what a case is let off. A declaration on paper has its scan.

CREATE TABLE web_page (
	id TEXT NOT NULL PRIMARY KEY,
	case_id TEXT NOT NULL REFERENCES case_file (id),
	criteria TEXT NOT NULL,
	url TEXT NOT NULL,
	seen TEXT NOT NULL,
	shot TEXT REFERENCES attachment (id),
	by TEXT NOT NULL,
	at TIMESTAMPTZ
);
CREATE INDEX web_page_by_case ON web_page (case_id);

CREATE TABLE statement (
	id TEXT NOT NULL PRIMARY KEY,
	case_id TEXT NOT NULL REFERENCES case_file (id),
	post TEXT NOT NULL,
	person TEXT NOT NULL,
	items TEXT NOT NULL,
	sha256 TEXT NOT NULL,
	paper TEXT REFERENCES attachment (id),
	by TEXT NOT NULL,
	at TIMESTAMPTZ
);
CREATE INDEX statement_by_case ON statement (case_id);

CREATE TABLE exception (
	id TEXT NOT NULL PRIMARY KEY,
	case_id TEXT NOT NULL REFERENCES case_file (id),
	criteria TEXT NOT NULL,
	documents TEXT NOT NULL,
	reason TEXT NOT NULL,
	by TEXT NOT NULL,
	at TIMESTAMPTZ
);
CREATE INDEX exception_by_case ON exception (case_id);

ALTER TABLE declaration ADD COLUMN paper TEXT REFERENCES attachment (id);
