-- A payment that was recorded wrongly is taken back by another, which names it.

ALTER TABLE payment ADD COLUMN reverses TEXT REFERENCES payment (id);
ALTER TABLE payment ADD COLUMN reason TEXT NOT NULL DEFAULT '';
CREATE UNIQUE INDEX payment_reversed_once ON payment (reverses);
