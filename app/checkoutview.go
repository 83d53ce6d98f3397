package app

import (
	"context"
	"errors"
	"time"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/values/fault"
)

// CheckOutLine is a case that somebody carries, or carried, on a device.
type CheckOutLine struct {
	record.CheckOut
	No        string
	Scheme    string
	Applicant string
	By        string // name of whoever carries it
	EndedName string // name of whoever ended it
	Lasting   bool   // may still be worked on
}

// CheckOutsKept is for how long those that have ended are listed.
const CheckOutsKept = 30 * 24 * time.Hour

// CheckOuts lists who carries which case on a device until when, those first that last, and those of the last month
// that do not any more; nothing of a case in which the actor has a conflict.
func (a *App) CheckOuts(ctx context.Context, actor access.Actor) (lines []CheckOutLine, err error) {
	if err := access.May(actor, access.ViewJournal, access.Object{Scheme: actor.Scheme}).Err(); err != nil {
		return nil, err
	}
	err = a.Look(ctx, actor, func(w *desk.Work) error {
		var over []CheckOutLine
		for _, c := range desk.Read(w, w.CheckOutsSince, w.Now.Add(-CheckOutsKept)) {
			line, told, err := checkOutLine(w, c)
			if err != nil {
				return err
			}
			switch {
			case told && line.Lasting:
				lines = append(lines, line)
			case told:
				over = append(over, line)
			}
		}
		lines = append(lines, over...)
		return nil
	})
	return lines, err
}

// checkOutLine is one of them, to whoever may read the journal of its case.
func checkOutLine(w *desk.Work, c record.CheckOut) (line CheckOutLine, told bool, err error) {
	if err = w.Load(desk.OnCase, c.CaseID); err == nil {
		err = w.Permit(access.ViewJournal)
	}
	if errors.Is(err, fault.NotFound) || errors.Is(err, fault.Forbidden) {
		return line, false, nil
	}
	if err != nil {
		return line, false, err
	}
	line = CheckOutLine{CheckOut: c, No: w.Case.No, Scheme: w.Case.Scheme, Applicant: w.Case.Particulars.Name, Lasting: c.Lasts(w.Now)}
	line.By = desk.Read(w, w.Tx.User, c.UserID).Name
	line.Key = "" // of no use to anybody but the device
	if u, known := desk.Find(w, w.Tx.User, c.EndedBy); known {
		line.EndedName = u.Name
	}
	return line, true, nil
}
