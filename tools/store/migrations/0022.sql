-- Numbers under which an entry was imported by mistake.

ALTER TABLE mark ADD COLUMN formerly TEXT NOT NULL DEFAULT '';
CREATE INDEX mark_formerly ON mark (id) WHERE formerly <> '';
