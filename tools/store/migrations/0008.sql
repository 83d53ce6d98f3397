-- The day of a notice is corrected in rounds, and charges follow beside what they were.

ALTER TABLE notice ADD COLUMN round BIGINT NOT NULL DEFAULT 1;
ALTER TABLE notice ADD COLUMN reason TEXT NOT NULL DEFAULT '';
ALTER TABLE notice ADD COLUMN at TIMESTAMPTZ;
DROP INDEX notice_once;
CREATE UNIQUE INDEX notice_once ON notice (case_id, round);

CREATE TABLE charge_correction (
	id TEXT NOT NULL PRIMARY KEY,
	charge_id TEXT NOT NULL REFERENCES charge (id),
	case_id TEXT NOT NULL REFERENCES case_file (id),
	round BIGINT NOT NULL,
	from_amount BIGINT NOT NULL,
	from_due TEXT,
	amount BIGINT NOT NULL,
	due TEXT,
	reason TEXT NOT NULL,
	by TEXT NOT NULL,
	at TIMESTAMPTZ
);
CREATE UNIQUE INDEX charge_correction_once ON charge_correction (charge_id, round);
CREATE INDEX charge_correction_by_case ON charge_correction (case_id);
