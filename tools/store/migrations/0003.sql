-- A vote can be superseded in the open: it stays as it was given, beside a row that
-- says since when and why it no longer stands.

ALTER TABLE vote ADD COLUMN round BIGINT NOT NULL DEFAULT 1;
DROP INDEX vote_once;
CREATE UNIQUE INDEX vote_once ON vote (session_id, case_id, seat, round);

CREATE TABLE voiding (
	id TEXT NOT NULL PRIMARY KEY,
	session_id TEXT NOT NULL REFERENCES session (id),
	case_id TEXT NOT NULL REFERENCES case_file (id),
	seat TEXT NOT NULL,
	round BIGINT NOT NULL,
	kind TEXT NOT NULL,
	reason TEXT NOT NULL,
	by TEXT NOT NULL,
	at TIMESTAMPTZ
);
CREATE UNIQUE INDEX voiding_once ON voiding (session_id, case_id, seat, round);
