package app

import (
	"context"
	"io"

	"akashi/app/desk"
	"akashi/app/dispatch"
	"akashi/record"
	"akashi/rules/access"
	"akashi/values/civil"
	"akashi/values/fault"
)

// DispatchView is an official document that went out.
type DispatchView struct {
	ID         string                 `json:"id"`
	No         string                 `json:"no"`
	Kind       record.DispatchKind    `json:"kind"`
	Scheme     string                 `json:"scheme"`
	Edition    string                 `json:"edition"`
	Case       string                 `json:"case"`
	Lang       string                 `json:"lang"`
	Issued     civil.Date             `json:"issued"`
	Content    record.DispatchContent `json:"content"`
	Replaces   string                 `json:"replaces,omitempty"`
	ReplacedBy string                 `json:"replaced_by,omitempty"`
	SHA256     string                 `json:"sha256"`
	Sample     bool                   `json:"sample,omitempty"`
}

// DispatchList are official documents, the latest first.
type DispatchList struct {
	Dispatches []DispatchView `json:"letters"`
	Next       string         `json:"next,omitempty"`
}

// DispatchQuery narrows the list. Empty fields do not.
type DispatchQuery struct {
	Scheme string
	Case   string // receipt number
	Kind   record.DispatchKind
	Issued civil.Range
	Text   string // in the name of whom it is for, or in its number
	After  string
	Limit  int // 0: all
}

// Dispatches lists the official documents of the cases that the actor may see.
func (a *App) Dispatches(ctx context.Context, actor access.Actor, q DispatchQuery) (DispatchList, error) {
	list := DispatchList{Dispatches: []DispatchView{}}
	var p fault.Problems
	desk.Among(&p, "filter.scheme", "scheme", q.Scheme, a.Shelf.Keys())
	desk.Among(&p, "filter.dispatch", "kind", q.Kind, record.DispatchKinds())
	p.Want(q.Issued.From.IsZero() || q.Issued.To.IsZero() || !q.Issued.To.Before(q.Issued.From), "filter.days", "to", "from", q.Issued.From, "to", q.Issued.To)
	if len(p) > 0 {
		return list, p
	}
	if !actor.May(access.ViewLetters) {
		return list, fault.New(fault.Forbidden, actor.WhyNot(access.ViewLetters), string(access.ViewLetters))
	}
	err := a.Look(ctx, actor, func(w *desk.Work) error { return list.fill(w, q) })
	return list, err
}

func (l *DispatchList) fill(w *desk.Work, q DispatchQuery) error {
	of := desk.DispatchQuery{Scheme: q.Scheme, Kind: q.Kind, Issued: q.Issued, Text: q.Text, Visible: access.Visible(w.Actor), After: q.After, Limit: q.Limit}
	if q.Case != "" {
		one := w.Beside(w.Actor)
		if err := one.Load(desk.OnCase, q.Case); err != nil {
			return err
		}
		if err := one.Permit(access.ViewLetters); err != nil {
			return err
		}
		of.CaseID = one.Case.ID
	}
	for _, d := range desk.Read(w, w.DispatchesLike, of) {
		l.Dispatches = append(l.Dispatches, dispatchView(d, desk.Read(w, w.Tx.Case, d.CaseID)))
		l.Next = d.ID
	}
	if q.Limit == 0 || len(l.Dispatches) < q.Limit {
		l.Next = ""
	}
	return nil
}

func dispatchView(d record.Dispatch, c record.Case) DispatchView {
	return DispatchView{ID: d.ID, No: d.No, Kind: d.Kind, Scheme: d.Scheme, Edition: d.Edition, Case: c.No, Lang: d.Lang, Issued: d.Issued, Content: d.Content, Replaces: d.Replaces,
		SHA256: d.SHA256, Sample: c.Particulars.Sample}
}

// dispatchesOf are the official documents about the case on the desk, in the order of their issue, each with what took its place.
func dispatchesOf(w *desk.Work) (all []DispatchView) {
	for _, d := range desk.Read(w, w.Dispatches, w.Case.ID) {
		for i := range all {
			if all[i].No == d.Replaces {
				all[i].ReplacedBy = d.No
			}
		}
		all = append(all, dispatchView(d, w.Case))
	}
	return all
}

// DispatchView shows one official document.
func (a *App) DispatchView(ctx context.Context, actor access.Actor, no string) (v DispatchView, err error) {
	err = a.dispatch(ctx, actor, no, func(w *desk.Work, d record.Dispatch) error {
		v, _ = desk.First(dispatchesOf(w), func(o DispatchView) bool { return o.ID == d.ID })
		return nil
	})
	return v, err
}

// DispatchPaper is one official document as the PDF that went out.
func (a *App) DispatchPaper(ctx context.Context, actor access.Actor, no string) (file FileView, err error) {
	err = a.dispatch(ctx, actor, no, func(w *desk.Work, d record.Dispatch) error {
		kept, err := w.Desk.Files.Open(ctx, d.SHA256)
		if err != nil {
			return err
		}
		defer kept.Close()
		content, err := io.ReadAll(kept)
		file = FileView{Name: d.No + ".pdf", Type: "application/pdf", SHA256: d.SHA256, Content: content}
		return err
	})
	return file, err
}

// DispatchPreview is a document as it would be issued now, as PDF: without a number, and marked as a draft.
func (a *App) DispatchPreview(ctx context.Context, actor access.Actor, no string, in dispatch.IssueInput) (FileView, error) {
	var draft record.Dispatch
	err := a.Look(ctx, actor, func(w *desk.Work) (err error) {
		if err := w.Load(desk.OnCase, no); err != nil {
			return err
		}
		if err := w.Permit(access.IssueLetter); err != nil {
			return err
		}
		draft, err = dispatch.Draft(w, in)
		return err
	})
	if err != nil {
		return FileView{}, err
	}
	content, err := a.Papers.Dispatch(draft)
	return FileView{Name: no + "-" + string(in.Kind) + "-draft.pdf", Type: "application/pdf", SHA256: desk.Hash(content), Content: content}, err
}

// dispatch finds a document whose case the actor may see with its documents.
func (a *App) dispatch(ctx context.Context, actor access.Actor, no string, found func(*desk.Work, record.Dispatch) error) error {
	if !actor.May(access.ViewLetters) {
		return fault.New(fault.Forbidden, actor.WhyNot(access.ViewLetters), string(access.ViewLetters))
	}
	return a.Look(ctx, actor, func(w *desk.Work) error {
		none := fault.New(fault.NotFound, "dispatch.none", no)
		d, there := desk.Find(w, w.Dispatch, no)
		if !there {
			return none
		}
		if err := w.OfCase(desk.Read(w, w.Tx.Case, d.CaseID)); err != nil {
			return err
		}
		object, err := w.Object()
		if err != nil {
			return err
		}
		if !access.Allows(w.Actor, access.ViewLetters, object) {
			return none // nobody is told that there is such a number
		}
		return found(w, d)
	})
}

// ToIssue are the cases of a scheme on which a document of a kind may be issued and has not been, by their numbers.
func (a *App) ToIssue(ctx context.Context, actor access.Actor, scheme string, kind record.DispatchKind) (nos []string, err error) {
	if !actor.May(access.BulkActs) {
		return nil, fault.New(fault.Forbidden, actor.WhyNot(access.BulkActs), string(access.BulkActs))
	}
	var p fault.Problems
	fault.OneOf(&p, "filter.scheme", "scheme", scheme, a.Shelf.Keys())
	fault.OneOf(&p, "filter.dispatch", "kind", kind, record.DispatchKinds())
	if err := p.Err(); err != nil {
		return nil, err
	}
	err = a.Look(ctx, actor, func(w *desk.Work) error {
		if ruling := access.May(actor, access.IssueLetter, access.Object{Kind: access.KindCase, Scheme: scheme}); !ruling.Allowed {
			return fault.New(fault.Forbidden, ruling.Code, string(access.IssueLetter))
		}
		for _, c := range desk.Read(w, w.Cases, desk.CaseQuery{Scheme: scheme, Visible: access.Visible(actor)}) {
			one := w.Beside(actor)
			if err := one.OfCase(c); err != nil {
				return err
			}
			if one.Permit(access.IssueLetter) != nil || !dispatch.Tells(one, kind) {
				continue
			}
			if _, issued := desk.First(desk.Read(w, w.Dispatches, c.ID), func(d record.Dispatch) bool { return d.Kind == kind }); !issued {
				nos = append(nos, c.No)
			}
		}
		return nil
	})
	return nos, err
}
