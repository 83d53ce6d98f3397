package eligibility

import (
	"io"

	"akashi/record"
	"akashi/values/civil"
	"akashi/values/fault"
	"akashi/values/form"
)

// Longest is the longest period without application, in months.
const Longest = 600

// DecodeFacts reads facts as the contract has them:
//
//	{"refusals": ["2024-03-15"], "cancellations": [], "region": "hokkaido",
//	 "incidents": [{"decided": "2024-01-10", "months": 3}],
//	 "sentences": [{"ended": null}], "declarations": {"no_sentence": true}}
//
// Every key may be left out. The error is fault.Problems, each problem with its
// place.
func DecodeFacts(r io.Reader) (record.Past, error) {
	root, problems := form.Read(r)
	if root == nil {
		return record.Past{}, problems.Err()
	}
	d := decoder{problems: problems}
	if root.Object(&d.problems, "refusals", "cancellations", "incidents", "sentences", "region", "declarations") {
		d.facts(root)
	}
	if err := d.problems.Err(); err != nil {
		return record.Past{}, err
	}
	return d.read, nil
}

type decoder struct {
	read     record.Past
	problems fault.Problems
}

func (d *decoder) facts(root *form.Value) {
	if v, ok := root.Get("refusals"); ok {
		d.read.Refusals = form.Days[civil.Date](v, &d.problems)
	}
	if v, ok := root.Get("cancellations"); ok {
		d.read.Cancellations = form.Days[civil.Date](v, &d.problems)
	}
	if v, ok := root.Get("incidents"); ok {
		for _, e := range v.List(&d.problems) {
			d.incident(e)
		}
	}
	if v, ok := root.Get("sentences"); ok {
		for _, e := range v.List(&d.problems) {
			d.sentence(e)
		}
	}
	if v, ok := root.Get("region"); ok {
		d.read.Region, _ = v.Words(&d.problems)
	}
	if v, ok := root.Get("declarations"); ok {
		d.declarations(v)
	}
}

func (d *decoder) incident(v *form.Value) {
	if !v.Object(&d.problems, "decided", "months") {
		return
	}
	decided, hasDay := v.Get("decided")
	months, hasLength := v.Get("months")
	if !hasDay || !hasLength {
		d.problems.Add("key-missing", v.Path(), "key", "decided, months")
		return
	}
	var i record.Incident
	i.Decided, _ = form.Day[civil.Date](decided, &d.problems)
	i.Months, _ = months.Int(&d.problems, 1, Longest)
	d.read.Incidents = append(d.read.Incidents, i)
}

func (d *decoder) sentence(v *form.Value) {
	if !v.Object(&d.problems, "ended") {
		return
	}
	ended, ok := v.Get("ended")
	if !ok {
		d.problems.Add("key-missing", v.Path(), "key", "ended")
		return
	}
	var s record.Sentence
	if !ended.IsNull() {
		s.Ended, _ = form.Day[civil.Date](ended, &d.problems)
	}
	d.read.Sentences = append(d.read.Sentences, s)
}

func (d *decoder) declarations(v *form.Value) {
	if !v.IsObject() {
		d.problems.Add("wrong-type", v.Path(), "want", "object")
		return
	}
	d.read.Declared = map[string]bool{}
	for id, m := range v.Members() {
		d.read.Declared[id], _ = m.Bool(&d.problems)
	}
}
