-- A conflict of interest that was declared wrongly is retracted in the open.

ALTER TABLE conflict ADD COLUMN retracted TIMESTAMPTZ;
ALTER TABLE conflict ADD COLUMN retracted_by TEXT NOT NULL DEFAULT '';
ALTER TABLE conflict ADD COLUMN retraction TEXT NOT NULL DEFAULT '';
