package web

import (
	"slices"

	"akashi/app/desk"
)

// onward are the steps that lead on.
func onward(offers []desk.Offer) []desk.Offer {
	return slices.DeleteFunc(slices.Clone(offers), func(o desk.Offer) bool { return o.Aside })
}

// aside are the steps that leave the way to the mark: withdrawal, lapse.
func aside(offers []desk.Offer) []desk.Offer {
	return slices.DeleteFunc(slices.Clone(offers), func(o desk.Offer) bool { return !o.Aside })
}

// offer is what an act is called: by its step, or by what it does.
func (p page) offer(o desk.Offer) string {
	if o.Event != "" {
		return p.Name("event", o.Event)
	}
	return p.T("help.action." + string(o.Action))
}

// cure says which act takes a blocker away, and whose act it is.
func (p page) cure(b desk.Blocker) string {
	if len(b.Cures) == 0 {
		return ""
	}
	c := b.Cures[0]
	act := p.T("help.action." + string(c.Action))
	if c.Yours {
		return p.T("case.cure.yours", "act", act)
	}
	var roles []string
	for _, r := range c.Roles {
		roles = append(roles, p.Name("role", r))
	}
	return p.T("case.cure", "act", act, "role", p.List(roles))
}
