package demo

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"akashi/app"
	"akashi/app/committee"
	"akashi/app/desk"
	"akashi/app/money"
	"akashi/app/people"
	"akashi/record"
	"akashi/rules/access"
	term "akashi/rules/committee"
	"akashi/scheme"
	"akashi/values/civil"
)

// teller tells the stories of all cases in the order of their days.
type teller struct {
	ctx      context.Context
	office   *app.App
	words    words
	today    civil.Date
	now      time.Time
	until    time.Time // the moment at which it is told
	steps    []step
	sessions sessions
	stories  []*story
}

// order is the order of steps within one day.
type order int

const (
	firstly order = iota // people and plans
	usual
	opening // of a session
	sitting
	closing
	last
)

// step is one thing done on one day.
type step struct {
	day   civil.Date
	order order
	do    func() error
}

// at notes a step down.
func (t *teller) at(day civil.Date, o order, do func() error) {
	t.steps = append(t.steps, step{day, o, do})
}

// run performs every step, its day's first at ten in the morning, each a minute
// after the one before.
func (t *teller) run() error {
	slices.SortStableFunc(t.steps, func(a, b step) int {
		if c := a.day.Compare(b.day); c != 0 {
			return c
		}
		return int(a.order) - int(b.order)
	})
	minute := 0
	for i, s := range t.steps {
		if minute++; i == 0 || t.steps[i-1].day != s.day {
			minute = 0
		}
		t.now = s.day.Start().Add(10*time.Hour + time.Duration(minute)*time.Minute)
		if t.now.After(t.until) { // it is early in the morning: nothing is done in time to come
			t.now = t.until
		}
		if err := s.do(); err != nil {
			return fmt.Errorf("demonstration, %s: %w", s.day, err)
		}
	}
	return nil
}

// people adds the users before anything else happens, and the list of holders.
func (t *teller) people(all samples) {
	start := t.today.AddDays(-4 * 366)
	t.at(start, firstly, func() error {
		for _, u := range all.Users {
			if err := t.addUser(u); err != nil {
				return err
			}
		}
		return t.members(all.Member)
	})
	t.at(start, firstly, func() error {
		_, err := t.act(secretariat, access.AddFeeTable, "", money.TableInput{Scheme: "pmark", From: civil.MustOf(2026, 10, 1),
			Source: all.Words.FeeTable, Name: "fees-sample.yaml", Content: feesSample})
		return err
	})
	t.at(start, firstly, func() error { return t.alone(t.words.Alone) })
	t.at(start, firstly, func() error { return t.officers(all.Officers) })
	t.at(start, firstly, func() error { return t.issuers(all.Issuers) })
	t.terms(start, all.Member)
	t.at(start, usual, func() error {
		list, err := holders()
		if err != nil {
			return err
		}
		list.Source = all.Words.Holders
		_, err = t.act(secretariat, access.ImportRegister, "", list)
		return err
	})
}

// deeds notes acts down that belong to no course.
func (t *teller) deeds(all []deed, on func() string) {
	begun := map[string]string{}
	for _, d := range all {
		t.at(t.today.AddDays(-d.DaysAgo), usual, func() error {
			object := on()
			if d.On != "" {
				object = begun[d.On]
			}
			out, err := t.act(d.By, d.Act, object, d.Input)
			begun[d.As] = out.No
			return err
		})
	}
}

// alone has the office of pmark decide that its accounts and imports wait for nobody, so
// that who looks at the demonstration can add to it.
func (t *teller) alone(why string) error {
	for _, word := range []scheme.SecondWord{scheme.SecondAccount, scheme.SecondImport} {
		if _, err := t.act("pjimu-1", access.SecondPerson, "", desk.SafeguardInput{Scheme: "pmark", Act: string(word), State: "off", Reason: why}); err != nil {
			return err
		}
	}
	return nil
}

// issuers says in whose name documents about money are issued.
func (t *teller) issuers(all []issuer) error {
	for _, i := range all {
		if _, err := t.act(i.By, access.SetIssuer, "", i.IssuerInput); err != nil {
			return err
		}
	}
	return nil
}

func (t *teller) addUser(u people.UserInput) error {
	_, err := t.perform(access.Actor{ID: "demo", Role: record.RoleAdmin}, access.AddUser, "", u)
	return err
}

// members seats the committee of every scheme.
func (t *teller) members(name string) error {
	for _, key := range t.office.Shelf.Keys() {
		edition, err := t.office.Shelf.EditionAt(key, t.today)
		if err != nil {
			return err
		}
		for i, seat := range edition.Committee.Seats {
			u := people.UserInput{ID: memberID(key, seat.ID), Name: memberName(name, i), Role: record.RoleMember, Scheme: key, Seat: seat.ID}
			if err := t.addUser(u); err != nil {
				return err
			}
		}
	}
	return nil
}

// ahead is how many days before a term the member is appointed to it.
const ahead = 300

// terms appoints the members, and again well before their term ends.
func (t *teller) terms(start civil.Date, name string) {
	for _, key := range t.office.Shelf.Keys() {
		body := t.edition(key).Committee
		for i, seat := range body.Seats {
			from, appointed, ends := start, start, true
			for ends && !appointed.After(t.today) {
				in := committee.AppointInput{Scheme: key, Seat: seat.ID, Name: memberName(name, i), User: memberID(key, seat.ID), From: from,
					To: term.TermEnd(from, body.TermYears.Value)}
				t.at(appointed, firstly, func() error {
					_, err := t.act(secretariat, access.Appoint, "", in)
					return err
				})
				from, ends = in.To.AddDays(1), !in.To.IsZero()
				appointed = from.AddDays(-ahead)
			}
		}
	}
}

// officers writes down who holds the offices of the council.
func (t *teller) officers(names map[string]string) error {
	for office, name := range names {
		if _, err := t.act(secretariat, access.Appoint, "", committee.AppointInput{Scheme: "anshin", Seat: office, Name: name}); err != nil {
			return err
		}
	}
	return nil
}

// applicants lets a contact and a responsible person of some applicants sign in.
func (t *teller) applicants(all samples) error {
	shown := map[string]int{}
	for _, c := range t.stories {
		if !c.SignsIn {
			continue
		}
		shown[c.Scheme]++
		letter := string(rune('A' + shown[c.Scheme] - 1))
		for role, name := range map[record.Role]string{record.RoleApplicant: all.Contact, record.RoleResponsible: all.Responsible} {
			u := people.UserInput{ID: c.Scheme + "-" + string(role) + "-" + strings.ToLower(letter), Name: strings.ReplaceAll(name, "{letter}", letter),
				Role: role, Scheme: c.Scheme, ApplicantID: c.applicant}
			if err := t.addUser(u); err != nil {
				return err
			}
		}
	}
	return nil
}

func memberID(scheme, seat string) string { return scheme + "-" + seat }

func memberName(name string, i int) string {
	return strings.ReplaceAll(name, "{letter}", string(rune('A'+i)))
}

// act performs an action as a user.
func (t *teller) act(user string, name access.Action, object string, input any) (answered, error) {
	actor, err := t.office.UserActor(t.ctx, user)
	if err != nil {
		return answered{}, err
	}
	return t.perform(actor, name, object, input)
}

// answered is what the demonstration reads off an answer.
type answered struct {
	No          string `json:"no"`
	ID          string `json:"id"`
	Number      string `json:"number"`
	ApplicantID string `json:"applicant_id"`
}

// names reports whether an act gives a number or an ID that the rest goes by.
func names(a desk.Action) bool {
	return a.Begins || a.Name == access.Decide || a.Name == access.ConcludeAgreement
}

func (t *teller) perform(actor access.Actor, name access.Action, object string, input any) (out answered, err error) {
	action, ok := app.FindAction(name)
	if !ok {
		return out, fmt.Errorf("no action %s", name)
	}
	body, err := json.Marshal(input)
	if err != nil {
		return out, err
	}
	in := action.Input()
	if err := json.Unmarshal(body, in); err != nil {
		return out, err
	}
	done, err := t.office.Do(t.ctx, desk.Request{Actor: actor, Blind: !names(action)}, action, object, in)
	if err == nil && done.Waits {
		done, err = t.confirm(actor, done.Object)
	}
	if err != nil {
		return out, fmt.Errorf("%s %s: %w", name, object, err)
	}
	if done.Body == nil {
		return out, nil
	}
	return out, json.Unmarshal(done.Body, &out)
}

// confirm has somebody else of the office confirm what waits: the first who may.
func (t *teller) confirm(first access.Actor, id string) (out desk.Outcome, err error) {
	action, _ := app.FindAction(access.Confirm)
	for _, user := range seconds {
		second, known := t.office.UserActor(t.ctx, user)
		if known != nil || user == first.ID {
			continue
		}
		if out, err = t.office.Do(t.ctx, desk.Request{Actor: second}, action, id, &desk.NoInput{}); err == nil {
			return out, nil
		}
	}
	return out, err
}

// pay pays everything that a case owes.
func (t *teller) pay(no string) error {
	actor, err := t.office.UserActor(t.ctx, secretariat)
	if err != nil {
		return err
	}
	view, err := t.office.CaseView(t.ctx, actor, no)
	if err != nil {
		return err
	}
	for _, c := range view.Charges {
		if c.Status != record.ChargeOwed {
			continue
		}
		if _, err := t.act(secretariat, access.RecordPayment, no, money.PaymentInput{Charge: c.ID, Amount: c.Amount}); err != nil {
			return err
		}
	}
	return nil
}
