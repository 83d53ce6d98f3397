-- Months without application that a measure lays down, and the marks of an organisation.

ALTER TABLE mark_event ADD COLUMN no_application BIGINT NOT NULL DEFAULT 0;
CREATE INDEX mark_by_corporate_number ON mark (corporate_number);
