// Package register is the chapter on entries that no case of this office stands
// behind: lists that were published, holders carried over.
package register

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/lifecycle"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
	"akashi/values/form"
	"akashi/values/ident"
)

// ImportInput adds entries to the register: a list the scheme has published, or
// holders carried over from another system.
type ImportInput struct {
	Scheme     string        `json:"scheme" doc:"key of the scheme"`
	ListedAsOf civil.Date    `json:"listed_as_of,omitempty" doc:"day of the published list, for entries whose present standing is not known; today for rows without validity when empty"`
	Source     string        `json:"source,omitempty" maxLength:"200" doc:"where the entries are carried over from: a list, a body; told with each"`
	DryRun     bool          `json:"dry_run,omitempty" doc:"check and report only"`
	Encoding   string        `json:"encoding,omitempty" doc:"encoding of the file, as found"`
	Rows       []ImportRow   `json:"rows" doc:"the entries"`
	Unread     []RejectedRow `json:"unread,omitempty" doc:"rows that could not be read"`
}

// ImportRow is one row of the file. Number empty: the entry gets a reference made
// of the list's day and its rank.
type ImportRow struct {
	Row             int        `json:"row" minimum:"0" maximum:"1000000" doc:"row in the file, from 1"`
	Rank            int        `json:"rank,omitempty" minimum:"0" maximum:"1000000" doc:"place in the published list"`
	Number          string     `json:"number,omitempty" doc:"mark number"`
	ControlNo       string     `json:"control_no,omitempty" doc:"control number"`
	Service         string     `json:"service,omitempty" maxLength:"200" doc:"service"`
	ServiceKana     string     `json:"service_kana,omitempty" maxLength:"200" doc:"its reading"`
	Holder          string     `json:"holder" maxLength:"200" doc:"holder"`
	HolderKana      string     `json:"holder_kana,omitempty" maxLength:"200" doc:"its reading"`
	CorporateNumber string     `json:"corporate_number,omitempty" doc:"13 digits"`
	Address         string     `json:"address,omitempty" doc:"head office"`
	Website         string     `json:"website,omitempty" doc:"web site"`
	ValidFrom       civil.Date `json:"valid_from,omitempty" doc:"first day"`
	ValidTo         civil.Date `json:"valid_to,omitempty" doc:"last day"`
	ListedAsOf      civil.Date `json:"listed_as_of,omitempty" doc:"day as of which a list says it; that of the whole import when empty"`
	Scheme          string     `json:"scheme,omitempty" doc:"scheme of the row; that of the import when empty"`
	Status          string     `json:"status,omitempty" doc:"standing as exported: valid, expired or listed"`
}

// RejectedRow is a row that was not taken, with the reason.
type RejectedRow struct {
	Row    int    `json:"row" minimum:"0" maximum:"1000000"`
	Reason string `json:"reason"`
}

// ImportReport says what became of each row.
type ImportReport struct {
	Encoding   string        `json:"encoding"`
	Rows       int           `json:"rows"`
	Accepted   int           `json:"accepted"`
	Rejected   []RejectedRow `json:"rejected"`
	Duplicates []int         `json:"duplicates"` // rows that name an entry twice, or one the register has
	Alike      []int         `json:"alike"`      // rows taken that say the same as one before, but for their place
	Living     int           `json:"living"`     // rows taken that have days of validity; the others only say that they stood in a list
	DryRun     bool          `json:"dry_run"`
}

// About says what the policy asks about.
func (in ImportInput) About() desk.About { return desk.About{Scheme: in.Scheme} }

// Journaled is the import without its rows, which the register itself holds.
func (in ImportInput) Journaled() any {
	return map[string]any{"scheme": in.Scheme, "listed_as_of": in.ListedAsOf, "source": in.Source, "rows": len(in.Rows)}
}

// Import adds entries to the register:
//  1. check every row;
//  2. leave out rows with problems and entries the register has already;
//  3. add the others with the first line of their history, or nothing at all in a
//     dry run.
func Import(w *desk.Work, in ImportInput) (err error) {
	day := cmp.Or(in.ListedAsOf, w.Today)
	if w.Edition, err = w.Desk.Shelf.EditionAt(in.Scheme, day); err != nil {
		return err
	}
	report := ImportReport{Encoding: in.Encoding, Rows: len(in.Rows) + len(in.Unread), Rejected: append([]RejectedRow{}, in.Unread...),
		Duplicates: []int{}, Alike: []int{}, DryRun: in.DryRun}
	said := map[ImportRow]bool{}
	have := numbersInRegister(w, in.Scheme)
	var marks, events []any
	for _, row := range in.Rows {
		m, problem := markOf(w, row, in)
		switch {
		case problem != "":
			report.Rejected = append(report.Rejected, RejectedRow{row.Row, problem})
		case have[m.Number] || have[mistaken(m.Number, m.Holder)]:
			report.Duplicates = append(report.Duplicates, row.Row)
		default:
			have[m.Number] = true
			if one := unplaced(row); said[one] {
				report.Alike = append(report.Alike, row.Row)
			} else {
				said[one] = true
			}
			if m.Status == record.MarkActive {
				report.Living++
			}
			marks = append(marks, &m)
			events = append(events, firstLine(w, m))
		}
	}
	report.Accepted = len(marks)
	w.Told = fault.With("n", len(marks), "duplicates", len(report.Duplicates), "rejected", len(report.Rejected))
	w.Result = report
	if !in.DryRun && len(marks) > 0 {
		w.Public = true
		w.Add(marks...)
		w.Add(events...)
	}
	return nil
}

// numbersInRegister are the numbers that the register has, and those under which it had
// an entry by mistake, each with its holder: the list that was wrong does not bring them back.
func numbersInRegister(w *desk.Work, scheme string) map[string]bool {
	have := map[string]bool{}
	for _, m := range desk.Read(w, w.Marks, desk.MarkQuery{Scheme: scheme}) {
		have[m.Number] = true
		for _, number := range strings.Fields(m.Formerly) {
			for _, holder := range holdersOf(w, m) {
				have[mistaken(number, holder)] = true
			}
		}
	}
	return have
}

// mistaken is a number with the holder to whom it does not belong.
func mistaken(number, holder string) string { return number + " " + holder }

// holdersOf are the names of the holder of an entry, and what they were before they were
// put right.
func holdersOf(w *desk.Work, m record.Mark) []string {
	names := []string{m.Holder}
	for _, e := range desk.Read(w, w.MarkEvents, m.ID) {
		for _, c := range e.Changes {
			if c.Field == "holder" {
				names = append(names, c.From)
			}
		}
	}
	return names
}

// unplaced is what a row says but for its place in the list.
func unplaced(row ImportRow) ImportRow {
	row.Row, row.Rank, row.Number, row.ControlNo = 0, 0, "", ""
	return row
}

// importable are the standings that an import can tell of: whatever happened to another
// mark is a history, which a row does not hold.
var importable = []lifecycle.Standing{"", lifecycle.Valid, lifecycle.StandExpired, lifecycle.NotYetValid, lifecycle.StandHistorical}

// markOf turns a row into an entry, or says what is wrong with it.
func markOf(w *desk.Work, row ImportRow, in ImportInput) (record.Mark, string) {
	m := record.Mark{ID: w.NewID(), Scheme: in.Scheme, Number: row.Number, Rank: row.Rank, ControlNo: row.ControlNo,
		Holder: row.Holder, HolderKana: row.HolderKana, Service: row.Service, ServiceKana: row.ServiceKana,
		Address: row.Address, Website: row.Website, Edition: w.Edition.ID, ValidFrom: row.ValidFrom, ValidTo: row.ValidTo,
		ListedAsOf: in.ListedAsOf, CarriedFrom: in.Source, Status: record.MarkActive, Updated: w.Now, Version: 1}
	in.ListedAsOf = cmp.Or(row.ListedAsOf, in.ListedAsOf)
	m.ListedAsOf = in.ListedAsOf
	switch {
	case row.Holder == "":
		return m, "holder-missing"
	case row.Scheme != "" && row.Scheme != in.Scheme:
		return m, "scheme-another"
	case !slices.Contains(importable, lifecycle.Standing(row.Status)):
		return m, "status-not-importable"
	case OfNoService(w.Edition, m):
		return m, "service-not-marked"
	}
	if row.CorporateNumber != "" {
		number, problem := ident.CorporateNumber(row.CorporateNumber)
		if problem != "" {
			return m, "corporate-number-" + problem
		}
		m.CorporateNumber = number
	}
	if in.ListedAsOf.IsZero() && row.ValidFrom.IsZero() && row.ValidTo.IsZero() {
		m.ListedAsOf = w.Today // a list without validity tells no standing
	}
	switch {
	case !m.ListedAsOf.IsZero():
		m.Status = record.MarkListed
	case row.ValidFrom.IsZero() || row.ValidTo.Before(row.ValidFrom):
		return m, "validity-missing"
	case !w.Reaches(row.ValidFrom) || !w.Reaches(row.ValidTo):
		return m, "validity-out-of-reach"
	default:
		m.Granted, m.GrantCount = row.ValidFrom, 1
	}
	return Numbered(w, m)
}

// OfNoService reports an entry that names a service where marks are granted to a whole
// organisation.
func OfNoService(ed *scheme.Edition, m record.Mark) bool {
	return ed.Unit == scheme.UnitOrganisation && m.Service+m.ServiceKana != ""
}

// Numbered checks the number by the edition's grammar. An entry of a list that
// shows no numbers gets a reference instead, which no grammar of a mark number
// matches: L2014-07-055 is place 55 of the list of July 2014.
func Numbered(w *desk.Work, m record.Mark) (record.Mark, string) {
	if m.Number == "" || m.Number == Reference(m) {
		if m.Rank < 1 || m.ListedAsOf.IsZero() {
			return m, "number-missing"
		}
		m.Number = Reference(m)
		return m, ""
	}
	grammar, err := ident.Compile(w.Joined().Number.Pattern)
	if err != nil {
		return m, "number-grammar"
	}
	number, err := grammar.Normalize(m.Number)
	if err != nil {
		return m, "number-form"
	}
	m.Number = number
	return m, ""
}

// Reference names a place of a list that shows no numbers.
func Reference(m record.Mark) string {
	return fmt.Sprintf("L%04d-%02d-%03d", m.ListedAsOf.Year(), m.ListedAsOf.Month(), m.Rank)
}

func firstLine(w *desk.Work, m record.Mark) *record.MarkEvent {
	e := &record.MarkEvent{ID: w.NewID(), MarkID: m.ID, No: 1, Kind: record.MarkEventGranted, Day: m.ValidFrom,
		ValidFrom: m.ValidFrom, ValidTo: m.ValidTo, At: w.Now}
	if m.Status == record.MarkListed {
		e.Kind, e.Day, e.ValidFrom, e.ValidTo = record.MarkEventListed, m.ListedAsOf, civil.Date{}, civil.Date{}
	}
	return e
}

// ReadRegister turns a table as read from a file into the rows of an import. The
// first row names the columns; names are matched as the office writes them.
func ReadRegister(table [][]string, columns map[string]string) (rows []ImportRow, unread []RejectedRow, err error) {
	if len(table) == 0 {
		return nil, nil, fault.Wrong("import.empty", "row 1")
	}
	fields, err := columnsOf(table[0], columns)
	if err != nil {
		return nil, nil, err
	}
	for i, line := range table[1:] {
		row := ImportRow{Row: i + 2}
		if problem := fillRow(&row, fields, line); problem != "" {
			unread = append(unread, RejectedRow{row.Row, problem})
			continue
		}
		rows = append(rows, row)
	}
	return rows, unread, nil
}

// columnsOf names the field of each column. columns maps headings, as files have
// them, to fields of ImportRow; a heading may also be a field's own name.
func columnsOf(heading []string, columns map[string]string) ([]string, error) {
	fields, known := make([]string, len(heading)), fieldsOfRow()
	var unknown []string
	for i, h := range heading {
		name := strings.ToLower(strings.TrimSpace(ident.Narrow(h)))
		if field, ok := columns[name]; ok {
			name = field
		}
		if slices.Contains(known, name) {
			fields[i] = name
		} else if name != "" {
			unknown = append(unknown, h)
		}
	}
	if !slices.Contains(fields, "holder") {
		return nil, fault.Wrong("import.no-holder-column", "row 1", "unknown", unknown)
	}
	return fields, nil
}

// Ignored are the headings that are not understood: what stands below them is not read.
func Ignored(heading []string, columns map[string]string) (unknown []string) {
	fields, err := columnsOf(heading, columns)
	for i, h := range heading {
		if err == nil && fields[i] == "" && strings.TrimSpace(h) != "" {
			unknown = append(unknown, h)
		}
	}
	return unknown
}

// fieldsOfRow are the fields that a column can fill: all but the row's own number.
func fieldsOfRow() (names []string) {
	for _, f := range form.Fields(reflect.TypeFor[ImportRow]()) {
		if f.Key != "row" {
			names = append(names, f.Key)
		}
	}
	return names
}

// fillRow reads the cells of a line as they were typed, and returns what is wrong
// with the first that cannot be read, or "".
func fillRow(row *ImportRow, fields []string, line []string) string {
	var cells form.Group
	for i, cell := range line {
		cell = strings.TrimSpace(cell)
		switch {
		case cell == "" || i < len(fields) && fields[i] == "":
		case i >= len(fields):
			return "more-cells-than-columns"
		default:
			cells.Put(form.Type(dayOfSheet(fields[i], cell)), fields[i])
		}
	}
	for _, wrong := range fault.ProblemsIn(form.Paper{Partial: true, Telling: true}.Fill(&cells, row)) {
		return unreadable(strings.TrimPrefix(wrong.Where, "/"))
	}
	if cells.Has("rank") && row.Rank < 1 {
		return unreadable("rank")
	}
	return ""
}

func dayOfSheet(field, cell string) string {
	if !slices.Contains([]string{"valid_from", "valid_to", "listed_as_of"}, field) {
		return cell
	}
	return DayOfSheet(cell)
}

// DayOfSheet writes a day as a spreadsheet leaves it in a file as people write one: a day
// with the hour of midnight, or the number of a day, of which 1 is 1 January 1900 and
// which counts a 29 February of that year.
func DayOfSheet(cell string) string {
	if day, hour, ok := strings.Cut(cell, " "); ok && strings.Trim(hour, "0:") == "" {
		return day
	}
	if n, err := strconv.Atoi(cell); err == nil && n > 60 && n < 100_000 {
		zeroth, _ := civil.Of(1899, 12, 30) // is a day
		return zeroth.AddDays(n).String()
	}
	return cell
}

// unreadable is the reason for which a row is rejected whose field cannot be read.
func unreadable(field string) string {
	kind := map[string]string{"rank": "rank", "valid_from": "date", "valid_to": "date", "listed_as_of": "date"}[field]
	return field + "-not-a-" + cmp.Or(kind, "text")
}

// Unreadable lists these reasons, for whoever has to have a sentence for each.
func Unreadable() (reasons []string) {
	for _, field := range fieldsOfRow() {
		reasons = append(reasons, unreadable(field))
	}
	return reasons
}

// CarriesLiving reports an import of marks that will read as valid; an old list does not.
func CarriesLiving(_ *desk.Work, in ImportInput) bool { return in.ListedAsOf.IsZero() && !in.DryRun }
