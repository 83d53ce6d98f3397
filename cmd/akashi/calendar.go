package main

import (
	"context"
	"io"
	"log/slog"
	"time"

	"akashi/doors/cli"
	"akashi/doors/jobs"
	"akashi/record"
)

// lookAgain is how often a server looks for what has come due within the day, and for what failed.
const lookAgain = time.Hour

// calendar is what does by itself what a day brings.
func calendar(o *cli.Office, log *slog.Logger) jobs.Calendar {
	return jobs.Calendar{Office: o, Every: lookAgain, Log: log}
}

// work does all that is due by now, and sends the letters that are there where a server is set.
func work(ctx context.Context, o *cli.Office, at cli.Address) (cli.Worked, error) {
	silent := slog.New(slog.NewTextHandler(io.Discard, nil))
	worked := cli.Worked{Done: map[string]int{}}
	tally, err := calendar(o, silent).Round(ctx)
	for kind, n := range tally.Done {
		worked.Done[string(kind)] = n
	}
	worked.Failed = tally.Failed
	if err != nil {
		return worked, err
	}
	letters, err := mailing(o, at, silent)
	if err != nil || letters.Mail == nil {
		return worked, err
	}
	letters.URL = at.PublicURL
	sent, failed := letters.Round(ctx)
	if sent > 0 {
		worked.Done[string(record.JobMail)] = sent
	}
	worked.Failed += failed
	return worked, nil
}
