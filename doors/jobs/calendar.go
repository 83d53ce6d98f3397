package jobs

import (
	"cmp"
	"context"
	"log/slog"
	"math/rand/v2"
	"time"

	"akashi/record"
	"akashi/values/civil"
)

// Diary is what the calendar asks of the office.
type Diary interface {
	// DueJobs are what has to be done now.
	DueJobs(ctx context.Context) ([]record.Job, error)
	// Perform does the first of them, as many as fit into a moment; done is false of each where somebody else was sooner. With
	// an error it has come to one alone, which failed, or to none.
	Perform(ctx context.Context, due []record.Job) (done []bool, err error)
	Today() civil.Date
}

// Calendar does what a day brings (期日の処理): lapses, yearly fees, reminders.
type Calendar struct {
	Office Diary
	Every  time.Duration // and so often it looks for what failed before, or has come due since
	Log    *slog.Logger
}

// Tally is what came of a round.
type Tally struct {
	Done   map[record.JobKind]int
	Failed int
}

// Run does what is due, again each day and so often beside, until ctx ends.
func (c Calendar) Run(ctx context.Context) {
	clock := time.NewTicker(min(time.Minute, c.Every)) // that a new day has begun is seen within a minute
	defer clock.Stop()
	var day civil.Date
	var last time.Time
	again := false // what failed and has no hour of its own is tried at once
	for now := last; ; {
		if today := c.Office.Today(); again || today != day || now.Sub(last) >= c.Every {
			tally, err := c.Round(ctx)
			if err != nil && ctx.Err() == nil {
				c.Log.Error("what the day brings was not done", "error", err)
			}
			day, last, again = today, now, err != nil || tally.Failed > 0
		}
		select {
		case <-ctx.Done():
			return
		case now = <-clock.C:
		}
	}
}

// Round does what is due, each job once, whoever else is at it. The order is another each time, so that two processes share
// the work. What fails stands in nobody's way.
func (c Calendar) Round(ctx context.Context) (Tally, error) {
	tally := Tally{Done: map[record.JobKind]int{}}
	due, err := c.Office.DueJobs(ctx)
	if err != nil {
		return tally, err
	}
	rand.Shuffle(len(due), func(i, j int) { due[i], due[j] = due[j], due[i] })
	for len(due) > 0 {
		done, err := c.Office.Perform(ctx, due)
		if len(done) == 0 {
			return tally, cmp.Or(err, ctx.Err())
		}
		if err != nil {
			tally.Failed++
			c.Log.Warn("job failed", "job", due[0].ID, "attempt", due[0].Attempts+1, "error", err)
		}
		for i, did := range done {
			if did {
				tally.Done[due[i].Kind]++
			}
		}
		due = due[len(done):]
	}
	return tally, nil
}
