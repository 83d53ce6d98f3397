package app

import (
	"context"
	"encoding/json"

	"akashi/app/desk"
	"akashi/app/people"
	"akashi/record"
	"akashi/rules/access"
)

// Organisation is the contacts of an applicant, as one of them sees them. What it is called
// stands in its cases.
type Organisation struct {
	Contacts []people.Colleague
	Invites  bool          // the actor may invite and take away
	Cases    []record.Case // with which a consultant can be commissioned
}

// OwnColleagues asks whether the actor looks after the contacts of an applicant.
func OwnColleagues(actor access.Actor) error {
	if actor.ApplicantID == record.NoApplicant {
		actor.ApplicantID = ""
	}
	return access.May(actor, access.OwnColleagues, access.Object{Kind: access.KindUser, Scheme: actor.Scheme, ApplicantID: actor.ApplicantID}).Err()
}

// Organisation shows the applicant for whom somebody acts.
func (a *App) Organisation(ctx context.Context, v Visitor) (view Organisation, err error) {
	if err := OwnColleagues(v.Actor); err != nil {
		return view, err
	}
	err = a.Look(ctx, v.Actor, func(w *desk.Work) error {
		view.Contacts = people.Colleagues(w, v.ApplicantID)
		mine, _ := desk.First(view.Contacts, func(c people.Colleague) bool { return c.UserID == v.ID })
		view.Invites = mine.Kind != record.Consultant
		if view.Invites {
			view.Cases = desk.Read(w, w.Cases, desk.CaseQuery{ApplicantID: v.ApplicantID, Visible: access.Visible(v.Actor)})
		}
		return nil
	})
	return view, err
}

// InviteColleague adds a further contact, and gives back the secret of the way in, this once.
func (a *App) InviteColleague(ctx context.Context, v Visitor, in people.ColleagueInput) (link string, err error) {
	err = a.amongColleagues(ctx, v, "invite-colleague", func(w *desk.Work) (err error) {
		link, err = people.InviteColleague(w, in)
		return err
	})
	return link, err
}

// CommissionColleague changes how far a consultant acts.
func (a *App) CommissionColleague(ctx context.Context, v Visitor, user string, in people.Commission) error {
	return a.amongColleagues(ctx, v, "commission-colleague", func(w *desk.Work) error { return people.CommissionColleague(w, user, in) })
}

// EndColleague takes a contact away.
func (a *App) EndColleague(ctx context.Context, v Visitor, user string) error {
	return a.amongColleagues(ctx, v, "end-colleague", func(w *desk.Work) error { return people.EndColleague(w, user) })
}

// amongColleagues does something to a colleague of who is signed in, with its leaf in the
// journal.
func (a *App) amongColleagues(ctx context.Context, v Visitor, act string, do func(*desk.Work) error) error {
	if err := OwnColleagues(v.Actor); err != nil {
		return err
	}
	return a.Change(ctx, v.Actor, func(w *desk.Work) error {
		if _, _, err := mine(w, v.SignIn.Secret); err != nil {
			return err
		}
		if err := do(w); err != nil {
			return err
		}
		w.Facts["applicant_id"] = v.ApplicantID
		data, err := json.Marshal(w.Facts)
		if err != nil {
			return err
		}
		return w.Append(&record.Leaf{At: w.Now, Actor: v.ID, Action: act, Kind: access.KindUser, Object: w.User.ID, Data: string(data)})
	})
}
