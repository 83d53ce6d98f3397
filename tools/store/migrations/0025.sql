-- Votes are sealed to the office's key until the committee's decision opens them.
-- Changes of a case that not everybody may see are counted apart.

ALTER TABLE vote ADD COLUMN commitment TEXT NOT NULL DEFAULT '';
ALTER TABLE vote ADD COLUMN box TEXT NOT NULL DEFAULT '';
ALTER TABLE case_file ADD COLUMN unseen BIGINT NOT NULL DEFAULT 0;

CREATE TABLE opened_vote (
	id TEXT NOT NULL PRIMARY KEY,
	vote_id TEXT NOT NULL REFERENCES vote (id),
	case_id TEXT NOT NULL REFERENCES case_file (id),
	choice TEXT NOT NULL,
	salt TEXT NOT NULL,
	at TIMESTAMPTZ
);
CREATE UNIQUE INDEX opened_vote_once ON opened_vote (vote_id);
CREATE INDEX opened_vote_by_case ON opened_vote (case_id);
