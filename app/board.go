package app

import (
	"cmp"
	"context"
	"math"
	"slices"

	"akashi/app/application"
	"akashi/app/committee"
	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/lifecycle"
	"akashi/values/civil"
	"akashi/values/yen"
)

// CaseLine is one line of a list of cases.
type CaseLine struct {
	No        string             `json:"no"`
	Scheme    string             `json:"scheme"`
	Type      record.CaseType    `json:"type"`
	State     lifecycle.State    `json:"state"`
	Applicant string             `json:"applicant,omitempty"`
	Service   string             `json:"service,omitempty"`
	Turn      record.Role        `json:"turn"`
	Filed     civil.Date         `json:"filed"`
	Returned  civil.Date         `json:"returned,omitzero"` // day on which it was sent back before it came again to be taken in
	Due       civil.Date         `json:"due"`
	NextDate  *lifecycle.NextDay `json:"next_date,omitempty"` // none once nothing is to come
	Late      bool               `json:"late"`
	Reaches   civil.Date         `json:"reaches,omitzero"` // day of the first session that it can still come to
	Owed      yen.Amount         `json:"owed,omitzero"`    // fees that have their last day
	Sample    bool               `json:"sample,omitempty"`
	Carried   bool               `json:"carried_over,omitempty"`  // it was begun elsewhere
	InCharge  string             `json:"in_charge,omitempty"`     // name of who of the office sees it through; for the office
	Mine      bool               `json:"mine,omitempty"`          // that is the actor
	Away      civil.Date         `json:"away_until,omitzero"`     // last day on which that person is away
	Cover     string             `json:"cover,omitempty"`         // name of who covers until then
	Covered   bool               `json:"covered,omitempty"`       // that is the actor
	ByMonth   bool               `json:"days_by_month,omitempty"` // days are told by the first of their month
}

// ByNextDay puts the case with the next day first, and what has none last.
func ByNextDay(a, b CaseLine) int {
	day := func(l CaseLine) int {
		if l.NextDate == nil {
			return math.MaxInt
		}
		return l.NextDate.Day.Sub(civil.Date{})
	}
	return cmp.Or(cmp.Compare(day(a), day(b)), cmp.Compare(a.No, b.No))
}

// BoardView is the list of cases an actor sees, and when it was true.
type BoardView struct {
	Today civil.Date `json:"today"`
	Cases []CaseLine `json:"cases"`
	Next  string     `json:"next,omitempty"` // asks for the page after this one

	Sittings []BoardSitting `json:"-"` // to come, of each scheme the next first
}

// BoardSitting is a session to come, or the month of one that is not planned yet.
type BoardSitting struct {
	Scheme      string
	ID          string // "" where only the month is known
	Day, Cutoff civil.Date
}

// Board lists the cases that the actor may see, narrowed by the query.
func (a *App) Board(ctx context.Context, actor access.Actor, q desk.CaseQuery) (BoardView, error) {
	board := BoardView{Today: a.Today(), Cases: []CaseLine{}}
	if err := access.May(actor, access.ListCases, access.Object{Kind: access.KindCase, Scheme: actor.Scheme}).Err(); err != nil {
		return board, err
	}
	if err := q.Check(a.Shelf.Keys()); err != nil {
		return board, err
	}
	q.Visible = access.Visible(actor)
	q.Limit = desk.Page(q.Limit)
	if q.Late && len(q.States) == 0 {
		q.States, q.OrOwing = lifecycle.Open(), true
	}
	err := a.Look(ctx, actor, func(w *desk.Work) error {
		if err := board.fill(w, q); err != nil {
			return err
		}
		return board.sittings(w)
	})
	return board, err
}

// sittings adds the next session of each scheme of which there are cases, for the office: the first that is still to be
// held, and, where that takes nothing in any more, the first that does.
func (b *BoardView) sittings(w *desk.Work) (err error) {
	if w.Actor.Role != record.RoleSecretariat {
		return nil
	}
	for _, key := range w.Desk.Shelf.Keys() {
		if !slices.ContainsFunc(b.Cases, func(l CaseLine) bool { return l.Scheme == key }) {
			continue // nothing can come to it, and nothing is tabled
		}
		if w.Edition, err = w.Desk.Shelf.EditionAt(key, w.Today); err != nil {
			continue // none is in force yet
		}
		planned, open := committee.Ahead(w), committee.Sittings(w)
		if len(planned) > 0 {
			s := planned[0]
			b.Sittings = append(b.Sittings, BoardSitting{key, s.ID, s.Day, s.Cutoff})
		}
		if len(open) > 0 && (len(planned) == 0 || open[0].Day.After(planned[0].Day)) {
			next := BoardSitting{key, "", open[0].Day, open[0].Cutoff}
			if s, is := desk.First(planned, func(s record.Session) bool { return s.Day == next.Day }); is {
				next.ID = s.ID
			}
			b.Sittings = append(b.Sittings, next)
		}
	}
	return nil
}

// fill turns the pages of the store until one of the list is full. What is late is
// worked out from days, so no store can be asked for it.
func (b *BoardView) fill(w *desk.Work, q desk.CaseQuery) error {
	for {
		cases := desk.Read(w, w.Cases, q)
		for _, c := range cases {
			if err := w.OfCase(c); err != nil {
				return err
			}
			line := caseLine(w)
			if wanted := line.NextDate != nil || slices.Contains(q.States, c.State) || len(q.States) == 0; wanted && (line.Late || !q.Late) {
				b.Cases = append(b.Cases, line)
			}
			q.After = line.No
			if len(b.Cases) == q.Limit {
				b.Next = line.No
				return nil
			}
		}
		if len(cases) < q.Limit {
			return nil
		}
	}
}

// owing is what the cases owe that the actor may know of, by case.
type owing map[string][]record.Charge

func owedBy(w *desk.Work) []record.Charge {
	return desk.Once(w, func() (owing, error) {
		all := owing{}
		if w.Actor.Sees(access.Money) {
			charges, err := w.Owed()
			for _, c := range charges {
				all[c.CaseID] = append(all[c.CaseID], c)
			}
			return all, err
		}
		return all, nil
	})[w.Case.ID]
}

func caseLine(w *desk.Work) CaseLine {
	c := w.Case
	awaited := application.Awaited(w)
	due, _ := lifecycle.LastDay(c, awaited)
	next := application.Next(w, awaited, owedBy(w))
	line := CaseLine{No: w.NoOf(c), Scheme: c.Scheme, Type: c.Type, State: c.State, Turn: application.Turn(w),
		Filed: c.Filed, Returned: sentBack(w), Due: due, Late: next.IsLate(w.Today), Sample: c.Particulars.Sample, Carried: c.IsCarried()}
	if !next.Day.IsZero() {
		line.NextDate = &next
	}
	line.Reaches = application.Reaches(w)
	for _, charge := range owedBy(w) {
		if charge.Status == record.ChargeOwed {
			line.Owed += charge.Amount
		}
	}
	if user, called := inChargeOf(w, desk.InChargeAmong); user != "" {
		line.InCharge, line.Mine = called, user == w.Actor.ID
		if a, is := w.AwayOf(c.Scheme, user); is {
			line.Away, line.Cover, line.Covered = a.To, calledBy(w, a.Cover), a.Cover == w.Actor.ID
		}
	}
	if !w.Actor.Sees(access.Days) {
		coarseLine(&line)
	}
	if !access.Visible(w.Actor).Unnamed {
		line.Applicant, line.Service = c.Particulars.Name, c.Service
	}
	return line
}

// inChargeOf is who of the office sees the case on the desk through, by ID and name, told to the
// office alone.
func inChargeOf(w *desk.Work, of func(*desk.Work) string) (user, called string) {
	if w.Actor.Role != record.RoleSecretariat {
		return "", ""
	}
	if user = of(w); user == "" {
		return "", ""
	}
	return user, calledBy(w, user)
}

// calledBy is the name of a user; "" of nobody.
func calledBy(w *desk.Work, user string) string {
	if user == "" {
		return ""
	}
	u, _ := desk.Find(w, w.Tx.User, user)
	return cmp.Or(u.Name, user)
}
