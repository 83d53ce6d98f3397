package web

import (
	"slices"

	"akashi/app"
	"akashi/app/desk"
	"akashi/rules/lifecycle"
)

// onward are the steps that lead on.
func onward(offers []desk.Offer) []desk.Offer {
	return slices.DeleteFunc(slices.Clone(offers), func(o desk.Offer) bool { return o.Aside })
}

// aside are the steps that leave the way to the mark: withdrawal, lapse.
func aside(offers []desk.Offer) []desk.Offer {
	return slices.DeleteFunc(slices.Clone(offers), func(o desk.Offer) bool { return !o.Aside })
}

// primary is the first step on that nothing stands against, and that does not lead back.
func primary(steps []desk.Offer) (desk.Offer, bool) {
	for _, o := range steps {
		if len(o.Blockers) == 0 && !lifecycle.LeadsBack(lifecycle.Event(o.Event)) {
			return o, true
		}
	}
	return desk.Offer{}, false
}

// notFirst are the steps on that are not the one button of the case.
func (c *caseView) notFirst(steps []desk.Offer) []desk.Offer {
	if c.open() != "" {
		return steps
	}
	first, ok := primary(steps)
	return slices.DeleteFunc(slices.Clone(steps), func(o desk.Offer) bool { return ok && o.Action == first.Action && o.Event == first.Event })
}

// open is the first item that the case's voice has not spoken on, where that voice is the
// visitor's.
func (c *caseView) open() string {
	speaks := func(o desk.Offer) bool {
		a, _ := app.FindAction(o.Action)
		return len(o.Blockers) == 0 && judges(a) && voiceOf(a) == c.voice()
	}
	if !c.YourTurn || !slices.ContainsFunc(c.Can, speaks) {
		return ""
	}
	for _, chapter := range c.Chapters {
		for _, line := range chapter.Items {
			if line.Open {
				return line.Criterion
			}
		}
	}
	return ""
}

// work leads to the first of the items that the visitor has still to speak on.
func (p page) work(c *caseView) (link, bool) {
	item := c.open()
	done, of := c.answered()
	return link{Path: casePath(c.No, tabItems, item), Label: p.T("case.work."+string(c.voice()), "n", p.N(of-done))}, item != ""
}

// actAt is the page of an offered act.
func actAt(o desk.Offer, object string) string {
	if a, known := app.FindAction(o.Action); known {
		return actPath(a, object)
	}
	return ""
}

// offer is what an act is called: by its step, or by what it does.
func (p page) offer(o desk.Offer) string {
	if a, known := app.FindAction(o.Action); known && o.Event != "" {
		return p.Name("event."+string(a.On), o.Event)
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
