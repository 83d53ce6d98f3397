package evidence

import (
	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/values/fault"
)

// ReuseInput names a file that was handed in before, and what it is handed in for now.
type ReuseInput struct {
	Attachment string `json:"attachment" doc:"ID of a file of this case, or of an earlier one of the applicant under the scheme"`
	Criterion  string `json:"criterion,omitempty" doc:"criterion it is evidence for; several with commas between"`
	Document   string `json:"document,omitempty" doc:"line of the document checklist; several with commas between"`
}

// Reuse hands in a file that is there already (証拠の再利用): for further criteria, or in a
// renewal what the case before rested on. It is the same file under the same hash; what it
// is handed in for, by whom and when is a line of its own. How old it may be is asked of it
// as of every other.
func Reuse(w *desk.Work, in ReuseInput) error {
	var p fault.Problems
	was, known := desk.First(Reusable(w), func(a record.Attachment) bool { return a.ID == in.Attachment })
	p.Want(known, "reuse.file", "/attachment", "given", in.Attachment)
	p.Want(in.Criterion != "" || in.Document != "", "reuse.for", "/criterion")
	was.Criterion, was.Document = handedFor(w, &p, in.Criterion, in.Document)
	if err := p.Err(); err != nil {
		return err
	}
	w.Told = fault.With("name", was.Name, "size", was.Size, "sha256", was.SHA256, "flags", was.Flags)
	was.ID, was.CaseID, was.By, was.At = w.NewID(), w.Case.ID, w.Actor.ID, w.Now
	w.Add(&was)
	return nil
}

// Reusable are the files that the applicant has handed in under the scheme, those of the case
// first, each content once; of other cases those that the actor may know of.
func Reusable(w *desk.Work) (all []record.Attachment) {
	seen := map[string]bool{}
	add := func(caseID string) {
		erased := map[string]bool{}
		for _, e := range desk.Read(w, w.Erasures, caseID) {
			erased[e.FileID] = true
		}
		for _, f := range desk.Read(w, w.Attachments, caseID) {
			if !seen[f.SHA256] && !erased[f.ID] {
				seen[f.SHA256], all = true, append(all, f)
			}
		}
	}
	add(w.Case.ID)
	for _, c := range desk.Read(w, w.Cases, desk.CaseQuery{Scheme: w.Case.Scheme, ApplicantID: w.Case.ApplicantID, Visible: access.Visible(w.Actor)}) {
		add(c.ID)
	}
	return all
}

// FilesToReuse asks whether there may be a file to use again: one of the case, or of the case
// that it renews.
func FilesToReuse(w *desk.Work) bool {
	return w.Case.MarkID != "" || len(desk.Read(w, w.Attachments, w.Case.ID)) > 0
}
