-- The register is in the order of the published lists, then of the grants of this office.

ALTER TABLE mark ADD COLUMN place TEXT NOT NULL DEFAULT '';
DROP INDEX mark_in_order;
DROP INDEX mark_of_scheme_in_order;
CREATE INDEX mark_in_order ON mark (place, id);
CREATE INDEX mark_of_scheme_in_order ON mark (scheme, place, id);
