package web

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"akashi/app"
	"akashi/rules/access"
	"akashi/rules/scoring"
	"akashi/scheme"
	"akashi/values/fault"
	"akashi/words"
)

// editionsView is the page on which the office sees the editions of its schemes, and weighs a
// draft of one.
type editionsView struct {
	Shelves []editionShelf
	Key     string // of the scheme that is weighed
	Draft   *app.DraftView
	File    string // name of the draft
	Marked  []marked
	Failed  failure
}

// editionShelf are the editions of a scheme, the newest first.
type editionShelf struct {
	Key, Name string
	Editions  []*scheme.Edition
	Chosen    string
}

// marked are the problems of a scheme file in one line, with the lines around it.
type marked struct {
	Said  []words.Problem
	Line  int
	Lines []markedLine
}

type markedLine struct {
	N    int
	Text string
	Here bool
}

// draftLimit is the size of a scheme file that is sent, with its form.
const draftLimit = 1 << 20

// shelves are the editions of every scheme whose office the visitor is of, or of the one that
// the address names.
func (d *Door) shelves(v *visit) (all []editionShelf, err error) {
	named := v.r.PathValue("scheme")
	for _, o := range v.schemesFor(access.Simulate, "") {
		if named != "" && o.Value != named {
			continue
		}
		one := editionShelf{Key: o.Value, Editions: slices.Clone(d.Shelf.Editions(o.Value))}
		slices.Reverse(one.Editions)
		now, err := d.edition(o.Value, "")
		if err != nil {
			return nil, err
		}
		one.Name, one.Chosen = v.book.Text(now.Name), now.ID
		all = append(all, one)
	}
	if len(all) == 0 {
		return nil, fault.New(fault.NotFound, "page-unknown", "")
	}
	return all, nil
}

// editions shows the editions, and what one of them changes in another where two are named.
func (d *Door) editions(v *visit) error {
	shelves, err := d.shelves(v)
	if err != nil {
		return err
	}
	view := editionsView{Shelves: shelves, Key: v.r.PathValue("scheme")}
	if view.Key != "" {
		return d.weigh(v, view, app.DraftInput{Scheme: view.Key, From: v.query("from"), To: v.query("to")})
	}
	v.private()
	return v.show(http.StatusOK, editionsPage(v.page(), view))
}

// takeDraft weighs a draft that was sent as a file.
func (d *Door) takeDraft(v *visit) error {
	if err := access.May(v.actor, access.Simulate, access.Object{Kind: access.KindOffice, Scheme: v.r.PathValue("scheme")}).Err(); err != nil {
		return err
	}
	shelves, err := d.shelves(v)
	if err != nil {
		return err
	}
	leave, err := d.Limits.Upload(v.r.Context(), v.actor.ID, max(v.r.ContentLength, 0))
	if err != nil {
		return err
	}
	defer leave()
	given, files, err := v.read(draftLimit)
	if err != nil {
		return err
	}
	view := editionsView{Shelves: shelves, Key: v.r.PathValue("scheme"), File: files["file"].name}
	in := app.DraftInput{Scheme: view.Key, From: given.Get("from"), To: given.Get("to")}
	if in.File, err = files["file"].read(); err != nil {
		return err
	}
	return d.weigh(v, view, in)
}

// weigh shows what an edition changes; of a file that is none what is wrong with it.
func (d *Door) weigh(v *visit, view editionsView, in app.DraftInput) error {
	if in.From == "" {
		now, err := d.edition(in.Scheme, "")
		if err != nil {
			return err
		}
		in.From = now.ID
	}
	status := http.StatusOK
	var draft app.DraftView
	err := error(fault.Wrong("file.empty", "/file"))
	if len(in.File) > 0 || in.To != "" {
		draft, err = d.Office.Draft(v.r.Context(), v.actor, in)
	}
	switch {
	case err != nil && !answerable(err):
		return err
	case err != nil:
		view.Failed = v.explain(err)
		status = view.Failed.Status
	default:
		view.Draft = &draft
		slices.SortStableFunc(draft.Problems, func(a, b fault.Problem) int { return a.Line() - b.Line() })
		view.Marked = v.marks(string(in.File), draft.Problems)
	}
	if len(view.Marked) > 0 {
		status = http.StatusUnprocessableEntity
	}
	for i := range view.Shelves {
		if view.Shelves[i].Key == in.Scheme {
			view.Shelves[i].Chosen = in.From
		}
	}
	v.private()
	return v.show(status, editionsPage(v.page(), view))
}

// marks puts the problems to their lines, in the order of the file.
func (v *visit) marks(text string, problems fault.Problems) (all []marked) {
	const around = 2
	lines := strings.Split(text, "\n")
	for i, said := range v.book.Problems(problems) {
		line := problems[i].Line()
		said.Where = v.book.Place(said.Where)
		if n := len(all); n > 0 && all[n-1].Line == line {
			all[n-1].Said = append(all[n-1].Said, said)
			continue
		}
		one := marked{Said: []words.Problem{said}, Line: line}
		for n := max(line-around, 1); line > 0 && n <= min(line+around, len(lines)); n++ {
			one.Lines = append(one.Lines, markedLine{n, clip(lines[n-1]), n == line})
		}
		all = append(all, one)
	}
	return all
}

// editionFile gives the file of an edition, to begin a draft with.
func (d *Door) editionFile(v *visit) error {
	if _, err := d.shelves(v); err != nil {
		return err
	}
	file, err := d.Office.EditionFile(v.actor, v.r.PathValue("scheme"), v.r.PathValue("id"))
	if err != nil {
		return err
	}
	v.private()
	return v.give(file)
}

// outcomes are the four corners of a what-if that has any cases: what they came to and would
// come to.
func (p page) outcomes(o app.Outcomes) (lines []outcomeLine) {
	all := []scoring.Outcome{scoring.Pass, scoring.Fail, scoring.Incomplete}
	for _, before := range all {
		for _, after := range all {
			if n := o[[2]scoring.Outcome{before, after}]; n > 0 {
				lines = append(lines, outcomeLine{before, after, n})
			}
		}
	}
	return lines
}

type outcomeLine struct {
	Before, After scoring.Outcome
	N             int
}

// whyTurned says why a case would come out otherwise, in sentences.
func (p page) whyTurned(draft *app.DraftView, t app.TurnedCase) (why []string) {
	say := func(key string, pairs ...string) { why = append(why, p.T("edition.why."+key, pairs...)) }
	for _, i := range t.Items {
		points := []string{"item", i.Item, "before", strconv.Itoa(i.Before), "after", strconv.Itoa(i.After)}
		switch {
		case i.Gone && i.Before > 0:
			say("gone", points...)
		case i.Gone:
		case i.Fails && i.Assumed:
			say("fails.assumed", points...)
		case i.Fails:
			say("fails", points...)
		case i.Assumed && i.After == 0 && i.Before == 0 && t.Assumed == scoring.AssumeUnmet:
			say("assumed", points...)
		case i.Before != i.After:
			say("points", points...)
		}
	}
	switch {
	case slices.Contains(t.Missed, scheme.PointsAtLeastPass):
		say("short", "points", strconv.Itoa(t.PointsAfter), "pass", strconv.Itoa(t.PassAfter), "n", strconv.Itoa(t.PassAfter-t.PointsAfter))
	case t.VerdictAfter == scoring.Pass && t.PassBefore != t.PassAfter:
		say("pass", "before", strconv.Itoa(t.PassBefore), "after", strconv.Itoa(t.PassAfter))
	}
	return why
}

// itemOf is the wording of a criterion that only one of the two editions may have.
func (p page) itemOf(draft *app.DraftView, id string) string {
	for _, e := range []*scheme.Edition{draft.To, draft.From} {
		if c, known := e.Criterion(id); known {
			return p.Text(c.Wording())
		}
	}
	return ""
}

// counted are the figures of two editions side by side, by type of case.
func (p page) counted(draft *app.DraftView) (lines [][3]string) {
	lines = append(lines, [3]string{p.T("edition.count.criteria"), p.N(draft.Before.Criteria), p.N(draft.After.Criteria)})
	for _, t := range scheme.CaseTypes() {
		of := func(s scheme.Statistics) string {
			c := s.ByCaseType[t]
			return p.T("edition.count.sums", "mandatory", p.N(c.Mandatory), "max", p.N(c.PointsMax), "pass", p.N(c.PointsPass))
		}
		lines = append(lines, [3]string{p.T("edition.count.of", "type", p.Name("term", t)), of(draft.Before), of(draft.After)})
	}
	return lines
}
