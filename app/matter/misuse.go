// Package matter is what was brought to the office beside the cases: that a mark looks to be
// shown wrongly. A further kind of matter is a further way in; what follows is the same.
package matter

import (
	"crypto/sha256"
	"encoding/base32"
	"strings"

	"akashi/app/desk"
	"akashi/record"
	"akashi/values/civil"
	"akashi/values/fault"
)

// Misuse is what somebody says who has seen a mark that looks to be shown wrongly.
type Misuse struct {
	Scheme  string              `json:"scheme" doc:"key of the scheme"`
	Ground  record.MatterGround `json:"ground" enum:"unregistered,site,scope,other" doc:"unregistered, site, scope or other"`
	Number  string              `json:"number,omitempty" maxLength:"60" doc:"number that is shown with the mark"`
	Site    string              `json:"site,omitempty" maxLength:"500" doc:"address of the page, or the place, where it was seen"`
	Text    string              `json:"text" maxLength:"4000" doc:"what was seen"`
	Contact string              `json:"contact,omitempty" maxLength:"200" doc:"how to reach who brought it; for the office alone"`
}

// About says what the policy asks about.
func (in Misuse) About() desk.About { return desk.About{Scheme: in.Scheme} }

// Journaled leaves out of the journal, which keeps everything for good, what was written and
// by whom.
func (in Misuse) Journaled() any {
	return struct {
		Scheme string              `json:"scheme"`
		Ground record.MatterGround `json:"ground"`
	}{in.Scheme, in.Ground}
}

// ReportMisuse takes up that a mark looks to be shown wrongly (誤用の通報):
//  1. anybody may say so, without an account: what was seen, and where or with which number;
//  2. a number that the register has makes it a matter of that mark and its scheme;
//  3. whoever said so gets a receipt number, which tells nothing of other matters;
//  4. nothing of it is shown to anybody but the office, and nothing is done to a mark by it.
func ReportMisuse(w *desk.Work, in Misuse) error {
	var p fault.Problems
	for _, text := range []*string{&in.Number, &in.Site, &in.Text, &in.Contact} {
		*text = strings.TrimSpace(*text)
	}
	mark, known := record.Mark{}, false
	if in.Number != "" {
		mark, known = desk.Find(w, w.Tx.Mark, in.Number)
	}
	if known && w.Actor.ID == "" {
		in.Scheme = mark.Scheme // a visitor need not know whose mark it is
	}
	if len(w.Desk.Shelf.Editions(in.Scheme)) == 0 {
		fault.Choose(&p, "user.scheme", "/scheme", in.Scheme, w.Desk.Shelf.Keys())
	}
	fault.OneOf(&p, "matter.ground", "/ground", in.Ground, record.MatterGrounds())
	p.Want(in.Text != "", "matter.text", "/text")
	p.Want(in.Number != "" || in.Site != "", "matter.where", "/site")
	p.Want(!known || mark.Scheme == in.Scheme, "matter.other-scheme", "/number", "given", in.Number, "scheme", mark.Scheme)
	if err := p.Err(); err != nil {
		return err
	}
	id := w.NewID()
	err := w.OfMatter(record.Matter{ID: id, No: receipt(id), Kind: record.Misuse, Scheme: in.Scheme, State: record.MatterReceived, Ground: in.Ground,
		Number: in.Number, MarkID: mark.ID, Site: in.Site, Text: in.Text, Contact: in.Contact, Received: w.Today, By: w.Actor.ID, At: w.Now, Version: 1})
	if err != nil {
		return err
	}
	w.Add(&w.Matter)
	w.Made(desk.OnMatter)
	w.Told = fault.With("no", w.Matter.No)
	return nil
}

// receipt is a number to tell a matter by. It is made of the ID alone, so that it says neither
// how many there are nor which came before.
func receipt(id string) string {
	sum := sha256.Sum256([]byte("matter " + id))
	text := base32.NewEncoding("0123456789ABCDEFGHJKMNPQRSTVWXYZ").EncodeToString(sum[:5])
	return "R-" + text[:4] + "-" + text[4:]
}

// Noting is what was seen or done while a matter was looked into.
type Noting struct {
	Day  civil.Date `json:"day,omitempty" doc:"day of it; today when empty"`
	Text string     `json:"text" maxLength:"4000" doc:"what was seen or done"`
}

// Note writes down what was seen or done while a matter was looked into (調査の記録).
func Note(w *desk.Work, in Noting) error {
	var p fault.Problems
	in.Text = strings.TrimSpace(in.Text)
	if in.Day.IsZero() {
		in.Day = w.Today
	}
	p.Want(in.Text != "", "matter.text", "/text")
	p.Want(!in.Day.After(w.Today), "matter.to-come", "/day", "given", in.Day)
	if err := p.Err(); err != nil {
		return err
	}
	w.Add(&record.MatterNote{ID: w.NewID(), MatterID: w.Matter.ID, Round: len(desk.Read(w, w.MatterNotes, w.Matter.ID)) + 1, Day: in.Day, Text: in.Text, By: w.Actor.ID, At: w.Now})
	return nil
}
