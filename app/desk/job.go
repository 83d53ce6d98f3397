package desk

import (
	"context"
	"time"

	"akashi/record"
	"akashi/rules/access"
)

// JobAct is a job with its act.
type JobAct struct {
	Job    record.Job
	Action Action
	Input  any
}

// DoJobs does acts of jobs in one transaction, one after another as Do does each, until the time is up, so that nobody who
// writes waits for long. Each job is kept as done in that transaction, and done tells of those it came to which were not done
// before, by whoever was sooner. Where an act fails, or would wait for a second person, nothing is kept of any, and it is the
// act after those.
func (d *Desk) DoJobs(ctx context.Context, actor access.Actor, acts []JobAct, longest time.Duration) (done []bool, err error) {
	err = d.Change(ctx, actor, func(w *Work) error {
		up, cancel := context.WithTimeout(ctx, longest)
		defer cancel()
		done = done[:0]
		for _, act := range acts {
			if len(done) > 0 && up.Err() != nil {
				break
			}
			kept, tried := Find(w, w.Job, act.Job.ID)
			if tried && kept.State == record.JobDone {
				done = append(done, false)
				continue
			}
			if tried {
				act.Job = kept
			}
			other := w.Beside(actor)
			other.built = w.built // no act of the calendar changes what the days of an edition are
			if err := other.settled(other.doJob(act, tried)); err != nil {
				return err
			}
			done = append(done, true)
		}
		return nil
	})
	return done, err
}

func (w *Work) doJob(act JobAct, tried bool) error {
	if err := w.takeUp(act.Action, act.Job.Of, act.Input); err != nil {
		return err
	}
	if err := w.carryThrough(act.Action, act.Input, 0); err != nil {
		return err
	}
	if w.waits(act.Action.second(w, act.Input)) {
		return errWaits
	}
	w.keepJob(act.Job, tried, record.Job{State: record.JobDone})
	return nil
}

// JobFailed keeps that a job has failed, unless it was done meanwhile.
func (w *Work) JobFailed(j record.Job, code string, again func(attempts int) time.Time) (failed bool) {
	kept, tried := Find(w, w.Job, j.ID)
	if tried {
		j = kept
	}
	if j.State == record.JobDone {
		return false
	}
	w.keepJob(j, tried, record.Job{State: record.JobFailed, Code: code, Next: again(j.Attempts + 1)})
	return true
}

// keepJob keeps how an attempt at a job has ended.
func (w *Work) keepJob(j record.Job, tried bool, ended record.Job) {
	j.Attempts, j.At, j.State, j.Code, j.Next = j.Attempts+1, w.Now, ended.State, ended.Code, ended.Next
	if tried {
		w.Save(&j)
		return
	}
	j.Version = 1
	w.Add(&j)
}
