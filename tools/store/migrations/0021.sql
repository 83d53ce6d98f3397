-- Requests of refused applicants to be examined anew, and what became of them.

CREATE TABLE reexamination (
	id TEXT NOT NULL PRIMARY KEY,
	case_id TEXT NOT NULL REFERENCES case_file (id),
	round BIGINT NOT NULL,
	requested TEXT,
	grounds TEXT NOT NULL,
	outcome TEXT NOT NULL,
	decided TEXT,
	reasons TEXT NOT NULL,
	by TEXT NOT NULL,
	at TIMESTAMPTZ,
	version BIGINT NOT NULL
);
CREATE UNIQUE INDEX reexamination_once ON reexamination (case_id, round);
