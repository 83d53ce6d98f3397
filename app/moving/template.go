package moving

import (
	"slices"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/lifecycle"
	"akashi/scheme"
)

// kind names the workbook: its words stand under it.
const kind = "move"

// The pages of the workbook, in the order in which they are read.
const (
	casesPage    = "cases"
	findingsPage = "findings"
	contactsPage = "contacts"
	noticesPage  = "notices"
	unpaidPage   = "unpaid"
	renewalsPage = "renewals"
)

// pages never changes.
var pages = []string{casesPage, findingsPage, contactsPage, noticesPage, unpaidPage, renewalsPage}

// lines is how many lines a page has to fill in.
const lines = 300

// Template is the workbook in which an office writes down what runs on paper (引継ぎ): a page
// for each kind, of what the scheme's edition knows and no more, each with an example.
func Template(e *scheme.Edition) desk.Workbook {
	all, number := []desk.WorkPage{cases(e), findings(e), contacts()}, numberOf(e)
	if slices.ContainsFunc(feeLines(e), countedFromNotice) {
		all = append(all, desk.WorkPage{Name: noticesPage, Columns: columns("of", 24, "received", 16), Example: example(number, "2024-04-10")})
	}
	if e.Fees != nil {
		all = append(all, unpaid(e, number))
	}
	all = append(all, desk.WorkPage{Name: renewalsPage, Columns: columns("of", 24, "valid_to", 16), Example: example(number, "2027-03-31")})
	for i := range all {
		all[i].Free = lines
	}
	return desk.Workbook{Kind: kind, Edition: e, Pins: map[string]string{"scheme": e.Scheme, "edition": e.ID}, Pages: all}
}

// numberOf is a mark number such as the edition's are.
func numberOf(e *scheme.Edition) string {
	body := ""
	for _, b := range e.Organisation.IntakeBodies[:min(1, len(e.Organisation.IntakeBodies))] {
		body = b.ID
	}
	number, _ := lifecycle.NewNumber(e, body, 1) // an edition without a grammar has none
	return number
}

// countedFromNotice reports a yearly fee whose years are counted from the day of the notice.
func countedFromNotice(l scheme.FeeLine) bool {
	return l.Yearly && l.Due.Event == scheme.DueAtNoticeReceived
}

func feeLines(e *scheme.Edition) []scheme.FeeLine {
	if e.Fees == nil {
		return nil
	}
	return e.Fees.Lines
}

// columns are columns to fill in, each by its name and its width.
func columns(of ...any) (all []desk.WorkColumn) {
	for i := 0; i < len(of); i += 2 {
		all = append(all, desk.WorkColumn{Name: of[i].(string), Width: of[i+1].(int), Open: true})
	}
	return all
}

// example is the line that shows how one is filled in, and is not read.
func example(texts ...string) []string { return texts }

func cases(e *scheme.Edition) desk.WorkPage {
	page := desk.WorkPage{Name: casesPage}
	add := func(c desk.WorkColumn, such string) {
		c.Open = true
		page.Columns, page.Example = append(page.Columns, c), append(page.Example, such)
	}
	add(desk.WorkColumn{Name: "ref", Width: 16}, "H26-017")
	add(desk.WorkColumn{Name: "type", Width: 10, Choices: []desk.WorkChoice{{Code: string(record.New), Key: "term.new"}, {Code: string(record.Renewal), Key: "term.renewal"}}}, "new")
	add(desk.WorkColumn{Name: "state", Width: 24, Choices: states(e)}, string(lifecycle.Submitted))
	add(desk.WorkColumn{Name: "since", Width: 14}, "2026-10-05")
	add(desk.WorkColumn{Name: "filed", Width: 14}, "2026-10-05")
	add(desk.WorkColumn{Name: "accepted", Width: 14}, "")
	add(desk.WorkColumn{Name: "renews", Width: 16}, "")
	add(desk.WorkColumn{Name: "name", Width: 30}, desk.Such)
	add(desk.WorkColumn{Name: "name_kana", Width: 24}, desk.Such)
	add(desk.WorkColumn{Name: "corporate_number", Width: 18}, "4011001098993")
	add(desk.WorkColumn{Name: "address", Width: 30}, desk.Such)
	if regions := e.Eligibility.Regions; len(regions) > 0 {
		add(desk.WorkColumn{Name: "region", Width: 14, Choices: titled(regions, func(r scheme.Region) (string, scheme.Text) { return r.ID, r.Title })}, regions[0].ID)
	}
	if e.Size != nil {
		add(desk.WorkColumn{Name: "industry", Width: 20, Choices: titled(e.Size.Industries, func(i scheme.Industry) (string, scheme.Text) { return i.ID, i.Title })}, e.Size.Industries[0].ID)
		add(desk.WorkColumn{Name: "capital", Width: 16}, "10,000,000")
		add(desk.WorkColumn{Name: "persons", Width: 10}, "20")
	}
	if e.Unit == scheme.UnitService {
		add(desk.WorkColumn{Name: "service", Width: 24}, desk.Such)
		add(desk.WorkColumn{Name: "service_kana", Width: 24}, desk.Such)
	}
	add(desk.WorkColumn{Name: "website", Width: 26}, "https://mihon.example/")
	if bodies := e.Organisation.IntakeBodies; len(bodies) > 0 {
		add(desk.WorkColumn{Name: "intake_body", Width: 24, Choices: titled(bodies, func(b scheme.Body) (string, scheme.Text) { return b.ID, b.Name })}, bodies[0].ID)
	}
	return page
}

// states are the words for where a case stands. Those in which none can be taken over are
// understood, so that why not can be told, and not offered.
func states(e *scheme.Edition) (all []desk.WorkChoice) {
	for _, s := range lifecycle.States() {
		all = append(all, desk.WorkChoice{Code: string(s), Key: "state." + string(s), Unoffered: lifecycle.CarriedInto(e.Process, s) != ""})
	}
	return all
}

func titled[T any](rows []T, of func(T) (string, scheme.Text)) (all []desk.WorkChoice) {
	for _, row := range rows {
		id, text := of(row)
		all = append(all, desk.WorkChoice{Code: id, Text: text})
	}
	return all
}

func findings(e *scheme.Edition) desk.WorkPage {
	page := desk.WorkPage{Name: findingsPage, Columns: columns("of", 16, "criterion", 12, "text", 60, "raised", 14, "answer_due", 14),
		Example: example("H26-021", e.CriterionIDs()[0], desk.Such, "2026-10-20", "2026-11-20")}
	return page
}

func contacts() desk.WorkPage {
	kinds := desk.WorkColumn{Name: "kind", Width: 14, Open: true}
	for _, k := range record.ContactKinds() {
		kinds.Choices = append(kinds.Choices, desk.WorkChoice{Code: string(k), Key: "contact." + string(k)})
	}
	return desk.WorkPage{Name: contactsPage, Columns: slices.Insert(columns("of", 24, "person", 20, "email", 30, "until", 14), 3, kinds),
		Example: example("H26-017", desk.Such, "taro@mihon.example", string(record.StaffContact), "")}
}

func unpaid(e *scheme.Edition, number string) desk.WorkPage {
	fee := desk.WorkColumn{Name: "fee", Width: 24, Open: true,
		Choices: titled(feeLines(e), func(l scheme.FeeLine) (string, scheme.Text) { return l.Code, l.Label })}
	return desk.WorkPage{Name: unpaidPage, Columns: slices.Insert(columns("of", 24, "amount", 14, "due", 14), 1, fee),
		Example: example(number, feeLines(e)[0].Code, "20,000", "2026-05-09")}
}
