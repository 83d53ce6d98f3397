-- A member who is not, or no longer, present is excused beside what was recorded.

ALTER TABLE attendance ADD COLUMN round BIGINT NOT NULL DEFAULT 1;
DROP INDEX attendance_once;
CREATE UNIQUE INDEX attendance_once ON attendance (session_id, seat, round);

CREATE TABLE excusal (
	id TEXT NOT NULL PRIMARY KEY,
	session_id TEXT NOT NULL REFERENCES session (id),
	seat TEXT NOT NULL,
	round BIGINT NOT NULL,
	reason TEXT NOT NULL,
	by TEXT NOT NULL,
	at TIMESTAMPTZ
);
CREATE UNIQUE INDEX excusal_once ON excusal (session_id, seat, round);
