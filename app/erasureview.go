package app

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"akashi/app/desk"
	keeping "akashi/app/retention"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/lifecycle"
	"akashi/rules/retention"
	"akashi/values/fault"
)

// ErasureList are the documents that the office of a scheme has erased. Kept apart from the backups, it tells what
// has to be erased again after a restore.
type ErasureList struct {
	Erased []ErasedLine `json:"erased"` // case by case, each in the order in which it was erased
}

// ErasedLine is one document that was erased.
type ErasedLine struct {
	No   string `json:"no"`
	Name string `json:"name"`
	record.Erasure
}

// Erasures lists what the office of a scheme has erased.
func (a *App) Erasures(ctx context.Context, actor access.Actor, key string) (list ErasureList, err error) {
	if err := a.keepsFor(actor, key); err != nil {
		return list, err
	}
	list.Erased = []ErasedLine{}
	err = a.Look(ctx, actor, func(w *desk.Work) error {
		for _, c := range desk.Read(w, w.Cases, desk.CaseQuery{Scheme: key, States: lifecycle.Ended(), Visible: access.Visible(w.Actor)}) {
			erased := desk.Read(w, w.Tx.Erasures, c.ID)
			if len(erased) == 0 || !heldHere(w, c) {
				continue
			}
			one := w.Beside(w.Actor)
			if err := one.OfCase(c); err != nil {
				return err
			}
			all := keeping.Documents(one)
			for _, e := range erased {
				d, _ := desk.First(all, func(d keeping.Document) bool { return d.ID == e.FileID })
				list.Erased = append(list.Erased, ErasedLine{c.No, d.Name, e})
			}
		}
		return nil
	})
	return list, err
}

// keepsFor refuses whoever does not see how the documents of a scheme are kept.
func (a *App) keepsFor(actor access.Actor, key string) error {
	var p fault.Problems
	if desk.Among(&p, "filter.scheme", "scheme", key, a.Shelf.Keys()); len(p) > 0 {
		return p
	}
	return access.May(actor, access.ViewRetention, access.Object{Kind: access.KindOffice, Scheme: key}).Err()
}

// EraseAgainInput is a list of erasures, as it was kept apart from the backups, with what is to be done about it.
type EraseAgainInput struct {
	Scheme string
	Lines  []AgainLine
	Reason func(was string) string // why a document goes that went for a reason before
	Known  bool                    // pass over lines that name nothing here
	Dry    bool                    // only say what would be erased
	Key    string                  // makes the request safe to repeat
}

// AgainLine is a document that was erased once.
type AgainLine struct {
	Line   int // of the list
	No     string
	FileID string
	SHA256 string
	Reason string
}

// AgainReport says what has to be erased again after a restore, or was.
type AgainReport struct {
	Listed  int         `json:"listed"`
	Already int         `json:"already"` // of which the erasure is on record here
	Unknown int         `json:"unknown"` // that name nothing here, and were passed over
	Again   []AgainCase `json:"again"`
}

// Back counts the documents that exist again.
func (r AgainReport) Back() (n int) {
	for _, a := range r.Again {
		n += len(a.Names)
	}
	return n
}

// AgainCase are documents of a case that exist again.
type AgainCase struct {
	No    string               `json:"no"`
	Class record.DocumentClass `json:"class"` // all where they are of several
	Names []string             `json:"names"`
	Waits bool                 `json:"waits,omitempty"` // the erasure waits for a second person
	// Pending is the ID of what waits.
	Pending string `json:"pending,omitempty"`

	reasons []string
	ids     []string
}

// EraseAgain erases what a restore from an older backup has brought back (復元後の再廃棄), by the list of erasures that was
// kept apart:
//  1. each line names a document of this office, with its hash, or the whole list is refused with every such line;
//  2. what is erased here already is passed over;
//  3. what exists again has to be due by what this office knows, and the list has to name all of its class, or of all
//     classes that are due where it names several, because they are erased as a whole;
//  4. erase them, case by case, by the act by which they were erased before, with its reason; it waits for a second
//     person as ever;
//  5. once nothing of the list is left or waits, the restore is gone through as far as its scheme goes.
func (a *App) EraseAgain(ctx context.Context, actor access.Actor, in EraseAgainInput) (report AgainReport, err error) {
	if err := a.keepsFor(actor, in.Scheme); err != nil {
		return report, err
	}
	if err := a.Look(ctx, actor, func(w *desk.Work) error {
		report, err = backAgain(w, in)
		return err
	}); err != nil || in.Dry {
		return report, err
	}
	erase, _ := FindAction(access.Erase)
	for i, one := range report.Again {
		out, err := a.Do(ctx, desk.Request{Actor: actor, Key: keyed(in.Key, one.No), Blind: true}, erase, one.No,
			&keeping.EraseInput{Class: string(one.Class), Reason: in.Reason(strings.Join(one.reasons, "／"))})
		if err != nil {
			return report, err
		}
		if report.Again[i].Waits = out.Waits; out.Waits {
			report.Again[i].Pending = out.Object
		}
	}
	waits := slices.ContainsFunc(report.Again, func(a AgainCase) bool { return a.Waits }) // it is there still
	if a.Restores == nil || waits {
		return report, nil
	}
	return report, a.Restores.GoneThrough(in.Scheme)
}

// RestoreOpen is the restore of the office after which the list of a scheme that the actor keeps documents of was not
// gone through yet; nothing open where there is none.
func (a *App) RestoreOpen(actor access.Actor) (r desk.Restore) {
	if a.Restores == nil {
		return r
	}
	r = a.Restores.Restored()
	r.Open = slices.DeleteFunc(r.Open, func(key string) bool { return a.keepsFor(actor, key) != nil })
	return r
}

// backAgain finds what of a list exists again, and what is wrong with the list.
func backAgain(w *desk.Work, in EraseAgainInput) (report AgainReport, err error) {
	report = AgainReport{Listed: len(in.Lines), Again: []AgainCase{}}
	var p fault.Problems
	cases := map[string]*listedCase{}
	for _, l := range in.Lines {
		if cases[l.No] == nil {
			cases[l.No] = meant(w, in.Scheme, l.No)
		}
		c := cases[l.No]
		d, there := desk.First(c.documents, func(d keeping.Document) bool { return d.ID == l.FileID })
		switch {
		case l.No == "" || l.FileID == "" || l.SHA256 == "": // else a list of something else would be passed over as unknown
			p.Add("erase-again.line", place(l), "line", l.Line)
		case !there && in.Known:
			report.Unknown++
		case !there:
			p.Add("erase-again.unknown", place(l), "line", l.Line, "no", l.No, "file", l.FileID)
		case d.SHA256 != l.SHA256:
			p.Add("erase-again.other", place(l), "line", l.Line, "name", d.Name)
		case d.Erased != nil:
			report.Already++
		default:
			if v, _ := keeping.Standing(c.work, c.facts, d.Class); v.Standing != retention.Due {
				p.Add(keeping.Reasons()[v.Standing], place(l), "line", l.Line, "class", d.Class, "last", v.Last)
				continue
			}
			report.add(l, d)
		}
	}
	for _, again := range report.Again {
		for _, d := range again.left(w) {
			p.Add("erase-again.more", again.No, "no", again.No, "name", d.Name)
		}
	}
	return report, p.Err()
}

// listedCase is a case that a list names, on a desk of its own; one that is not there has no documents.
type listedCase struct {
	work      *desk.Work
	facts     retention.Facts
	documents []keeping.Document
}

// meant is the case of a scheme that lines of a list name.
func meant(w *desk.Work, scheme, no string) *listedCase {
	one := w.Beside(w.Actor)
	if no == "" || one.Load(desk.OnCase, no) != nil || one.Case.Scheme != scheme || one.Permit(access.ViewRetention) != nil {
		return &listedCase{}
	}
	return &listedCase{one, keeping.FactsOf(one), keeping.Documents(one)}
}

// place is where a line stands in its list.
func place(l AgainLine) string { return fmt.Sprintf("/erased/%d", l.Line) }

// add puts a document to the others of its case.
func (r *AgainReport) add(l AgainLine, d keeping.Document) {
	at := slices.IndexFunc(r.Again, func(a AgainCase) bool { return a.No == l.No })
	if at < 0 {
		at, r.Again = len(r.Again), append(r.Again, AgainCase{No: l.No, Class: d.Class})
	}
	one := &r.Again[at]
	if slices.Contains(one.ids, d.ID) {
		return
	}
	if one.Class != d.Class {
		one.Class = keeping.AllClasses
	}
	one.Names, one.ids = append(one.Names, d.Name), append(one.ids, d.ID)
	if !slices.Contains(one.reasons, l.Reason) {
		one.reasons = append(one.reasons, l.Reason)
	}
}

// left are documents that would be erased with the others, and that no line names.
func (a AgainCase) left(w *desk.Work) []keeping.Document {
	one := w.Beside(w.Actor)
	if err := one.Load(desk.OnCase, a.No); err != nil {
		w.Fail(err)
		return nil
	}
	facts := keeping.FactsOf(one)
	return slices.DeleteFunc(keeping.Documents(one), func(d keeping.Document) bool {
		v, _ := keeping.Standing(one, facts, d.Class)
		return d.Erased != nil || slices.Contains(a.ids, d.ID) || v.Standing != retention.Due || a.Class != keeping.AllClasses && d.Class != a.Class
	})
}
