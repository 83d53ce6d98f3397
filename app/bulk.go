package app

import (
	"context"
	"slices"
	"time"

	"akashi/app/committee"
	"akashi/app/desk"
	"akashi/app/dispatch"
	"akashi/app/money"
	"akashi/app/review"
	"akashi/record"
	"akashi/rules/access"
	"akashi/values/fault"
)

// BulkAct is an act that the office may do to several cases at once (まとめて行う): one that is frequent, asks the same of
// every case, and does no harm where it was one case too many.
type BulkAct struct {
	Act      access.Action
	Asks     string        // key of what it asks for; "" nothing
	Contrary access.Action // by which it is taken back for a while; "" where nothing takes it back
	input    func(value string) any
}

// BulkActs lists them in the order of the procedure.
func BulkActs() []BulkAct {
	return []BulkAct{
		{access.WriteMessage, "text", "", func(text string) any { return &review.MessageInput{Text: text} }},
		{access.Assign, "user", access.Unassign, func(user string) any { return &review.AssignInput{User: user} }},
		{access.BeginReview, "", "", func(string) any { return &desk.NoInput{} }},
		{access.Schedule, "session", "", func(session string) any { return &committee.ScheduleInput{Session: session} }},
		{access.IssueLetter, "kind", "", func(kind string) any { return &dispatch.IssueInput{Kind: record.DispatchKind(kind)} }},
		{access.RaiseYearlyFees, "", "", func(string) any { return &money.YearlyInput{} }},
	}
}

// contraries are the acts that take a bulk act back.
var contraries = map[access.Action]func(value, reason string) any{
	access.Unassign: func(user, reason string) any { return &review.UnassignInput{User: user, Reason: reason} },
}

// FindBulkAct is the one of the name.
func FindBulkAct(act access.Action) (BulkAct, bool) {
	return desk.First(BulkActs(), func(b BulkAct) bool { return b.Act == act })
}

// MostInBulk is to how many cases something is done at once at most; UndoFor, for how long what was done is taken back.
const (
	MostInBulk = 100
	UndoFor    = 10 * time.Minute
)

// BulkInput is an act with the cases that it is to be done to.
type BulkInput struct {
	Act    access.Action
	Value  string // of what the act asks for
	Cases  []string
	Key    string // makes the request safe to repeat
	Reason string // why it is taken back
}

// BulkLine is what becomes, or became, of one case.
type BulkLine struct {
	No        string
	Applicant string
	Service   string
	Err       error // why not
	Waits     bool  // for a second person
	Away      Gone  // who it would be given to, where they are away today
}

// Gone is somebody who is away, and until when.
type Gone struct {
	Name  string
	Until string
}

// Bulk does an act to each of the cases in a transaction of its own, or, rehearsed, says of each what would come of it. What
// is refused to one stands in nobody else's way.
func (a *App) Bulk(ctx context.Context, actor access.Actor, in BulkInput, rehearsed bool) ([]BulkLine, error) {
	act, known := FindBulkAct(in.Act)
	if err := in.check(actor, known); err != nil {
		return nil, err
	}
	action, _ := FindAction(act.Act)
	return a.eachCase(ctx, actor, in, func(line *BulkLine) {
		if rehearsed {
			out, err := a.Rehearse(ctx, actor, action, line.No, act.input(in.Value))
			line.Waits, line.Err, line.Away = out.Waits, err, goneOf(act.Act, out.Told)
			return
		}
		out, err := a.Do(ctx, desk.Request{Actor: actor, Key: keyed(in.Key, line.No), Blind: true}, action, line.No, act.input(in.Value))
		line.Waits, line.Err, line.Away = out.Waits, err, goneOf(act.Act, out.Told)
	})
}

// goneOf reads from what an assignment tells who was, or would be, given the case and is away.
func goneOf(act access.Action, told fault.Data) Gone {
	if act != access.Assign {
		return Gone{}
	}
	return Gone{told["name"], told["until"]}
}

// BulkCases are cases that something is to be done to, those that the actor may look at with their names.
func (a *App) BulkCases(ctx context.Context, actor access.Actor, nos []string) ([]BulkLine, error) {
	if !actor.May(access.BulkActs) {
		return nil, fault.New(fault.Forbidden, actor.WhyNot(access.BulkActs), string(access.BulkActs))
	}
	return a.eachCase(ctx, actor, BulkInput{Cases: nos}, func(*BulkLine) {})
}

// UndoBulk takes back what the actor did in bulk a while ago, by the contrary act: of each case only where it was the last
// thing done to it.
func (a *App) UndoBulk(ctx context.Context, actor access.Actor, in BulkInput) ([]BulkLine, error) {
	act, known := FindBulkAct(in.Act)
	if err := in.check(actor, known && act.Contrary != ""); err != nil {
		return nil, err
	}
	contrary, _ := FindAction(act.Contrary)
	return a.eachCase(ctx, actor, in, func(line *BulkLine) {
		if line.Err = a.undoable(ctx, actor, act.Act, line.No); line.Err == nil {
			_, line.Err = a.Do(ctx, desk.Request{Actor: actor, Key: keyed(in.Key, line.No), Blind: true}, contrary, line.No, contraries[act.Contrary](in.Value, in.Reason))
		}
	})
}

func keyed(key, no string) string {
	if key == "" {
		return ""
	}
	return key + "-" + no
}

func (in BulkInput) check(actor access.Actor, known bool) error {
	if !actor.May(access.BulkActs) {
		return fault.New(fault.Forbidden, actor.WhyNot(access.BulkActs), string(access.BulkActs))
	}
	var p fault.Problems
	p.Want(known, "bulk.act", "act", "given", in.Act)
	p.Want(len(in.Cases) > 0 && len(in.Cases) <= MostInBulk, "bulk.cases", "no", "n", len(in.Cases), "most", MostInBulk)
	return p.Err()
}

// eachCase names the cases that the actor may look at, each once, and does something to each; what is foreign is missing.
func (a *App) eachCase(ctx context.Context, actor access.Actor, in BulkInput, do func(*BulkLine)) (lines []BulkLine, err error) {
	err = a.Look(ctx, actor, func(w *desk.Work) error {
		for _, no := range in.Cases {
			if slices.ContainsFunc(lines, func(l BulkLine) bool { return l.No == no }) {
				continue
			}
			line := BulkLine{No: no}
			if w.Load(desk.OnCase, no) == nil && w.Permit(access.ViewCase) == nil {
				line.Applicant, line.Service = w.Case.Particulars.Name, w.Case.Service
			}
			lines = append(lines, line)
		}
		return nil
	})
	for i := range lines {
		if err == nil {
			do(&lines[i])
		}
	}
	return lines, err
}

// undoable asks whether an act was the last thing done to the case, by the actor and not too long ago.
func (a *App) undoable(ctx context.Context, actor access.Actor, act access.Action, no string) error {
	return a.LookAt(ctx, actor, desk.OnCase, no, func(w *desk.Work) {
		last := desk.Read(w, w.Leaves, desk.LeafQuery{Kind: desk.OnCase, Object: w.Case.No, Newest: true, Limit: 1})
		if !slices.ContainsFunc(last, func(l record.Leaf) bool {
			return l.Action == string(act) && l.Actor == actor.ID && w.Now.Sub(l.At) <= UndoFor
		}) {
			w.Fail(fault.New(fault.Refused, "bulk.past-undo", no))
		}
	})
}
