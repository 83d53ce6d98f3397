package review

import (
	"cmp"
	"time"

	"akashi/app/desk"
	"akashi/record"
	"akashi/values/fault"
)

// CheckOutInput takes a case along.
type CheckOutInput struct {
	Days int `json:"days,omitempty" minimum:"0" maximum:"14" doc:"days for which it is taken along, at most 14; 3 when empty"`
}

// usualDays and mostDays are how long a case is taken along.
const (
	usualDays = 3
	mostDays  = 14
)

// CheckOut takes a case along on a device, to work on it without a connection (持ち出し):
//  1. it is for some days;
//  2. one that lasts already is ended: a case is on one device of a person;
//  3. keep it with the key under which the device encrypts, closed to the office's key.
func CheckOut(w *desk.Work, in CheckOutInput) error {
	in.Days = cmp.Or(in.Days, usualDays)
	var p fault.Problems
	p.Want(in.Days >= 1 && in.Days <= mostDays, "checkout.days", "/days", "given", in.Days, "max", mostDays)
	if err := p.Err(); err != nil {
		return err
	}
	for _, c := range desk.Read(w, w.CheckOuts, w.Case.ID) {
		if c.UserID == w.Actor.ID && c.Lasts(w.Now) {
			c.Ended, c.EndedBy = w.Now, w.Actor.ID
			w.Save(&c)
		}
	}
	out := &record.CheckOut{ID: w.NewID(), CaseID: w.Case.ID, UserID: w.Actor.ID, At: w.Now, Until: w.Now.Add(time.Duration(in.Days) * 24 * time.Hour), Version: 1}
	box, err := w.Desk.Seals.Seal([]byte(w.Desk.Secret()), aboutCheckOut(*out))
	if err != nil {
		return err
	}
	out.Key = box
	w.Add(out)
	return nil
}

// aboutCheckOut is what the box of a key is closed about.
func aboutCheckOut(c record.CheckOut) []byte { return []byte("check-out " + c.ID) }

// CarriedBy is the check-out of a case by whoever carries it and may still work on it, with the key of the
// device.
func CarriedBy(w *desk.Work, user string) (out record.CheckOut, key string, carried bool, err error) {
	out, carried = desk.First(desk.Read(w, w.CheckOuts, w.Case.ID), func(c record.CheckOut) bool { return c.UserID == user && c.Lasts(w.Now) })
	if !carried {
		return out, "", false, nil
	}
	plain, err := w.Desk.Seals.Open(out.Key, aboutCheckOut(out))
	return out, string(plain), true, err
}

// EndCheckOutInput ends a check-out.
type EndCheckOutInput struct {
	CheckOut string `json:"check_out" doc:"ID of the check-out"`
	Reason   string `json:"reason,omitempty" doc:"why, such as a device that was lost"`
}

// EndCheckOut ends that a case is on a device (持ち出しの終わり):
//  1. it is one of the case and lasts, and the actor's own, but for the secretariat, who says why;
//  2. from now on nothing is taken from the device, and no key given to it.
func EndCheckOut(w *desk.Work, in EndCheckOutInput) error {
	out, there := desk.First(desk.Read(w, w.CheckOuts, w.Case.ID), func(c record.CheckOut) bool { return c.ID == in.CheckOut && c.Lasts(w.Now) })
	own := out.UserID == w.Actor.ID
	var p fault.Problems
	p.Want(there && (own || !examines(w.Actor.Role)), "checkout.none", "/check_out", "given", in.CheckOut)
	if there && !own {
		p = append(p, fault.ProblemsIn(desk.ReasonInput{Reason: in.Reason}.Check())...)
	}
	if err := p.Err(); err != nil {
		return err
	}
	out.Ended, out.EndedBy, out.Reason = w.Now, w.Actor.ID, in.Reason
	w.Save(&out)
	return nil
}

// CheckOutsToEnd reports whether some check-out lasts that the actor may end.
func CheckOutsToEnd(w *desk.Work) bool {
	_, some := desk.First(desk.Read(w, w.CheckOuts, w.Case.ID), func(c record.CheckOut) bool {
		return c.Lasts(w.Now) && (c.UserID == w.Actor.ID || !examines(w.Actor.Role))
	})
	return some
}
