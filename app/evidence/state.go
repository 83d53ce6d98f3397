package evidence

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/coverage"
	"akashi/scheme"
	"akashi/values/fault"
)

// PageInput records a page of the web that is shown for criteria.
type PageInput struct {
	Item    string `json:"item" doc:"criterion it is shown for; several with commas between"`
	URL     string `json:"url" doc:"its address"`
	Seen    string `json:"seen" doc:"what stood there"`
	Name    string `json:"name,omitempty" doc:"file name of the picture of it"`
	Content []byte `json:"content,omitempty" doc:"a picture of it, base64 in JSON"`
}

// Journaled is the input with the picture's hash in the place of its content.
func (in PageInput) Journaled() any {
	return map[string]any{"item": in.Item, "url": in.URL, "seen": in.Seen, "name": in.Name, "sha256": desk.Hash(in.Content)}
}

// Prepare inspects and keeps the picture.
func (in *PageInput) Prepare(ctx context.Context, d *desk.Desk) {
	d.KeepAhead(ctx, in.Name, in.Content)
}

// RecordPage keeps a page of the web that was shown (Webの提示), with what was seen.
func RecordPage(w *desk.Work, in PageInput) error {
	var p fault.Problems
	items := criteria(w, &p, "/item", in.Item)
	p.Want(len(items) > 0 || len(p) > 0, "page.item", "/item")
	p.Want(strings.HasPrefix(in.URL, "https://") || strings.HasPrefix(in.URL, "http://"), "page.url", "/url", "given", in.URL)
	p.Want(in.Seen != "", "page.seen", "/seen")
	p.Want(in.Name != "" || len(in.Content) == 0, "attach.name", "/name")
	if err := p.Err(); err != nil {
		return err
	}
	shot, err := keepFile(w, AttachInput{Name: in.Name, Content: in.Content})
	if err != nil {
		return err
	}
	w.Add(&record.Page{ID: w.NewID(), CaseID: w.Case.ID, Criteria: items, URL: in.URL, Seen: in.Seen, ShotID: shot, By: w.Actor.ID, At: w.Now})
	return nil
}

// StateInput is what the holder of a post states about criteria.
type StateInput struct {
	Items  []string          `json:"items,omitempty" doc:"criteria; all that rest on the post when empty"`
	Post   scheme.Post       `json:"post" enum:"responsible,privacy_officer" doc:"post of the person: responsible or privacy_officer"`
	Denied map[string]string `json:"denied,omitempty" doc:"criteria that are not so, by ID, each with what is different"`
	By     string            `json:"by,omitempty" doc:"name of the person; the own name when empty"`
	Name   string            `json:"name,omitempty" doc:"file name of the paper"`
	Paper  []byte            `json:"paper,omitempty" flag:"paper" doc:"scan of the signed paper, base64 in JSON; the person's own account needs none"`
}

// Journaled is the input with the paper's hash in the place of its content.
func (in StateInput) Journaled() any {
	return map[string]any{"items": in.Items, "post": in.Post, "denied": in.Denied, "by": in.By, "name": in.Name, "sha256": desk.Hash(in.Paper)}
}

// Prepare inspects and keeps the paper.
func (in *StateInput) Prepare(ctx context.Context, d *desk.Desk) { d.KeepAhead(ctx, in.Name, in.Paper) }

// StateFor keeps what the holder of a post states (署名押印):
//  1. the criteria that rest on the post, or those of them that are named;
//  2. it is the person's own, through their own account, or the scan of the paper is
//     handed in: a name typed by somebody else is no statement;
//  3. what the person says is not so is no statement: it goes back to the applicant with
//     why, and takes an earlier statement of the post on the criterion away;
//  4. keep the exact texts under their hash, with who, which post and when.
func StateFor(w *desk.Work, in StateInput) error {
	var p fault.Problems
	fault.OneOf(&p, "state.post", "/post", in.Post, scheme.Posts())
	items := resting(w, in.Post)
	p.Want(len(items) > 0 || len(p) > 0, "state.no-rule", "/post", "given", in.Post)
	for i, name := range in.Items {
		fault.OneOf(&p, "state.item", fmt.Sprintf("/items/%d", i), itemOf(w, name), items)
	}
	if len(in.Items) > 0 {
		items = slices.DeleteFunc(items, func(id string) bool {
			return !slices.ContainsFunc(in.Items, func(name string) bool { return itemOf(w, name) == id })
		})
	}
	denied := denials(w, &p, in.Denied, items)
	items = slices.DeleteFunc(items, func(id string) bool {
		return slices.ContainsFunc(denied, func(d record.Denied) bool { return d.Item == id })
	})
	person, own := Signs(w, in.By, in.Name, in.Paper, &p)
	if err := p.Err(); err != nil {
		return err
	}
	s := record.Statement{ID: w.NewID(), CaseID: w.Case.ID, Post: string(in.Post), Person: person, Denied: denied, By: w.Actor.ID, At: w.Now}
	for _, id := range items {
		c, _ := w.Edition.Criterion(id)
		s.Items = append(s.Items, record.Stated{Item: id, Text: c.Wording().JA})
	}
	s.SHA256 = desk.Hash(w.Written([]any{w.Case.Scheme, w.Case.Edition, s.Post, s.Person, s.Items, s.Denied}))
	if !own {
		var err error
		if s.PaperID, err = keepFile(w, AttachInput{Name: in.Name, Content: in.Paper}); err != nil {
			return err
		}
	}
	w.Told = fault.With("person", person, "items", len(items), "sha256", s.SHA256)
	w.Add(&s)
	return nil
}

// denials are the criteria that are said not to be so; each of them rests on the post, and
// says what is different.
func denials(w *desk.Work, p *fault.Problems, given map[string]string, items []string) (denied []record.Denied) {
	for _, name := range slices.Sorted(maps.Keys(given)) {
		at := "/denied/" + name
		fault.OneOf(p, "state.item", at, itemOf(w, name), items)
		p.Want(strings.TrimSpace(given[name]) != "", "state.why", at)
		denied = append(denied, record.Denied{Item: itemOf(w, name), Why: given[name]})
	}
	return denied
}

// Signs is who signs, and whether it is their own account: a responsible person's, in
// their own name. Anybody else needs the paper.
func Signs(w *desk.Work, by, name string, paper []byte, p *fault.Problems) (person string, own bool) {
	if w.Actor.Role == record.RoleResponsible {
		u, err := w.Tx.User(w.Actor.ID)
		w.Fail(err)
		if own = by == "" || by == u.Name; own {
			return u.Name, true
		}
	}
	p.Want(by != "", "state.by", "/by")
	p.Want(len(paper) > 0, "state.paper", "/paper", "given", by)
	p.Want(name != "" || len(paper) == 0, "attach.name", "/name")
	return by, false
}

// KeepPaper keeps the scan of what somebody signed on paper, and returns its ID.
func KeepPaper(w *desk.Work, name string, paper []byte) (string, error) {
	return keepFile(w, AttachInput{Name: name, Content: paper})
}

// resting are the criteria that ask for a statement of the post.
func resting(w *desk.Work, post scheme.Post) (items []string) {
	for _, d := range coverage.EvidenceDue(w.Edition, w.CaseType(), w.Edition.CriterionIDs(), coverage.Held{}) {
		if d.Post == post {
			items = append(items, d.Item)
		}
	}
	return items
}

// StatementsAsked reports whether the edition asks for a statement: not every one does.
func StatementsAsked(w *desk.Work) bool {
	return slices.ContainsFunc(scheme.Posts(), func(post scheme.Post) bool { return len(resting(w, post)) > 0 })
}

// itemOf is the ID of a criterion by any of its names; what is none stays as it is.
func itemOf(w *desk.Work, name string) string {
	if found := w.Edition.Named(name); len(found) > 0 {
		return found[0].Criterion
	}
	return name
}

// ExceptInput lets criteria or documents off.
type ExceptInput struct {
	Items     []string `json:"items,omitempty" doc:"criteria that are let off"`
	Documents []string `json:"documents,omitempty" doc:"documents of the checklist that are let off"`
	Reason    string   `json:"reason" doc:"why"`
}

// Except lets criteria or documents off what is asked for them (例外). It changes no
// verdict: whoever judges still judges.
func Except(w *desk.Work, in ExceptInput) error {
	var p fault.Problems
	var items []string
	for _, name := range in.Items {
		items = append(items, criteria(w, &p, "/items", name)...)
	}
	for _, id := range in.Documents {
		fault.OneOf(&p, "attach.document", "/documents", id, scheme.IDs(w.Edition.Documents))
	}
	p.Want(len(in.Items)+len(in.Documents) > 0, "except.what", "/items")
	p.Want(in.Reason != "", "reason.missing", "/reason")
	if err := p.Err(); err != nil {
		return err
	}
	w.Add(&record.Exception{ID: w.NewID(), CaseID: w.Case.ID, Criteria: items, Documents: in.Documents, Reason: in.Reason, By: w.Actor.ID, At: w.Now})
	return nil
}
