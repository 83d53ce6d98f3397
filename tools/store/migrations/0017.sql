-- Who holds a seat of the committee, from when until when.

CREATE TABLE tenure (
	id TEXT NOT NULL PRIMARY KEY,
	scheme TEXT NOT NULL,
	seat TEXT NOT NULL,
	name TEXT NOT NULL,
	user_id TEXT REFERENCES user_account (id),
	from_day TEXT,
	to_day TEXT,
	reason TEXT NOT NULL,
	by TEXT NOT NULL,
	at TIMESTAMPTZ,
	version BIGINT NOT NULL
);
CREATE UNIQUE INDEX tenure_once ON tenure (scheme, seat, from_day);
