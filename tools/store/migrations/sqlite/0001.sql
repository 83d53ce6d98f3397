-- What SQLite does in its own way: the register's search index, and the rows that
-- are written once.

-- Search in the register reads the rows of mark by their serial.
CREATE VIRTUAL TABLE mark_search USING fts5 (
	grams, content = 'mark', content_rowid = 'serial', tokenize = 'ascii', prefix = '1', detail = 'none'
);

CREATE TRIGGER mark_search_insert AFTER INSERT ON mark BEGIN
	INSERT INTO mark_search (rowid, grams) VALUES (new.serial, new.grams);
END;
CREATE TRIGGER mark_search_update AFTER UPDATE OF grams ON mark WHEN old.grams <> new.grams BEGIN
	INSERT INTO mark_search (mark_search, rowid, grams) VALUES ('delete', old.serial, old.grams);
	INSERT INTO mark_search (rowid, grams) VALUES (new.serial, new.grams);
END;
CREATE TRIGGER mark_search_delete AFTER DELETE ON mark BEGIN
	INSERT INTO mark_search (mark_search, rowid, grams) VALUES ('delete', old.serial, old.grams);
END;

-- Search in the cases finds them likewise.
CREATE VIRTUAL TABLE case_search USING fts5 (
	grams, content = 'case_file', content_rowid = 'serial', tokenize = 'ascii', prefix = '1', detail = 'none'
);

CREATE TRIGGER case_search_insert AFTER INSERT ON case_file BEGIN
	INSERT INTO case_search (rowid, grams) VALUES (new.serial, new.grams);
END;
CREATE TRIGGER case_search_update AFTER UPDATE OF grams ON case_file WHEN old.grams <> new.grams BEGIN
	INSERT INTO case_search (case_search, rowid, grams) VALUES ('delete', old.serial, old.grams);
	INSERT INTO case_search (rowid, grams) VALUES (new.serial, new.grams);
END;
CREATE TRIGGER case_search_delete AFTER DELETE ON case_file BEGIN
	INSERT INTO case_search (case_search, rowid, grams) VALUES ('delete', old.serial, old.grams);
END;

-- A search for what most cases have reads what it compares in their order, and not their rows.
CREATE INDEX case_in_order ON case_file (no, id, folded, named);

CREATE TRIGGER journal_update BEFORE UPDATE ON journal BEGIN
	SELECT RAISE(ABORT, 'rows of journal are written once');
END;
CREATE TRIGGER journal_delete BEFORE DELETE ON journal BEGIN
	SELECT RAISE(ABORT, 'rows of journal are written once');
END;
CREATE TRIGGER journal_hash_update BEFORE UPDATE ON journal_hash BEGIN
	SELECT RAISE(ABORT, 'rows of journal_hash are written once');
END;
CREATE TRIGGER journal_hash_delete BEFORE DELETE ON journal_hash BEGIN
	SELECT RAISE(ABORT, 'rows of journal_hash are written once');
END;
CREATE TRIGGER dossier_update BEFORE UPDATE ON dossier BEGIN
	SELECT RAISE(ABORT, 'rows of dossier are written once');
END;
CREATE TRIGGER dossier_delete BEFORE DELETE ON dossier BEGIN
	SELECT RAISE(ABORT, 'rows of dossier are written once');
END;
CREATE TRIGGER vote_update BEFORE UPDATE ON vote BEGIN
	SELECT RAISE(ABORT, 'rows of vote are written once');
END;
CREATE TRIGGER vote_delete BEFORE DELETE ON vote BEGIN
	SELECT RAISE(ABORT, 'rows of vote are written once');
END;
CREATE TRIGGER decision_update BEFORE UPDATE ON decision BEGIN
	SELECT RAISE(ABORT, 'rows of decision are written once');
END;
CREATE TRIGGER decision_delete BEFORE DELETE ON decision BEGIN
	SELECT RAISE(ABORT, 'rows of decision are written once');
END;
CREATE TRIGGER voiding_update BEFORE UPDATE ON voiding BEGIN
	SELECT RAISE(ABORT, 'rows of voiding are written once');
END;
CREATE TRIGGER voiding_delete BEFORE DELETE ON voiding BEGIN
	SELECT RAISE(ABORT, 'rows of voiding are written once');
END;
CREATE TRIGGER excusal_update BEFORE UPDATE ON excusal BEGIN
	SELECT RAISE(ABORT, 'rows of excusal are written once');
END;
CREATE TRIGGER excusal_delete BEFORE DELETE ON excusal BEGIN
	SELECT RAISE(ABORT, 'rows of excusal are written once');
END;
CREATE TRIGGER clearance_update BEFORE UPDATE ON clearance BEGIN
	SELECT RAISE(ABORT, 'rows of clearance are written once');
END;
CREATE TRIGGER clearance_delete BEFORE DELETE ON clearance BEGIN
	SELECT RAISE(ABORT, 'rows of clearance are written once');
END;
CREATE TRIGGER minutes_step_update BEFORE UPDATE ON minutes_step BEGIN
	SELECT RAISE(ABORT, 'rows of minutes_step are written once');
END;
CREATE TRIGGER minutes_step_delete BEFORE DELETE ON minutes_step BEGIN
	SELECT RAISE(ABORT, 'rows of minutes_step are written once');
END;
CREATE TRIGGER vote_word_update BEFORE UPDATE ON vote_word BEGIN
	SELECT RAISE(ABORT, 'rows of vote_word are written once');
END;
CREATE TRIGGER vote_word_delete BEFORE DELETE ON vote_word BEGIN
	SELECT RAISE(ABORT, 'rows of vote_word are written once');
END;
CREATE TRIGGER session_reply_update BEFORE UPDATE ON session_reply BEGIN
	SELECT RAISE(ABORT, 'rows of session_reply are written once');
END;
CREATE TRIGGER session_reply_delete BEFORE DELETE ON session_reply BEGIN
	SELECT RAISE(ABORT, 'rows of session_reply are written once');
END;
CREATE TRIGGER session_call_update BEFORE UPDATE ON session_call BEGIN
	SELECT RAISE(ABORT, 'rows of session_call are written once');
END;
CREATE TRIGGER session_call_delete BEFORE DELETE ON session_call BEGIN
	SELECT RAISE(ABORT, 'rows of session_call are written once');
END;
CREATE TRIGGER in_charge_update BEFORE UPDATE ON in_charge BEGIN
	SELECT RAISE(ABORT, 'rows of in_charge are written once');
END;
CREATE TRIGGER in_charge_delete BEFORE DELETE ON in_charge BEGIN
	SELECT RAISE(ABORT, 'rows of in_charge are written once');
END;
CREATE TRIGGER payment_update BEFORE UPDATE ON payment BEGIN
	SELECT RAISE(ABORT, 'rows of payment are written once');
END;
CREATE TRIGGER payment_delete BEFORE DELETE ON payment BEGIN
	SELECT RAISE(ABORT, 'rows of payment are written once');
END;
CREATE TRIGGER notice_update BEFORE UPDATE ON notice BEGIN
	SELECT RAISE(ABORT, 'rows of notice are written once');
END;
CREATE TRIGGER notice_delete BEFORE DELETE ON notice BEGIN
	SELECT RAISE(ABORT, 'rows of notice are written once');
END;
CREATE TRIGGER charge_correction_update BEFORE UPDATE ON charge_correction BEGIN
	SELECT RAISE(ABORT, 'rows of charge_correction are written once');
END;
CREATE TRIGGER charge_correction_delete BEFORE DELETE ON charge_correction BEGIN
	SELECT RAISE(ABORT, 'rows of charge_correction are written once');
END;
CREATE TRIGGER session_move_update BEFORE UPDATE ON session_move BEGIN
	SELECT RAISE(ABORT, 'rows of session_move are written once');
END;
CREATE TRIGGER session_move_delete BEFORE DELETE ON session_move BEGIN
	SELECT RAISE(ABORT, 'rows of session_move are written once');
END;
CREATE TRIGGER fee_table_update BEFORE UPDATE ON fee_table BEGIN
	SELECT RAISE(ABORT, 'rows of fee_table are written once');
END;
CREATE TRIGGER fee_table_delete BEFORE DELETE ON fee_table BEGIN
	SELECT RAISE(ABORT, 'rows of fee_table are written once');
END;
CREATE TRIGGER published_rule_update BEFORE UPDATE ON published_rule BEGIN
	SELECT RAISE(ABORT, 'rows of published_rule are written once');
END;
CREATE TRIGGER published_rule_delete BEFORE DELETE ON published_rule BEGIN
	SELECT RAISE(ABORT, 'rows of published_rule are written once');
END;
CREATE TRIGGER body_key_update BEFORE UPDATE ON body_key BEGIN
	SELECT RAISE(ABORT, 'rows of body_key are written once');
END;
CREATE TRIGGER body_key_delete BEFORE DELETE ON body_key BEGIN
	SELECT RAISE(ABORT, 'rows of body_key are written once');
END;
CREATE TRIGGER body_note_update BEFORE UPDATE ON body_note BEGIN
	SELECT RAISE(ABORT, 'rows of body_note are written once');
END;
CREATE TRIGGER body_note_delete BEFORE DELETE ON body_note BEGIN
	SELECT RAISE(ABORT, 'rows of body_note are written once');
END;
CREATE TRIGGER eligibility_check_update BEFORE UPDATE ON eligibility_check BEGIN
	SELECT RAISE(ABORT, 'rows of eligibility_check are written once');
END;
CREATE TRIGGER eligibility_check_delete BEFORE DELETE ON eligibility_check BEGIN
	SELECT RAISE(ABORT, 'rows of eligibility_check are written once');
END;
CREATE TRIGGER observation_update BEFORE UPDATE ON observation BEGIN
	SELECT RAISE(ABORT, 'rows of observation are written once');
END;
CREATE TRIGGER observation_delete BEFORE DELETE ON observation BEGIN
	SELECT RAISE(ABORT, 'rows of observation are written once');
END;
CREATE TRIGGER closing_update BEFORE UPDATE ON closing BEGIN
	SELECT RAISE(ABORT, 'rows of closing are written once');
END;
CREATE TRIGGER closing_delete BEFORE DELETE ON closing BEGIN
	SELECT RAISE(ABORT, 'rows of closing are written once');
END;
CREATE TRIGGER opened_vote_update BEFORE UPDATE ON opened_vote BEGIN
	SELECT RAISE(ABORT, 'rows of opened_vote are written once');
END;
CREATE TRIGGER opened_vote_delete BEFORE DELETE ON opened_vote BEGIN
	SELECT RAISE(ABORT, 'rows of opened_vote are written once');
END;
CREATE TRIGGER dispatch_update BEFORE UPDATE ON dispatch BEGIN
	SELECT RAISE(ABORT, 'rows of dispatch are written once');
END;
CREATE TRIGGER dispatch_delete BEFORE DELETE ON dispatch BEGIN
	SELECT RAISE(ABORT, 'rows of dispatch are written once');
END;
CREATE TRIGGER erasure_update BEFORE UPDATE ON erasure BEGIN
	SELECT RAISE(ABORT, 'rows of erasure are written once');
END;
CREATE TRIGGER erasure_delete BEFORE DELETE ON erasure BEGIN
	SELECT RAISE(ABORT, 'rows of erasure are written once');
END;
CREATE TRIGGER invoice_update BEFORE UPDATE ON invoice BEGIN
	SELECT RAISE(ABORT, 'rows of invoice are written once');
END;
CREATE TRIGGER invoice_delete BEFORE DELETE ON invoice BEGIN
	SELECT RAISE(ABORT, 'rows of invoice are written once');
END;
CREATE TRIGGER bank_record_update BEFORE UPDATE ON bank_record BEGIN
	SELECT RAISE(ABORT, 'rows of bank_record are written once');
END;
CREATE TRIGGER bank_record_delete BEFORE DELETE ON bank_record BEGIN
	SELECT RAISE(ABORT, 'rows of bank_record are written once');
END;
CREATE TRIGGER issuer_update BEFORE UPDATE ON issuer BEGIN
	SELECT RAISE(ABORT, 'rows of issuer are written once');
END;
CREATE TRIGGER issuer_delete BEFORE DELETE ON issuer BEGIN
	SELECT RAISE(ABORT, 'rows of issuer are written once');
END;
