-- What the inspection remarked on a file that it let in.

ALTER TABLE attachment ADD COLUMN flags TEXT NOT NULL DEFAULT '';
