package store

import (
	"cmp"

	"akashi/record"
)

func sessions() table[record.Session] {
	return table[record.Session]{name: "session", key: "id", columns: func(s *record.Session) []column {
		return []column{
			{"id", &s.ID}, {"scheme", &s.Scheme}, {"day", &s.Day}, {"cutoff", &s.Cutoff}, {"state", &s.State},
			{"minutes", &s.Minutes}, {"reason", &s.Reason}, {"circular", &s.Circular}, {"answers", &s.Answers}, {"version", &s.Version},
		}
	}}
}

func circularRules() table[record.CircularRule] {
	return table[record.CircularRule]{name: "circular_rule", key: "id", columns: func(c *record.CircularRule) []column {
		return []column{
			{"id", &c.ID}, {"scheme", &c.Scheme}, {"round", &c.Round}, {"answers", &c.Answers}, {"reason", &c.Reason},
			{"by", &c.By}, {"at", moment{&c.At}},
		}
	}}
}

// CircularRules returns what an office has decided on circular resolutions, every round in order.
func (r reader) CircularRules(scheme string) ([]record.CircularRule, error) {
	return find(r, circularRules(), "WHERE scheme = ? ORDER BY round", scheme)
}

func sessionMoves() table[record.SessionMove] {
	return table[record.SessionMove]{name: "session_move", key: "id", columns: func(m *record.SessionMove) []column {
		return []column{
			{"id", &m.ID}, {"session_id", &m.SessionID}, {"round", &m.Round}, {"from_day", &m.FromDay}, {"from_cutoff", &m.FromCutoff},
			{"day", &m.Day}, {"cutoff", &m.Cutoff}, {"reason", &m.Reason}, {"by", &m.By}, {"at", moment{&m.At}},
		}
	}}
}

func attendances() table[record.Attendance] {
	return table[record.Attendance]{name: "attendance", key: "id", columns: func(a *record.Attendance) []column {
		return []column{
			{"id", &a.ID}, {"session_id", &a.SessionID}, {"seat", &a.Seat}, {"round", &a.Round}, {"user_id", &a.UserID},
		}
	}, order: func(a, b record.Attendance) int {
		return cmp.Or(asPrinted(a.Seat, b.Seat), cmp.Compare(a.Round, b.Round))
	}}
}

func excusals() table[record.Excusal] {
	return table[record.Excusal]{name: "excusal", key: "id", columns: func(x *record.Excusal) []column {
		return []column{
			{"id", &x.ID}, {"session_id", &x.SessionID}, {"seat", &x.Seat}, {"round", &x.Round}, {"reason", &x.Reason},
			{"by", &x.By}, {"at", moment{&x.At}},
		}
	}}
}

func replies() table[record.Reply] {
	return table[record.Reply]{name: "session_reply", key: "id", columns: func(r *record.Reply) []column {
		return []column{
			{"id", &r.ID}, {"session_id", &r.SessionID}, {"seat", &r.Seat}, {"round", &r.Round}, {"answer", &r.Answer},
			{"by", &r.By}, {"at", moment{&r.At}},
		}
	}}
}

// Replies returns which seats mean to come to the session, every round, the oldest first.
func (r reader) Replies(sessionID string) ([]record.Reply, error) {
	return find(r, replies(), "WHERE session_id = ? ORDER BY at, id", sessionID)
}

func calls() table[record.Call] {
	return table[record.Call]{name: "session_call", key: "id", columns: func(c *record.Call) []column {
		return []column{
			{"id", &c.ID}, {"session_id", &c.SessionID}, {"kind", &c.Kind}, {"seat", &c.Seat}, {"user_id", &c.UserID},
			{"letter_id", &c.LetterID}, {"until", &c.Until}, {"by", &c.By}, {"at", moment{&c.At}},
		}
	}}
}

// Calls returns who was written to about the session, the oldest first.
func (r reader) Calls(sessionID string) ([]record.Call, error) {
	return find(r, calls(), "WHERE session_id = ? ORDER BY at, seat, user_id, id", sessionID)
}

func minutesSteps() table[record.MinutesStep] {
	return table[record.MinutesStep]{name: "minutes_step", key: "id", columns: func(m *record.MinutesStep) []column {
		return []column{
			{"id", &m.ID}, {"session_id", &m.SessionID}, {"round", &m.Round}, {"kind", &m.Kind}, {"seat", &m.Seat},
			{"case_id", optional{&m.CaseID}}, {"was", &m.Was}, {"reason", &m.Reason}, {"by", &m.By}, {"at", moment{&m.At}},
		}
	}}
}

// MinutesSteps returns what became of the minutes of the session, the oldest first.
func (r reader) MinutesSteps(sessionID string) ([]record.MinutesStep, error) {
	return find(r, minutesSteps(), "WHERE session_id = ? ORDER BY round", sessionID)
}

func voteWords() table[record.VoteWord] {
	return table[record.VoteWord]{name: "vote_word", key: "id", columns: func(v *record.VoteWord) []column {
		return []column{
			{"id", &v.ID}, {"session_id", &v.SessionID}, {"case_id", &v.CaseID}, {"seat", &v.Seat}, {"round", &v.Round},
			{"kind", &v.Kind}, {"text", &v.Text}, {"by", &v.By}, {"at", moment{&v.At}},
		}
	}}
}

// VoteWords returns what was said of the votes of the session on the case, the oldest first.
func (r reader) VoteWords(sessionID, caseID string) ([]record.VoteWord, error) {
	return find(r, voteWords(), "WHERE session_id = ? AND case_id = ? ORDER BY at, seat, round", sessionID, caseID)
}

func tenures() table[record.Tenure] {
	return table[record.Tenure]{name: "tenure", key: "id", columns: func(t *record.Tenure) []column {
		return []column{
			{"id", &t.ID}, {"scheme", &t.Scheme}, {"seat", &t.Seat}, {"name", &t.Name}, {"user_id", optional{&t.UserID}},
			{"from_day", &t.From}, {"to_day", &t.To}, {"reason", &t.Reason}, {"by", &t.By}, {"at", moment{&t.At}}, {"version", &t.Version},
		}
	}}
}

// Tenures returns who holds the seats of a scheme, seat by seat, the oldest first.
func (r reader) Tenures(scheme string) ([]record.Tenure, error) {
	return find(r, tenures(), "WHERE scheme = ? ORDER BY seat, from_day", scheme)
}

func deputies() table[record.Deputy] {
	return table[record.Deputy]{name: "deputy", key: "id", columns: func(d *record.Deputy) []column {
		return []column{
			{"id", &d.ID}, {"scheme", &d.Scheme}, {"seat", &d.Seat}, {"from_day", &d.From}, {"to_day", &d.To}, {"role", &d.Role},
			{"reason", &d.Reason}, {"by", &d.By}, {"at", moment{&d.At}}, {"version", &d.Version},
		}
	}}
}

// Deputies returns which seats stand in for the chair of a scheme's committee, the oldest first.
func (r reader) Deputies(scheme string) ([]record.Deputy, error) {
	return find(r, deputies(), "WHERE scheme = ? ORDER BY from_day", scheme)
}

func agendaItems() table[record.AgendaItem] {
	return table[record.AgendaItem]{name: "agenda_item", key: "id", columns: func(a *record.AgendaItem) []column {
		return []column{
			{"id", &a.ID}, {"session_id", &a.SessionID}, {"case_id", &a.CaseID}, {"no", &a.No}, {"state", &a.State},
			{"note", &a.Note}, {"minutes", &a.Minutes}, {"version", &a.Version},
		}
	}}
}

func conflicts() table[record.Conflict] {
	return table[record.Conflict]{name: "conflict", key: "id", columns: func(c *record.Conflict) []column {
		return []column{
			{"id", &c.ID}, {"case_id", &c.CaseID}, {"seat", &c.Seat}, {"user_id", &c.UserID}, {"kind", &c.Kind},
			{"note", &c.Note}, {"by", &c.By}, {"at", moment{&c.At}},
			{"retracted", moment{&c.Retracted}}, {"retracted_by", &c.RetractedBy}, {"retraction", &c.Retraction},
		}
	}}
}

func clearances() table[record.Clearance] {
	return table[record.Clearance]{name: "clearance", key: "id", columns: func(c *record.Clearance) []column {
		return []column{
			{"id", &c.ID}, {"case_id", &c.CaseID}, {"session_id", &c.SessionID}, {"seat", &c.Seat}, {"user_id", &c.UserID},
			{"by", &c.By}, {"at", moment{&c.At}},
		}
	}}
}

// Clearances returns which members said to have no conflict of interest in the case, at
// every session that it was on the agenda of, in the order in which they said so.
func (r reader) Clearances(caseID string) ([]record.Clearance, error) {
	return find(r, clearances(), "WHERE case_id = ? ORDER BY at, seat, id", caseID)
}

func votes() table[record.Vote] {
	return table[record.Vote]{name: "vote", key: "id", columns: func(v *record.Vote) []column {
		return []column{
			{"id", &v.ID}, {"session_id", &v.SessionID}, {"case_id", &v.CaseID}, {"seat", &v.Seat},
			{"round", &v.Round}, {"choice", &v.Choice}, {"commitment", &v.Commitment}, {"box", &v.Box}, {"by", &v.By}, {"at", moment{&v.At}},
		}
	}, order: func(a, b record.Vote) int {
		return cmp.Or(asPrinted(a.Seat, b.Seat), cmp.Compare(a.Round, b.Round), cmp.Compare(a.ID, b.ID))
	}}
}

func openedVotes() table[record.OpenedVote] {
	return table[record.OpenedVote]{name: "opened_vote", key: "id", columns: func(o *record.OpenedVote) []column {
		return []column{
			{"id", &o.ID}, {"vote_id", &o.VoteID}, {"case_id", &o.CaseID}, {"choice", &o.Choice}, {"salt", &o.Salt}, {"at", moment{&o.At}},
		}
	}}
}

// OpenedVotes returns what was in the boxes of the votes on the case, once opened.
func (r reader) OpenedVotes(caseID string) ([]record.OpenedVote, error) {
	return find(r, openedVotes(), "WHERE case_id = ? ORDER BY id", caseID)
}

func voidings() table[record.Voiding] {
	return table[record.Voiding]{name: "voiding", key: "id", columns: func(v *record.Voiding) []column {
		return []column{
			{"id", &v.ID}, {"session_id", &v.SessionID}, {"case_id", &v.CaseID}, {"seat", &v.Seat}, {"round", &v.Round},
			{"kind", &v.Kind}, {"reason", &v.Reason}, {"by", &v.By}, {"at", moment{&v.At}},
		}
	}}
}

// Session returns the session with the ID.
func (r reader) Session(id string) (record.Session, error) {
	return one(r, sessions(), id, "WHERE id = ?", id)
}

// Sessions returns the sessions of the scheme, or of all, by day.
func (r reader) Sessions(scheme string) ([]record.Session, error) {
	var c conditions
	c.same("scheme", scheme)
	return find(r, sessions(), c.where()+"ORDER BY day, scheme, id", c.args...)
}

// SessionMoves returns the days that the session was moved from, the oldest first.
func (r reader) SessionMoves(sessionID string) ([]record.SessionMove, error) {
	return find(r, sessionMoves(), "WHERE session_id = ? ORDER BY round", sessionID)
}

// Attendance returns who was present at the session, those who have left among them,
// by seat and round.
func (r reader) Attendance(sessionID string) ([]record.Attendance, error) {
	return find(r, attendances(), "WHERE session_id = ?", sessionID)
}

// Excusals returns which seats are not, or no longer, present at the session, the
// oldest first.
func (r reader) Excusals(sessionID string) ([]record.Excusal, error) {
	return find(r, excusals(), "WHERE session_id = ? ORDER BY at, id", sessionID)
}

// Agenda returns the items of the session by number.
func (r reader) Agenda(sessionID string) ([]record.AgendaItem, error) {
	return find(r, agendaItems(), "WHERE session_id = ? ORDER BY no, id", sessionID)
}

// AgendaItem returns the item of the session that is the case.
func (r reader) AgendaItem(sessionID, caseID string) (record.AgendaItem, error) {
	return one(r, agendaItems(), "of case "+caseID, "WHERE session_id = ? AND case_id = ?", sessionID, caseID)
}

// Conflicts returns the conflicts of interest in the case, in the order in which
// they came up.
func (r reader) Conflicts(caseID string) ([]record.Conflict, error) {
	return find(r, conflicts(), "WHERE case_id = ? ORDER BY at, seat, id", caseID)
}

// Votes returns every vote of the session on the case, those that no longer stand
// among them, by seat and round.
func (r reader) Votes(sessionID, caseID string) ([]record.Vote, error) {
	return find(r, votes(), "WHERE session_id = ? AND case_id = ?", sessionID, caseID)
}

// Voidings returns which votes of the session on the case no longer stand, the oldest
// first.
func (r reader) Voidings(sessionID, caseID string) ([]record.Voiding, error) {
	return find(r, voidings(), "WHERE session_id = ? AND case_id = ? ORDER BY at, id", sessionID, caseID)
}
