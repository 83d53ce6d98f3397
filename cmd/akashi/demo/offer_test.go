package demo_test

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"slices"
	"testing"

	"akashi/app"
	"akashi/app/desk"
	"akashi/app/review"
	"akashi/cmd/akashi/demo"
	"akashi/record"
	"akashi/rules/access"
	"akashi/values/civil"
	"akashi/values/fault"
)

// rehearsal is a store in which nothing stays done.
type rehearsal struct{ desk.Store }

var errRehearsed = errors.New("it could have been done")

// Update lets an act go through and takes it back.
func (r rehearsal) Update(ctx context.Context, write func(desk.Tx) error) error {
	return r.Store.Update(ctx, func(tx desk.Tx) error {
		if err := write(tx); err != nil {
			return err
		}
		return errRehearsed
	})
}

// TestWhatIsOfferedCanBeDone tries every act on everything in the demonstration,
// as people of every role, and takes it back again: what was offered without a
// blocker must not be refused, and what was not offered, or blocked, must not go
// through.
func TestWhatIsOfferedCanBeDone(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	o, _ := office(t, "2026-11-21")
	if _, err := demo.Fill(ctx, o); err != nil {
		t.Fatal(err)
	}
	trial := *o
	trial.Store, trial.Files = rehearsal{o.Store}, keeper{}
	tried := map[access.Action]int{}
	for _, who := range onePerPlace(t, o) {
		for _, it := range objects(t, o) {
			offers, err := o.Doable(ctx, who, it.kind, it.name)
			if err != nil && !errors.Is(err, fault.NotFound) && !errors.Is(err, fault.Forbidden) {
				t.Fatal(err)
			}
			for _, a := range app.Actions() {
				if a.On != it.kind || a.Begins {
					continue
				}
				_, err := trial.Do(ctx, desk.Request{Actor: who}, a, it.name, plausible(t, o, a, who, it.name))
				offered, free := stands(offers, a.Name)
				refused := err != nil && !errors.Is(err, errRehearsed) && !errors.Is(err, fault.Invalid)
				switch {
				case free && refused:
					t.Errorf("%s (%s) is offered %s of %s, and refused: %v", who.ID, who.Role, a.Name, it.name, err)
				case !free && errors.Is(err, errRehearsed):
					t.Errorf("%s (%s) can do %s of %s, which is not offered (listed: %v)", who.ID, who.Role, a.Name, it.name, offered)
				}
				if free && errors.Is(err, errRehearsed) {
					tried[a.Name]++
				}
			}
		}
	}
	if testing.Short() {
		return // so few people cannot do everything
	}
	for _, name := range []access.Action{access.Answer, access.Attach, access.Judge, access.Withdraw, access.RecordPayment, access.ReversePayment, access.SuspendMark,
		access.RestoreMark, access.WithdrawMark, access.EndMark, access.DeclareConflict} {
		if tried[name] == 0 {
			t.Errorf("nobody in the demonstration could do %s: the test proves nothing of it", name)
		}
	}
}

// stands reports whether the act is listed, and whether nothing blocks it.
func stands(offers []desk.Offer, act access.Action) (listed, free bool) {
	i := slices.IndexFunc(offers, func(o desk.Offer) bool { return o.Action == act })
	if i < 0 {
		return false, false
	}
	return true, len(offers[i].Blocked) == 0
}

// onePerPlace is one user of each role, scheme, body and applicant, and nobody
// else: others would be told the same.
func onePerPlace(t *testing.T, o *app.App) (all []access.Actor) {
	t.Helper()
	seen := map[access.Actor]bool{}
	err := o.Store.View(context.Background(), func(r desk.Reader) error {
		users, err := r.Users()
		for _, u := range users {
			who := access.Of(u)
			place := who
			place.ID, place.Seat = "", ""
			if testing.Short() {
				place = access.Actor{Role: who.Role} // a quick check asks one of each role
			}
			if !seen[place] {
				seen[place], all = true, append(all, who)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

type object struct {
	kind desk.Kind
	name string
}

// objects is one case of each state and type, each session, and one mark of each
// status.
func objects(t *testing.T, o *app.App) (all []object) {
	t.Helper()
	seen := map[string]bool{}
	once := func(kind desk.Kind, place, name string) {
		if !seen[place] {
			seen[place], all = true, append(all, object{kind, name})
		}
	}
	err := o.Store.View(context.Background(), func(r desk.Reader) error {
		cases, err := r.Cases(desk.CaseQuery{Visible: access.Everything()})
		if err != nil {
			return err
		}
		for _, c := range cases {
			once(desk.OnCase, c.Scheme+string(c.State)+string(c.Type), c.No)
		}
		for _, key := range o.Shelf.Keys() {
			sessions, err := r.Sessions(key)
			if err != nil {
				return err
			}
			for _, s := range sessions {
				once(desk.OnSession, s.ID, s.ID)
			}
		}
		marks, err := r.Marks(desk.MarkQuery{})
		for _, m := range marks {
			once(desk.OnMark, m.Scheme+string(m.Status), m.Number)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// plausible is an input with which the act would succeed, as far as one can be made
// up for any case; where it cannot, the input is refused as malformed, which says
// nothing against the offer.
func plausible(t *testing.T, o *app.App, a desk.Action, who access.Actor, name string) any {
	t.Helper()
	input := a.Input()
	body := map[access.Action]string{
		access.Answer: `{"notes":{}}`, access.Declare: `{"by":"代表者","name":"a.pdf","paper":"JVBERi0xLjQK"}`, access.RecordPage: `{"item":"1-1-1","url":"https://isp.example/","seen":"見本"}`,
		access.State: `{"post":"responsible","by":"代表者","name":"a.pdf","paper":"JVBERi0xLjQK"}`, access.Except: `{"items":["1-1-1","3.1"],"reason":"見本"}`, access.Attach: `{"name":"a.pdf","content":"JVBERi0xLjQK"}`,
		access.RecordEvidence: `{}`, access.Submit: `{"late_reason":"見本"}`, access.Withdraw: `{"reason":"見本"}`, access.Return: `{"reason":"見本"}`,
		access.Accept: `{}`, access.DeclareConflict: `{"note":"見本"}`, access.DeclareNoConflict: `{"seat":"` + cmp.Or(who.Seat, "audit_firm") + `"}`, access.Judge: `{}`, access.JudgeFinal: `{}`,
		access.FileReport: `{"recommendation":"undecided","summary":"見本","reason":"見本"}`, access.Defer: `{"reason":"見本"}`, access.ReopenVerdicts: `{"reason":"見本"}`,
		access.CorrectVote: `{"choice":"abstain","reason":"見本"}`, access.Excuse: `{"seat":"` + cmp.Or(who.Seat, "chair") + `","reason":"見本"}`, access.Lapse: `{}`,
		access.Decide: `{"reasons":"見本","valid_to":"2028-11-30"}`, access.LogVisit: `{"minutes":60,"again":"見本"}`, access.RequestReexamination: `{"grounds":"見本"}`, access.AnswerReexamination: `{"outcome":"refused","reasons":"見本"}`, access.Observe: `{"text":"見本"}`, access.AcknowledgeClosing: `{"text":"見本","person":"見本","post":"見本","reason":"見本"}`, access.CheckOut: `{}`, access.ConfirmEligibility: `{"found":"見本","reason":"見本"}`, access.RaiseYearlyFees: `{}`,
		access.CorrectNotice: `{"received":"2026-11-21","reason":"見本"}`,
		access.SuspendMark:   `{"reason":"見本"}`, access.RestoreMark: `{"reason":"見本"}`, access.WithdrawMark: `{"reason":"見本"}`,
		access.EndMark: `{"reason":"見本"}`, access.CorrectRegister: `{"holder_kana":"ミホンノヨミ","reason":"見本"}`, access.CorrectMeasure: `{"published":"見本の訂正","reason":"見本"}`, access.CloseSession: `{"minutes":"見本"}`, access.CorrectMinutes: `{"text":"見本の訂正","reason":"見本"}`,
		access.Dissent: `{"text":"見本"}`, access.ConfirmVote: `{"answer":"confirmed"}`, access.AnswerContest: `{"seat":"chair","text":"見本"}`,
		access.ReplySession: `{"seat":"` + cmp.Or(who.Seat, "chair") + `","answer":"absent"}`, access.CancelSession: `{"reason":"見本"}`, access.MoveSession: `{"day":"2027-03-12","reason":"見本"}`,
	}[a.Name]
	if body == "" {
		body = madeUp(t, o, a.Name, who, name)
	}
	if err := json.Unmarshal([]byte(body), input); err != nil {
		t.Fatalf("%s: %v", a.Name, err)
	}
	return input
}

// madeUp reads an input off the records of the case.
func madeUp(t *testing.T, o *app.App, act access.Action, who access.Actor, no string) (body string) {
	t.Helper()
	body = `{}`
	err := o.Store.View(context.Background(), func(r desk.Reader) error {
		c, err := r.Case(no)
		if errors.Is(err, fault.NotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		switch act {
		case access.CorrectVisit:
			visits, err := r.Visits(c.ID)
			if len(visits) > 0 {
				body = `{"visit":"` + visits[0].ID + `","note":"見本の訂正","reason":"見本"}`
			}
			return err
		case access.EndCheckOut:
			outs, err := r.CheckOuts(c.ID)
			if len(outs) > 0 {
				body = `{"check_out":"` + outs[0].ID + `","reason":"見本"}`
			}
			return err
		case access.Unassign:
			team, err := r.Assignments(c.ID)
			if len(team) > 0 {
				body = `{"user":"` + team[0].UserID + `","reason":"見本"}`
			}
			return err
		case access.ReversePayment:
			payments, err := r.Payments(c.ID)
			if len(payments) > 0 {
				body = `{"payment":"` + payments[0].ID + `","reason":"見本"}`
			}
			return err
		case access.RecordPayment, access.WaiveCharge, access.ConfirmOverrun:
			charges, err := r.Charges(c.ID)
			want := record.ChargeOwed
			if act == access.ConfirmOverrun {
				want = record.ChargeProposed
			}
			i := slices.IndexFunc(charges, func(c record.Charge) bool { return c.Status == want })
			if i >= 0 {
				body = `{"charge":"` + charges[i].ID + `","amount":1,"reason":"見本"}`
				if act == access.RecordPayment {
					body = `{"charge":"` + charges[i].ID + `","amount":1}`
				}
			}
			return err
		case access.Assign:
			users, err := r.Users()
			if i := slices.IndexFunc(users, func(u record.User) bool { return fits(u, c) }); i >= 0 {
				body = `{"user":"` + users[i].ID + `"}`
			}
			return err
		case access.RaiseFindings:
			body = `{"due":"2026-12-21","findings":[{"criterion":"` + asked(o, c) + `","text":"見本"}]}`
		case access.AnswerFindings:
			findings, err := r.Findings(c.ID)
			body = corrections(findings)
			return err
		case access.Schedule:
			sessions, err := r.Sessions(c.Scheme)
			for _, s := range sessions {
				if s.State != record.SessionClosed && !civil.In(o.Now()).After(s.Cutoff) {
					body = `{"session":"` + s.ID + `"}`
				}
			}
			return err
		case access.Vote:
			body = `{"choice":"abstain","seat":"` + who.Seat + `"}`
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return body
}

// fits reports whether the user may examine the case.
func fits(u record.User, c record.Case) bool {
	if c.IntakeBody != "" {
		return u.Role == record.RoleReviewer && u.Body == c.IntakeBody
	}
	return u.Role == record.RoleAssessor
}

// asked is some criterion of the case's edition.
func asked(o *app.App, c record.Case) string {
	edition, err := o.Shelf.Edition(c.Scheme, c.Edition)
	if err != nil {
		return ""
	}
	return edition.Criteria[0].ID
}

// corrections answers every open finding.
func corrections(findings []record.Finding) string {
	var in review.CorrectionsInput
	for _, f := range findings {
		if f.State == record.FindingOpen {
			in.Corrections = append(in.Corrections, review.CorrectionInput{No: f.No, Text: "見本"})
		}
	}
	body, _ := json.Marshal(in) // strings and numbers always can be
	return string(body)
}

// keeper keeps no file, and says it has.
type keeper struct{ desk.Files }

// Keep takes every file.
func (keeper) Bare(photo []byte) ([]byte, error) { return photo, nil }

func (keeper) Keep(context.Context, string, []byte) (desk.Kept, error) {
	return desk.Kept{SHA256: "0", Type: "application/pdf", Size: 1}, nil
}
