package application

import (
	"fmt"
	"slices"

	"akashi/app/desk"
	"akashi/record"
	"akashi/scheme"
	"akashi/values/fault"
)

// DeclareInput makes declarations (宣誓).
type DeclareInput struct {
	Items []string `json:"items,omitempty" doc:"IDs of the scheme's declarations; all when empty"`
	By    string   `json:"by" doc:"who declares"`
}

// Declare keeps the declarations that the scheme asks of an applicant (宣誓).
func Declare(w *desk.Work, in DeclareInput) error {
	var p fault.Problems
	p.Want(in.By != "", "declare.by", "/by")
	asked := w.Edition.Eligibility.Declarations
	wanted := map[string]bool{}
	for i, id := range in.Items {
		wanted[id] = true
		fault.OneOf(&p, "declare.unknown", fmt.Sprintf("/items/%d", i), id, scheme.IDs(asked))
	}
	if err := p.Err(); err != nil {
		return err
	}
	made := desk.Read(w, w.Declarations, w.Case.ID)
	for _, d := range asked {
		if (len(wanted) == 0 || wanted[d.ID]) && !isDeclared(made, d.ID) {
			w.Add(&record.Declaration{ID: w.NewID(), CaseID: w.Case.ID, Item: d.ID, By: in.By, At: w.Now})
		}
	}
	return nil
}

func isDeclared(made []record.Declaration, item string) bool {
	return slices.ContainsFunc(made, func(d record.Declaration) bool { return d.Item == item })
}

// DeclarationsMade asks whether every declaration of the edition has been made.
func DeclarationsMade(w *desk.Work) desk.Ground {
	made := desk.Read(w, w.Declarations, w.Case.ID)
	for _, d := range w.Edition.Eligibility.Declarations {
		if !isDeclared(made, d.ID) {
			return desk.Because(false, d.Source, "declaration", d.ID)
		}
	}
	return desk.Holds(true)
}
