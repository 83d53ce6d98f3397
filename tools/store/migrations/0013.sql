-- A line of the history keeps the texts of the register that it puts right.

ALTER TABLE mark_event ADD COLUMN changes TEXT NOT NULL DEFAULT '';
