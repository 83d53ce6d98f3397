-- A recommendation that differs from the score says why.

ALTER TABLE report ADD COLUMN reason TEXT NOT NULL DEFAULT '';
