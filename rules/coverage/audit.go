package coverage

import (
	"io"

	"akashi/record"
	"akashi/values/civil"
	"akashi/values/fault"
	"akashi/values/form"
)

// DecodeAudits reads audits as the contract has them:
//
//	[{"completed": "2024-03-01", "items": ["A09", "A10"],
//	  "not_applicable": [{"item": "A16", "reason": "nothing is outsourced"}]}]
//
// The error is fault.Problems, each problem with its place.
func DecodeAudits(r io.Reader) ([]record.Audit, error) {
	root, problems := form.Read(r)
	if root == nil {
		return nil, problems.Err()
	}
	var audits []record.Audit
	for _, v := range root.List(&problems) {
		audits = append(audits, decode(v, &problems))
	}
	if err := problems.Err(); err != nil {
		return nil, err
	}
	return audits, nil
}

func decode(v *form.Value, p *fault.Problems) (a record.Audit) {
	if !v.Object(p, "completed", "items", "not_applicable") {
		return a
	}
	if m, ok := v.Get("completed"); ok {
		a.Completed, _ = form.Day[civil.Date](m, p)
	} else {
		p.Add("key-missing", v.Path(), "key", "completed")
	}
	items, hasItems := v.Get("items")
	none, hasNone := v.Get("not_applicable")
	if !hasItems && !hasNone {
		p.Add("key-missing", v.Path(), "key", "items")
	}
	if hasItems {
		for _, e := range items.List(p) {
			item, _ := e.Words(p)
			a.Items = append(a.Items, item)
		}
	}
	if hasNone {
		for _, e := range none.List(p) {
			a.NotApplicable = append(a.NotApplicable, decodeNone(e, p))
		}
	}
	return a
}

func decodeNone(v *form.Value, p *fault.Problems) (n record.NotApplicable) {
	if !v.Object(p, "item", "reason") {
		return n
	}
	item, hasItem := v.Get("item")
	reason, hasReason := v.Get("reason")
	if !hasItem || !hasReason {
		p.Add("key-missing", v.Path(), "key", "item, reason")
		return n
	}
	n.Item, _ = item.Words(p)
	n.Reason, _ = reason.Words(p)
	return n
}
