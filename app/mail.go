package app

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"strings"
	"time"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/sending"
	"akashi/scheme"
	"akashi/values/fault"
)

// Letter is a letter that somebody has taken up to send.
type Letter struct {
	record.Outgoing
	Case    string          // receipt number; "" for one about an account
	Session string          // that it asks its reader to come to; "" for any other letter
	Name    string          // of the addressee
	Lang    string          // that it is written in
	Edition *scheme.Edition // that it is about; nil for the office itself
	Secret  string
}

// TakeLetter takes up the letter that is due next, so that nobody else does. There is none
// where ok is false.
func (a *App) TakeLetter(ctx context.Context) (l Letter, ok bool, err error) {
	for due := true; due && !ok && err == nil; {
		err = a.Change(ctx, access.Actor{}, func(w *desk.Work) error {
			l, ok = Letter{}, false
			if l.Outgoing, due = desk.Find(w, w.DueLetter, w.Now); due {
				ok = takeUp(w, &l)
				w.Save(&l.Outgoing)
			}
			return nil
		})
	}
	return l, ok && err == nil, err
}

// takeUp fills in what the letter needs to be sent, and reports whether it is to be sent now.
func takeUp(w *desk.Work, l *Letter) bool {
	u, reached := addressee(w, l.To, l.CaseID)
	secret, err := w.Desk.SecretOf(l.Outgoing)
	var send bool
	switch l.Outgoing, send = sending.TakenUp(l.Outgoing, w.Now); {
	case !send:
		return false
	case !reached:
		l.State, l.Next = record.LetterUndeliverable, time.Time{}
		l.Outgoing = sending.Closed(l.Outgoing)
		return false
	case err != nil:
		l.Outgoing = sending.Told(l.Outgoing, sending.Unreached, "no-key", w.Now)
		return false
	}
	l.Address, l.Name, l.Lang, l.Secret = u.Email, u.Name, cmp.Or(u.Lang, "ja"), secret
	l.Case, l.Edition = about(w, l.Outgoing, u)
	var told struct {
		Session string `json:"session"`
	}
	w.Fail(json.Unmarshal([]byte(l.Data), &told))
	l.Session = told.Session
	return true
}

// addressee is who a letter goes to: the user, or the first who acts for the applicant and
// has an address.
func addressee(w *desk.Work, to, caseID string) (record.User, bool) {
	if u, known := desk.Find(w, w.Tx.User, to); known {
		return u, desk.Reached(u)
	}
	if s, known := desk.Find(w, w.SignUp, to); known {
		return s.Reader(), s.Waits(w.Now)
	}
	for _, u := range w.ReadersFor(to, caseID) {
		return u, true
	}
	return record.User{}, false
}

// about is the case that a letter is about, by its number, and the edition.
func about(w *desk.Work, o record.Outgoing, u record.User) (no string, ed *scheme.Edition) {
	key, _, _ := strings.Cut(u.Scheme, ",")
	if o.CaseID != "" {
		c := desk.Read(w, w.Tx.Case, o.CaseID)
		if ed, err := w.Desk.Shelf.Edition(c.Scheme, c.Edition); err == nil {
			return c.No, w.JoinedTo(ed)
		}
		return c.No, nil
	}
	if ed, err := w.Desk.Shelf.EditionAt(key, w.Today); key != "" && err == nil {
		return "", w.JoinedTo(ed)
	}
	return "", nil
}

// TellLetter keeps what has become of a letter that was taken up. Where it was taken for
// lost since, and somebody else has it, that stands.
func (a *App) TellLetter(ctx context.Context, l Letter, end sending.Ending, answer string) error {
	return a.Change(ctx, access.Actor{}, func(w *desk.Work) error {
		if now := desk.Read(w, w.Tx.Letter, l.ID); now.Version == l.Version {
			told := sending.Told(now, end, answer, w.Now)
			told.Address = l.Address
			w.Save(&told)
		}
		return nil
	})
}

// LetterLine is a letter as the office reads it; what it says is filled in where there are
// words.
type LetterLine struct {
	record.Outgoing
	Case    string          `json:"case"` // receipt number; "" for one about an account
	Name    string          `json:"name"` // of the addressee
	Subject string          `json:"subject"`
	Text    string          `json:"text"`
	Undoer  string          `json:"-"` // name of who took it back
	Edition *scheme.Edition `json:"-"`
}

// MailList are letters, the latest first.
type MailList struct {
	Mails []LetterLine `json:"mails"`
}

// MailQuery narrows the letters. Empty fields do not.
type MailQuery struct {
	Case  string // receipt number
	State string // record.LetterState, or MailUnreached
	Limit int    // 0: all
}

// MailUnreached are the letters that did not reach their reader and are tried no more.
const MailUnreached = "unreached"

// MailStates are what the letters can be narrowed to.
func MailStates() []string {
	return []string{MailUnreached, string(record.LetterHeld), string(record.LetterQueued), string(record.LetterSending), string(record.LetterSent), string(record.LetterFailed), string(record.LetterBounced), string(record.LetterUndeliverable), string(record.LetterUndone)}
}

// Mail lists the letters that the actor may read, of one case or every one.
func (a *App) Mail(ctx context.Context, actor access.Actor, asked MailQuery) (MailList, error) {
	list := MailList{Mails: []LetterLine{}}
	var p fault.Problems
	if desk.Among(&p, "value-unknown", "state", asked.State, MailStates()); len(p) > 0 {
		return list, p
	}
	err := a.Look(ctx, actor, func(w *desk.Work) error {
		q := desk.LetterQuery{State: record.LetterState(asked.State)}
		switch asked.State {
		case MailUnreached:
			q.State, q.States = "", record.Unreached()
		case string(record.LetterQueued): // those whose minute has come among them
			q.State, q.States = "", []record.LetterState{record.LetterQueued, record.LetterHeld}
		}
		if asked.Case != "" {
			err := w.Load(desk.OnCase, asked.Case)
			if err == nil {
				err = w.Permit(access.ViewMail)
			}
			if err != nil {
				return err
			}
			q.CaseID = w.Case.ID
		}
		if err := access.May(actor, access.ViewMail, access.Object{Scheme: actor.Scheme}).Err(); asked.Case == "" && err != nil {
			return err
		}
		lines, err := letterLines(w, q, asked)
		list.Mails = append(list.Mails, lines...)
		return err
	})
	return list, err
}

// letterLines are those that the actor may read, as they stand now, no more than the limit.
func letterLines(w *desk.Work, q desk.LetterQuery, asked MailQuery) (lines []LetterLine, err error) {
	for _, o := range desk.Read(w, w.Letters, q) {
		if asked.Limit > 0 && len(lines) == asked.Limit {
			break
		}
		switch line, err := letterLine(w, o); {
		case err == nil && asked.State != "" && asked.State != MailUnreached && string(line.State) != asked.State:
		case err == nil:
			lines = append(lines, line)
		case !errors.Is(err, fault.Forbidden) && !errors.Is(err, fault.NotFound):
			return nil, err
		}
	}
	return lines, nil
}

// recently is how long the board counts a letter that did not reach its reader.
const recently = 14 * 24 * time.Hour

// Unreached counts the letters of the last two weeks that did not reach their readers, as the actor may read them.
func (a *App) Unreached(ctx context.Context, actor access.Actor, scheme string) (n int, err error) {
	if !actor.May(access.ViewMail) {
		return 0, nil
	}
	err = a.Look(ctx, actor, func(w *desk.Work) error {
		lines, err := letterLines(w, desk.LetterQuery{States: record.Unreached(), Since: w.Now.Add(-recently)}, MailQuery{})
		for _, l := range lines {
			if l.Edition != nil && (scheme == "" || l.Edition.Scheme == scheme) {
				n++
			}
		}
		return err
	})
	return n, err
}

// letterLine is a letter, for who may read it.
func letterLine(w *desk.Work, o record.Outgoing) (LetterLine, error) {
	one := w.Beside(w.Actor)
	err := one.OfLetter(o)
	if err == nil {
		err = one.Permit(access.ViewMail)
	}
	if err != nil {
		return LetterLine{}, err
	}
	return lineOf(one), nil
}

// lineOf is the letter on the desk. The address of an account is for who looks after accounts.
func lineOf(w *desk.Work) LetterLine {
	u, _ := addressee(w, w.Outgoing.To, w.Outgoing.CaseID)
	no, ed := about(w, w.Outgoing, u)
	line := LetterLine{Outgoing: w.Outgoing, Case: no, Name: u.Name, Edition: ed}
	if u.ID == "" && w.Outgoing.CaseID != "" { // whom to telephone
		line.Name = desk.Read(w, w.Tx.Case, w.Outgoing.CaseID).Particulars.Name
	}
	if u.ID != "" && u.Role != record.RoleApplicant {
		line.Address = ""
	}
	if w.Outgoing.UndoneBy != "" {
		by, _ := desk.Find(w, w.Tx.User, w.Outgoing.UndoneBy)
		line.Undoer = cmp.Or(by.Name, w.Outgoing.UndoneBy)
	}
	return line
}

// showLetter is a letter after an act on it.
func showLetter(w *desk.Work) any {
	if w.Result != nil {
		return w.Result
	}
	return lineOf(w)
}
