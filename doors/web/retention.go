package web

import (
	"net/http"
	"strconv"

	"akashi/app"
	"akashi/app/desk"
	"akashi/doors/ask"
	"akashi/record"
	"akashi/rules/access"
	"akashi/values/civil"
	"akashi/values/fault"
)

// keptView is how long one scheme's office keeps documents, what is due and what is held.
type keptView struct {
	Key, Name string
	app.RetentionList
}

// retention shows how long documents are kept, which of them are due to be erased, and which are
// held (保存と廃棄).
func (d *Door) retention(v *visit) error {
	if !v.actor.May(access.ViewRetention) {
		return fault.New(fault.NotFound, "page-unknown", "")
	}
	var all []keptView
	for _, line := range v.schemes() {
		if !access.Allows(v.actor, access.ViewRetention, access.Object{Kind: access.KindOffice, Scheme: line.Key}) {
			continue
		}
		list, err := d.Office.Retention(v.r.Context(), v.actor, line.Key)
		if err != nil {
			return err
		}
		all = append(all, keptView{line.Key, line.Name, list})
	}
	p := v.page()
	if v.asSheet() && v.query("list") == "erased" {
		erased, err := d.erasedSheet(v, all)
		if err != nil {
			return err
		}
		return v.giveSheet("erasures", erased)
	}
	if v.asSheet() {
		return v.giveSheet("retention", p.dueSheet(all))
	}
	v.private()
	return v.show(http.StatusOK, retentionPage(p, all, v.sheetPath(), v.erasedList(), d.Office.RestoreOpen(v.actor), v.schemeOptions("")))
}

// decided is what stands of a class; nothing of one that is kept for ever because nobody has decided.
func (k keptView) decided(class record.DocumentClass) record.Retention {
	r, _ := desk.First(k.Decided, func(r record.Retention) bool { return r.Class == class })
	return r
}

// holds are those that last.
func (k keptView) holds() []app.HoldLine {
	return ask.Those(k.Held, func(h app.HoldLine) bool { return h.Lasts() })
}

// docClass is what a class of documents is called.
func (p page) docClass(class record.DocumentClass) string {
	return capital(p.T("option.class." + string(class)))
}

// keptFor is a period of months.
func (p page) keptFor(months int) string {
	if months == 0 {
		return p.T("retention.ever")
	}
	return p.Period(civil.Months(months))
}

// erases is the form that erases a class of a case.
func erases(l app.RetentionLine) string {
	return withQuery(actAt(desk.Offer{Action: access.Erase}, l.No), map[string][]string{"class": {string(l.Class)}, "_next": {retentionPath}})
}

const retentionPath = "/o/retention"

// dueSheet is what is due, for a spreadsheet.
func (p page) dueSheet(all []keptView) sheet {
	s := sheet{Head: []string{p.T("board.col.case"), p.T("mark.scheme"), p.T("retention.class"), p.T("retention.files"), p.T("retention.from"), p.T("retention.months"), p.T("retention.last")}}
	for _, k := range all {
		for _, l := range k.Due {
			s.Rows = append(s.Rows, []string{l.No, k.Name, p.docClass(l.Class), strconv.Itoa(l.Files), l.From.String(), strconv.Itoa(l.Months), l.Last.String()})
		}
	}
	return s
}

// erasedList is where the list of what was erased is given; "" where none can be.
func (v *visit) erasedList() string {
	if v.door.WriteSheet == nil {
		return ""
	}
	return retentionPath + "?list=erased&as=csv"
}

// erasedSheet is what was erased. Its first four columns are what office erase-again reads.
func (d *Door) erasedSheet(v *visit, all []keptView) (sheet, error) {
	p := v.page()
	s := sheet{Head: []string{p.T("board.col.case"), p.T("retention.file"), "SHA-256", p.T("table.why"), p.T("retention.name"), p.T("mark.scheme"), p.T("retention.class"), p.T("retention.last"), p.T("retention.by"), p.T("retention.at")}}
	for _, k := range all {
		list, err := d.Office.Erasures(v.r.Context(), v.actor, k.Key)
		if err != nil {
			return s, err
		}
		for _, l := range list.Erased {
			s.Rows = append(s.Rows, []string{l.No, l.FileID, l.SHA256, l.Reason, l.Name, k.Name, p.docClass(l.Class), l.KeptTo.String(), l.By, p.Moment(l.At)})
		}
	}
	return s, nil
}

// periodOf is the form that sets the period of a class.
func (p page) periodOf(k keptView, class record.DocumentClass) string {
	return withQuery(actAt(desk.Offer{Action: access.SetRetention}, ""), map[string][]string{"scheme": {k.Key}, "class": {string(class)}, "_next": {retentionPath}})
}
