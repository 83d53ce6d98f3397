package app

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"akashi/app/desk"
	"akashi/app/mark"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/lifecycle"
	"akashi/values/civil"
	"akashi/values/fault"
	"akashi/values/yen"
)

// HandoverList is what lies between the body that decides and the one that grants, at each of
// the two desks. An office that plays both has both.
type HandoverList struct {
	Scheme   string         `json:"scheme"`
	Body     string         `json:"body"` // that grants, as the scheme names it
	Signing  string         `json:"signing"`
	Granting string         `json:"granting,omitempty"` // key of that body on record
	Deciding string         `json:"deciding,omitempty"` // key of the body that decides on record
	ToHand   []HandoverLine `json:"to_hand"`
	Handed   []HandoverLine `json:"handed"`
	Received []HandoverLine `json:"received"`
	Answered []HandoverLine `json:"answered"`
}

// HandoverLine is one decision on its way to a grant.
type HandoverLine struct {
	No      string     `json:"case"`
	Holder  string     `json:"holder"`
	Decided civil.Date `json:"decided"`
	Due     civil.Date `json:"agreement_due"`
	Fee     yen.Amount `json:"fee"`
	Since   civil.Date `json:"since"` // day of the note; of one to be handed over, that of the decision
}

// Handovers lists what is to be handed over, what waits for a return, and at the desk of the
// body that grants what was received and what was answered.
func (a *App) Handovers(ctx context.Context, actor access.Actor, key string) (list HandoverList, err error) {
	var p fault.Problems
	if desk.Among(&p, "filter.scheme", "scheme", key, a.Shelf.Keys()); len(p) > 0 {
		return list, p
	}
	if err := access.May(actor, access.ViewHandover, access.Object{Kind: access.KindOffice, Scheme: key}).Err(); err != nil {
		return list, err
	}
	list = HandoverList{Scheme: key, ToHand: []HandoverLine{}, Handed: []HandoverLine{}, Received: []HandoverLine{}, Answered: []HandoverLine{}}
	ed, err := a.Shelf.EditionAt(key, a.Today())
	if err != nil {
		return list, err
	}
	body, another := ed.Organisation.GrantedBy()
	if !another {
		return list, fault.New(fault.NotFound, "handover.one-body", "")
	}
	list.Body = body.Name.JA
	if _, list.Signing, err = a.Seals.SignedBy(); err != nil {
		list.Signing = "" // what is handed over cannot be signed either, and says why
	}
	err = a.Look(ctx, actor, func(w *desk.Work) error {
		list.Granting, list.Deciding = mark.KeyOf(w, key, record.SideGranting), mark.KeyOf(w, key, record.SideDeciding)
		notes := desk.Read(w, w.BodyNotes, key)
		a.ourDesk(w, actor, notes, &list)
		theirDesk(w, actor, notes, &list)
		return nil
	})
	return list, err
}

// ourDesk is that of the body that decides.
func (a *App) ourDesk(w *desk.Work, actor access.Actor, notes []record.BodyNote, list *HandoverList) {
	for _, c := range desk.Read(w, w.Cases, desk.CaseQuery{Scheme: list.Scheme, States: []record.CaseState{lifecycle.Agreement}, Visible: access.Visible(actor)}) {
		l := HandoverLine{No: c.No, Holder: c.Particulars.Name, Decided: c.Decided, Due: c.AgreementDue, Since: c.Decided}
		n, handed := desk.First(notes, func(n record.BodyNote) bool { return n.CaseNo == c.No && n.Kind == record.NoteHanded })
		if !handed {
			one := w.Beside(actor)
			w.Fail(one.OfCase(c))
			l.Fee = mark.ToTake(one)
			list.ToHand = append(list.ToHand, l)
			continue
		}
		list.Handed = append(list.Handed, handoverLine(n))
	}
}

// theirDesk is that of the body that grants.
func theirDesk(w *desk.Work, actor access.Actor, notes []record.BodyNote, list *HandoverList) {
	for _, n := range notes {
		if n.Kind != record.NoteReceived || !mayKnow(w, actor, n.CaseNo) {
			continue
		}
		line := handoverLine(n)
		answer, answered := desk.First(notes, func(a record.BodyNote) bool { return a.CaseNo == n.CaseNo && a.Kind == record.NoteAnswered })
		if answered {
			line.Since = civil.In(answer.At)
			list.Answered = append(list.Answered, line)
			continue
		}
		list.Received = append(list.Received, line)
	}
	slices.Reverse(list.Answered) // the last first
}

// mayKnow: a decision of another office is known to whoever grants; one of this office to
// whoever may look at the case.
func mayKnow(w *desk.Work, actor access.Actor, no string) bool {
	c, own := desk.Find(w, w.Tx.Case, no)
	if !own {
		return true
	}
	one := w.Beside(actor)
	return one.OfCase(c) == nil && one.Permit(access.ViewCase) == nil
}

// handoverLine is the line of a handover, as it was signed.
func handoverLine(n record.BodyNote) HandoverLine {
	h := mark.HandoverIn(n)
	return HandoverLine{No: n.CaseNo, Holder: h.Holder.Name, Decided: h.Decided, Due: h.AgreementDue, Fee: h.Fee, Since: civil.In(n.At)}
}

// HandoverNote gives the signed note by which the decision of a case was handed over, to whoever
// may look at the case.
func (a *App) HandoverNote(ctx context.Context, actor access.Actor, no string) (file FileView, err error) {
	var refused error
	err = a.LookAt(ctx, actor, desk.OnCase, no, func(w *desk.Work) {
		if refused = access.May(actor, access.ViewHandover, access.Object{Kind: access.KindOffice, Scheme: w.Case.Scheme}).Err(); refused != nil {
			return
		}
		file, refused = noteFile(w, actor, w.Case.No, record.NoteHanded, "handover")
	})
	return file, cmp.Or(err, refused)
}

// ReturnNote gives the signed note by which a handover was answered, at the desk of the body
// that grants. Whether there is no such note or none for who asks, it says the same.
func (a *App) ReturnNote(ctx context.Context, actor access.Actor, no string) (file FileView, err error) {
	if !actor.May(access.ViewHandover) {
		return file, fault.New(fault.Forbidden, actor.WhyNot(access.ViewHandover), string(access.ViewHandover))
	}
	err = a.Look(ctx, actor, func(w *desk.Work) (err error) {
		file, err = noteFile(w, actor, strings.ToUpper(no), record.NoteAnswered, "return")
		return err
	})
	return file, err
}

// noteFile is the note of a kind about a case, as it was signed, where the actor may have it.
func noteFile(w *desk.Work, actor access.Actor, no string, kind record.BodyNoteKind, ending string) (file FileView, err error) {
	n, there := desk.First(desk.Read(w, w.BodyNotesOf, no), func(n record.BodyNote) bool {
		return n.Kind == kind && access.Allows(actor, access.ViewHandover, access.Object{Kind: access.KindOffice, Scheme: n.Scheme}) && mayKnow(w, actor, n.CaseNo)
	})
	if !there {
		return file, fault.New(fault.NotFound, "handover.none", no)
	}
	return FileView{Name: n.CaseNo + "." + ending + ".txt", Type: "text/plain", SHA256: desk.Hash([]byte(n.Note)), Content: []byte(n.Note)}, nil
}
