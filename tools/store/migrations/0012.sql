-- A line of the history of a mark may stand in the place of another.

ALTER TABLE mark_event ADD COLUMN corrects BIGINT NOT NULL DEFAULT 0;
ALTER TABLE mark_event ADD COLUMN correction TEXT NOT NULL DEFAULT '';
CREATE UNIQUE INDEX mark_event_corrected_once ON mark_event (mark_id, corrects) WHERE corrects > 0;
