package desk

import (
	"cmp"
	"time"

	"akashi/record"
	"akashi/rules/access"
	"akashi/values/fault"
)

// nowhere is the host of Message-IDs where the office has none.
const nowhere = "akashi.invalid"

// Letter puts a letter into the outbox, to be sent after the transaction: one to everybody
// who acts for the applicant and has an address. Where nobody has, it says so.
func (w *Work) Letter(applicant, template string, data map[string]string) {
	w.letters(w.ReadersFor(applicant, cmp.Or(w.Case.ID, w.Mark.CaseID)), applicant, template, data)
}

// letters are one to each reader; where there is none, one that says so.
func (w *Work) letters(readers []record.User, applicant, template string, data map[string]string) {
	for _, u := range readers {
		w.LetterTo(u, template, data)
	}
	if len(readers) == 0 {
		w.post(record.Outgoing{To: applicant, Template: template}, data)
	}
}

// ReadersFor are those who act for an applicant today and whom letters reach; of a case, those
// who are commissioned with it.
func (w *Work) ReadersFor(applicant, caseID string) (readers []record.User) {
	contacts := Read(w, w.Contacts, applicant)
	for _, u := range Read(w, w.UsersOf, applicant) {
		c := ContactOf(contacts, u.ID)
		acts := c.ID == "" || c.Acts(w.Today) && access.Filter{All: true, Cases: c.Cases}.Admits(access.Object{Kind: access.KindCase, Case: caseID})
		if u.Role == record.RoleApplicant && Reached(u) && acts {
			readers = append(readers, u)
		}
	}
	return readers
}

// Reached reports whether letters reach a user.
func Reached(u record.User) bool { return u.Email != "" && !u.Disabled }

// LetterTo puts a letter to one user into the outbox, and tells its ID.
func (w *Work) LetterTo(u record.User, template string, data map[string]string) (id string) {
	o := record.Outgoing{ID: w.NewID(), To: u.ID, Address: u.Email, Template: template}
	w.post(o, data)
	return o.ID
}

// SecretLetter puts a letter into the outbox with something that only its addressee may
// read. It lies there closed to the office's key until the letter has been sent, and
// nowhere else; without an address it is not kept at all.
func (w *Work) SecretLetter(u record.User, template, secret string) {
	if !Reached(u) {
		return
	}
	o := record.Outgoing{ID: w.NewID(), To: u.ID, Address: u.Email, Template: template}
	box, err := w.Desk.Seals.Seal([]byte(secret), aboutLetter(o.ID))
	if o.Secret = box; err != nil { // whoever did the act is shown the secret, and hands it over
		o.State, o.Answer = record.LetterFailed, "no-key"
	}
	w.post(o, map[string]string{})
}

// aboutLetter is what the secret of a letter is closed about.
func aboutLetter(id string) []byte { return []byte("letter " + id) }

// SecretOf opens what only the addressee of a letter may read.
func (d *Desk) SecretOf(o record.Outgoing) (string, error) {
	if o.Secret == "" {
		return "", nil
	}
	text, err := d.Seals.Open(o.Secret, aboutLetter(o.ID))
	return string(text), err
}

// outbox is what a work has left to be sent.
type outbox struct {
	any  bool
	held []string // IDs of letters that can be taken back
}

// post keeps a letter, to be sent where it has an address: at once, or, where somebody who works for the office causes it,
// after the while in which it can be taken back. A letter with a secret is waited for.
func (w *Work) post(o record.Outgoing, data map[string]string) {
	o.ID = cmp.Or(o.ID, w.NewID())
	o.MessageID = o.ID + "@" + cmp.Or(w.Desk.Host, nowhere)
	o.Data, o.CaseID, o.At, o.Next, o.Version = string(w.Written(data)), cmp.Or(w.Case.ID, w.Mark.CaseID), w.Now, w.Now, 1
	switch {
	case o.State != "": // it cannot be sent
	case o.Address == "":
		o.State = record.LetterUndeliverable
	case w.Desk.Undo > 0 && access.IsStaff(w.Actor.Role) && o.Secret == "":
		o.State, o.Next = record.LetterHeld, w.Now.Add(w.Desk.Undo)
		w.posted.held = append(w.posted.held, o.ID)
	default:
		o.State = record.LetterQueued
	}
	if o.State != record.LetterQueued && o.State != record.LetterHeld {
		o.Next = time.Time{}
	}
	w.posted.any = true
	w.Add(&o)
}

// Undo takes a letter back before it goes (送信の取消し):
//
//  1. a letter that an act of somebody who works for the office causes is held for ten minutes;
//  2. until then the secretariat takes it back, and the record keeps who did and when;
//  3. the act stands: only the letter does not go;
//  4. it is among those that reached nobody until somebody sends it.
func Undo(w *Work, _ NoInput) error {
	w.Outgoing.State, w.Outgoing.Next, w.Outgoing.Undone, w.Outgoing.UndoneBy = record.LetterUndone, time.Time{}, w.Now, w.Actor.ID
	return nil
}

// Retry has a letter sent again, under the same Message-ID (再送):
//
//  1. it was taken back, refused, given up or came back, and is sent from the first attempt on;
//  2. one whose link to sign in with is gone cannot be: a new link is another act.
func Retry(w *Work, _ NoInput) error {
	if w.Outgoing.CaseID == "" && w.Outgoing.State != record.LetterUndone {
		return fault.New(fault.Conflict, "mail.secret-gone", w.Outgoing.To)
	}
	w.Outgoing.State, w.Outgoing.Next, w.Outgoing.Attempts, w.Outgoing.Sent = record.LetterQueued, w.Now, 0, time.Time{}
	w.posted.any = true
	return nil
}

// BounceInput says why a letter came back.
type BounceInput struct {
	Answer string `json:"answer,omitempty" maxLength:"500" doc:"what the server said that sent it back"`
}

// Bounce records that a letter came back (不達):
//
//  1. a server has taken it, and it came back: its reader has to be reached otherwise.
func Bounce(w *Work, in BounceInput) error {
	w.Outgoing.State, w.Outgoing.Answer = record.LetterBounced, in.Answer
	return nil
}
