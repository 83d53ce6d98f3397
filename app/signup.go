package app

import (
	"context"
	"encoding/json"

	"akashi/app/desk"
	"akashi/app/people"
	"akashi/record"
	"akashi/rules/access"
	"akashi/scheme"
)

// SignUp notes that somebody wishes to begin as an applicant, and sends a link to the address
// that was stated. What it answers tells nothing of who has an account.
func (a *App) SignUp(ctx context.Context, in people.SignUpInput) error {
	return a.Change(ctx, access.Actor{}, func(w *desk.Work) error {
		if err := people.SignUp(w, in); err != nil {
			return err
		}
		data, err := json.Marshal(map[string]string{"scheme": in.Scheme})
		if err != nil {
			return err
		}
		return w.Append(&record.Leaf{At: w.Now, Action: "sign-up", Kind: access.KindUser, Data: string(data)})
	})
}

// SignUpLine is a sign-up that waits, as the office sees it. Letter is that with its link.
type SignUpLine struct {
	record.SignUp
	Letter string
}

// SignUps lists the sign-ups whose link waits to be used, for those who read the letters.
func (a *App) SignUps(ctx context.Context, actor access.Actor) (list []SignUpLine, err error) {
	err = a.Look(ctx, actor, func(w *desk.Work) error {
		letters := desk.Read(w, w.Letters, desk.LetterQuery{})
		all, err := w.SignUps()
		for _, s := range all {
			if !s.Waits(w.Now) || !access.Allows(actor, access.ViewMail, access.Object{Kind: access.KindMail, Scheme: s.Scheme}) {
				continue
			}
			letter, _ := desk.First(letters, func(o record.Outgoing) bool { return o.To == s.ID })
			list = append(list, SignUpLine{s, letter.ID})
		}
		return err
	})
	return list, err
}

// Joining is the wish of a visitor to act for an applicant, while the office has not answered
// it; the zero value where there is none.
func (a *App) Joining(ctx context.Context, v Visitor) (asked record.Pending, err error) {
	err = a.Look(ctx, v.Actor, func(w *desk.Work) error {
		all, err := w.AllPending()
		for _, p := range all {
			if p.First == v.ID && p.Word == string(scheme.SecondJoin) && p.State == record.PendingWaiting {
				asked = p
			}
		}
		return err
	})
	return asked, err
}
