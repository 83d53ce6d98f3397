-- What was found on site of the grounds of disqualification; the last stands.

CREATE TABLE eligibility_check (
	id TEXT NOT NULL PRIMARY KEY,
	case_id TEXT NOT NULL REFERENCES case_file (id),
	round BIGINT NOT NULL,
	day TEXT,
	found TEXT NOT NULL,
	bar TEXT NOT NULL,
	reason TEXT NOT NULL,
	by TEXT NOT NULL,
	at TIMESTAMPTZ
);
CREATE UNIQUE INDEX eligibility_check_once ON eligibility_check (case_id, round);
