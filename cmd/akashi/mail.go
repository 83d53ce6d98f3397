package main

import (
	"context"
	"log/slog"
	"strconv"
	"strings"
	"time"

	"akashi/app"
	"akashi/app/desk"
	"akashi/doors/cli"
	"akashi/doors/jobs"
	"akashi/record"
	"akashi/rules/sending"
	"akashi/tools/mail"
	"akashi/tools/store"
	"akashi/values/fault"
)

// everySoOften is how often letters are looked for that no act of this process has left.
const everySoOften = 15 * time.Second

// sender sends the letters of an office that is being served; the zero one sends none.
type sender struct{ *jobs.Mail }

// Run sends until ctx ends.
func (s sender) Run(ctx context.Context) {
	if s.Mail != nil {
		s.Mail.Run(ctx)
	}
}

// mailing is what sends the letters of an office, where a server is set.
func mailing(o *cli.Office, at cli.Address, log *slog.Logger) (sender, error) {
	if at.Mail.Address == "" {
		return sender{}, nil
	}
	server, err := mail.Read(mail.Settings(at.Mail))
	if err != nil {
		return sender{}, err
	}
	post, err := mail.New(server)
	return sender{&jobs.Mail{Office: o, Post: posted{post}, Woken: o.Posted, Every: everySoOften, Log: log}}, err
}

// posted hands letters to the server for mail.
type posted struct{ *mail.Sender }

// Send hands one over.
func (p posted) Send(ctx context.Context, l app.Letter, says jobs.Text) (sending.Ending, string) {
	return p.Sender.Send(ctx, mail.Message{ID: l.MessageID, To: l.Address, Name: l.Name, Subject: says.Subject, Text: says.Plain, HTML: says.HTML, Lang: l.Lang, At: l.At})
}

// hostOf is the host of an address for mail.
func hostOf(address string) string {
	_, host, _ := strings.Cut(strings.TrimSuffix(address, ">"), "@")
	return host
}

// wakes is a word that letters are there: who misses one hears the next.
func wakes() (say func(), heard <-chan struct{}) {
	word := make(chan struct{}, 1)
	return func() {
		select {
		case word <- struct{}{}:
		default:
		}
	}, word
}

// mailOf says whether letters are sent, and what has become of those of the last week.
func mailOf(ctx context.Context, at cli.Site) cli.Condition {
	if at.Mail.Address == "" {
		return cli.Condition{Code: "mail", Good: true, State: "off"}
	}
	server, err := mail.Read(mail.Settings(at.Mail))
	if err != nil {
		return cli.Condition{Code: "mail", State: "unread", Figures: fault.With("server", at.Mail.Address)}
	}
	failed, late, err := stuck(ctx, at)
	figures := fault.With("server", server.Host, "failed", failed, "late", late)
	switch {
	case err == nil && failed+late > 0:
		return cli.Condition{Code: "mail", State: "stuck", Figures: figures}
	default: // a store that cannot be read says so itself
		return cli.Condition{Code: "mail", Good: true, State: "on", Figures: figures}
	}
}

// stuck are the letters that were given up within a week, and those that have waited for
// more than an hour.
func stuck(ctx context.Context, at cli.Site) (failed, late int, err error) {
	s, err := store.Find(ctx, databaseOf(at))
	if err != nil {
		return 0, 0, err
	}
	defer s.Close()
	now := at.Now()
	err = s.View(ctx, func(r desk.Reader) error {
		given, err := r.Letters(desk.LetterQuery{State: record.LetterFailed})
		for _, o := range given {
			if now.Sub(o.At) < 7*24*time.Hour {
				failed++
			}
		}
		if err != nil {
			return err
		}
		waiting, err := r.Letters(desk.LetterQuery{States: []record.LetterState{record.LetterQueued, record.LetterHeld}})
		for _, o := range waiting {
			if since := map[record.LetterState]time.Time{record.LetterQueued: o.At, record.LetterHeld: o.Next}[o.State]; now.Sub(since) > time.Hour {
				late++
			}
		}
		return err
	})
	return failed, late, err
}

// tryMail hands a letter over, past the outbox, and says what the server answered.
func tryMail(ctx context.Context, at cli.Site, l cli.TestLetter) cli.Condition {
	is := func(state string, good bool, figures fault.Data) cli.Condition {
		return cli.Condition{Code: "mail-test", Good: good, State: state, Figures: figures}
	}
	if at.Mail.Address == "" {
		return is("off", false, nil)
	}
	server, err := mail.Read(mail.Settings(at.Mail))
	if err != nil {
		return is("unread", false, fault.With("server", at.Mail.Address))
	}
	post, err := mail.New(server)
	if err != nil {
		return is("unread", false, fault.With("server", at.Mail.Address))
	}
	defer post.Close()
	now := at.Now()
	end, answer := post.Send(ctx, mail.Message{ID: "test-" + strconv.FormatInt(now.UnixNano(), 36) + "@" + hostOf(server.From.Address), To: l.To,
		Subject: l.Subject, Text: l.Text, Lang: l.Lang, At: now})
	return is(string(end), end == sending.Taken, fault.With("to", l.To, "server", server.Host, "answer", answer))
}
