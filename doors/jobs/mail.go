package jobs

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"akashi/app"
	"akashi/rules/sending"
	"akashi/words"
)

// Office is what the door asks of the office.
type Office interface {
	// TakeLetter takes up the letter that is due next; there is none where ok is false.
	TakeLetter(ctx context.Context) (l app.Letter, ok bool, err error)
	// TellLetter keeps how the attempt has ended.
	TellLetter(ctx context.Context, l app.Letter, end sending.Ending, answer string) error
}

// Post hands one letter over, and says how that ended.
type Post interface {
	Send(ctx context.Context, l app.Letter, says Text) (end sending.Ending, answer string)
	// Close ends what is open, until the next letter.
	Close()
}

// Text is what a letter says, and the same as a page.
type Text struct{ Subject, Plain, HTML string }

// Mail sends the letters of an office.
type Mail struct {
	Office Office
	Post   Post
	URL    string          // of the office's pages
	Woken  <-chan struct{} // an act has left letters
	Every  time.Duration   // and so often it looks by itself
	Log    *slog.Logger
}

// farewell is how long the letter that is being sent may take once the program is to end.
const farewell = 5 * time.Second

// Run sends what is due, and again whenever it is woken, until ctx ends.
func (m Mail) Run(ctx context.Context) {
	clock := time.NewTicker(m.Every)
	defer clock.Stop()
	for {
		m.Round(ctx)
		select {
		case <-ctx.Done():
			return
		case <-clock.C:
		case <-m.Woken:
		}
	}
}

// Round sends what is due, and says how many letters were taken and how many were not. Where the server is not to be reached
// it is for the next round.
func (m Mail) Round(ctx context.Context) (sent, failed int) {
	defer m.Post.Close()
	for ctx.Err() == nil {
		l, ok, err := m.Office.TakeLetter(ctx)
		if err == nil && ok {
			var end sending.Ending
			end, err = m.send(ctx, l)
			ok = end != sending.Unreached
			if end == sending.Taken {
				sent++
			} else {
				failed++
			}
		}
		if err != nil && ctx.Err() == nil {
			m.Log.Error("letters not sent", "error", err)
		}
		if err != nil || !ok {
			return sent, failed
		}
	}
	return sent, failed
}

// send sends a letter and keeps what became of it, though the program is to end: what is not
// kept is sent twice.
func (m Mail) send(ctx context.Context, l app.Letter) (end sending.Ending, err error) {
	whole := context.WithoutCancel(ctx)
	sent, cancel := context.WithCancel(whole)
	defer cancel()
	defer context.AfterFunc(ctx, func() { time.AfterFunc(farewell, cancel) })()
	says, err := Written(l, m.URL)
	if err != nil {
		return sending.Refused, errors.Join(err, m.Office.TellLetter(whole, l, sending.Refused, err.Error()))
	}
	var answer string
	end, answer = m.Post.Send(sent, l, says)
	if end != sending.Taken {
		m.Log.Warn("letter not sent", "letter", l.ID, "ending", end, "attempt", l.Attempts)
	}
	return end, m.Office.TellLetter(whole, l, end, answer)
}

// leads are the pages to which the link of a letter leads on, once it has been used.
var leads = map[string]string{"password-forgotten": "&next=/me/password"}

// Written is what a letter says, in the language of who reads it.
func Written(l app.Letter, url string) (says Text, err error) {
	page := ""
	switch at := url + map[string]string{"en": "/en"}[l.Lang]; {
	case url == "":
	case l.Session != "":
		page = at + "/o/sessions/" + l.Session
	case l.Case != "":
		page = at + "/o/cases/" + l.Case
	}
	book := words.In(words.Language(l.Lang))
	says.Subject, says.Plain = book.Letter(l.Outgoing, l.Edition, l.Name, page, url+"/login?link="+l.Secret+leads[l.Template])
	says.HTML, err = book.LetterHTML(says.Plain, url)
	return says, err
}
