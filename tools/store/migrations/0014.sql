-- Answers and declarations are given under an edition. Those of an edition that the case
-- has left stay, and are no longer read.

ALTER TABLE answer ADD COLUMN edition TEXT NOT NULL DEFAULT '';
UPDATE answer SET edition = (SELECT c.edition FROM case_file c WHERE c.id = answer.case_id);
DROP INDEX answer_once;
CREATE UNIQUE INDEX answer_once ON answer (case_id, edition, criterion, aspect);

ALTER TABLE declaration ADD COLUMN edition TEXT NOT NULL DEFAULT '';
UPDATE declaration SET edition = (SELECT c.edition FROM case_file c WHERE c.id = declaration.case_id);
DROP INDEX declaration_once;
CREATE UNIQUE INDEX declaration_once ON declaration (case_id, edition, item);
