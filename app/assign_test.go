package app_test

import (
	"testing"

	"akashi/record"
	"akashi/rules/access"
)

// TestWhatAReviewerHasToDo counts the items that wait for somebody's first verdict, of every
// open case but the one that is to be given, and reads for it no answers of any case.
func TestWhatAReviewerHasToDo(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	first := o.submitted(`{"scheme":"anshin","type":"new","service":"見本一ネット","intake_body":"jaipa","size":"small","applicant":{"name":"見本一株式会社","sample":true}}`)
	second := o.submitted(`{"scheme":"anshin","type":"new","service":"見本二ネット","intake_body":"jaipa","size":"small","applicant":{"name":"見本二株式会社","sample":true}}`)
	rev := access.Actor{ID: "rev1", Role: record.RoleReviewer, Body: "jaipa"}
	o.do(secretariat(), "accept", first, `{}`)
	o.do(secretariat(), "assign", first, `{"user":"rev1"}`)
	o.do(rev, "begin-review", first, `{}`)
	o.do(rev, "judge", first, `{"answers":{"1-1-3":{"status":"met"},"1-1-4":{"status":"met"}}}`)
	c := &counting{Store: o.app.Store}
	o.app.Store = c
	for no, want := range map[string]int{second: 51, first: 0} {
		all, err := o.app.Candidates(t.Context(), secretariat(), no)
		if err != nil || len(all) != 1 || all[0].ID != "rev1" || all[0].Items != want {
			t.Errorf("beside %s: %+v, %v, want %d items", no, all, err, want)
		}
	}
	if c.unjudged != 2 || c.answers != 0 {
		t.Errorf("for two lists what is open was read %d times, all answers of a case %d times", c.unjudged, c.answers)
	}
}
