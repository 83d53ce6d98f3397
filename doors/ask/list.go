package ask

import (
	"context"
	"slices"

	"akashi/app"
	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/lifecycle"
	"akashi/scheme"
	"akashi/values/fault"
)

// Those are the items that are so.
func Those[T any](items []T, are func(T) bool) []T {
	return slices.DeleteFunc(slices.Clone(items), func(item T) bool { return !are(item) })
}

// Each is what is made of every item.
func Each[T, M any](items []T, of func(T) M) []M {
	made := make([]M, len(items))
	for i, item := range items {
		made[i] = of(item)
	}
	return made
}

// Page says which page of a list is asked for.
type Page struct {
	After string `json:"after,omitempty" doc:"the value of next on the page before"`
	Limit int    `json:"limit,omitempty" minimum:"1" maximum:"100" doc:"rows of a page; 100 when absent"`
}

// CaseQuery narrows the list of cases.
type CaseQuery struct {
	Scheme string             `json:"scheme,omitempty" doc:"key of a scheme"`
	State  []record.CaseState `json:"state,omitempty" doc:"states, repeated or separated by commas; any of them"`
	Type   record.CaseType    `json:"type,omitempty" enum:"new,renewal" doc:"new or renewal"`
	Text   string             `json:"text,omitempty" doc:"in receipt number, service or applicant, whatever the width, the case and the kana"`
	Late   bool               `json:"late,omitempty" doc:"only cases past a hard day, among them those with a fee unpaid after its last day"`
	Page
}

// For the office; a state that there is not has its place.
func (q *CaseQuery) For(where string) (desk.CaseQuery, error) {
	var p fault.Problems
	for _, s := range q.State {
		if !slices.Contains(lifecycle.States(), s) {
			fault.Choose(&p, "value-unknown", where, string(s), lifecycle.States())
		}
	}
	return desk.CaseQuery{Scheme: q.Scheme, States: q.State, Type: q.Type, Text: q.Text, Late: q.Late, After: q.After, Limit: q.Limit}, p.Err()
}

// JournalQuery says which stretch of the journal is asked for.
type JournalQuery struct {
	From  int64 `json:"from,omitempty" minimum:"0" doc:"the value of next on the stretch before"`
	Limit int   `json:"limit,omitempty" minimum:"1" maximum:"100" doc:"leaves of a stretch; 100 when absent"`
}

// MailQuery says which letters are asked for.
type MailQuery struct {
	Case  string `json:"case,omitempty" doc:"receipt number of the case that they are about; every letter when absent"`
	State string `json:"state,omitempty" enum:"unreached,held,queued,sending,sent,failed,bounced,undeliverable,undone" doc:"what has become of it; unreached for those that did not reach their reader and are tried no more"`
}

// For the office.
func (q *MailQuery) For() app.MailQuery { return app.MailQuery{Case: q.Case, State: q.State} }

// RegisterQuery narrows the register.
type RegisterQuery struct {
	Q      string `json:"q,omitempty" flag:"-" doc:"in number, service, holder and readings, whatever the width, the case and the kana"`
	Scheme string `json:"scheme,omitempty" doc:"key of a scheme"`
	Status string `json:"status,omitempty" enum:"valid,not_yet_valid,suspended,withdrawn,ended,expired,historical,active,listed" doc:"standing of today; active and listed are older words for valid and historical"`
	Page
}

// For the office.
func (q *RegisterQuery) For() desk.MarkQuery {
	return desk.MarkQuery{Scheme: q.Scheme, Text: q.Q, Standing: desk.StandingNamed(q.Status), After: q.After, Limit: q.Limit}
}

// OfficeQuery names the scheme of which something that the office keeps is asked for.
type OfficeQuery struct {
	Scheme string `json:"scheme" doc:"key of the scheme"`
}

// RenewalQuery narrows the marks for whose renewal it is time.
type RenewalQuery struct {
	Scheme string `json:"scheme,omitempty" doc:"key of a scheme; all of them when absent"`
	Late   bool   `json:"late,omitempty" doc:"only those whose last day to file has passed"`
}

// For the office.
func (q *RenewalQuery) For() app.RenewalQuery {
	return app.RenewalQuery{Scheme: q.Scheme, Late: q.Late}
}

// ClockQuery narrows the clocks that run.
type ClockQuery struct {
	Scheme string            `json:"scheme,omitempty" doc:"key of a scheme; all of them when absent"`
	When   string            `json:"when,omitempty" enum:"late,week,month" doc:"late, or from today to the end of this week or month; all of them when absent"`
	Kind   lifecycle.DayKind `json:"kind,omitempty" enum:"hard,estimate" doc:"hard, which can be missed, or estimate"`
	Turn   record.Role       `json:"turn,omitempty" enum:"secretariat,applicant,reviewer,assessor,member" doc:"role whose turn it is"`
}

// For the office.
func (q *ClockQuery) For() app.ClockQuery {
	return app.ClockQuery{Scheme: q.Scheme, When: q.When, Kind: q.Kind, Turn: q.Turn}
}

// MatterQuery narrows the matters.
type MatterQuery struct {
	Scheme string             `json:"scheme,omitempty" doc:"key of a scheme; all of them when absent"`
	State  record.MatterState `json:"state,omitempty" enum:"open,received,looking,dismissed,closed" doc:"received, looking, dismissed or closed; open for the first two"`
}

// For the office.
func (q *MatterQuery) For() app.MatterQuery { return app.MatterQuery{Scheme: q.Scheme, State: q.State} }

// SchemeQuery narrows a list to one scheme.
type SchemeQuery struct {
	Scheme string `json:"scheme,omitempty" doc:"key of a scheme; all of them when absent"`
}

// SessionList are sessions of the committees.
type SessionList struct {
	Sessions []record.Session `json:"sessions"`
	Tenures  []record.Tenure  `json:"tenures"`  // who holds which seat, from when until when
	Deputies []record.Deputy  `json:"deputies"` // which seat stands in for the chair, from when until when
}

// sittings finds the sessions of a scheme. *app.App does.
type sittings interface {
	Sessions(ctx context.Context, actor access.Actor, scheme string) ([]record.Session, []record.Tenure, error)
	Deputies(ctx context.Context, actor access.Actor, scheme string) ([]record.Deputy, error)
}

// Sessions lists those of one scheme, or of every scheme whose sessions the actor
// may see.
func (q *SchemeQuery) Sessions(ctx context.Context, o sittings, shelf *scheme.Shelf, actor access.Actor) (SessionList, error) {
	keys, all := shelf.Keys(), SessionList{[]record.Session{}, []record.Tenure{}, []record.Deputy{}}
	if q.Scheme != "" {
		keys = []string{q.Scheme}
		if len(shelf.Editions(q.Scheme)) == 0 {
			return all, fault.New(fault.NotFound, "scheme-unknown", q.Scheme)
		}
	}
	for _, key := range keys {
		ruling := access.May(actor, access.ViewSession, access.Object{Kind: access.KindSession, Scheme: key})
		if !ruling.Allowed && q.Scheme != "" {
			return all, ruling.Err()
		}
		if !ruling.Allowed {
			continue
		}
		some, held, err := o.Sessions(ctx, actor, key)
		if err != nil {
			return all, err
		}
		deputies, err := o.Deputies(ctx, actor, key)
		if err != nil {
			return all, err
		}
		all.Sessions, all.Tenures, all.Deputies = append(all.Sessions, some...), append(all.Tenures, held...), append(all.Deputies, deputies...)
	}
	return all, nil
}

// JobQuery narrows what the calendar does.
type JobQuery struct {
	Scheme string          `json:"scheme,omitempty" doc:"key of a scheme; all of them when absent"`
	State  record.JobState `json:"state,omitempty" enum:"due,failed,done" doc:"due, failed or done; all of them when absent"`
}

// For the office.
func (q *JobQuery) For() app.JobQuery { return app.JobQuery{Scheme: q.Scheme, State: q.State} }
