package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	netmail "net/mail"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

	"akashi/app"
	"akashi/app/desk"
	"akashi/beside/testkit/clock"
	"akashi/beside/testkit/postgres"
	"akashi/doors/cli"
	"akashi/doors/jobs"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/sending"
	"akashi/schemes"
	"akashi/tools/mail"
	"akashi/values/fault"
)

// smtpWait is how long the sender waits for an answer in these tests.
const smtpWait = time.Second

// mailbox is a server for mail that does to each letter what its address says, at the first
// attempt of it; words with an s behind them it does at every attempt.
type mailbox struct {
	address string
	lock    sync.Mutex
	seen    map[string]bool           // addresses that had their first attempt
	got     map[string][]string       // Message-IDs that came in whole, by address
	letters map[string]netmail.Header // the last to each
	texts   map[string]string
}

func openMailbox(t *testing.T) *mailbox {
	t.Helper()
	m := &mailbox{seen: map[string]bool{}, got: map[string][]string{}, letters: map[string]netmail.Header{}, texts: map[string]string{}}
	server := smtp.NewServer(smtp.BackendFunc(func(c *smtp.Conn) (smtp.Session, error) { return &visit{box: m, line: c}, nil }))
	server.Domain = "mihon.example"
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	m.address = listener.Addr().String()
	go func() { _ = server.Serve(listener) }()
	t.Cleanup(func() { _ = server.Close() })
	return m
}

// visit is one connection.
type visit struct {
	box  *mailbox
	line *smtp.Conn
	to   string
	kind string
}

func (v *visit) Reset()                               {}
func (v *visit) Logout() error                        { return nil }
func (v *visit) Mail(string, *smtp.MailOptions) error { return nil }

func (v *visit) Rcpt(to string, _ *smtp.RcptOptions) error {
	v.box.lock.Lock()
	kind, _, _ := strings.Cut(to, "+")
	if v.box.seen[to] && !strings.HasSuffix(kind, "s") {
		kind = "fine"
	}
	v.box.seen[to] = true
	v.box.lock.Unlock()
	v.to, v.kind = to, kind
	switch kind {
	case "later":
		return &smtp.SMTPError{Code: 451, Message: "come again"}
	case "nobodys":
		return &smtp.SMTPError{Code: 550, Message: "no such person"}
	case "silent":
		time.Sleep(3 * smtpWait)
	case "gone":
		return v.line.Conn().Close()
	}
	return nil
}

func (v *visit) Data(r io.Reader) error {
	letter, err := netmail.ReadMessage(r)
	if err != nil {
		return err
	}
	text, err := io.ReadAll(letter.Body)
	if err != nil {
		return err
	}
	switch v.kind {
	case "full":
		return &smtp.SMTPError{Code: 452, Message: "no room"}
	case "spams":
		return &smtp.SMTPError{Code: 554, Message: "not this"}
	case "lost": // nobody is told that it was not kept
		return v.line.Conn().Close()
	}
	v.box.lock.Lock()
	v.box.got[v.to] = append(v.box.got[v.to], letter.Header.Get("Message-ID"))
	v.box.letters[v.to], v.box.texts[v.to] = letter.Header, string(text)
	v.box.lock.Unlock()
	switch v.kind {
	case "dropped":
		return v.line.Conn().Close()
	case "hanging":
		time.Sleep(3 * smtpWait)
	}
	return nil
}

// postOffice is an office whose letters are sent.
type postOffice struct {
	*testing.T
	*cli.Office
	clock *clock.Clock
	box   *mailbox
}

// eachStore does a test on both stores.
func eachStore(t *testing.T, test func(o *postOffice)) {
	shelf, err := schemes.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	for name, database := range map[string]func(testing.TB) string{"sqlite": func(testing.TB) string { return "" }, "postgres": func(t testing.TB) string { return postgres.Empty(t) }} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := clock.At("2026-11-26T03:00:00Z")
			office, err := makeOffice(t.Context(), cli.Site{Data: t.TempDir(), Database: database(t), Shelf: shelf, Now: c.Now, Mail: cli.MailSettings{From: "office@mihon.example"}})
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = office.Close() })
			test(&postOffice{t, office, c, openMailbox(t)})
		})
	}
}

// sender is one process that sends.
func (o *postOffice) sender() jobs.Mail {
	o.Helper()
	server, err := mail.Read(mail.Settings{Address: "smtp://" + o.box.address, From: "証 事務局 <office@mihon.example>"})
	if err != nil {
		o.Fatal(err)
	}
	server.Timeout = smtpWait
	post, err := mail.New(server)
	if err != nil {
		o.Fatal(err)
	}
	return jobs.Mail{Office: o.Office, Post: posted{post}, URL: "https://mihon.example", Every: time.Hour, Log: slog.New(slog.DiscardHandler)}
}

// write puts letters into the outbox, each to a person of its own, whose address says what
// becomes of it.
func (o *postOffice) write(kinds ...string) { o.writeAs(access.Actor{}, kinds...) }

func (o *postOffice) writeAs(actor access.Actor, kinds ...string) {
	o.Helper()
	err := o.Change(o.Context(), actor, func(w *desk.Work) error {
		for _, kind := range kinds {
			id := w.NewID()
			u := record.User{ID: id, Name: "見本\r\nBcc: x@example.jp", Role: record.RoleReviewer, Scheme: "anshin", Email: kind + "+" + id + "@mihon.example", Token: id, Created: w.Now, Version: 1}
			w.Add(&u)
			w.LetterTo(u, "assigned", map[string]string{"no": "AS-1\r\nX-Evil: 1"})
		}
		return nil
	})
	if err != nil {
		o.Fatal(err)
	}
}

func (o *postOffice) letters() (all []record.Outgoing) {
	o.Helper()
	err := o.Store.View(o.Context(), func(r desk.Reader) (err error) {
		all, err = r.Letters(desk.LetterQuery{})
		return err
	})
	if err != nil {
		o.Fatal(err)
	}
	return all
}

// TestLettersAgainstAServer: none is lost, and none comes twice but those of which nobody can
// know, under the same Message-ID; two processes send at once.
func TestLettersAgainstAServer(t *testing.T) {
	t.Parallel()
	eachStore(t, func(o *postOffice) {
		n := 200
		if !testing.Short() {
			n = 1000
		}
		odd := []string{"later", "nobodys", "full", "spams", "gone", "silent", "dropped", "lost", "hanging"}
		var kinds []string
		for i := range n {
			kind := "fine"
			if i%10 == 5 {
				kind = odd[i/10%len(odd)]
			}
			kinds = append(kinds, kind)
		}
		o.write(kinds...)
		two := []jobs.Mail{o.sender(), o.sender()}
		for range 30 * n {
			var both sync.WaitGroup
			for _, one := range two {
				both.Go(func() { one.Round(o.Context()) })
			}
			both.Wait()
			if len(o.due()) == 0 {
				break
			}
			o.clock.Advance(2 * time.Minute)
		}
		want := map[string]struct {
			state  record.LetterState
			came   int
			unsure bool
		}{"fine": {record.LetterSent, 1, false}, "later": {record.LetterSent, 1, false}, "full": {record.LetterSent, 1, false}, "gone": {record.LetterSent, 1, false},
			"silent": {record.LetterSent, 1, false}, "nobodys": {record.LetterFailed, 0, false}, "spams": {record.LetterFailed, 0, false},
			"dropped": {record.LetterSent, 2, true}, "hanging": {record.LetterSent, 2, true}, "lost": {record.LetterSent, 1, true}}
		all := o.letters()
		if len(all) != n {
			t.Fatalf("%d letters of %d", len(all), n)
		}
		late := 0
		for _, l := range all {
			kind, _, _ := strings.Cut(l.Address, "+")
			came := o.box.got[l.Address]
			w := want[kind]
			if l.Unsure && !w.unsure { // a busy machine answered later than the sender waits: nobody could know
				late++
				w.unsure, w.came = true, max(w.came, min(len(came), l.Attempts))
			}
			if l.State != w.state || len(came) != w.came || l.Unsure != w.unsure {
				o.Errorf("%s: %s after %d attempts, came %d times, unsure %v, %s", kind, l.State, l.Attempts, len(came), l.Unsure, l.Answer)
			}
			for _, id := range came {
				if id != "<"+l.MessageID+">" {
					o.Errorf("%s: came as %s, written as %s", kind, id, l.MessageID)
				}
			}
			if h := o.box.letters[l.Address]; len(came) > 0 && (h.Get("Bcc") != "" || h.Get("X-Evil") != "" || h.Get("Subject") == "") {
				o.Errorf("%s: headers %v", kind, h)
			}
		}
		if late > n/20 {
			o.Errorf("%d of %d answers came late", late, n)
		}
	})
}

// due are the letters with which something is still to be done.
func (o *postOffice) due() (all []record.Outgoing) {
	for _, l := range o.letters() {
		if !l.Next.IsZero() {
			all = append(all, l)
		}
	}
	return all
}

// TestAKillBetweenTakingAndTelling: nobody sends it while it may be under way; then it is told
// as undecidable and sent again, and what the first one still tells is not taken.
func TestAKillBetweenTakingAndTelling(t *testing.T) {
	t.Parallel()
	eachStore(t, func(o *postOffice) {
		o.write("fine")
		killed, ok, err := o.TakeLetter(o.Context())
		if !ok || err != nil {
			o.Fatal(ok, err)
		}
		o.clock.Advance(sending.Lease - time.Second)
		o.sender().Round(o.Context())
		if l := o.letters()[0]; l.State != record.LetterSending || len(o.box.got) != 0 {
			o.Fatalf("while it may be under way: %+v, came %v", l, o.box.got)
		}
		o.clock.Advance(time.Second)
		o.sender().Round(o.Context())
		if l := o.letters()[0]; l.State != record.LetterQueued || !l.Unsure || len(o.box.got) != 0 {
			o.Fatalf("after the lease: %+v, came %v", l, o.box.got)
		}
		o.clock.Advance(time.Minute)
		o.sender().Round(o.Context())
		if err := o.TellLetter(o.Context(), killed, sending.Refused, "550"); err != nil {
			o.Error(err)
		}
		if l := o.letters()[0]; l.State != record.LetterSent || !l.Unsure || len(o.box.got[l.Address]) != 1 || l.MessageID != killed.MessageID {
			o.Errorf("in the end: %+v, came %v", l, o.box.got)
		}
	})
}

// TestALinkInALetterLiesNowhere: neither table, journal nor log of the store has it in clear,
// and once it is sent the box is gone, too.
func TestALinkInALetterLiesNowhere(t *testing.T) {
	t.Parallel()
	e := openEntrance(t, "")
	o := &postOffice{t, e.office, nil, openMailbox(t)}
	in := reviewer
	in.Email = "fine+1@mihon.example"
	link := e.invite(in)
	l := o.letters()[0]
	if l.State != record.LetterQueued || l.Secret == "" || strings.Contains(l.Secret+l.Data, link) {
		t.Errorf("in the outbox: %+v", l)
	}
	for _, file := range []string{"akashi.db", "akashi.db-wal"} {
		kept, err := os.ReadFile(filepath.Join(e.data, file))
		if err != nil || bytes.Contains(kept, []byte(link)) {
			t.Errorf("%s has the link, or is not there: %v", file, err)
		}
	}
	o.sender().Round(t.Context())
	if l := o.letters()[0]; l.State != record.LetterSent || l.Secret != "" {
		t.Errorf("sent: %+v", l)
	}
	if text := strings.NewReplacer("=\r\n", "", "=3D", "=").Replace(o.box.texts[in.Email]); !strings.Contains(text, "https://mihon.example/login?link="+link) {
		t.Errorf("the letter says %q", text)
	}
	if l := o.read(access.Actor{ID: "x", Role: record.RoleSecretariat}); len(l) != 1 || strings.Contains(l[0].Text, link) || l[0].Address != "" {
		t.Errorf("the office reads %+v", l)
	}
}

// read lists the letters as somebody reads them.
func (o *postOffice) read(who access.Actor) []app.LetterLine {
	o.Helper()
	list, err := o.Mail(o.Context(), who, app.MailQuery{})
	if err != nil {
		o.Fatal(err)
	}
	return list.Mails
}

// TestALetterThatCameBack stands among those that did not reach their reader, and only one that a server had taken can come
// back.
func TestALetterThatCameBack(t *testing.T) {
	t.Parallel()
	eachStore(t, func(o *postOffice) {
		o.write("taken")
		office := access.Actor{ID: "x", Role: record.RoleSecretariat}
		bounce, _ := app.FindAction(access.BounceMail)
		unreached := func() int {
			list, err := o.Mail(o.Context(), office, app.MailQuery{State: app.MailUnreached})
			if err != nil {
				o.Fatal(err)
			}
			return len(list.Mails)
		}
		id := o.letters()[0].ID
		if _, err := o.Do(o.Context(), desk.Request{Actor: office}, bounce, id, &desk.BounceInput{}); !errors.Is(err, fault.Conflict) {
			o.Errorf("before it was sent: %v", err)
		}
		o.sender().Round(o.Context())
		if n := unreached(); n != 0 {
			o.Errorf("%d unreached", n)
		}
		if _, err := o.Do(o.Context(), desk.Request{Actor: office}, bounce, id, &desk.BounceInput{Answer: "550 5.1.1"}); err != nil {
			o.Fatal(err)
		}
		if l := o.letters()[0]; l.State != record.LetterBounced || l.Answer != "550 5.1.1" || unreached() != 1 {
			o.Errorf("came back: %+v, %d unreached", l, unreached())
		}
	})
}

// TestALetterThatFailedIsSentAgain by hand, and one that carried a link is not.
func TestALetterThatFailedIsSentAgain(t *testing.T) {
	t.Parallel()
	eachStore(t, func(o *postOffice) {
		o.write("nobodys")
		o.sender().Round(o.Context())
		retry, _ := app.FindAction(access.RetryMail)
		again := func(as record.Role) error {
			_, err := o.Do(o.Context(), desk.Request{Actor: access.Actor{ID: "x", Role: as}}, retry, o.letters()[0].ID, new(desk.NoInput))
			return err
		}
		if err := again(record.RoleSecretariat); !errors.Is(err, fault.Conflict) {
			o.Errorf("a letter about an account: %v", err)
		}
		if err := again(record.RoleReviewer); !errors.Is(err, fault.Forbidden) {
			o.Errorf("a reviewer: %v", err)
		}
	})
}

// TestALetterTakenBackIsNotSent: while it is held nobody takes it up, and once it is taken back nobody does at all, until
// somebody sends it again.
func TestALetterTakenBackIsNotSent(t *testing.T) {
	t.Parallel()
	eachStore(t, func(o *postOffice) {
		o.Undo = 10 * time.Minute
		office := access.Actor{ID: "x", Role: record.RoleSecretariat}
		o.writeAs(office, "fine", "fine")
		o.write("fine") // by nobody of the office
		o.clock.Advance(10*time.Minute - time.Second)
		o.sender().Round(o.Context())
		if len(o.box.got) != 1 {
			o.Fatalf("while two are held, %d came", len(o.box.got))
		}
		held := o.due()
		do := func(name access.Action) error {
			act, _ := app.FindAction(name)
			_, err := o.Do(o.Context(), desk.Request{Actor: office}, act, held[0].ID, new(desk.NoInput))
			return err
		}
		if err := do(access.UndoMail); err != nil {
			o.Fatal(err)
		}
		o.clock.Advance(time.Hour)
		o.sender().Round(o.Context())
		if len(o.box.got[held[0].Address]) != 0 || len(o.box.got[held[1].Address]) != 1 {
			o.Errorf("came: %v", o.box.got)
		}
		if err := do(access.UndoMail); !errors.Is(err, fault.Conflict) {
			o.Errorf("taken back twice: %v", err)
		}
		if err := do(access.RetryMail); err != nil {
			o.Error(err)
		}
		o.sender().Round(o.Context())
		if l := o.box.got[held[0].Address]; len(l) != 1 || len(o.due()) != 0 {
			o.Errorf("sent again: %v", l)
		}
	})
}

// TestServingSendsLetters: an invitation goes out once its transaction has ended, with a link
// that works and lies nowhere in clear; a server that is down holds nothing up.
func TestServingSendsLetters(t *testing.T) {
	t.Parallel()
	e := openEntrance(t, "")
	box := openMailbox(t)
	ctx, stop := context.WithCancel(t.Context())
	at := cli.Address{Listen: "127.0.0.1:0", Silent: true, Mail: cli.MailSettings{Address: "smtp://" + box.address, From: "office@mihon.example"}}
	ready, ended := make(chan string, 1), make(chan error, 1)
	go func() { ended <- serve(ctx, e.office, at, func(url string) { ready <- url }) }()
	url := <-ready
	in := reviewer
	in.Email, in.Language = "fine+1@mihon.example", "en"
	link := e.invite(in)
	var text string
	for range 200 {
		box.lock.Lock()
		text = box.texts[in.Email]
		box.lock.Unlock()
		if text != "" {
			break
		}
		time.Sleep(20 * time.Millisecond)
	}
	plain := strings.NewReplacer("=\r\n", "", "=3D", "=").Replace(text)
	if !strings.Contains(plain, url+"/login?link="+link) || !strings.Contains(plain, "within a week") {
		t.Errorf("the letter says %q", plain)
	}
	stop()
	if err := <-ended; err != nil && !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
