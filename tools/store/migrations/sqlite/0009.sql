CREATE TRIGGER session_move_update BEFORE UPDATE ON session_move BEGIN
	SELECT RAISE(ABORT, 'rows of session_move are written once');
END;
CREATE TRIGGER session_move_delete BEFORE DELETE ON session_move BEGIN
	SELECT RAISE(ABORT, 'rows of session_move are written once');
END;
