-- A case has the particulars of its applicant of its own, as submitted.

ALTER TABLE case_file ADD COLUMN particulars TEXT NOT NULL DEFAULT '';
ALTER TABLE case_file ADD COLUMN named TEXT NOT NULL DEFAULT ''; -- name and readings of the applicant as searched
ALTER TABLE case_file ADD COLUMN corporate_number TEXT NOT NULL DEFAULT '';
CREATE INDEX case_by_corporate_number ON case_file (corporate_number) WHERE corporate_number <> '';
UPDATE case_file SET
	named = (SELECT a.folded FROM applicant a WHERE a.id = applicant_id),
	corporate_number = (SELECT a.corporate_number FROM applicant a WHERE a.id = applicant_id);
