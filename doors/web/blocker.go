package web

import (
	"akashi/app/desk"
	"akashi/rules/access"
)

// blockerView is what stands against an act, and the way to what takes it away.
type blockerView struct {
	Text, Clause string
	Cure         link // its Path is empty where it is for somebody else to do
}

// shownAt is the part of a case that shows what a blocker speaks of: the page leads there,
// and does not list it. These are guards of the lifecycle of cases: they stand against acts on
// cases alone.
var shownAt = map[string]tab{
	"guard.claims_complete": tabItems, "guard.evidence_complete": tabItems, "guard.documents_judged": tabItems, "guard.onsite_judged": tabItems, "guard.all_judged": tabItems,
	"guard.documents_complete":  tabPapers,
	"guard.paid_for_submission": tabFees, "guard.paid_for_review": tabFees, "guard.paid_for_committee": tabFees, "guard.paid_for_grant": tabFees,
}

// blockers says what stands against an act to an object.
func (p page) blockers(all []desk.Blocker, act access.Action, object string) (views []blockerView) {
	for _, b := range all {
		view := blockerView{Text: p.Against(b.Blocked).Message, Clause: b.Clause, Cure: link{Path: cureAt(b, act, object, p.beside), Label: p.cure(b)}}
		if part, here := shownAt[b.Code]; here {
			view.Cure = link{Path: casePath(object, part), Label: p.T("blocker.look." + string(part))}
		}
		if short := "page." + b.Code; p.Has(short) {
			view.Text = p.T(short)
		}
		views = append(views, view)
	}
	return views
}
