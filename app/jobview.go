package app

import (
	"cmp"
	"context"
	"slices"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/values/fault"
)

// JobList is what the calendar has to do, failed to do and did, in that order (期日の処理).
type JobList struct {
	Jobs []record.Job `json:"jobs"`
	Cut  bool         `json:"cut,omitempty"` // more was done than is listed at once
}

// JobQuery narrows the list.
type JobQuery struct {
	Scheme string
	State  record.JobState
}

// mostJobs of those that were done are listed at once.
const mostJobs = 200

// Jobs lists them to the office.
func (a *App) Jobs(ctx context.Context, actor access.Actor, q JobQuery) (JobList, error) {
	list := JobList{Jobs: []record.Job{}}
	var p fault.Problems
	desk.Among(&p, "filter.scheme", "scheme", q.Scheme, a.Shelf.Keys())
	desk.Among(&p, "value-unknown", "state", string(q.State), []string{string(record.JobDue), string(record.JobFailed), string(record.JobDone)})
	if err := p.Err(); err != nil {
		return list, err
	}
	mine := func(key string) bool {
		return (q.Scheme == "" || key == q.Scheme) && access.Allows(actor, access.ViewJobs, access.Object{Kind: access.KindOffice, Scheme: key})
	}
	if err := access.May(actor, access.ViewJobs, access.Object{Kind: access.KindOffice, Scheme: cmp.Or(q.Scheme, actor.Scheme)}).Err(); err != nil {
		return list, err
	}
	var due []record.Job
	if q.State == "" || q.State == record.JobDue {
		all, err := a.DueJobs(ctx)
		if err != nil {
			return list, err
		}
		due = slices.DeleteFunc(all, func(j record.Job) bool { return j.State == record.JobFailed }) // it stands among those that failed
	}
	err := a.Look(ctx, actor, func(w *desk.Work) error {
		for _, state := range record.JobStates() {
			if q.State != "" && q.State != state {
				continue
			}
			jobs := due
			if state != record.JobDue {
				jobs = desk.Read(w, w.Tx.Jobs, desk.JobQuery{Scheme: q.Scheme, State: state, Limit: mostJobs})
				list.Cut = list.Cut || len(jobs) == mostJobs
			}
			for _, j := range jobs {
				if mine(j.Scheme) {
					list.Jobs = append(list.Jobs, j)
				}
			}
		}
		return nil
	})
	return list, err
}
