package app

import (
	"context"
	"encoding/json"
	"errors"
	"slices"

	"akashi/app/desk"
	"akashi/app/money"
	"akashi/app/people"
	"akashi/app/register"
	"akashi/record"
	"akashi/rules/access"
	"akashi/values/fault"
)

// Things lists the kinds of objects.
func Things() []desk.Thing {
	return []desk.Thing{
		kind(desk.OnCase, access.ViewCase, CaseView{}, called("cases", "no", "case", "NO"), showCase),
		kind(desk.OnSession, access.ViewSession, SessionView{}, called("sessions", "id", "session", "ID"), showSession),
		kind(desk.OnMark, access.ViewRegister, MarkView{}, called("marks", "number", "mark", "NUMBER"), showMark),
		kind(desk.OnRegister, access.ViewRegister, register.ImportReport{}, called("registry", "", "register", ""), showResult),
		kind(desk.OnUser, access.AddUser, people.Credentials{}, called("users", "id", "user", "ID"), showResult),
		kind(desk.OnPending, access.ViewPending, PendingView{}, called("pending", "id", "", "ID"), showPending),
		kind(desk.OnSeat, access.ViewSession, record.Tenure{}, called("seats", "", "seat", ""), showResult),
		kind(desk.OnPersonnel, access.ViewPersonnel, record.Tie{}, called("personnel", "", "personnel", ""), showResult),
		kind(desk.OnMatter, access.ViewMatter, MatterView{}, called("matters", "no", "matter", "NO"), showMatter),
		kind(desk.OnBankFile, access.ViewBankFile, money.BankFileView{}, called("payments", "id", "payment", "ID"), showBankFile),
		kind(desk.OnMail, access.ViewMail, LetterLine{}, called("mail", "id", "mail", "ID"), showLetter),
		kind(desk.OnOffice, access.SecondPerson, desk.SafeguardView{}, called("office", "", "office", ""), showResult),
	}
}

func kind(on desk.Kind, look access.Action, view any, words desk.Words, show func(*desk.Work) any) desk.Thing {
	return desk.Thing{Kind: on, Look: look, View: view, Words: words, Keeping: desk.KeepingOf(on), Show: show}
}

func called(plural, param, command, arg string) desk.Words {
	return desk.Words{Plural: plural, Param: param, Command: command, Arg: arg}
}

func showCase(w *desk.Work) any {
	if err := w.Permit(access.ViewCase); err != nil {
		return map[string]string{"no": w.Case.No} // whoever has just left the case sees no more of it
	}
	return caseView(w)
}

func showSession(w *desk.Work) any { return sessionView(w) }

func showMark(w *desk.Work) any { return markView(w, w.Today) }

// showBankFile is what an act has answered, or the file as it is.
func showBankFile(w *desk.Work) any {
	if w.Result != nil {
		return w.Result
	}
	return money.BankFile(w)
}

func showResult(w *desk.Work) any { return w.Result }

// PendingView is one act that waits for a second person, as the actor may see it.
type PendingView struct {
	record.Pending
	Can   []desk.Offer   `json:"can,omitempty"`
	Joins *people.Joined `json:"joins,omitempty"` // whom a wish to act for an applicant would join, for whoever confirms it
}

func showPending(w *desk.Work) any { return pendingView(w) }

// pendingView is what waits; to whoever may confirm a wish to act for an applicant it says
// for whom.
func pendingView(w *desk.Work) PendingView {
	view := PendingView{Pending: w.Pending}
	if w.Pending.State == record.PendingWaiting {
		view.Can = w.Offers()
	}
	var in people.JoinInput
	if w.Pending.Act == string(access.JoinApplicant) && confirms(view.Can) && json.Unmarshal(w.Pending.Input, &in) == nil {
		view.Joins = people.JoinedBy(w, in)
	}
	return view
}

func confirms(offers []desk.Offer) bool {
	return slices.ContainsFunc(offers, func(o desk.Offer) bool { return o.Action == access.Confirm })
}

// PendingList is everything that waits for a second person and that the actor may
// know of.
type PendingList struct {
	Pending []PendingView `json:"pending"`
}

// PendingActs lists what waits for a second person.
func (a *App) PendingActs(ctx context.Context, actor access.Actor) (PendingList, error) {
	list := PendingList{Pending: []PendingView{}}
	err := a.Look(ctx, actor, func(w *desk.Work) error {
		all, err := w.AllPending()
		for _, p := range all {
			one := w.Beside(actor)
			one.OfPending(p)
			switch err := one.Permit(access.ViewPending); {
			case err == nil:
				list.Pending = append(list.Pending, pendingView(one))
			case !errors.Is(err, fault.Forbidden) && !errors.Is(err, fault.NotFound):
				return err
			}
		}
		return err
	})
	return list, err
}
