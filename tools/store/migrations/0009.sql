-- A session that is called off says why, and one that is moved from which day.

ALTER TABLE session ADD COLUMN reason TEXT NOT NULL DEFAULT '';

CREATE TABLE session_move (
	id TEXT NOT NULL PRIMARY KEY,
	session_id TEXT NOT NULL REFERENCES session (id),
	round BIGINT NOT NULL,
	from_day TEXT,
	from_cutoff TEXT,
	day TEXT,
	cutoff TEXT,
	reason TEXT NOT NULL,
	by TEXT NOT NULL,
	at TIMESTAMPTZ
);
CREATE UNIQUE INDEX session_move_once ON session_move (session_id, round);
