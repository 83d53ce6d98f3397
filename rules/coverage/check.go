package coverage

import (
	"fmt"
	"slices"
	"strings"

	"akashi/record"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
)

// Result says what the audits inside the window cover together.
type Result struct {
	Complete      bool                   `json:"complete"`
	Covered       []string               `json:"covered"` // checked, or not applicable for a reason
	Missing       []string               `json:"missing"`
	OutsideWindow []civil.Date           `json:"outside_window"` // completion of audits that do not count
	NotApplicable []record.NotApplicable `json:"not_applicable"` // of the covered items
	Window        civil.Range            `json:"window"`
	ByAudit       []Contribution         `json:"by_audit"` // in the order stated
	Criterion     string                 `json:"criterion"`
	Reasons       []record.Reason        `json:"reasons"`
}

// Contribution is what one audit covers.
type Contribution struct {
	Completed civil.Date `json:"completed"`
	Inside    bool       `json:"inside"`
	Covers    []string   `json:"covers"` // in the edition's order; counts only when Inside
}

// Check joins all audits completed inside the window before filing, both of its
// ends included (I-14), and compares them with the items of the edition. It
// refuses unknown items, and items stated not applicable where the edition does
// not allow it or no reason is given.
func Check(e *scheme.Edition, filed civil.Date, audits []record.Audit) (Result, error) {
	if e.Audit == nil || e.Audit.Window.Value.IsZero() {
		return Result{}, fault.New(fault.Invalid, "no-audit-rule", e.Scheme+"/"+e.ID)
	}
	c := checker{rule: e.Audit, items: e.Audit.Items()}
	c.window = civil.Range{From: e.Audit.Window.Value.Before(filed), To: filed}
	if filed.IsZero() {
		c.problems.Add("date-missing", "application_date")
	}
	for i, a := range audits {
		c.verify(fmt.Sprintf("/%d", i), a)
	}
	if err := c.problems.Err(); err != nil {
		return Result{}, err
	}
	return c.join(audits), nil
}

type checker struct {
	rule     *scheme.Audit
	items    []scheme.AuditItem
	window   civil.Range
	problems fault.Problems
}

func (c *checker) verify(where string, a record.Audit) {
	seen := map[string]bool{}
	look := func(item, where string) (scheme.AuditItem, bool) {
		i := slices.IndexFunc(c.items, func(it scheme.AuditItem) bool { return it.ID == item })
		switch {
		case i < 0:
			fault.Choose(&c.problems, "audit-item-unknown", where, item, scheme.IDs(c.items))
		case seen[item]:
			c.problems.Add("audit-item-twice", where, "given", item)
		default:
			seen[item] = true
			return c.items[i], true
		}
		return scheme.AuditItem{}, false
	}
	if a.Completed.IsZero() {
		c.problems.Add("date-missing", where+"/completed")
	}
	for i, item := range a.Items {
		look(item, fmt.Sprintf("%s/items/%d", where, i))
	}
	for i, n := range a.NotApplicable {
		place := fmt.Sprintf("%s/not_applicable/%d", where, i)
		item, ok := look(n.Item, place)
		if ok && item.NA != scheme.NAWithJustification {
			c.problems.Add("na-not-allowed", place, "item", n.Item)
		}
		if ok && strings.TrimSpace(n.Reason) == "" {
			c.problems.Add("justification-missing", place, "item", n.Item)
		}
	}
}

func (c *checker) join(audits []record.Audit) Result {
	r := Result{Covered: []string{}, Missing: []string{}, OutsideWindow: []civil.Date{}, NotApplicable: []record.NotApplicable{},
		ByAudit: []Contribution{}, Window: c.window, Criterion: c.rule.Criterion}
	for _, a := range audits {
		inside := c.window.Contains(a.Completed)
		if !inside {
			r.OutsideWindow = append(r.OutsideWindow, a.Completed)
		}
		r.ByAudit = append(r.ByAudit, Contribution{a.Completed, inside, c.covers(a)})
	}
	tree := record.Reason{Rule: "coverage.complete", Clause: c.rule.Source, Facts: record.Facts{
		record.Day("from", c.window.From), record.Day("to", c.window.To), record.Number("items", len(c.items))}}
	for _, item := range c.items {
		leaf := c.item(item, audits, &r)
		tree.Because = append(tree.Because, leaf)
		if leaf.Holds {
			r.Covered = append(r.Covered, item.ID)
		} else {
			r.Missing = append(r.Missing, item.ID)
		}
	}
	r.Complete = len(r.Missing) == 0 && len(c.items) > 0
	tree.Holds = r.Complete
	r.Reasons = []record.Reason{tree}
	return r
}

func (c *checker) covers(a record.Audit) []string {
	covered := []string{}
	for _, item := range c.items {
		if slices.Contains(a.Items, item.ID) || noneOf(a, item.ID) >= 0 {
			covered = append(covered, item.ID)
		}
	}
	return covered
}

func noneOf(a record.Audit, item string) int {
	return slices.IndexFunc(a.NotApplicable, func(n record.NotApplicable) bool { return n.Item == item })
}

// item says which audit covers an item: the latest that checked it, else one that
// found it not applicable.
func (c *checker) item(item scheme.AuditItem, audits []record.Audit, r *Result) record.Reason {
	reason := record.Reason{Rule: "coverage.item", Clause: c.rule.Source, Facts: record.Facts{record.Words("item", item.ID)}}
	var checked civil.Date
	var none *record.NotApplicable
	for i := range audits {
		a := &audits[i]
		if !c.window.Contains(a.Completed) {
			continue
		}
		if slices.Contains(a.Items, item.ID) && a.Completed.After(checked) {
			checked = a.Completed
		}
		if n := noneOf(*a, item.ID); n >= 0 {
			none = &a.NotApplicable[n]
		}
	}
	switch {
	case !checked.IsZero():
		reason.Holds = true
		reason.Facts = append(reason.Facts, record.Day("audit", checked))
	case none != nil:
		reason.Holds = true
		reason.Facts = append(reason.Facts, record.Words("not_applicable", none.Reason))
		r.NotApplicable = append(r.NotApplicable, *none)
	}
	return reason
}
