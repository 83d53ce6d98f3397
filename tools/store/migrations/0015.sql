-- A case knows since when it stands where it does, from which its estimates are counted.
-- A finding knows whether its day was laid down or is only expected.

ALTER TABLE case_file ADD COLUMN since TEXT;
ALTER TABLE finding ADD COLUMN expected BOOLEAN NOT NULL DEFAULT FALSE;
CREATE INDEX charge_owed ON charge (status, due);
