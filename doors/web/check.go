package web

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"akashi/doors/ask"
	"akashi/record"
	"akashi/rules/eligibility"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
	"akashi/values/form"
)

// checkView is the page on which anybody finds out, before there is an account, whether an
// organisation may apply for a mark and what that costs. The question stands in the address.
type checkView struct {
	*scheme.Edition
	Parts  []checkPart // of the form
	Asked  bool
	Failed failure
	Found  ask.Check
	Day    civil.Date
	Case   scheme.CaseType
	Bars   []barView
	Begins bool // an account can be asked for on a page
}

// checkPart is a part of the form with its title.
type checkPart struct {
	Title  string
	Hint   string
	Inputs []input
}

// barView is one ground against an application, in words.
type barView struct{ Title, Why, Clause string }

// inputs are the fields of every part.
func (c checkView) inputs() (all []input) {
	for _, part := range c.Parts {
		all = append(all, part.Inputs...)
	}
	return all
}

// title is that of the page, which says first where something is wrong.
func (c checkView) title(p page) string {
	title := p.T("check.title") + "　" + p.shortName(c.Edition)
	if c.Failed.Title != "" {
		return p.T("form.failed") + title
	}
	return title
}

// headline is the answer in a line.
func (c checkView) headline(p page) string {
	if c.Found.Eligibility.Eligible {
		return p.T("check.eligible")
	}
	return p.T("eligible.no")
}

// holds says whether a rule was kept.
func (p page) holds(r record.Reason) string {
	if r.Holds {
		return p.T("check.holds")
	}
	return p.T("check.against")
}

// checks offers the schemes to ask about.
func (d *Door) checks(v *visit) error {
	return v.show(http.StatusOK, checksPage(v.page(), v.schemes()))
}

// check asks the rules of one scheme.
func (d *Door) check(v *visit) error {
	key, given := v.r.PathValue("scheme"), v.r.URL.Query()
	ed, err := d.edition(key, v.query("edition"))
	if err != nil {
		return err
	}
	q := &ask.CheckQuery{Book: ask.Book{Scheme: key}}
	problems := readCheck(given, q)
	if found, err := q.In().Find(d.Shelf, civil.In(d.Now())); err == nil && v.query("edition") == "" {
		ed = found // that of the day asked about
	}
	book, err := d.Office.Book(v.r.Context(), ed)
	if err != nil {
		return err
	}
	view := checkView{Edition: book.Edition, Day: q.Date, Case: q.Case, Begins: d.begins(key), Asked: given.Has("case") && !given.Has(moreRows)}
	status := http.StatusOK
	v.knows(ed, book.Edition)
	p := v.page().of(book.Edition)
	f := paper{page: p, given: given, wrong: map[string]string{}}
	if view.Asked {
		leave, err := d.Limits.Question(v.r.Context(), d.asker(v.r))
		if err != nil {
			return err
		}
		defer leave()
		view.Found, err = q.Answer(book.Edition)
		if err = together(problems, err); err != nil {
			if fault.ProblemsIn(err) == nil {
				return err
			}
			view.Failed = v.explain(err)
			status = view.Failed.Status
			for i, problem := range view.Failed.Problems {
				name := checkField(problem.Where)
				view.Failed.Problems[i].Where, f.wrong[name] = name, problem.Message
			}
		}
		view.Bars = p.bars(book.Edition, view.Found.Eligibility)
	}
	view.Parts = f.check(book.Edition, q)
	return v.show(status, checkPage(p, view))
}

// together are the problems of the reading and those of the rules, one for each place.
func together(problems fault.Problems, err error) error {
	found := fault.ProblemsIn(err)
	if err != nil && found == nil {
		return err
	}
	for _, one := range found {
		if !slices.ContainsFunc(problems, func(p fault.Problem) bool { return checkField(p.Where) == checkField(one.Where) }) {
			problems = append(problems, one)
		}
	}
	return problems.Err()
}

// dayLists are the fields that take several days in one line.
var dayLists = []string{"refusals", "cancellations", "sentences"}

// checkField is the field of the page that a place of the question stands in.
func checkField(where string) string {
	name := nameOfPlace(where)
	first, _, _ := strings.Cut(name, ".")
	if slices.Contains(dayLists, first) {
		return first
	}
	return name
}

// readCheck reads the question out of an address. What is empty was not said.
func readCheck(given url.Values, q *ask.CheckQuery) fault.Problems {
	all := &form.Group{}
	put := func(name, text string, path ...string) {
		if text = strings.TrimSpace(text); text != "" {
			all.Put(form.Type(text), append(path, name)...)
		}
	}
	for _, name := range []string{"date", "case", "region", "industry", "capital", "persons", "serving"} {
		put(name, given.Get(name))
	}
	for _, name := range dayLists {
		var days form.Several
		for _, one := range lines(given[name]) {
			days = append(days, form.Type(one))
		}
		all.Put(days, name)
	}
	var incidents form.Several
	for i := range (paper{given: given}).entries("incidents") {
		at, one := "incidents."+strconv.Itoa(i)+".", &form.Group{}
		for _, name := range []string{"decided", "months"} {
			if text := strings.TrimSpace(given.Get(at + name)); text != "" {
				one.Put(form.Type(text), name)
			}
		}
		if !one.Empty() {
			incidents = append(incidents, one)
		}
	}
	all.Put(incidents, "incidents")
	for key, values := range given {
		if id, ok := strings.CutPrefix(key, "declarations."); ok && slices.Contains([]string{"yes", "no"}, values[0]) {
			all.Put(form.Type(strconv.FormatBool(values[0] == "yes")), "declarations", id)
		}
	}
	return fault.ProblemsIn((form.Paper{Partial: true}).Fill(all, q))
}

// check lays the form out: what every scheme asks, and what this one does.
func (f paper) check(ed *scheme.Edition, q *ask.CheckQuery) []checkPart {
	p := f.page
	when := checkPart{Inputs: []input{
		f.asked("case", asChoice, p.T("check.case"), "", each(scheme.CaseTypes(), func(c scheme.CaseType) option { return option{Value: string(c), Label: p.Label(ed, string(c))} })),
		f.asked("date", asDay, p.T("check.date"), p.T("check.date.how"), nil)}}
	when.Inputs[0].Needed = true
	if when.Inputs[0].Value == "" {
		when.Inputs[0].Value = string(scheme.New)
	}
	parts := []checkPart{when}
	if part := f.past(ed); len(part.Inputs) > 0 {
		parts = append(parts, part)
	}
	if ed.Size != nil {
		parts = append(parts, checkPart{p.T("check.size"), p.T("check.size.how"), []input{
			f.asked("industry", asChoice, p.T("size.industry"), "", each(ed.Size.Industries, func(i scheme.Industry) option { return option{Value: i.ID, Label: p.Text(i.Title)} })),
			f.asked("capital", asNumber, p.T("check.capital"), p.T("check.capital.how"), nil),
			f.asked("persons", asNumber, p.T("check.persons"), "", nil)}})
	}
	return parts
}

// past asks for what eligibility rests on.
func (f paper) past(ed *scheme.Edition) (part checkPart) {
	p := f.page
	part.Title, part.Hint = p.T("part.eligibility"), p.T("check.past.how")
	if regions := ed.Eligibility.Regions; len(regions) > 0 {
		options := each(regions, func(r scheme.Region) option { return option{Value: r.ID, Label: p.Text(r.Title)} })
		part.Inputs = append(part.Inputs, f.asked("region", asChoice, p.T("check.region"), "", append(options, option{Value: elsewhere, Label: p.T("check.elsewhere")})))
	}
	for _, w := range ed.Eligibility.Windows {
		part.Inputs = append(part.Inputs, f.window(w)...)
	}
	for _, d := range ed.Eligibility.Declarations {
		part.Inputs = append(part.Inputs, f.asked("declarations."+d.ID, asChoice, p.Text(d.Text), "",
			[]option{{Value: "yes", Label: p.T("check.yes")}, {Value: "no", Label: p.T("check.no")}}))
	}
	return part
}

// elsewhere is a place of business in no region of the scheme.
const elsewhere = "elsewhere"

// window asks for the facts of one window, in the words of the scheme.
func (f paper) window(w scheme.Window) []input {
	p, label := f.page, f.page.Text(w.Label)
	switch w.Fact {
	case scheme.FactIncident:
		in := input{Name: "incidents", Label: label, Hint: p.T("check.incidents"), Drawn: asRows}
		n := max(f.entries(in.Name), 1)
		if f.given.Get(moreRows) == in.Name {
			n++
		}
		for i := range n {
			at := in.Name + "." + strconv.Itoa(i) + "."
			in.Rows = append(in.Rows, []input{f.asked(at+"decided", asDay, p.T("check.decided"), "", nil), f.asked(at+"months", asNumber, p.T("check.months"), "", nil)})
		}
		return []input{in}
	case scheme.FactSentence:
		return []input{f.asked("sentences", asLine, label, p.T("check.sentences"), nil), f.asked("serving", asSwitch, p.T("check.serving"), "", nil)}
	}
	return []input{f.asked(string(w.Fact), asLine, label, p.T("check.days"), nil)}
}

// asked is one field with what was given for it.
func (f paper) asked(name string, as drawn, label, hint string, options []option) input {
	return input{Name: name, Label: label, Hint: hint, Drawn: as, Value: f.given.Get(name), Options: options, Error: f.wrong[name]}
}

// bars says each ground against the application, with its clause and its day.
func (p page) bars(ed *scheme.Edition, r eligibility.Result) []barView {
	return ask.Each(r.Grounds, func(g eligibility.Ground) barView {
		bar := barView{Clause: g.Clause}
		pairs := []string{}
		if !g.Until.IsZero() {
			pairs = append(pairs, "until", p.Day(g.Until))
		}
		bar.Why = p.Name("bar", g.Reason, pairs...)
		for _, w := range ed.Eligibility.Windows {
			if w.ID == g.Window {
				bar.Title = p.Text(w.Label)
			}
		}
		for _, d := range ed.Eligibility.Declarations {
			if g.Reason == eligibility.BarNotDeclared && d.Source == g.Clause {
				bar.Title = cmp.Or(bar.Title, p.Text(d.Text))
			}
		}
		bar.Title = cmp.Or(bar.Title, p.cited(ed, g.Clause), bar.Why)
		return bar
	})
}

// feeLabel is a fee in the language of the page, and dueText when it falls due.
func (p page) feeLabel(l record.QuotedFee) string {
	return p.Text(scheme.Text{JA: l.Label, EN: l.LabelEN})
}

func (p page) dueText(l record.QuotedFee) string {
	return p.Text(scheme.Text{JA: l.DueText, EN: l.DueTextEN})
}

// each is ask.Each of options.
func each[T any](all []T, to func(T) option) []option { return ask.Each(all, to) }
