-- A visit that was logged wrongly is corrected by another, which names it.

ALTER TABLE visit ADD COLUMN corrects TEXT REFERENCES visit (id);
ALTER TABLE visit ADD COLUMN reason TEXT NOT NULL DEFAULT '';
CREATE UNIQUE INDEX visit_corrected_once ON visit (corrects);
