package review

import (
	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/values/fault"
)

// PutInChargeInput says who of the office sees the case through.
type PutInChargeInput struct {
	User string `json:"user,omitempty" roles:"secretariat" doc:"ID of somebody of the secretariat; nobody when empty"`
}

// PutInCharge writes down who of the office sees the case through (担当者):
//  1. the person is of the secretariat of the scheme, and has no conflict of interest in the case;
//  2. the last that was put in charge stands, the ones before stay on record;
//  3. it binds nobody and keeps nobody of the office out;
//  4. that person has a letter of what comes in about the case and of what waits for the office,
//     but not of what they did themselves.
func PutInCharge(w *desk.Work, in PutInChargeInput) error {
	rounds := desk.Read(w, w.InCharge, w.Case.ID)
	if in.User != "" {
		if err := maySee(w, in.User); err != nil {
			return err
		}
	}
	if n := len(rounds); n > 0 && rounds[n-1].UserID == in.User || n == 0 && in.User == "" {
		return nil
	}
	w.Add(&record.InCharge{ID: w.NewID(), CaseID: w.Case.ID, Round: len(rounds) + 1, UserID: in.User, By: w.Actor.ID, At: w.Now})
	return nil
}

// maySee refuses somebody who is not of the secretariat, or is shown nothing of the case.
func maySee(w *desk.Work, user string) error {
	u, known := desk.Find(w, w.Tx.User, user)
	actor, ofOffice := access.Actor{}, false
	if known {
		actor, ofOffice = w.OfficeOf(u)
	}
	if !ofOffice {
		return fault.Wrong("in-charge.not-office", "/user", "given", user)
	}
	object, err := w.Object()
	if err == nil && !access.Allows(actor, access.ViewCase, object) {
		return &fault.Refusal{Clause: access.Impartiality, Reason: "in-charge.conflict", Detail: fault.With("name", u.Name)}
	}
	return err
}
