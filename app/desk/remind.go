package desk

import (
	"cmp"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"akashi/record"
	"akashi/rules/lifecycle"
	"akashi/rules/sending"
	"akashi/values/fault"
)

// RemindInput says what is reminded of (督促・案内).
type RemindInput struct {
	What string `json:"what" doc:"what the letter is about: fee, findings, agreement, opens, window or expiry"`
}

// Remind writes to the first contact of the applicant, and to further ones where that is silent, about one of the days that run, the nearest of what is asked for:
// that it comes, or that it has passed. more says what else the letter tells about that day.
func (w *Work) Remind(applicant string, in RemindInput, days []lifecycle.NextDay, more func(next lifecycle.NextDay) map[string]string) error {
	var next lifecycle.NextDay
	var remindable []string
	for _, d := range days {
		what := lifecycle.RemindedOf(d)
		if what == "" {
			continue
		}
		remindable = append(remindable, what)
		if what == in.What && (next.Day.IsZero() || d.Day.Before(next.Day)) {
			next = d
		}
	}
	var p fault.Problems
	fault.OneOf(&p, "remind.what", "/what", in.What, remindable)
	if err := p.Err(); err != nil {
		return err
	}
	data := map[string]string{"no": w.Case.No, "number": w.Mark.Number, "day": next.Day.String()}
	maps.Copy(data, more(next))
	template, late := "remind-"+in.What, next.Day.Before(w.Today)
	if late {
		template = "late-" + in.What
		data["days"] = strconv.Itoa(w.Today.Sub(next.Day))
	}
	w.letters(w.askedContacts(applicant), applicant, template, data)
	w.Told = fault.With("what", in.What, "day", next.Day)
	w.Facts = map[string]any{"day": next.Day, "late": late}
	return nil
}

// askedContacts are those who act for the applicant and whom a reminder goes to: the first, and a further one for each reminder
// before that was not answered, or did not arrive.
func (w *Work) askedContacts(applicant string) []record.User {
	readers := w.inOrder(applicant, w.ReadersFor(applicant, cmp.Or(w.Case.ID, w.Mark.CaseID)))
	var before []record.Outgoing
	for _, o := range w.lettersBefore(readers) {
		if reminds(o.Template, w.Case.ID == "") {
			before = append(before, o)
		}
	}
	return readers[:min(len(readers), sending.Asked(before, w.lastDone(applicant), w.Now))]
}

// lettersBefore are the letters about the case or the mark on the desk. A mark that was taken over rests on no case: its letters
// are those to its readers that tell its number.
func (w *Work) lettersBefore(readers []record.User) (letters []record.Outgoing) {
	if caseID := cmp.Or(w.Case.ID, w.Mark.CaseID); caseID != "" {
		return Read(w, w.Letters, LetterQuery{CaseID: caseID})
	}
	for _, u := range readers {
		for _, o := range Read(w, w.Letters, LetterQuery{To: u.ID}) {
			var data map[string]string
			if json.Unmarshal([]byte(o.Data), &data) == nil && o.CaseID == "" && data["number"] == w.Mark.Number {
				letters = append(letters, o)
			}
		}
	}
	return letters
}

// reminds reports of a letter whether it reminds of a day of a mark, or of a case: a case and the mark that it was granted have
// their letters together.
func reminds(template string, ofMark bool) bool {
	what, reminder := strings.CutPrefix(template, "remind-")
	if !reminder {
		what, reminder = strings.CutPrefix(template, "late-")
	}
	marks := what == "opens" || what == "window" || what == "expiry"
	return reminder && marks == ofMark
}

// inOrder are those who act for an applicant in the order in which they came to do so.
func (w *Work) inOrder(applicant string, readers []record.User) []record.User {
	contacts := Read(w, w.Contacts, applicant)
	since := func(u record.User) time.Time {
		if c := ContactOf(contacts, u.ID); c.ID != "" {
			return c.At
		}
		return u.Created
	}
	return slices.SortedStableFunc(slices.Values(readers), func(a, b record.User) int { return since(a).Compare(since(b)) })
}

// lastDone is when somebody who acts for the applicant last did something on the thing on the desk; the zero moment where nobody did.
func (w *Work) lastDone(applicant string) (at time.Time) {
	for _, u := range Read(w, w.UsersOf, applicant) {
		for _, l := range Read(w, w.Leaves, LeafQuery{Kind: w.Thing.Kind, Object: w.kept().name, Actor: u.ID, Newest: true, Limit: 1}) {
			if l.At.After(at) {
				at = l.At
			}
		}
	}
	return at
}
