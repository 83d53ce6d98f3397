package rulebook

import (
	"regexp"
	"slices"
	"strings"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/lifecycle"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
)

// bodyID is what an ID of a body is like, as in a scheme file.
var bodyID = regexp.MustCompile(`^[A-Za-z0-9]([A-Za-z0-9._-]{0,38}[A-Za-z0-9])?$`)

// JoiningBody is an intake body that joins.
type JoiningBody struct {
	Scheme string     `json:"scheme" doc:"key of the scheme"`
	ID     string     `json:"id" doc:"ID of the body, for ever"`
	Name   string     `json:"name" maxLength:"200" doc:"name in Japanese"`
	NameEN string     `json:"name_en" maxLength:"200" doc:"name in English"`
	Code   string     `json:"code,omitempty" doc:"its letter in mark numbers, where they have one"`
	From   civil.Date `json:"from" doc:"first day on which it takes applications"`
	Reason string     `json:"reason" maxLength:"500" doc:"why"`
}

// About says what the policy asks about.
func (in JoiningBody) About() desk.About { return desk.About{Scheme: in.Scheme} }

// AddBody adds an intake body beside those of the scheme file (受付団体の加入):
//  1. the scheme has intake bodies, and none of any edition or on record is called or numbered so;
//  2. its code fits the numbers of marks, where they have one;
//  3. from its first day on applications are taken by it, and people may examine for it;
//  4. once an edition names it, it is called as that edition calls it.
func AddBody(w *desk.Work, in JoiningBody) (err error) {
	if w.Edition, err = w.Desk.Shelf.EditionAt(in.Scheme, w.Today); err != nil {
		return desk.Missing(err, "/scheme")
	}
	p := fault.ProblemsIn(desk.ReasonInput{Reason: strings.TrimSpace(in.Reason)}.Check())
	p.Want(len(w.Edition.Organisation.IntakeBodies) > 0, "body.none", "/scheme", "given", in.Scheme)
	p.Want(bodyID.MatchString(in.ID), "body.id", "/id", "given", in.ID)
	p.Want(strings.TrimSpace(in.Name) != "", "body.name", "/name")
	p.Want(strings.TrimSpace(in.NameEN) != "", "body.name-en", "/name_en")
	p.Want(!in.From.IsZero(), "body.from", "/from")
	if w.Edition.BodyNumbered() {
		p.Want(w.Edition.BodyFits(in.Code), "body.code", "/code", "given", in.Code, "pattern", w.Edition.Number.Pattern)
	} else {
		p.Want(in.Code == "", "body.no-code", "/code", "given", in.Code)
	}
	for _, e := range w.Desk.Shelf.Editions(in.Scheme) {
		p = append(p, taken(w.JoinedTo(e), in)...)
	}
	if err := distinct(p).Err(); err != nil {
		return err
	}
	c := said(w, record.BodyChange{Scheme: in.Scheme, Kind: record.BodyJoined, Body: in.ID, Name: strings.TrimSpace(in.Name), NameEN: strings.TrimSpace(in.NameEN),
		Code: in.Code, From: in.From, Reason: strings.TrimSpace(in.Reason)})
	w.Result, w.Told = c, fault.With("name", c.Name, "from", c.From)
	return nil
}

// taken finds what another body of an edition has already.
func taken(e *scheme.Edition, in JoiningBody) (p fault.Problems) {
	for _, b := range e.Organisation.IntakeBodies {
		p.Want(in.ID == "" || b.ID != in.ID, "body.taken", "/id", "given", in.ID)
		p.Want(in.Code == "" || b.Code != in.Code, "body.code-taken", "/code", "given", in.Code)
	}
	return p
}

// distinct leaves out what was found in several editions.
func distinct(p fault.Problems) fault.Problems {
	return slices.CompactFunc(p, func(a, b fault.Problem) bool { return a.Code == b.Code && a.Where == b.Where })
}

// said keeps what is said of a body behind what was said before.
func said(w *desk.Work, c record.BodyChange) record.BodyChange {
	c.ID, c.Round, c.By, c.At = w.NewID(), len(desk.Read(w, w.BodyChanges, c.Scheme))+1, w.Actor.ID, w.Now
	w.Add(&c)
	return c
}

// BodyEnd says until when a body takes applications.
type BodyEnd struct {
	Scheme string     `json:"scheme" doc:"key of the scheme"`
	Body   string     `json:"body" doc:"intake body"`
	To     civil.Date `json:"to,omitempty" doc:"last day on which it takes applications; none takes back what was said before"`
	Reason string     `json:"reason" maxLength:"500" doc:"why"`
}

// About says what the policy asks about.
func (in BodyEnd) About() desk.About { return desk.About{Scheme: in.Scheme} }

// BodyClosed is the end of a body, with what still lies with it.
type BodyClosed struct {
	record.BodyChange
	WithBody
}

// WithBody is how much lies with a body.
type WithBody struct {
	Open   int `json:"open"`   // cases under way
	Drafts int `json:"drafts"` // applications that are not filed yet
}

// CloseBody says until when an intake body takes applications (受付の終了):
//  1. its last day is today or later, and another one than was said; without a day an end that was
//     said before is taken back;
//  2. on every day after it some body takes applications;
//  3. drafts have to name another body to be filed after it; cases under way stay with the body and
//     its people, until the office gives them to another;
//  4. tell how many there are of both.
func CloseBody(w *desk.Work, in BodyEnd) (err error) {
	if w.Edition, err = w.Desk.Shelf.EditionAt(in.Scheme, w.Today); err != nil {
		return desk.Missing(err, "/scheme")
	}
	p := fault.ProblemsIn(desk.ReasonInput{Reason: strings.TrimSpace(in.Reason)}.Check())
	with := slices.Clone(w.Joined().Organisation.IntakeBodies)
	at := slices.IndexFunc(with, func(b scheme.Body) bool { return b.ID == in.Body })
	if at < 0 {
		fault.OneOf(&p, "case.intake-body", "/body", in.Body, scheme.IDs(with))
		return p.Err()
	}
	days := with[at].Days
	p.Want(!in.To.IsZero() || !days.To.IsZero(), "body.last", "/to")
	p.Want(in.To.IsZero() || !in.To.Before(w.Today), "body.over", "/to", "given", in.To)
	p.Want(in.To.IsZero() || !in.To.Before(days.From), "body.before", "/to", "given", in.To, "from", days.From)
	p.Want(in.To.IsZero() || in.To != days.To, "body.same-last", "/to", "given", in.To)
	with[at].Days.To = in.To
	if alone := uncovered(with); !alone.IsZero() {
		p.Want(false, "body.only", "/to", "day", alone)
	}
	if err := p.Err(); err != nil {
		return err
	}
	c := said(w, record.BodyChange{Scheme: in.Scheme, Kind: record.BodyLeft, Body: in.Body, To: in.To, Reason: strings.TrimSpace(in.Reason)})
	told := BodyClosed{c, WithBodies(w, in.Scheme)[in.Body]}
	w.Result, w.Told = told, fault.With("n", told.Open, "drafts", told.Drafts)
	return nil
}

// uncovered is the first day after the end of a body on which none takes applications.
func uncovered(all []scheme.Body) civil.Date {
	o := scheme.Organisation{IntakeBodies: all}
	for _, b := range all {
		if next := b.Days.To.AddDays(1); !b.Days.To.IsZero() && len(o.Taking(next)) == 0 {
			return next
		}
	}
	return civil.Date{}
}

// WithBodies counts what lies with each body of a scheme, of what the actor sees.
func WithBodies(w *desk.Work, key string) map[string]WithBody {
	all := map[string]WithBody{}
	for _, c := range desk.Read(w, w.Cases, desk.CaseQuery{Scheme: key, States: lifecycle.Open(), Visible: access.Visible(w.Actor)}) {
		with := all[c.IntakeBody]
		if c.State == lifecycle.Draft {
			with.Drafts++
		} else {
			with.Open++
		}
		all[c.IntakeBody] = with
	}
	return all
}
