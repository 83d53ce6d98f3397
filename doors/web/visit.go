package web

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"net/http"
	"strings"
	"sync"

	"github.com/a-h/templ"

	"akashi/app"
	"akashi/app/desk"
	"akashi/doors/ask"
	"akashi/rules/access"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
	"akashi/words"
)

// visit is one request for a page: who asks, in which language, and where the
// answer goes.
type visit struct {
	w        http.ResponseWriter
	r        *http.Request
	door     *Door
	book     *words.Book
	path     string // without the language
	actor    access.Actor
	guest    app.Visitor                         // who is signed in, and may have to show a second factor first
	ended    func()                              // lets go of the store; nil where nothing is held
	leave    func()                              // gives the place back at which a page is made; nil where there is none
	editions map[*scheme.Edition]*scheme.Edition // with their bodies, see joined
	twice    bool                                // is served once more
	public   bool                                // the page is for everybody
	unread   error                               // what kept a part of the page from being read, see had
	sent     formFiles                           // came with the form
}

// looks has who asks and what they see read of one state of the store, in one transaction, at
// a place for it. Both are given back when the answer begins to be sent.
func (v *visit) looks() {
	v.leave = v.door.press.take(v.r.Context())
	v.w = &sending{v.w, v.looked}
	var ctx context.Context
	ctx, v.ended = v.door.Office.Joint(v.r.Context())
	v.r = v.r.WithContext(ctx)
}

// seen lets go of the store.
func (v *visit) seen() {
	if v.ended != nil {
		v.ended()
		v.ended = nil
	}
}

// looked lets go of the place too.
func (v *visit) looked() {
	v.seen()
	if v.leave != nil {
		v.leave()
		v.leave = nil
	}
}

// page makes the handler of a route. What could not be seen at one moment, because somebody
// wrote at it, is looked at once more.
func (d *Door) page(r route) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		lang, path := split(req.URL.Path)
		begun := visit{w: w, r: req, door: d, book: words.In(lang), path: path}
		v := begun
		err := v.answer(r)
		if errors.Is(err, desk.ErrMoved) {
			v, v.twice = begun, true
			err = v.answer(r)
		}
		if err != nil {
			v.fail(err)
		}
	})
}

// answer finds out who asks, and serves what they may have.
func (v *visit) answer(r route) error {
	defer v.looked()
	ask.TraceOf(v.r.Context()).Route, v.public = r.Path, r.admitsEverybody()
	if r.leaves && !v.asksFirst() {
		http.SetCookie(v.w, v.door.cookie("", -1))
	}
	if err := v.admit(r); err != nil {
		return err
	}
	if v.actor.Role == "" && v.guest.Role != "" && !r.admitsEverybody() && !r.halfway {
		return v.goTo(v.step() + after(v.wanted()))
	}
	if v.guest.Role == "" && !r.admitsEverybody() {
		return fault.New(fault.Forbidden, signInNeeded, "")
	}
	return r.serve(v.door, v)
}

// admit lets in who does not ask too much, and finds out who it is.
func (v *visit) admit(r route) error {
	if r.endless {
		return nil
	}
	if err := v.door.Limits.Request(v.door.asker(v.r)); err != nil {
		return err
	}
	if isRead(v.r.Method) && !r.admitsEverybody() && !v.twice {
		v.looks()
	}
	err := v.recognise()
	if errors.Is(err, fault.Unavailable) && r.admitsEverybody() {
		return nil // what is for everybody goes on
	}
	if err != nil {
		return err
	}
	if v.actor.Role != "" {
		ask.TraceOf(v.r.Context()).Actor = string(v.actor.Role)
	}
	return v.door.Limits.Account(v.guest.ID)
}

// wanted is the page that was asked for, to land at; what was sent has to be sent again.
func (v *visit) wanted() string {
	if isRead(v.r.Method) {
		return v.path
	}
	return ""
}

// A page is written into a buffer that another page has left, where it was no larger than
// pages are, in bytes.
const largePage = 256 << 10

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// show writes a page. Nothing is sent before all of it is there, so that an
// error never ends in half a page.
func (v *visit) show(status int, c templ.Component) error {
	v.seen()
	page := buffers.Get().(*bytes.Buffer)
	defer func() {
		if page.Cap() <= largePage {
			page.Reset()
			buffers.Put(page)
		}
	}()
	if err := cmp.Or(c.Render(v.r.Context(), page), v.unread); err != nil {
		return err
	}
	h := v.w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Language", string(v.book.Lang()))
	if h.Get("Cache-Control") == "" {
		h.Set("Cache-Control", "no-cache")
	}
	v.w.WriteHeader(status)
	_, err := page.WriteTo(v.w)
	if err != nil {
		v.door.Log.Debug("visitor left", "path", v.path, "error", err)
	}
	return nil
}

// goTo sends the visitor to another page in the same language.
func (v *visit) goTo(path string) error {
	http.Redirect(v.w, v.r, prefix(v.book.Lang())+path, http.StatusSeeOther)
	return nil
}

// query returns a value of the address, trimmed, and cut to a length that no
// honest visitor reaches.
func (v *visit) query(name string) string {
	return tidy(v.r.URL.Query().Get(name))
}

// tidy is what an address gives, without what surrounds it and not too long.
func tidy(given string) string {
	const longest = 200
	text := strings.ToValidUTF8(strings.TrimSpace(given), "")
	if runes := []rune(text); len(runes) > longest {
		text = string(runes[:longest])
	}
	return text
}

// withheld reports whether err is that there is no such thing, or none that the visitor may know of.
func withheld(err error) bool {
	kind := fault.KindOf(err)
	return kind == fault.NotFound || kind == fault.Forbidden
}

// had reports whether a part of the page was read. Whoever may not see it has the page without it;
// whatever else went wrong fails the page when it is shown, since nobody would see that a part is missing.
func (v *visit) had(err error) bool {
	if err != nil && !withheld(err) {
		v.unread = cmp.Or(v.unread, err)
	}
	return err == nil
}

// joined is an edition with the intake bodies that the office has added, read once a visit. While the
// store is away, a page for everybody has the bodies of the edition alone.
func (v *visit) joined(ed *scheme.Edition) *scheme.Edition {
	if known := v.editions[ed]; known != nil {
		return known
	}
	with, err := v.door.Office.Joined(v.r.Context(), ed)
	if v.public && errors.Is(err, fault.Unavailable) || !v.had(err) || with == nil {
		return ed
	}
	v.knows(ed, with)
	return with
}

// knows keeps an edition that was joined already, by a look at what the page shows.
func (v *visit) knows(ed, with *scheme.Edition) {
	if v.editions == nil {
		v.editions = map[*scheme.Edition]*scheme.Edition{}
	}
	v.editions[ed], v.editions[with] = with, with
}

// page is what the templates need to know of the visit.
func (v *visit) page() page {
	_, here := split(v.r.URL.EscapedPath())
	query := v.r.URL.RawQuery
	if strings.Contains(query, "link=") { // a secret stands in no link
		rest := v.r.URL.Query()
		rest.Del("link")
		query = rest.Encode()
	}
	if query != "" && isRead(v.r.Method) {
		here += "?" + query
	}
	p := page{Book: v.book, notice: v.noticed(), confirms: v.actor.May(access.ViewPending), staff: v.actor.May(access.ViewPersonnel), files: v.door.files, shelf: v.door.Shelf, today: civil.In(v.door.Now()), bodies: v.joined, base: v.door.PublicURL, here: here,
		signedIn: v.actor.Role != "", calendars: v.door.WriteCalendar != nil, sample: v.door.Sample, menu: v.menu(), foot: v.atFoot(), room: link{Path: roomOf(v.actor.Role), Label: v.book.Say(roomName(v.actor.Role))}}
	p.who, p.whose, p.keys, p.phrases = v.seenAs(p), ownerMark(v.guest.ID), v.guest.Keys, v.guest.Phrases
	return p
}
