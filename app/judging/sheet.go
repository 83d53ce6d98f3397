package judging

import (
	"cmp"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/scoring"
	"akashi/scheme"
	"akashi/values/fault"
	"akashi/values/form"
)

// answersBook is the kind of the workbook in which an applicant answers the criteria, and
// answersPage its table.
const answersBook, answersPage = "answers", "answers"

// The columns of the table. The last ones, hidden, hold what was answered when the workbook
// was written: only what was changed in it since is entered.
const (
	columnItem   = "item"
	columnAnswer = "answer"
	columnNote   = "note"
	columnWhy    = "why"
	wasBefore    = "was_"
)

// AnswersBook is the workbook of a case for its applicant: one line for each thing that is
// judged, with what the rule book says of it, what was answered so far and what was handed
// in.
func AnswersBook(w *desk.Work) desk.Workbook {
	rows, given := desk.Read(w, w.Answers, w.Case.ID), evidenceByItem(w)
	page := desk.WorkPage{Name: answersPage, Columns: []desk.WorkColumn{
		{Name: columnItem, Width: 10}, {Name: "text", Width: 48}, {Name: "kind", Width: 14}, {Name: "guidance", Width: 40},
		{Name: columnAnswer, Width: 12, Open: true}, {Name: columnNote, Width: 48, Open: true}, {Name: columnWhy, Width: 28, Open: true},
		{Name: "evidence", Width: 30, Loose: true},
		{Name: wasBefore + columnAnswer, Hidden: true}, {Name: wasBefore + columnNote, Hidden: true}, {Name: wasBefore + columnWhy, Hidden: true}}}
	for _, at := range w.Edition.Places() {
		c, _ := w.Edition.Criterion(at.Criterion)
		asked := c.For(w.CaseType())
		row, _ := scoring.At(rows, at)
		answer := scoring.Written(row.Claim, row.ClaimPoints)
		choices := choicesOf(asked)
		said, _ := desk.First(choices, func(one desk.WorkChoice) bool { return one.Code == answer })
		page.Rows = append(page.Rows, []desk.WorkCell{
			verbatim(at.String()), {Text: c.Wording()}, asks(asked), {Text: guidance(w.Edition, c, asked)},
			{Keys: keysOf(said), Figures: fault.With("n", said.Code), Choices: choices}, verbatim(row.ClaimNote),
			{Text: plain(row.Justification), Shut: !scoring.Justifies(asked)},
			verbatim(strings.Join(given[at.Criterion], "\n")),
			verbatim(answer), verbatim(row.ClaimNote), verbatim(row.Justification)})
	}
	return desk.Workbook{Kind: answersBook, Edition: w.Edition, Pages: []desk.WorkPage{page},
		Pins:    map[string]string{"scheme": w.Case.Scheme, "edition": w.Case.Edition, "case": w.Case.No, "version": strconv.Itoa(w.CaseVersion())},
		Figures: fault.With("no", w.Case.No, "edition", w.Case.Edition, "day", w.Today, "version", w.CaseVersion())}
}

// verbatim is a cell with a text that is the same in every language.
func verbatim(text string) desk.WorkCell { return desk.WorkCell{Text: plain(text)} }

func plain(text string) scheme.Text { return scheme.Text{JA: text, EN: text} }

func keysOf(c desk.WorkChoice) []string {
	if c.Key == "" {
		return nil
	}
	return []string{c.Key}
}

func choicesOf(asked scheme.Treatment) (all []desk.WorkChoice) {
	for _, word := range scoring.Takes(asked, scoring.Claim) {
		key := "answer." + word
		if _, err := strconv.Atoi(word); err == nil {
			key = "points.n"
		}
		all = append(all, desk.WorkChoice{Code: word, Key: key})
	}
	return all
}

// asks is what a criterion asks, in a word.
func asks(t scheme.Treatment) desk.WorkCell {
	kind := string(t.Kind)
	if t.Kind == scheme.Points && t.Grading == scheme.Graded {
		kind = string(scheme.Graded)
	}
	cell := desk.WorkCell{Keys: []string{"kind." + kind}, Figures: fault.With("points", t.Points)}
	if t.ZeroFails {
		cell.Keys = append(cell.Keys, "kind.zero_fails")
	}
	return cell
}

// guidance is what the rule book says of how a criterion is shown to be met.
func guidance(e *scheme.Edition, c *scheme.Criterion, asked scheme.Treatment) scheme.Text {
	in := func(lang string) string {
		var lines []string
		for _, t := range append([]scheme.Text{e.Method(asked.Method).Text, c.Note}, c.Items...) {
			if text := strings.TrimSpace(t.In(lang)); text != "" {
				lines = append(lines, text)
			}
		}
		return strings.Join(lines, "\n")
	}
	return scheme.Text{JA: in("ja"), EN: in("en")}
}

// evidenceByItem names what was handed in for each criterion.
func evidenceByItem(w *desk.Work) map[string][]string {
	all := map[string][]string{}
	for _, f := range desk.Read(w, w.Attachments, w.Case.ID) {
		for _, item := range strings.Split(f.Criterion, ",") {
			all[item] = append(all[item], f.Name)
		}
	}
	for _, page := range desk.Read(w, w.Pages, w.Case.ID) {
		for _, item := range page.Criteria {
			all[item] = append(all[item], page.URL)
		}
	}
	for _, s := range desk.Read(w, w.Statements, w.Case.ID) {
		for _, one := range s.Items {
			all[one.Item] = append(all[one.Item], s.Person)
		}
	}
	return all
}

// SheetView is what a workbook with answers would change.
type SheetView struct {
	Case    string      `json:"case"`
	Version int         `json:"version"` // of the case, when the workbook was written
	Now     int         `json:"now"`     // of the case today
	Items   []SheetItem `json:"items"`   // those that differ, in the order of the edition
	Same    int         `json:"same"`    // how many do not
}

// SheetItem is one criterion, or an aspect of one, that the workbook answers in another way.
type SheetItem struct {
	Item    string        `json:"item"`
	Changes []SheetChange `json:"changes"`
	Stale   bool          `json:"changed_since"` // the case says something else than when the workbook was written

	place scheme.Place
	now   string // the answer that comes of it
	why   string
}

// SheetChange is one cell that differs.
type SheetChange struct {
	What  string `json:"what" enum:"answer,note,why"`
	Cell  string `json:"cell"`
	From  string `json:"from"` // as the case has it today: a code, or a text
	To    string `json:"to"`
	Since bool   `json:"changed_since,omitempty"`
}

// CompareBook says what a workbook would change: each cell that was changed in it, beside
// what the case says today. Whatever is wrong with it is told by its cell, all at once.
func CompareBook(w *desk.Work, cells desk.Cells) (SheetView, error) {
	view := SheetView{Case: w.Case.No, Now: w.CaseVersion(), Items: []SheetItem{}}
	filled, err := w.Desk.Sheets.Match(cells, func(pins map[string]string) (desk.Workbook, error) {
		if pins["kind"] != answersBook {
			return desk.Workbook{}, fault.Wrong("workbook.another-kind", "file")
		}
		return AnswersBook(w), ofThisCase(w, pins)
	})
	p, told := err.(fault.Problems)
	if err != nil && !told {
		return view, err
	}
	view.Version, _ = strconv.Atoi(filled.Pins["version"])
	rows := desk.Read(w, w.Answers, w.Case.ID)
	for _, row := range filled.Pages[answersPage] {
		if item, differs := compareRow(w, row, rows, &p); differs {
			view.Items = append(view.Items, item)
		} else {
			view.Same++
		}
	}
	return view, p.Err()
}

// ofThisCase refuses a workbook that was written for something else.
func ofThisCase(w *desk.Work, pins map[string]string) error {
	var p fault.Problems
	p.Want(pins["case"] == w.Case.No, "workbook.another-case", "file", "given", pins["case"], "want", w.Case.No)
	p.Want(pins["scheme"] == w.Case.Scheme && pins["edition"] == w.Case.Edition, "workbook.another-edition", "file", "given", pins["edition"], "want", w.Case.Edition)
	version, err := strconv.Atoi(pins["version"])
	p.Want(err == nil && version > 0 && version <= w.CaseVersion(), "workbook.version", "file", "given", pins["version"], "want", w.CaseVersion())
	return p.Err()
}

// compareRow finds the cells of one line that were changed in the workbook. One that the
// case has changed meanwhile to the same is no change.
func compareRow(w *desk.Work, row desk.FilledRow, rows []record.Answer, p *fault.Problems) (item SheetItem, differs bool) {
	at := placeNamed(w.Edition, row.Key)
	c, _ := w.Edition.Criterion(at.Criterion)
	stands, _ := scoring.At(rows, at)
	today := map[string]string{columnAnswer: scoring.Written(stands.Claim, stands.ClaimPoints), columnNote: tidy(stands.ClaimNote), columnWhy: tidy(stands.Justification)}
	item = SheetItem{Item: row.Key, place: at, now: today[columnAnswer], why: today[columnWhy]}
	for _, what := range []string{columnAnswer, columnNote, columnWhy} {
		cell, read := row.Cells[what]
		was := tidy(row.Cells[wasBefore+what].Value)
		if !read || cell.Value == was || cell.Value == today[what] {
			continue
		}
		if what == columnAnswer && cell.Value == "" {
			p.Want(told(*p, cell.Where), "workbook.answer-gone", cell.Where)
			continue
		}
		if !form.Plain(p, cell.Where, cell.Value, 0) {
			continue
		}
		change := SheetChange{What: what, Cell: cell.Where, From: today[what], To: cell.Value, Since: today[what] != was}
		item.Changes, item.Stale = append(item.Changes, change), item.Stale || change.Since
		switch what {
		case columnAnswer:
			item.now = cell.Value
		case columnWhy:
			item.why = cell.Value
		}
	}
	asked := c.For(w.CaseType())
	if i := slices.IndexFunc(item.Changes, func(c SheetChange) bool { return c.What != columnNote }); i >= 0 {
		where := item.Changes[i].Cell
		p.Want(item.now != "", "workbook.why-alone", where, "item", row.Key)
		p.Want(item.now != string(record.NA) || asked.NA != scheme.NAWithJustification || item.why != "", "workbook.why-missing", cmp.Or(row.Cells[columnWhy].Where, where), "item", row.Key)
	}
	return item, len(item.Changes) > 0
}

// told reports whether something is known to be wrong with a cell.
func told(p fault.Problems, where string) bool {
	return slices.ContainsFunc(p, func(one fault.Problem) bool { return one.Where == where })
}

func tidy(text string) string { return strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n")) }

func placeNamed(e *scheme.Edition, name string) scheme.Place {
	at, _ := desk.First(e.Places(), func(p scheme.Place) bool { return p.String() == name })
	return at
}

// fromSheet are the answers that a workbook gives. Where nobody chose among them, one that
// the case has changed since is not overwritten.
func fromSheet(w *desk.Work, in ClaimsInput) (answers AnswersInput, err error) {
	if in.opened == nil {
		in.Prepare(w.Context, w.Desk)
	}
	if in.opened.err != nil {
		return answers, in.opened.err
	}
	view, err := CompareBook(w, in.opened.cells)
	if err != nil {
		return answers, err
	}
	var p fault.Problems
	p.Want(len(in.Answers)+len(in.Notes)+len(in.CannotJudge) == 0, "workbook.alone", "/sheet")
	p.Want(len(view.Items) > 0, "workbook.same", "/sheet")
	for i, name := range in.Items {
		_, differs := desk.First(view.Items, func(one SheetItem) bool { return one.Item == name })
		p.Want(differs, "workbook.item", "/items/"+strconv.Itoa(i), "given", name)
	}
	for _, item := range view.Items {
		for _, c := range item.Changes {
			p.Want(len(in.Items) > 0 || !c.Since, "workbook.changed-since", c.Cell, "item", item.Item, "version", view.Version, "now", view.Now)
		}
	}
	taken := len(in.Items)
	if taken == 0 {
		taken = len(view.Items)
	}
	w.Told = fault.With("n", taken)
	return view.Taken(in.Items), p.Err()
}

// Taken are the answers that come of the items chosen, in the form of the contract.
func (v SheetView) Taken(items []string) AnswersInput {
	answers, notes := map[string]any{}, map[string]string{}
	for _, item := range v.Items {
		if len(items) > 0 && !slices.Contains(items, item.Item) {
			continue
		}
		for _, c := range item.Changes {
			if c.What == columnNote {
				notes[item.Item] = c.To
			} else {
				enter(answers, item.place, item.now, item.why)
			}
		}
	}
	text, _ := json.Marshal(answers) // words and numbers
	return AnswersInput{Answers: text, Notes: notes}
}

// enter writes one answer under its criterion, and its aspect where it has one.
func enter(answers map[string]any, at scheme.Place, now, why string) {
	one := map[string]any{"status": now}
	if n, err := strconv.Atoi(now); err == nil {
		one = map[string]any{"points": n}
	}
	if why != "" {
		one["justification"] = why
	}
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
