package web

import (
	"cmp"
	"crypto/rand"
	"net/http"
	"slices"
	"strconv"

	"akashi/app"
	"akashi/app/desk"
	"akashi/app/evidence"
	"akashi/doors/ask"
	"akashi/record"
	"akashi/rules/access"
	"akashi/scheme"
	"akashi/values/fault"
)

// statementView is what the holder of a post is asked to state: the exact texts, each to be
// confirmed or said not to be so.
type statementView struct {
	*caseView
	Post      scheme.Post
	Person    string
	Sentences []sentence
	Paper     bool // somebody else enters it, from the signed paper
	Key       string
	Failed    failure
	Done      *record.Statement // what was stated last for the post
	Other     scheme.Post       // another post of which something is asked
	Declare   link              // to the declarations of the scheme
}

// sentence is one text to be stated.
type sentence struct {
	Item, Text, Claim string
	Said, Why, Error  string
}

// The answers to a sentence.
const (
	itIsSo    = "so"
	itIsNotSo = "not-so"
)

// asked are the items that still wait for a statement of the post.
func (c *caseView) asked(post scheme.Post) (items []string) {
	for _, due := range c.EvidenceDue {
		if due.Post == post {
			items = append(items, due.Item)
		}
	}
	return items
}

// signs are the cases on the board of a responsible person that wait for what the person can
// state.
func (d *Door) signs(v *visit, board app.BoardView) (map[string]bool, error) {
	if v.actor.Role != record.RoleResponsible {
		return nil, nil
	}
	return d.Office.ToState(v.r.Context(), v.actor, ask.Each(board.Cases, func(c app.CaseLine) string { return c.No }))
}

// mayState is the case in the address, for whoever may state something of it.
func (d *Door) mayState(v *visit) (page, *caseView, error) {
	if !v.actor.May(access.State) {
		return page{}, nil, fault.New(fault.Forbidden, "access.role", string(access.State))
	}
	return d.caseAt(v)
}

// statement asks a responsible person for everything that rests on the person, on one page.
func (d *Door) statement(v *visit) error { return d.askStatement(v, http.StatusOK, nil, nil) }

func (d *Door) askStatement(v *visit, status int, given map[string]string, failed error) error {
	p, c, err := d.mayState(v)
	if err != nil {
		return err
	}
	if err := v.need(access.State); err != nil {
		return err
	}
	view := statementView{caseView: c, Person: v.guest.Name, Paper: v.actor.Role != record.RoleResponsible, Key: rand.Text()}
	wanted := scheme.Post(cmp.Or(given["post"], v.query("post")))
	for _, post := range scheme.Posts() {
		switch {
		case len(c.asked(post)) == 0:
		case view.Post == "" && (wanted == "" || wanted == post):
			view.Post = post
		default:
			view.Other = post
		}
	}
	if _, can := c.offered(access.State); !can {
		view.Post = ""
	}
	if o, can := c.offered(access.Declare); can {
		view.Declare = link{Path: actAt(o, c.No), Label: p.T("help.action.declare")}
	}
	for i, s := range c.Statements {
		if wanted == "" || scheme.Post(s.Post) == wanted {
			view.Done = &c.Statements[i]
		}
	}
	for _, item := range c.asked(view.Post) {
		a := answerAt(c.Answers, scheme.Place{Criterion: item})
		view.Sentences = append(view.Sentences, sentence{Item: item, Text: p.wording(c.Edition, item), Claim: a.ClaimNote, Said: given["say."+item], Why: given["why."+item]})
	}
	if failed != nil {
		view.Failed = v.explain(failed)
		for _, problem := range view.Failed.Problems {
			for i := range view.Sentences {
				if nameOfPlace(problem.Where) == "denied."+view.Sentences[i].Item {
					view.Sentences[i].Error = problem.Message
				}
			}
		}
	}
	v.private()
	return v.show(status, statementPage(p, view))
}

// paperView is what somebody signs by hand: the exact texts of a post, with the way back to
// the place where the signed paper is recorded.
type paperView struct {
	*caseView
	Post      scheme.Post
	Sentences []sentence
	Back      string // the address that the code holds
	Code      string // as the path of a picture
	Size      int
}

// paperForm is the statement as a form to print, with a code that leads whoever has it back
// signed to where its scan is recorded. The texts are the Japanese ones, which count.
func (d *Door) paperForm(v *visit) error {
	p, c, err := d.mayState(v)
	if err != nil {
		return err
	}
	view := paperView{caseView: c, Post: scheme.Post(v.query("post"))}
	for _, item := range c.asked(view.Post) {
		criterion, _ := c.Edition.Criterion(item)
		view.Sentences = append(view.Sentences, sentence{Item: item, Text: criterion.Wording().JA})
	}
	if _, can := c.offered(access.State); !can || view.Post == "" || len(view.Sentences) == 0 {
		return v.goTo("/t/" + c.No)
	}
	view.Back = cmp.Or(d.PublicURL, d.hostOf(v.r)) + "/t/" + c.No + "?post=" + string(view.Post)
	if view.Code, view.Size, err = squares(view.Back); err != nil {
		return err
	}
	v.private()
	return v.show(http.StatusOK, paperPage(p, view))
}

// hostOf is the address by which the office was asked, where nobody has said what it is.
func (d *Door) hostOf(r *http.Request) string {
	if d.Secure {
		return "https://" + r.Host
	}
	return "http://" + r.Host
}

// takeStatement takes what was confirmed and what was said not to be so.
func (d *Door) takeStatement(v *visit) error {
	_, c, err := d.mayState(v)
	if err != nil {
		return err
	}
	form, err := v.form()
	if err != nil {
		return err
	}
	if err := v.need(access.State); err != nil {
		return err
	}
	in := &evidence.StateInput{Post: scheme.Post(form.Get("post"))}
	given := map[string]string{"post": form.Get("post")}
	var open fault.Problems
	for _, item := range c.asked(in.Post) {
		given["say."+item], given["why."+item] = form.Get("say."+item), form.Get("why."+item)
		switch given["say."+item] {
		case itIsSo:
			in.Items = append(in.Items, item)
		case itIsNotSo:
			if in.Denied == nil {
				in.Denied = map[string]string{}
			}
			in.Items, in.Denied[item] = append(in.Items, item), given["why."+item]
		default:
			open.Add("state.open", "/denied/"+item, "item", item)
		}
	}
	if err = open.Err(); err == nil {
		act, _ := app.FindAction(access.State)
		version, _ := strconv.Atoi(form.Get("_version")) // none: any
		_, err = d.Office.Do(v.r.Context(), desk.Request{Actor: v.actor, Key: form.Get("_key"), Version: version, Blind: true}, act, v.r.PathValue("no"), in)
	}
	if err == nil {
		return v.goTo("/t/" + v.r.PathValue("no") + "?post=" + string(in.Post))
	}
	if !answerable(err) {
		return err
	}
	return d.askStatement(v, v.explain(err).Status, given, err)
}

// denied is what was last said not to be so of a criterion, by whom and why, unless it was
// stated since.
func (c *caseView) denied(item string) (who, why string) {
	for _, s := range c.Statements {
		if slices.ContainsFunc(s.Items, func(one record.Stated) bool { return one.Item == item }) {
			who, why = "", ""
		}
		for _, d := range s.Denied {
			if d.Item == item {
				who, why = s.Person, d.Why
			}
		}
	}
	return who, why
}
