package app

import (
	"fmt"
	"slices"
	"strings"
	"time"

	sitting "akashi/app/committee"
	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/committee"
	"akashi/scheme"
	"akashi/values/fault"
)

// MinutesDraft is what the record says of a session, as the beginning of its minutes
// (議事録の案): of the session, and of each case by itself.
type MinutesDraft struct {
	Lines []MinutesLine      `json:"lines"`
	Parts []MinutesDraftPart `json:"parts"`
}

// MinutesDraftPart is what the record says of one case on the agenda.
type MinutesDraftPart struct {
	Case  string        `json:"case"`
	Lines []MinutesLine `json:"lines"`
}

// MinutesLine is one sentence of a draft: which it is, and what is filled in.
type MinutesLine struct {
	Code string     `json:"code"`
	Data fault.Data `json:"data,omitempty"`
}

// line is a sentence with what is filled in, in pairs. Texts are not cut short.
func line(code string, pairs ...string) MinutesLine {
	l := MinutesLine{Code: code, Data: fault.Data{}}
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			l.Data[pairs[i]] = pairs[i+1]
		}
	}
	return l
}

// minutesDraft drafts the minutes for the office that is about to close the session: nothing
// is left on its agenda, and nothing but the record is told.
func minutesDraft(w *desk.Work, agenda []record.AgendaItem) *MinutesDraft {
	if w.Actor.Role != record.RoleSecretariat || w.Session.State != record.SessionOpen || sitting.AgendaSettled(w) != nil {
		return nil
	}
	draft := MinutesDraft{Lines: ofSitting(w, agenda), Parts: []MinutesDraftPart{}}
	for _, item := range agenda {
		c := desk.Read(w, w.Tx.Case, item.CaseID)
		if access.Allows(w.Actor, access.ViewCase, w.ObjectOf(c)) && hears(w, w.Session, item) {
			draft.Parts = append(draft.Parts, MinutesDraftPart{w.NoOf(c), ofItem(w, c, item)})
		}
	}
	return &draft
}

// ofSitting says when the session was held, and who was there.
func ofSitting(w *desk.Work, agenda []record.AgendaItem) []MinutesLine {
	seats := scheme.IDs(w.Edition.Committee.Seats)
	came, there := []string{}, sitting.AtTable(w)
	for _, a := range desk.Read(w, w.Attendance, w.Session.ID) {
		if !slices.Contains(came, a.Seat) {
			came = append(came, a.Seat)
		}
	}
	absent := slices.DeleteFunc(slices.Clone(seats), func(seat string) bool { return slices.Contains(came, seat) })
	if w.Session.IsCircular() {
		return ofRound(w, came)
	}
	lines := []MinutesLine{
		line("day", "scheme", w.Edition.Name.In("ja"), "committee", w.Edition.Committee.Name.In("ja"), "day", w.Session.Day.String()),
		line("place"),
		line("present", "n", fmt.Sprint(len(came)), "seats", fmt.Sprint(len(seats)),
			"quorum", fmt.Sprint(w.Edition.Committee.Quorum.Value.Of(len(seats))), "who", calledIn(w, came)),
	}
	if len(absent) > 0 {
		lines = append(lines, line("absent", "n", fmt.Sprint(len(absent)), "who", calledIn(w, absent)))
	}
	if d, named := sitting.DeputyAt(w, w.Session); named && slices.Contains(absent, w.Edition.Committee.Chair()) {
		lines = append(lines, line("deputy", "who", calledIn(w, []string{d.Seat})))
	}
	for _, x := range desk.Read(w, w.Excusals, w.Session.ID) {
		if slices.Contains(came, x.Seat) && !slices.Contains(there, x.Seat) {
			lines = append(lines, line("left", "who", calledIn(w, []string{x.Seat}), "reason", reasonOf(w, x, agenda)))
		}
	}
	return lines
}

// ofRound says of a circular resolution until when it went round, and who has answered.
func ofRound(w *desk.Work, answered []string) []MinutesLine {
	silent := slices.DeleteFunc(sitting.Asked(w), func(seat string) bool { return slices.Contains(answered, seat) })
	lines := []MinutesLine{
		line("round", "scheme", w.Edition.Name.In("ja"), "committee", w.Edition.Committee.Name.In("ja"), "day", w.Session.Day.String()),
		line("replied", "n", fmt.Sprint(len(answered)), "asked", fmt.Sprint(len(answered)+len(silent)), "who", calledIn(w, answered)),
	}
	if len(silent) > 0 {
		lines = append(lines, line("silent", "n", fmt.Sprint(len(silent)), "who", calledIn(w, silent)))
	}
	return lines
}

// reasonOf is why a member left; it may speak of a case that the actor has left.
func reasonOf(w *desk.Work, x record.Excusal, agenda []record.AgendaItem) string {
	if !hears(w, w.Session, agenda...) {
		return ""
	}
	return x.Reason
}

// ofItem says what became of a case: who had left it, how many voted for what, and what was
// decided. Whose vote was what it does not say.
func ofItem(w *desk.Work, c record.Case, item record.AgendaItem) []MinutesLine {
	of := w.Beside(w.Actor)
	w.Fail(of.OfCase(c))
	lines := []MinutesLine{line("item", "no", fmt.Sprint(item.No), "case", w.NoOf(c), "applicant", c.Particulars.Name, "service", c.Service)}
	if left := committee.Seats(sitting.ConflictsOf(of)); len(left) > 0 {
		lines = append(lines, line("recused", "who", calledIn(w, left)))
	}
	if said := declaredAt(of, w.Session.ID); len(said) > 0 {
		lines = append(lines, line("declared", "who", calledIn(w, said)))
	}
	if voided, err := w.Voidings(w.Session.ID, c.ID); len(voided) > 0 {
		w.Fail(err)
		lines = append(lines, line("voided", "n", fmt.Sprint(len(voided))))
	}
	d, decided := desk.Find(of, of.Decision, c.ID)
	switch {
	case item.State == record.AgendaDeferred:
		lines = append(lines, line("deferred", "reason", item.Note))
	case decided && d.SessionID == w.Session.ID:
		lines = append(lines,
			line("votes", "for", fmt.Sprint(d.For), "against", fmt.Sprint(d.Against), "abstained", fmt.Sprint(d.Abstained),
				"present", fmt.Sprint(d.Present), "recused", fmt.Sprint(d.Recused), "quorum", fmt.Sprint(d.Quorum)),
			line("decided", "outcome", string(d.Outcome), "day", d.Decided.String()),
			line("reasons", "reasons", d.Reasons))
		if d.Conditions != "" {
			lines = append(lines, line("conditions", "conditions", d.Conditions))
		}
	}
	return append(lines, saidOf(of)...)
}

// saidOf are the dissents of a case, and which votes the office has entered for members.
func saidOf(of *desk.Work) (lines []MinutesLine) {
	if of.Case.SessionID == "" {
		return nil
	}
	var proxied []string
	for _, v := range sitting.VotesOf(of) {
		if sitting.Proxied(of, v) && !slices.Contains(proxied, v.Seat) {
			proxied = append(proxied, v.Seat)
		}
	}
	if len(proxied) > 0 {
		lines = append(lines, line("proxied", "who", calledIn(of, proxied)))
	}
	for _, x := range sitting.WordsOf(of) {
		lines = append(lines, line(string(x.Kind), "who", calledIn(of, []string{x.Seat}), "text", x.Text))
	}
	return lines
}

// VoteWordView is what was said of the vote of a seat.
type VoteWordView struct {
	Seat string              `json:"seat"`
	Kind record.VoteWordKind `json:"kind"`
	Text string              `json:"text,omitempty"`
	At   time.Time           `json:"at"`
}

func voteWords(w *desk.Work) (all []VoteWordView) {
	for _, x := range sitting.WordsOf(w) {
		all = append(all, VoteWordView{x.Seat, x.Kind, x.Text, x.At})
	}
	return all
}

// MinutesStepView is what became of the minutes of a session.
type MinutesStepView struct {
	Kind   record.MinutesKind `json:"kind"`
	Seat   string             `json:"seat,omitempty"`
	At     time.Time          `json:"at"`
	Case   string             `json:"case,omitempty"` // whose part was corrected
	Was    string             `json:"was,omitempty"`
	Reason string             `json:"reason,omitempty"`
}

// minutesSteps tells the bench what became of the minutes: of a correction, whoever hears what
// it is about. One of the minutes that have no part speaks of the cases that have none.
func minutesSteps(w *desk.Work, agenda []record.AgendaItem) (all []MinutesStepView) {
	if !isBench(w.Actor) {
		return nil
	}
	for _, s := range desk.Read(w, w.MinutesSteps, w.Session.ID) {
		about := agenda // a part may have been made since: what was said before may speak of every case
		step := MinutesStepView{Kind: s.Kind, Seat: s.Seat, At: s.At, Was: s.Was, Reason: s.Reason}
		if s.CaseID != "" {
			about = slices.DeleteFunc(slices.Clone(agenda), func(item record.AgendaItem) bool { return item.CaseID != s.CaseID })
			step.Case = desk.Read(w, w.Tx.Case, s.CaseID).No
		}
		if s.Kind != record.MinutesApproved && !hears(w, w.Session, about...) {
			step = MinutesStepView{Kind: s.Kind, At: s.At}
		}
		all = append(all, step)
	}
	return all
}

// declaredAt are the seats that said at a session to have no conflict of interest in the case.
func declaredAt(of *desk.Work, session string) (seats []string) {
	for _, k := range desk.Read(of, of.Clearances, of.Case.ID) {
		if k.SessionID == session && !slices.Contains(seats, k.Seat) {
			seats = append(seats, k.Seat)
		}
	}
	return seats
}

// calledIn names seats as minutes do: by who held them on the day of the session, where that is
// written down, else by title and affiliation.
func calledIn(w *desk.Work, seats []string) string {
	s := w.Session
	if s.ID == "" {
		s = desk.Read(w, w.Tx.Session, w.Case.SessionID)
	}
	var names []string
	for _, seat := range w.Edition.Committee.Seats {
		if !slices.Contains(seats, seat.ID) {
			continue
		}
		name := seat.Title.In("ja") + "（" + seat.Affiliation.In("ja") + "）"
		if t, held := committee.Holder(desk.Read(w, w.Tenures, s.Scheme), seat.ID, s.Day); held {
			name = t.Name + " " + seat.Title.In("ja")
		}
		names = append(names, name)
	}
	return strings.Join(names, "、")
}
