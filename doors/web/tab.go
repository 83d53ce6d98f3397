package web

import (
	"cmp"
	"crypto/rand"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"akashi/app"
	"akashi/app/desk"
	"akashi/doors/ask"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/lifecycle"
	"akashi/rules/scoring"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
)

// tab is a part of a case's page, which has an address of its own.
type tab string

// The parts of a case.
const (
	tabOverview tab = ""        // 概要
	tabItems    tab = "items"   // 審査項目
	tabPapers   tab = "papers"  // 書類
	tabFees     tab = "fees"    // 料金
	tabPast     tab = "history" // 経過
)

func tabs() []tab { return []tab{tabOverview, tabItems, tabPapers, tabFees, tabPast} }

// casePath is the page of a case, or of a part of it.
func casePath(no string, t tab, more ...string) string {
	path := "/o/cases/" + url.PathEscape(no)
	if t != tabOverview {
		path += "/" + string(t)
	}
	for _, part := range more {
		path += "/" + url.PathEscape(part)
	}
	return path
}

// tabLink leads to a part of a case, with how it stands.
type tabLink struct {
	link
	Stand string
}

// tabLinks are the parts that there is something to see in.
func (p page) tabLinks(c *caseView, here tab) (links []tabLink) {
	shown := map[tab]bool{tabOverview: true, tabItems: c.hasItems(), tabPapers: c.hasPapers(), tabFees: len(c.Charges) > 0, tabPast: true, here: true}
	open := 0
	for _, charge := range c.Charges {
		if charge.Status == record.ChargeOwed {
			open++
		}
	}
	stands := map[tab]string{tabPapers: c.DocumentsThere(), tabFees: p.part("tab.fees.open", open)}
	if done, of := c.answered(); of > 0 {
		stands[tabItems] = strconv.Itoa(done) + "/" + strconv.Itoa(of)
	}
	for _, t := range tabs() {
		if shown[t] {
			links = append(links, tabLink{link{Path: casePath(c.No, t), Label: p.T("tab." + string(t)), Here: t == here}, stands[t]})
		}
	}
	return links
}

func (c *caseView) hasItems() bool { return len(c.Answers) > 0 }

func (c *caseView) hasPapers() bool {
	return len(c.Documents)+len(c.Attachments)+len(c.Pages)+len(c.Statements)+len(c.Exceptions)+len(c.EvidenceDue) > 0
}

// answered counts the items that the voice whose score is shown has spoken on.
func (c *caseView) answered() (done, of int) {
	voice := c.voice()
	for i := range c.Answers {
		if status, points, _ := mine(voice, &c.Answers[i]); status != "" || points != nil {
			done++
		}
	}
	return done, len(c.Answers)
}

// voice is whose verdicts a case is at: the reviewer's from the moment in which they may be
// given.
func (c *caseView) voice() scoring.Voice {
	if _, can := c.offered(access.Judge); can {
		return scoring.First
	}
	if c.Score != nil {
		return scoring.Voice(c.Score.Of)
	}
	return scoring.Claim
}

// spoken are the voices of which there is something to show.
func (c *caseView) spoken() []scoring.Voice {
	return ask.Those([]scoring.Voice{scoring.Claim, scoring.First, scoring.Final}, func(v scoring.Voice) bool {
		return slices.ContainsFunc(c.Answers, func(a app.AnswerView) bool {
			status, points, _ := mine(v, &a)
			return status != "" || points != nil
		})
	})
}

// said is what a voice has said of an item.
func (p page) said(v scoring.Voice, a *app.AnswerView) string {
	status, points, _ := mine(v, a)
	return p.verdictOf(status, points)
}

// chapterView is a chapter of the criteria, with how its items stand in a case.
type chapterView struct {
	ID, Title string
	Items     []itemLine
	Done, Due int // items spoken on, and those that lack evidence
}

// itemLine is one criterion, or an aspect of one, in a list.
type itemLine struct {
	*app.AnswerView
	Of     *scheme.Criterion
	Path   string
	Aspect string
	Due    []string // evidence that is still to come
	Open   bool     // the voice that the case is at has not spoken on it
	Mine   bool     // the reader sees to it
}

// was reports whether the case before came to something on the item.
func (l itemLine) was() bool { return l.Before != "" || l.BeforePoints != nil }

// as is what is asked of the line in a case of this type.
func (c *caseView) as(l itemLine) scheme.Treatment { return l.Of.For(scheme.CaseType(c.Type)) }

// differs reports whether the applicant says something else than the case before came to.
func (l itemLine) differs() bool {
	return l.was() && scoring.Written(l.Claim, l.ClaimPoints) != scoring.Written(l.Before, l.BeforePoints)
}

// chapters are the criteria of the case by their chapters.
func (p page) chapters(c *caseView) (all []chapterView) {
	voice, items := c.voice(), casePath(c.No, tabItems)+"/"
	lines := make([]itemLine, len(c.Answers)) // of all chapters, one behind the other
	for i := range c.Answers {
		a := &c.Answers[i]
		criterion, _ := c.Edition.Criterion(a.Criterion)
		title := p.chapter(c.Edition, criterion)
		if len(all) == 0 || all[len(all)-1].Title != title {
			all = append(all, chapterView{ID: "ch-" + strconv.Itoa(len(all)+1), Title: title, Items: lines[i:i]})
		}
		chapter := &all[len(all)-1]
		status, points, _ := mine(voice, a)
		chapter.Items = append(chapter.Items, itemLine{AnswerView: a, Of: criterion, Path: items + url.PathEscape(a.Criterion),
			Aspect: p.aspect(c.Edition, a.Aspect), Due: p.dueOf(c, a.Criterion), Open: status == "" && points == nil, Mine: a.Allotted != nil && a.Allotted.User == c.reader})
		line := &lines[i]
		if !line.Open {
			chapter.Done++
		}
		if len(line.Due) > 0 {
			chapter.Due++
		}
	}
	return all
}

// itemFilters are the items that a list can be cut down to: those on which something is
// missing, those that the reader sees to, those that are not judged, those that the voice the
// case is at has found not to be met, and those on which the applicant says something else than the case before.
var itemFilters = map[string]func(scoring.Voice, *itemLine) bool{
	"":        func(scoring.Voice, *itemLine) bool { return true },
	"lacking": func(_ scoring.Voice, l *itemLine) bool { return l.Open || len(l.Due) > 0 },
	"open":    func(_ scoring.Voice, l *itemLine) bool { return l.Open },
	"changed": func(_ scoring.Voice, l *itemLine) bool { return l.differs() },
	"mine":    func(_ scoring.Voice, l *itemLine) bool { return l.Mine },
	"unmet": func(voice scoring.Voice, l *itemLine) bool {
		status, points, _ := mine(voice, l.AnswerView)
		return status == record.Unmet || points != nil && *points == 0
	},
}

// shown are the chapters cut down as asked for, and the ways to cut them down.
func (p page) shown(c *caseView, asked string) (chapters []chapterView, ways []link) {
	fits, known := itemFilters[asked]
	if !known {
		fits = itemFilters[""]
	}
	ways = p.ways(c, asked)
	voice := c.voice()
	for _, chapter := range c.Chapters {
		if chapter.Items = ask.Those(chapter.Items, func(l itemLine) bool { return fits(voice, &l) }); len(chapter.Items) > 0 {
			chapters = append(chapters, chapter)
		}
	}
	return chapters, ways
}

// ways are the ways to cut the list of items down, each with how many it leaves. Nobody asks
// what is not judged before there is a verdict to give, or what differs where nothing was.
func (p page) ways(c *caseView, asked string) (ways []link) {
	voice := c.voice()
	useless := map[string]bool{"open": voice == scoring.Claim,
		"mine":    !slices.ContainsFunc(c.Answers, func(a app.AnswerView) bool { return a.Allotted != nil }),
		"changed": !slices.ContainsFunc(c.Chapters, func(ch chapterView) bool { return slices.ContainsFunc(ch.Items, itemLine.was) })}
	for _, name := range slices.Sorted(maps.Keys(itemFilters)) {
		if useless[name] && name != asked {
			continue
		}
		n := 0
		for _, chapter := range c.Chapters {
			for i := range chapter.Items {
				if itemFilters[name](voice, &chapter.Items[i]) {
					n++
				}
			}
		}
		ways = append(ways, link{Path: casePath(c.No, tabItems) + "?show=" + name, Label: p.T("items.show."+name, "n", p.N(n)), Here: name == asked})
	}
	return ways
}

// enough is how many items a line names before it says how many more there are.
const enough = 6

// firstOf are the first of some items.
func firstOf(ids []string) []string { return ids[:min(len(ids), enough)] }

// criterionOf is the criterion of a place, which may name an aspect as well.
func criterionOf(place string) string {
	criterion, _, _ := strings.Cut(place, "/")
	return criterion
}

// few names the first of some items, and says how many more there are.
func (p page) few(ids []string) string {
	if len(ids) <= enough {
		return p.List(ids)
	}
	return p.List(append(slices.Clone(firstOf(ids)), p.T("item.others", "n", p.N(len(ids)-enough))))
}

// phase is a stretch of the way to the mark, as a case has it behind, at or before it.
type phase struct {
	Label string
	Here  bool
	Done  bool
}

// phases are those of a case; none once it has ended without a mark.
func (p page) phases(s lifecycle.State) (all []phase) {
	at := slices.Index(lifecycle.Phases(), lifecycle.PhaseOf(s))
	if at < 0 {
		return nil
	}
	for i, each := range lifecycle.Phases() {
		all = append(all, phase{p.T("phase." + string(each)), i == at, i < at})
	}
	return all
}

// dueOf is the evidence that an item still waits for, in words.
func (p page) dueOf(c *caseView, item string) (words []string) {
	for _, due := range c.EvidenceDue {
		if due.Item == item {
			words = append(words, p.asking(scheme.Asking{AnyOf: append([]scheme.EvidenceKind{due.Asks}, due.Or...), Post: due.Post}))
		}
	}
	return words
}

// asking is what a method asks for, in words: 書面またはWeb.
func (p page) asking(a scheme.Asking) string {
	if a.Post != "" {
		return p.T("asks.statement", "post", p.Name("post", a.Post))
	}
	var kinds []string
	for _, kind := range a.AnyOf {
		kinds = append(kinds, p.T("asks."+string(kind)))
	}
	return strings.Join(kinds, p.T("list.or"))
}

// moment is something that has happened to a case.
type moment struct {
	At   time.Time
	Day  civil.Date // where only the day is known
	What string
	Who  string
	Why  string
}

// erasedOn is the day on which a file was erased; zero while it is kept.
func (c *caseView) erasedOn(id string) civil.Date {
	for _, e := range c.Erased {
		if e.FileID == id {
			return civil.In(e.At)
		}
	}
	return civil.Date{}
}

// nameOf is what a document that was erased was called; its hash where it is none of the list of files.
func (c *caseView) nameOf(e record.Erasure) string {
	for _, f := range c.Attachments {
		if f.ID == e.FileID {
			return f.Name
		}
	}
	return e.SHA256
}

// past tells what has happened, the latest first: to those who may read the journal all
// of it, to others what the case itself shows of it.
func (d *Door) past(v *visit, p page, c *caseView) ([]moment, error) {
	if v.actor.May(access.ViewJournal) {
		return d.journal(v, p, c.No)
	}
	all := []moment{{Day: c.Filed, What: p.T("case.filed")}, {Day: c.Accepted, What: p.T("case.accepted")}, {Day: c.Decided, What: p.T("decision.day")}, {Day: c.Closed, What: p.T("past.closed")}}
	for _, s := range c.Statements {
		all = append(all, moment{At: s.At, What: p.T("past.stated", "n", strconv.Itoa(len(s.Items))), Who: s.Person})
	}
	for _, f := range c.Attachments {
		all = append(all, moment{At: f.At, What: p.T("past.attached", "name", f.Name)})
	}
	for _, f := range c.Findings {
		all = append(all, moment{Day: f.Raised, What: p.T("past.found", "item", f.Criterion)})
	}
	if c.Notice != nil {
		all = append(all, moment{Day: c.Notice.Received, What: p.T("decision.notice")})
	}
	all = slices.DeleteFunc(all, func(m moment) bool { return m.At.IsZero() && m.Day.IsZero() })
	slices.SortStableFunc(all, func(a, b moment) int { return b.day().Compare(a.day()) })
	return all, nil
}

// day is on which it happened.
func (m moment) day() civil.Date {
	if m.At.IsZero() {
		return m.Day
	}
	return civil.In(m.At)
}

// journal is what the journal says of a case, the latest first.
func (d *Door) journal(v *visit, p page, no string) (all []moment, err error) {
	part, err := d.Office.Journal(v.r.Context(), v.actor, desk.LeafQuery{Object: no, Limit: desk.WholePage})
	if err != nil {
		return nil, err
	}
	for _, leaf := range part.Leaves {
		who := cmp.Or(part.Names[leaf.Actor], leaf.Actor)
		if leaf.Actor == access.Calendar {
			who = p.T("role.calendar")
		}
		all = append(all, moment{At: leaf.At, What: p.T("help.action." + leaf.Action), Who: who, Why: reasonIn(leaf.Data)})
	}
	slices.Reverse(all)
	return all, nil
}

// letters are those of a case, for those who may read the whole of its past.
func (d *Door) letters(v *visit, p page, c *caseView) error {
	if c.mails = v.actor.May(access.ViewMail); !c.mails {
		return nil
	}
	list, err := d.Office.Mail(v.r.Context(), v.actor, app.MailQuery{Case: c.No})
	for _, l := range list.Mails {
		l.Subject, l.Text = p.LetterRead(l.Outgoing, l.Edition, l.Name)
		c.Mail = append(c.Mail, l)
	}
	return err
}

// caseAt is the case in the address, as its pages show it.
func (d *Door) caseAt(v *visit) (page, *caseView, error) {
	c, err := d.Office.CaseView(v.r.Context(), v.actor, v.r.PathValue("no"))
	if err != nil {
		return page{}, nil, err
	}
	return d.shows(v, c)
}

// shows is a case as its pages show it.
func (d *Door) shows(v *visit, c app.CaseView) (page, *caseView, error) {
	ed, err := d.Shelf.Edition(c.Scheme, c.Edition)
	if err != nil {
		return page{}, nil, err
	}
	v.knows(ed, cmp.Or(c.Book, ed))
	p := v.page().of(ed)
	row := p.dayRow(caseRow{CaseLine: app.CaseLine{NextDate: c.NextDate}}, civil.In(d.Now()))
	seated := access.Allows(v.actor, access.ViewSession, access.Object{Kind: access.KindSession, Scheme: c.Scheme})
	if seated {
		p.beside = map[desk.Kind]string{desk.OnSession: c.Session}
	}
	return p, &caseView{CaseView: c, Edition: ed, row: row, seated: seated, reader: v.actor.ID, mayIntake: v.actor.May(access.CheckIntake)}, nil
}

// show shows a part of a case, to read.
func (t tab) show(d *Door, v *visit) error {
	p, c, err := d.caseAt(v)
	if err != nil {
		return err
	}
	c.Tabs = p.tabLinks(c, t)
	c.Chapters = p.chapters(c)
	if t == tabItems {
		c.Chapters, c.Shows = p.shown(c, v.query("show"))
	}
	if t == tabPast {
		if c.Past, err = d.past(v, p, c); err == nil {
			err = d.letters(v, p, c)
		}
		if err != nil {
			return err
		}
		said, err := d.Office.Messages(v.r.Context(), v.actor, c.No)
		if err != nil {
			return err
		}
		c.Talk = v.talk(said, c, "", casePath(c.No, tabPast))
	}
	return v.show(http.StatusOK, casePage(p, c, t))
}

// offered is an act that the visitor may do to the case now, with nothing against it.
func (c *caseView) offered(act access.Action) (desk.Offer, bool) {
	for _, all := range [][]desk.Offer{c.Next, c.Can} {
		for i := range all {
			if o := &all[i]; o.Action == act && len(o.Blockers) == 0 {
				return *o, true
			}
		}
	}
	return desk.Offer{}, false
}

// itemView is one criterion of a case: what it asks, what was said and handed in, and the
// form of whoever may speak on it now.
type itemView struct {
	*caseView
	criterionView
	Chapter    chapterView
	Lines      []itemLine // of the criterion, an aspect each
	Asked      []askedView
	Files      []record.Attachment
	Web        []record.Page
	Stated     []record.Statement
	Found      []record.Finding
	Form       *actForm
	Hand       *actForm        // to hand a file in
	Viewer     *viewer         // of the item's documents
	Talk       *talk           // about the item
	Phrases    []record.Phrase // of the office
	Find       link            // to write a finding on the item
	Prev, Next link
	Missing    link // the next item on which something is missing
}

// item shows one criterion of a case.
func (d *Door) item(v *visit) error {
	seen, err := d.Office.ItemView(v.r.Context(), v.actor, v.r.PathValue("no"), v.r.PathValue("item"), v.query("file"))
	if err != nil {
		return err
	}
	p, c, err := d.shows(v, seen.CaseView)
	if err != nil {
		return err
	}
	criterion, known := c.Edition.Criterion(v.r.PathValue("item"))
	if !known || !c.hasItems() {
		return fault.New(fault.NotFound, "page-unknown", "")
	}
	view := itemView{caseView: c, criterionView: p.criterion(c.Edition, criterion), Asked: p.askedFor(c, criterion)}
	view.Chapters = p.chapters(c)
	view.Shows = p.ways(view.caseView, "all")
	p.place(&view, criterion.ID)
	view.Files = seen.Files
	view.Web = ask.Those(c.Pages, func(w record.Page) bool { return slices.Contains(w.Criteria, criterion.ID) })
	view.Stated = ask.Those(c.Statements, func(s record.Statement) bool {
		return slices.ContainsFunc(s.Items, func(one record.Stated) bool { return one.Item == criterion.ID })
	})
	view.Found = ask.Those(c.Findings, func(f record.Finding) bool { return f.Criterion == criterion.ID })
	if view.Form = p.speaks(c, criterion.ID); view.Form != nil {
		v.scripted()
	}
	if slices.ContainsFunc(view.Asked, func(a askedView) bool { return a.document }) {
		view.Hand = v.handingIn(c, criterion.ID)
	}
	if o, can := c.offered(access.RaiseFindings); can {
		view.Find = link{Path: actAt(o, c.No) + "?" + url.Values{"_next": {casePath(c.No, tabItems, criterion.ID)}, "findings.0.criterion": {criterion.ID}}.Encode(), Label: p.T("item.find")}
	}
	view.Talk = v.talk(seen.Talk, c, criterion.ID, casePath(c.No, tabItems, criterion.ID))
	view.Viewer = v.viewer(seen, criterion.ID)
	view.Phrases = seen.Phrases
	return v.show(http.StatusOK, itemPage(p, &view))
}

// speaks is the form of the act by which the visitor gives a verdict on the criterion now;
// nil where there is none.
func (p page) speaks(c *caseView, criterion string) *actForm {
	for _, name := range verdicts {
		if _, can := c.offered(name); !can {
			continue
		}
		a, _ := app.FindAction(name)
		f := paper{act: a, page: p, given: url.Values{"_item": {criterion}}}
		if groups := f.items(about{ed: c.Edition, c: &c.CaseView}, a); len(groups) > 0 {
			return &actForm{Title: p.act(a), Path: actPath(a, c.No), Act: a.Name, Version: c.Version, Key: rand.Text(), Items: groups}
		}
	}
	return nil
}

// place finds the criterion among the others of the case.
func (p page) place(view *itemView, criterion string) {
	var order []*itemLine // the first of each criterion
	lacking := map[string]bool{}
	at := 0
	for _, chapter := range view.Chapters {
		for i := range chapter.Items {
			line := &chapter.Items[i]
			if len(order) == 0 || order[len(order)-1].Criterion != line.Criterion {
				order = append(order, line)
			}
			if line.Open || len(line.Due) > 0 {
				lacking[line.Criterion] = true
			}
			if line.Criterion == criterion {
				view.Chapter, at = chapter, len(order)-1
				view.Lines = append(view.Lines, *line)
			}
		}
	}
	if at > 0 {
		view.Prev = order[at-1].link()
	}
	if at+1 < len(order) {
		view.Next = order[at+1].link()
	}
	if missing, some := desk.First(slices.Concat(order[at+1:], order[:at]), func(l *itemLine) bool { return lacking[l.Criterion] }); some {
		view.Missing = missing.link()
	}
}

// link leads to the page of the line's criterion.
func (l *itemLine) link() link { return link{Path: l.Path, Label: l.Criterion} }

// leadsTo is the page that an act on a case leads on to, where it is not the case's own.
var leadsTo = map[access.Action]string{access.Submit: "receipt"}

// receipt shows what was taken in with an application.
func (d *Door) receipt(v *visit) error {
	p, c, err := d.caseAt(v)
	if err != nil {
		return err
	}
	receipt, err := d.Office.Receipt(v.r.Context(), v.actor, v.r.PathValue("no"))
	if err != nil {
		return err
	}
	v.private()
	return v.show(http.StatusOK, receiptPage(p, c, receipt, p.Moment(d.Now())))
}
