package web

import (
	"encoding/json"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"akashi/app"
	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/lifecycle"
	"akashi/rules/scoring"
	"akashi/scheme"
	"akashi/values/form"
)

// itemGroup is a chapter of the criteria, as the form of a voice shows it.
type itemGroup struct {
	Title string
	Open  int // how many are not answered yet
	Items []item
}

// item is one verdict to give: a criterion, or an aspect of one.
type item struct {
	Place     string
	ID        string
	Aspect    string
	Text      string
	Kind      string // what it asks: 必須, points …
	Rubric    string
	Choices   []option
	Ask       string // the question, of whoever is asked
	Note      string
	NoteLabel string
	Why       string // justification, where one may be asked for
	Before    []string
	Error     string
	Optional  bool // a justification belongs to it
}

// verdicts are the acts that give them, in the order of the procedure.
var verdicts = []access.Action{access.Answer, access.Judge, access.JudgeFinal}

// judges reports whether an act gives verdicts on the criteria: its page shows them all.
func judges(a desk.Action) bool {
	return slices.Contains(verdicts, a.Name)
}

// voiceOf is whose verdicts an act gives.
func voiceOf(a desk.Action) scoring.Voice {
	return map[access.Action]scoring.Voice{access.Answer: scoring.Claim, access.Judge: scoring.First, access.JudgeFinal: scoring.Final}[a.Name]
}

// mine is what a voice has said of an item so far.
func mine(v scoring.Voice, a *app.AnswerView) (status record.Verdict, points *int, note string) {
	switch v {
	case scoring.First:
		return a.First, a.FirstPoints, a.FirstNote
	case scoring.Final:
		return a.Final, a.FinalPoints, a.FinalNote
	}
	return a.Claim, a.ClaimPoints, a.ClaimNote
}

// places are the items that an act may give a verdict on where the case stands.
func places(of about, a desk.Action) (all []scheme.Place) {
	return slices.DeleteFunc(of.ed.Places(), func(at scheme.Place) bool { return !takes(of, a, at) })
}

// takes reports whether an act may give a verdict at a place where the case stands.
func takes(of about, a desk.Action, at scheme.Place) bool {
	return a.Name != access.Judge || scoring.GivenAt(of.ed, at, lifecycle.StepOf(of.c.State))
}

// items lays the criteria out by their chapters.
func (f paper) items(of about, a desk.Action) (groups []itemGroup) {
	voice := voiceOf(a)
	only := f.given.Get("_item")
	for _, at := range of.ed.Places() {
		if only != "" && at.Criterion != only || !takes(of, a, at) {
			continue
		}
		c, _ := of.ed.Criterion(at.Criterion)
		title := f.page.chapter(of.ed, c)
		if len(groups) == 0 || groups[len(groups)-1].Title != title {
			groups = append(groups, itemGroup{Title: title})
		}
		group := &groups[len(groups)-1]
		it := f.item(of, c, at, voice)
		if !slices.ContainsFunc(it.Choices, func(o option) bool { return o.Chosen && o.Value != "" }) {
			group.Open++
		}
		group.Items = append(group.Items, it)
	}
	return groups
}

func (f paper) item(of about, c *scheme.Criterion, at scheme.Place, voice scoring.Voice) item {
	asked := c.For(scheme.CaseType(of.c.Type))
	known := answerAt(of.c.Answers, at)
	status, points, note := mine(voice, &known)
	name := at.String()
	chosen, note, why := given(f, "answers."+name, scoring.Written(status, points)), given(f, "notes."+name, note), given(f, "justification."+name, known.Justification)
	it := item{Place: name, ID: at.Criterion, Aspect: f.page.aspect(of.ed, at.Aspect), Text: f.page.wording(of.ed, at.Criterion),
		Kind: f.page.asked(asked), Note: note, Why: why, Ask: f.page.T("item.ask." + string(voice)), NoteLabel: f.page.T("item.note." + string(voice)), Optional: scoring.Justifies(asked),
		Error: f.wrong["answers."+strings.ReplaceAll(name, "/", ".")]}
	if known.Rubric != nil && voice != scoring.Claim {
		it.Rubric = f.page.Text(*known.Rubric)
	}
	for _, word := range scoring.Takes(asked, voice) {
		label := f.page.Name("answer", word)
		if key := "item.pick." + string(voice) + "." + word; f.page.Has(key) {
			label = f.page.T(key)
		}
		if n, err := strconv.Atoi(word); err == nil {
			label = f.page.T("points.n", "n", strconv.Itoa(n))
		}
		it.Choices = append(it.Choices, option{word, label, word == chosen})
	}
	for _, before := range []struct {
		of    scoring.Voice
		label string
	}{{scoring.Claim, "answers.claim"}, {scoring.First, "answers.first"}} {
		if before.of == voice {
			break
		}
		if status, points, note := mine(before.of, &known); status != "" || points != nil || note != "" {
			it.Before = append(it.Before, f.page.T(before.label)+"　"+f.page.verdictOf(status, points)+"　"+note)
		}
	}
	return it
}

// asked is what a criterion asks, in a word.
func (p page) asked(t scheme.Treatment) string {
	kind := string(t.Kind)
	if t.Kind == scheme.Points && t.Grading == scheme.Graded {
		kind = string(scheme.Graded)
	}
	text := p.T("kind."+kind, "points", strconv.Itoa(t.Points))
	if t.ZeroFails {
		text += p.T("kind.zero_fails")
	}
	return text
}

// given is what was filled in, or what is known where nothing was.
func given(f paper, name, known string) string {
	if f.given.Has("_key") {
		return f.given.Get(name)
	}
	return known
}

func answerAt(all []app.AnswerView, at scheme.Place) app.AnswerView {
	for _, a := range all {
		if a.Criterion == at.Criterion && a.Aspect == at.Aspect {
			return a
		}
	}
	return app.AnswerView{}
}

// chapter is the section that a criterion stands in, as the rule book prints it.
func (p page) chapter(ed *scheme.Edition, c *scheme.Criterion) string {
	for _, sub := range ed.Subsections {
		if sub.ID != c.Subsection {
			continue
		}
		for _, s := range ed.Sections {
			if s.ID == sub.Section {
				return s.ID + "　" + p.Text(s.Title)
			}
		}
		return sub.ID + "　" + p.Text(sub.Title)
	}
	return ""
}

// judged is what has changed on the form of a voice: only that is entered.
func (f paper) judged(of about) (form.Node, error) {
	answers, notes, cannot := map[string]any{}, map[string]string{}, []string{}
	voice := voiceOf(f.act)
	for _, at := range places(of, f.act) {
		known := answerAt(of.c.Answers, at)
		status, points, note := mine(voice, &known)
		name := at.String()
		if text := strings.ReplaceAll(f.given.Get("notes."+name), "\r\n", "\n"); f.given.Has("notes."+name) && text != note {
			notes[name] = text
		}
		chosen, why := f.given.Get("answers."+name), f.given.Get("justification."+name)
		switch {
		case chosen == "" || chosen == scoring.Written(status, points) && (!f.given.Has("justification."+name) || why == known.Justification):
		case chosen == string(record.CannotJudge):
			cannot = append(cannot, name)
		default:
			put(answers, at, answered(chosen, why))
		}
	}
	text, err := json.Marshal(map[string]any{"answers": answers, "notes": notes, "cannot_judge": cannot})
	if len(cannot) == 0 && err == nil {
		text, err = json.Marshal(map[string]any{"answers": answers, "notes": notes})
	}
	return form.JSON(text), err
}

// verdicts is the form of a voice as it was sent, whatever has changed since: the same form
// again is no other request.
func (f paper) verdicts() string {
	sent := url.Values{}
	for name, values := range f.given {
		if prefix, _, _ := strings.Cut(name, "."); slices.Contains([]string{"answers", "notes", "justification"}, prefix) {
			sent[name] = values
		}
	}
	return sent.Encode()
}

// answered is one answer as the contract writes it.
func answered(chosen, why string) map[string]any {
	one := map[string]any{"status": chosen}
	if n, err := strconv.Atoi(chosen); err == nil {
		one = map[string]any{"points": n}
	}
	if strings.TrimSpace(why) != "" {
		one["justification"] = why
	}
	return one
}

// put enters an answer under its criterion, and its aspect where it has one.
func put(answers map[string]any, at scheme.Place, one map[string]any) {
	if at.Aspect == "" {
		answers[at.Criterion] = one
		return
	}
	aspects, ok := answers[at.Criterion].(map[string]any)
	if !ok {
		aspects = map[string]any{}
		answers[at.Criterion] = aspects
	}
	aspects[at.Aspect] = one
}
