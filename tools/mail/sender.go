package mail

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"strings"
	"sync"
	"time"
	"unicode"

	gomail "github.com/wneessen/go-mail"
	"github.com/wneessen/go-mail/smtp"

	"akashi/rules/sending"
)

// Message is a letter as it is handed over: plain text, and the same as a page beside it where there is one.
type Message struct {
	ID            string // of its Message-ID, without brackets
	To, Name      string
	Subject, Text string
	HTML          string
	Lang          string
	At            time.Time
}

// Sender hands letters over, one after the other. It keeps its connection until one fails,
// or it is closed, and is for one goroutine.
type Sender struct {
	server Server
	lib    *gomail.Client
	line   *smtp.Client

	lock  sync.Mutex
	under net.Conn // the line as the system has it
}

// New makes a sender.
func New(server Server) (*Sender, error) {
	s := &Sender{server: server}
	lib, err := server.client(s.dial)
	s.lib = lib
	return s, err
}

// dial opens a line that Send can cut.
func (s *Sender) dial(ctx context.Context, network, address string) (net.Conn, error) {
	dialer := net.Dialer{Timeout: s.server.Timeout}
	line, err := dialer.DialContext(ctx, network, address)
	if err != nil {
		return nil, err
	}
	s.lock.Lock()
	s.under = line
	s.lock.Unlock()
	if s.server.Security != TLS {
		return line, nil
	}
	closed := tls.Client(line, &tls.Config{ServerName: s.server.Host, MinVersion: tls.VersionTLS12})
	if err := closed.HandshakeContext(ctx); err != nil {
		return nil, errors.Join(err, line.Close())
	}
	return closed, nil
}

// cut ends the line, whatever is being said.
func (s *Sender) cut() {
	s.lock.Lock()
	defer s.lock.Unlock()
	if s.under != nil {
		_ = s.under.Close() // whoever is reading is told
	}
}

// Send hands a letter over and says how that ended, with the answer of the server or what
// came in its place. When ctx ends, the line is cut.
func (s *Sender) Send(ctx context.Context, m Message) (sending.Ending, string) {
	letter, err := s.written(m)
	if err != nil {
		return sending.Refused, short(err.Error())
	}
	defer context.AfterFunc(ctx, s.cut)()
	if err := s.reach(ctx); err != nil {
		s.drop()
		return sending.Unreached, short(err.Error())
	}
	end, answer := ended(s.lib.SendWithSMTPClient(s.line, letter), letter)
	if end == sending.Unreached || end == sending.Unanswered {
		s.drop()
	}
	return end, answer
}

// reach makes sure of a line: the one there is, where it still works, or another.
func (s *Sender) reach(ctx context.Context) (err error) {
	if s.line != nil {
		if s.line.UpdateDeadline(s.server.Timeout) == nil && s.line.Noop() == nil {
			return nil
		}
		s.drop()
	}
	s.line, err = s.lib.DialToSMTPClientWithContext(ctx)
	return err
}

// Close takes leave of the server.
func (s *Sender) Close() {
	if s.line != nil {
		_ = s.line.UpdateDeadline(time.Second)
		_ = s.line.Quit() // it may be gone already
	}
	s.drop()
}

// drop leaves a line of which nothing more is to be had.
func (s *Sender) drop() {
	s.cut()
	s.line = nil
}

// ended is how an attempt has ended, by what the library tells.
func ended(err error, letter *gomail.Msg) (sending.Ending, string) {
	if err == nil {
		return sending.Taken, short(letter.ServerResponse())
	}
	why, ok := errors.AsType[*gomail.SendError](err)
	if !ok {
		return sending.Unreached, short(err.Error())
	}
	answer := short(reply(why))
	toLetter := why.Reason == gomail.ErrSMTPRcptTo || why.Reason == gomail.ErrSMTPData || why.Reason == gomail.ErrSMTPDataClose
	switch code := why.ErrorCode(); {
	case letter.IsDelivered(): // what failed came after it
		return sending.Taken, short(letter.ServerResponse())
	case why.Reason == gomail.ErrSMTPDataClose && code == 0:
		return sending.Unanswered, answer
	case code >= 500 && toLetter:
		return sending.Refused, answer
	case code >= 400 && code < 500 && toLetter:
		return sending.Deferred, answer
	default:
		return sending.Unreached, answer
	}
}

// reply is what the server said, without what the library puts around it.
func reply(why *gomail.SendError) string {
	text := why.Error()
	text, _, _ = strings.Cut(text, ", affected ")
	if _, said, ok := strings.Cut(text, why.Reason.String()+": "); ok {
		return said
	}
	return text
}

// written is the letter in the form of the library. No header has more lines than one,
// whatever is in it.
func (s *Sender) written(m Message) (*gomail.Msg, error) {
	letter := gomail.NewMsg(gomail.WithNoDefaultUserAgent())
	letter.FromMailAddress(&s.server.From)
	if err := letter.AddToFormat(oneLine(m.Name), m.To); err != nil {
		return nil, err
	}
	letter.Subject(oneLine(m.Subject))
	letter.SetMessageIDWithValue(m.ID)
	letter.SetDateWithValue(m.At)
	letter.SetGenHeader("Auto-Submitted", "auto-generated")
	letter.SetGenHeader("Content-Language", oneLine(m.Lang))
	letter.SetBodyString(gomail.TypeTextPlain, m.Text)
	if m.HTML != "" {
		letter.AddAlternativeString(gomail.TypeTextHTML, m.HTML)
	}
	return letter, nil
}

// oneLine puts a blank in the place of every sign that is not to be seen.
func oneLine(text string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == '\u2028' || r == '\u2029' {
			return ' '
		}
		return r
	}, text))
}

// short is an answer as it is kept.
func short(text string) string {
	const most = 300
	if runes := []rune(oneLine(strings.ToValidUTF8(text, ""))); len(runes) > most {
		return string(runes[:most])
	} else {
		return string(runes)
	}
}
