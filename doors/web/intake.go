package web

import (
	"crypto/rand"
	"net/http"
	"net/url"
	"slices"

	"akashi/app"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/lifecycle"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
)

// intakeView is what is looked at before an application is accepted, by section.
type intakeView struct {
	*caseView
	Groups []intakeGroup
	Check  string // address of the act; "" where nothing can be recorded now
	Key    string // under which the act is done once
}

// intakeGroup is a section with its steps.
type intakeGroup struct {
	ID, Title string
	Lines     []intakeLine
	All       string // names what is still open of it
}

// Open counts the steps that nobody has looked at.
func (g intakeGroup) Open() (n int) {
	for _, line := range g.Lines {
		if line.Standing == "" {
			n++
		}
	}
	return n
}

// intakeLine is a step with the page on which it is to be seen, and mended.
type intakeLine struct {
	app.IntakeLine
	Path string
	Name string
}

// intake shows the steps of a case's intake.
func (d *Door) intake(v *visit) error {
	if !v.actor.May(access.CheckIntake) {
		return fault.New(fault.NotFound, "page-unknown", "")
	}
	p, c, err := d.caseAt(v)
	if err != nil {
		return err
	}
	view := intakeView{caseView: c, Groups: p.intakeGroups(c), Key: rand.Text()}
	if o, offered := c.offered(access.CheckIntake); offered {
		view.Check = actAt(o, c.No)
	}
	v.private()
	return v.show(http.StatusOK, intakePage(p, view))
}

// intakeGroups are the steps of a case by section, each with where it is seen.
func (p page) intakeGroups(c *caseView) (groups []intakeGroup) {
	for _, s := range c.Intake {
		id, all, title := string(s.Kind), string(s.Kind), ""
		if s.Section != "" {
			id, all = s.Section, "section:"+s.Section
		}
		line := intakeLine{s, p.intakePath(c.No, s), p.Text(s.Title)}
		if len(groups) == 0 || groups[len(groups)-1].ID != id {
			if s.Section == "" {
				title = p.T("intake.group." + id)
			}
			for _, section := range c.Edition.Sections {
				if section.ID == s.Section {
					title = section.ID + "　" + p.Text(section.Title)
				}
			}
			groups = append(groups, intakeGroup{ID: id, Title: title, All: all})
		}
		last := &groups[len(groups)-1]
		last.Lines = append(last.Lines, line)
	}
	return groups
}

// intakePath is the page on which what a step looks at is to be seen, and mended.
func (p page) intakePath(no string, s app.IntakeLine) string {
	switch s.Kind {
	case scheme.IntakeCriterion:
		return casePath(no, tabItems, s.Of)
	case scheme.IntakeFee:
		return casePath(no, tabFees)
	case scheme.IntakeDeclaration:
		return "/do/cases/" + url.PathEscape(no) + "/declare"
	}
	return casePath(no, tabPapers)
}

// IntakeStands says how far an intake is.
func (p page) IntakeStands(c *caseView) string {
	looked, missing := 0, 0
	for _, s := range c.Intake {
		if s.Standing != "" {
			looked++
		}
		if s.Standing == record.IntakeMissing {
			missing++
		}
	}
	if missing == 0 {
		return p.T("intake.stand", "n", p.N(looked), "of", p.N(len(c.Intake)))
	}
	return p.T("intake.stand", "n", p.N(looked), "of", p.N(len(c.Intake)), "missing", p.N(missing))
}

// sentBack is what is missing of a criterion, as the intake wrote it.
func (c *caseView) sentBack(kind scheme.IntakeKind, of string) (notes []string) {
	for _, s := range c.Intake {
		if s.Kind == kind && s.Of == of && s.Standing == record.IntakeMissing {
			notes = append(notes, s.Note)
		}
	}
	return notes
}

// missing are the steps of some kinds that stand as missing, for the page on which they are seen.
func (c *caseView) missing(kinds ...scheme.IntakeKind) (all []app.IntakeLine) {
	for _, s := range c.Intake {
		if s.Standing == record.IntakeMissing && slices.Contains(kinds, s.Kind) {
			all = append(all, s)
		}
	}
	return all
}

// wasSentBack reports a draft that was handed in before and has come back.
func (c *caseView) wasSentBack() bool {
	return c.State == lifecycle.Draft && !c.Filed.IsZero()
}

// sentBackWith says that an application came back, with so much missing.
func (p page) sentBackWith(n int) string {
	if n == 0 {
		return p.T("intake.back.lead")
	}
	return p.T("intake.back.lead", "n", p.N(n))
}

// StateOf is what the state of a case is called: a draft that was handed in has been sent back.
func (p page) StateOf(state lifecycle.State, filed civil.Date) string {
	if state == lifecycle.Draft && !filed.IsZero() {
		return p.T("state.sent-back")
	}
	return p.Name("state", state)
}
