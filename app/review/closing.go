package review

import (
	"strings"

	"akashi/app/desk"
	"akashi/record"
	"akashi/values/fault"
)

// ClosingInput is what was read out at the closing meeting, and who heard it.
type ClosingInput struct {
	Text   string `json:"text" maxLength:"20000" doc:"what was found, as it was read out"`
	Person string `json:"person" maxLength:"200" doc:"name of the officer of the applicant who acknowledges to have heard it"`
	Post   string `json:"post" maxLength:"200" doc:"what the officer is there"`
	Remark string `json:"remark,omitempty" maxLength:"4000" doc:"what the officer has to say to it"`
	Reason string `json:"reason,omitempty" doc:"why it takes the place of the sheet before"`
}

// AcknowledgeClosing keeps the sheet of the closing meeting (総括の確認):
//  1. what was read out is there, and who acknowledged it, by name and post;
//  2. a sheet before stays on record, and why it no longer stands is said;
//  3. keep it under the hash of its text, with who wrote it down and when: it says that the
//     officer heard it, and not that the officer agrees.
func AcknowledgeClosing(w *desk.Work, in ClosingInput) error {
	before := desk.Read(w, w.Closings, w.Case.ID)
	var p fault.Problems
	p.Want(strings.TrimSpace(in.Text) != "", "closing.text", "/text")
	p.Want(strings.TrimSpace(in.Person) != "", "closing.person", "/person")
	p.Want(strings.TrimSpace(in.Post) != "", "closing.post", "/post")
	p.Want(len(before) == 0 || in.Reason != "", "closing.again", "/reason")
	if err := p.Err(); err != nil {
		return err
	}
	c := &record.Closing{ID: w.NewID(), CaseID: w.Case.ID, Round: len(before) + 1, Day: w.Today, Text: in.Text, SHA256: desk.Hash([]byte(in.Text)),
		Person: in.Person, Post: in.Post, Remark: in.Remark, Reason: in.Reason, By: w.Actor.ID, At: w.Now}
	w.Facts["sha256"] = c.SHA256
	w.Add(c)
	return nil
}
