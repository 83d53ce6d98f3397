package desk

import (
	"slices"

	"akashi/record"
	"akashi/rules/access"
)

// InChargeOf is the ID of who of the office sees the case on the desk through; "" where nobody does.
func InChargeOf(w *Work) string {
	rounds := Read(w, w.InCharge, w.Case.ID)
	if len(rounds) == 0 {
		return ""
	}
	return rounds[len(rounds)-1].UserID
}

// standing is who sees which case through now.
type standing map[string]record.InCharge

// InChargeAmong is InChargeOf for a list, which reads of all its cases at once.
func InChargeAmong(w *Work) string {
	return Once(w, func() (standing, error) {
		last := standing{}
		all, err := w.InCharge("")
		for _, c := range all {
			last[c.CaseID] = c
		}
		return last, err
	})[w.Case.ID].UserID
}

// OfficeOf is a user as one of the secretariat of the scheme of the case on the desk.
func (w *Work) OfficeOf(u record.User) (a access.Actor, is bool) {
	ofOffice, roles := OfOffice(w.Case.Scheme), w.InRoles(u)
	return ActorOf(roles, ofOffice), !u.Disabled && slices.ContainsFunc(roles, ofOffice)
}

// OfOffice reports of a role whether it is one of the secretariat of a scheme.
func OfOffice(scheme string) func(record.InRole) bool {
	return func(r record.InRole) bool { return r.Role == record.RoleSecretariat && r.Serves(scheme) }
}

// LetterInCharge tells who of the office sees the case on the desk through that something came in,
// or waits for the office: nobody of what they did themselves, and nobody who is shown nothing of it
// any more.
func (w *Work) LetterInCharge(template string) {
	w.letterInCharge(template, func(a access.Actor) bool {
		object, err := w.Object()
		w.Fail(err)
		return err == nil && access.Allows(a, access.ViewCase, object)
	})
}

// letterInCharge asks of each reader whether the letter is for them: of who is in charge, and of who
// covers while that person is away.
func (w *Work) letterInCharge(template string, may func(access.Actor) bool) {
	user := InChargeOf(w)
	readers := []string{user}
	if a, is := w.AwayOf(w.Case.Scheme, user); is {
		readers = append(readers, a.Cover)
	}
	for _, id := range readers {
		u, known := Find(w, w.Tx.User, id)
		if !known || u.ID == w.Actor.ID || !Reached(u) {
			continue
		}
		if a, of := w.OfficeOf(u); of && may(a) {
			w.LetterTo(u, template, map[string]string{"no": w.Case.No})
		}
	}
}

// tellOfWaiting tells who sees the case through that an act on it waits for a second person, where
// that person may be it.
func (w *Work) tellOfWaiting() {
	if w.Case.ID == "" {
		return
	}
	w.letterInCharge("office-second", func(a access.Actor) bool {
		one := w.Beside(a)
		one.OfPending(w.Pending)
		return one.Permit(access.Confirm) == nil
	})
}
