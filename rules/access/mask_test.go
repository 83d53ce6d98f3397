package access_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"akashi/record"
	"akashi/rules/access"
)

func TestFields(t *testing.T) {
	t.Parallel()
	decided := aCase()
	decided.Decided = true
	closed := decided
	closed.Session = record.SessionClosed
	for _, tt := range []struct {
		name  string
		who   string
		on    access.Object
		field access.Field
		want  bool
	}{
		{"基準は非公表: not for the applicant", "applicant", closed, access.Rubric, false},
		{"基準は非公表: for the reviewer", "reviewer", aCase(), access.Rubric, true},
		{"基準は非公表: for the member", "member", aCase(), access.Rubric, true},
		{"基準は非公表: not for the observer", "observer", closed, access.Rubric, false},
		{"a dissent is for the bench", "member", decided, access.VoteWords, true},
		{"and for no applicant", "applicant", closed, access.VoteWords, false},
		{"a vote is sealed from the office", "secretary", decided, access.Votes, false},
		{"and from the other members", "member", decided, access.Votes, false},
		{"until the session closes", "member", closed, access.Votes, true},
		{"a member sees the own vote", "member", aCase(), access.OwnVote, true},
		{"and how many have voted", "member", aCase(), access.VoteCount, true},
		{"but not how", "member", aCase(), access.Tally, false},
		{"the tally is out with the decision", "secretary", decided, access.Tally, true},
		{"but not yet outside", "applicant", decided, access.Tally, false},
		{"before the session has closed", "applicant", closed, access.Tally, true},
		{"an applicant never sees whose vote was what", "applicant", closed, access.Votes, false},
		{"review notes are hidden from the applicant", "applicant", aCase(), access.FirstNotes, false},
		{"until the decision", "applicant", decided, access.FirstNotes, true},
		{"findings are sent at once", "applicant", aCase(), access.Findings, true},
		{"a member decides without the applicant's telephone", "member", aCase(), access.Contact, false},
		{"an observer reads without names", "observer", closed, access.Identity, false},
		{"an observer reads outcomes", "observer", decided, access.Outcome, true},
		{"money is not the committee's business", "member", closed, access.Money, false},
		{"a recused member is shown nothing", "jaipa seat", closed, access.Evidence, false},
		{"基準は非公表: nor its points and notes for the applicant", "applicant", closed, access.Graded, false},
		{"nor who examined the case", "applicant", closed, access.Team, false},
		{"an observer reads no free text", "observer", closed, access.Remarks, false},
		{"minutes are for the bench", "member", aSession(), access.Minutes, true},
		{"not for who left a case that they speak of", "member", aSession("lawyer"), access.Minutes, false},
		{"of the office too", "secretary", aSession("u-sec"), access.Minutes, false},
		{"not for observers", "observer", aSession(), access.Minutes, false},
		{"not for another scheme", "other desk", aSession(), access.Minutes, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := access.Fields(people()[tt.who], tt.on)[tt.field]; got != tt.want {
				t.Errorf("%s sees %s: %v, want %v", tt.who, tt.field, got, tt.want)
			}
		})
	}
}

// aSession has closed; those have a conflict in a case that was on its agenda.
func aSession(conflicted ...string) access.Object {
	return access.Object{Kind: access.KindSession, Scheme: "anshin", Session: record.SessionClosed, Conflicted: conflicted}
}

func TestEveryFieldHasOneRow(t *testing.T) {
	t.Parallel()
	var seen []access.Field
	for _, s := range slices.Concat(access.FieldTable(access.KindCase), access.FieldTable(access.KindSession)) {
		if slices.Contains(seen, s.Field) {
			t.Errorf("%s has two rows", s.Field)
		}
		seen = append(seen, s.Field)
	}
}

func TestVotesAreSealedUntilTheSessionCloses(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a, o := anyActor(t), anyCase(t)
		mask := access.Fields(a, o)
		if o.Session != record.SessionClosed && mask[access.Votes] {
			t.Fatal("votes are shown")
		}
		if mask[access.Tally] && !o.Decided && o.Session != record.SessionClosed {
			t.Fatal("the tally is shown before the decision")
		}
		if len(mask) > 0 && !access.May(a, access.ViewCase, o).Allowed {
			t.Fatal("fields of a case that may not be viewed")
		}
		if access.Visible(a).Unnamed && (mask[access.Identity] || mask[access.Contact]) {
			t.Fatal("a name is shown to somebody who reads without names")
		}
	})
}

func TestOfCase(t *testing.T) {
	t.Parallel()
	c := record.Case{Scheme: "anshin", ApplicantID: "mihon", IntakeBody: "jaipa"}
	o := access.OfCase(c, record.Session{State: record.SessionOpen},
		[]record.Assignment{{UserID: "u1"}}, []record.Conflict{{Seat: "jaipa"}, {UserID: "u2"}}, nil)
	if o.Session != "" || o.Filed || o.Decided {
		t.Errorf("a draft is %+v", o)
	}
	if !slices.Contains(o.Assigned, "u1") || !slices.Contains(o.Conflicted, "u2") || !slices.Contains(o.Conflicted, "jaipa") {
		t.Errorf("assigned and conflicted are %v and %v", o.Assigned, o.Conflicted)
	}
	c.SessionID = "s"
	cleared := []record.Clearance{{SessionID: "s", UserID: "u3"}, {SessionID: "before", UserID: "u4"}, {SessionID: "s"}}
	if o := access.OfCase(c, record.Session{State: record.SessionOpen}, nil, nil, cleared); o.Session != record.SessionOpen || !slices.Equal(o.Cleared, []string{"u3"}) {
		t.Errorf("a case on the agenda is %+v", o)
	}
}
