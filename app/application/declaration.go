package application

import (
	"context"
	"fmt"
	"slices"

	"akashi/app/desk"
	"akashi/app/evidence"
	"akashi/record"
	"akashi/scheme"
	"akashi/values/fault"
)

// DeclareInput makes declarations (宣誓).
type DeclareInput struct {
	Items []string `json:"items,omitempty" doc:"IDs of the scheme's declarations; all when empty"`
	By    string   `json:"by,omitempty" doc:"who declares; the own name when empty"`
	Name  string   `json:"name,omitempty" doc:"file name of the paper"`
	Paper []byte   `json:"paper,omitempty" flag:"paper" doc:"scan of the signed paper, base64 in JSON; the person's own account needs none"`
}

// Journaled is the input with the size of the paper in the place of its content: its
// hash stands beside the attachment.
func (in DeclareInput) Journaled() any {
	return map[string]any{"items": in.Items, "by": in.By, "name": in.Name, "paper": len(in.Paper)}
}

// Prepare inspects and keeps the paper.
func (in *DeclareInput) Prepare(ctx context.Context, d *desk.Desk) {
	d.KeepAhead(ctx, in.Name, in.Paper)
}

// Declare keeps the declarations that the scheme asks of an applicant (宣誓): made by
// the responsible person through their own account, or on paper, of which the scan is
// kept.
func Declare(w *desk.Work, in DeclareInput) error {
	var p fault.Problems
	person, own := evidence.Signs(w, in.By, in.Name, in.Paper, &p)
	asked := w.Edition.Eligibility.Declarations
	wanted := map[string]bool{}
	for i, id := range in.Items {
		wanted[id] = true
		fault.OneOf(&p, "declare.unknown", fmt.Sprintf("/items/%d", i), id, scheme.IDs(asked))
	}
	if err := p.Err(); err != nil {
		return err
	}
	paper := ""
	if !own {
		var err error
		if paper, err = evidence.KeepPaper(w, in.Name, in.Paper); err != nil {
			return err
		}
	}
	made := desk.Read(w, w.Declarations, w.Case.ID)
	for _, d := range asked {
		if (len(wanted) == 0 || wanted[d.ID]) && !isDeclared(w, made, d.ID) {
			w.Add(&record.Declaration{ID: w.NewID(), CaseID: w.Case.ID, Edition: w.Case.Edition, Item: d.ID, By: person, PaperID: paper, At: w.Now})
		}
	}
	return nil
}

func isDeclared(w *desk.Work, made []record.Declaration, item string) bool {
	return slices.ContainsFunc(made, func(d record.Declaration) bool { return d.Item == item && d.Edition == w.Case.Edition })
}

// carryDeclarations takes the declarations over from another edition whose words are the
// same; the others are made anew.
func carryDeclarations(w *desk.Work, was *scheme.Edition) {
	made := desk.Read(w, w.Declarations, w.Case.ID)
	for _, d := range made {
		words := func(o scheme.Declaration) bool { return o.ID == d.Item }
		before, _ := desk.First(was.Eligibility.Declarations, words)
		now, there := desk.First(w.Edition.Eligibility.Declarations, words)
		if d.Edition == was.ID && there && before.Text.JA == now.Text.JA && !isDeclared(w, made, d.Item) {
			d.ID, d.Edition = w.NewID(), w.Edition.ID
			w.Add(&d)
		}
	}
}

// Claimed reports whether anything is claimed yet: before, there is nothing to sign for.
func Claimed(w *desk.Work) bool {
	return slices.ContainsFunc(desk.Read(w, w.Answers, w.Case.ID), func(a record.Answer) bool { return a.Claim != "" || a.ClaimPoints != nil })
}

// DeclarationsToMake reports whether a declaration of the edition is still to be made.
func DeclarationsToMake(w *desk.Work) bool { return !DeclarationsMade(w).Holds }

// DeclarationsMade asks whether every declaration of the edition has been made.
func DeclarationsMade(w *desk.Work) desk.Ground {
	made := desk.Read(w, w.Declarations, w.Case.ID)
	for _, d := range w.Edition.Eligibility.Declarations {
		if !isDeclared(w, made, d.ID) {
			return desk.Because(false, d.Source, "declaration", d.ID)
		}
	}
	return desk.Holds(true)
}
