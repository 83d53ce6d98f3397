-- An assignment ends beside what was done under it, and may begin again.

ALTER TABLE assignment ADD COLUMN round BIGINT NOT NULL DEFAULT 1;
ALTER TABLE assignment ADD COLUMN ended TIMESTAMPTZ;
ALTER TABLE assignment ADD COLUMN ended_by TEXT NOT NULL DEFAULT '';
ALTER TABLE assignment ADD COLUMN reason TEXT NOT NULL DEFAULT '';
ALTER TABLE assignment ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
DROP INDEX assignment_once;
CREATE UNIQUE INDEX assignment_once ON assignment (case_id, user_id, role, round);
