package desk

import (
	"time"

	"akashi/record"
	"akashi/values/fault"
)

// notDone refuses the act of a job that was done before, by whoever was sooner.
func (w *Work) notDone(j *record.Job) error {
	if j == nil {
		return nil
	}
	if kept, known := Find(w, w.Job, j.ID); known && kept.State == record.JobDone {
		return fault.New(fault.Conflict, "job.done", j.ID)
	}
	return nil
}

// done keeps in the transaction of its act that a job was done. Of two that are at it, the store takes one.
func (w *Work) done(j *record.Job) {
	if j == nil {
		return
	}
	w.KeepJob(*j, func(j *record.Job) { j.State, j.Next, j.Code = record.JobDone, time.Time{}, "" })
}

// KeepJob keeps how an attempt at a job has ended.
func (w *Work) KeepJob(j record.Job, ended func(*record.Job)) {
	kept, known := Find(w, w.Job, j.ID)
	if known {
		j = kept
	}
	j.Attempts, j.At = j.Attempts+1, w.Now
	ended(&j)
	if known {
		w.Save(&j)
		return
	}
	j.Version = 1
	w.Add(&j)
}
