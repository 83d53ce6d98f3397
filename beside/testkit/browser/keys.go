package browser

import (
	"context"
	"fmt"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// Keys that have no sign.
const (
	Tab   = kb.Tab
	Enter = kb.Enter
	Down  = kb.ArrowDown
	Space = " "
)

// tellsOfAMouse complains on the console of whatever a mouse or a finger does.
const tellsOfAMouse = `for (const kind of ["mousedown", "pointerdown", "touchstart"]) addEventListener(kind, () => console.error("a pointer was used: " + kind), true)`

// ByKeysOnly lets nothing but keys and the address bar be used from here on: a click, a value
// put into a field, or a pointer that a page sees ends the test or is told by ConsoleErrors.
func (p *Page) ByKeysOnly() *Page {
	p.t.Helper()
	p.do("watch for a mouse", chromedp.ActionFunc(func(ctx context.Context) error {
		_, err := page.AddScriptToEvaluateOnNewDocument(tellsOfAMouse).Do(ctx)
		return err
	}))
	p.keysOnly = true
	return p
}

// byHand ends the test of who may use keys only.
func (p *Page) byHand(what string) {
	p.t.Helper()
	if p.keysOnly {
		p.t.Fatalf("%s: the hand has keys only", what)
	}
}

// TabTo goes on by the tabulator until the first element of the CSS selector has the focus.
func (p *Page) TabTo(selector string) {
	p.t.Helper()
	const most = 500
	for range most {
		var there bool
		if p.Eval(fmt.Sprintf("document.activeElement === document.querySelector(%q)", selector), &there); there {
			return
		}
		p.Type(Tab)
	}
	p.t.Fatalf("%s: no key leads to %s", p.Address(), selector)
}

// Choose goes to a group of radio buttons, a box to tick or a list by its name, and chooses a
// value by keys.
func (p *Page) Choose(name, value string) {
	p.t.Helper()
	const most = 200
	is := func(what string) (yes bool) {
		p.Eval(fmt.Sprintf("((e, name, value) => %s)(document.activeElement, %q, %q)", what, name, value), &yes)
		return yes
	}
	for range most {
		if is(`e.name === name && (e.type !== "checkbox" || e.value === value)`) {
			break
		}
		p.Type(Tab)
	}
	if is(`["radio", "checkbox"].includes(e.type) && e.name === name && e.value === value`) {
		if !is("e.checked") {
			p.Type(Space)
		}
		return
	}
	for range most {
		if is("e.name === name && e.value === value") {
			return
		}
		p.Type(Down)
	}
	p.t.Fatalf("%s: no key chooses %s of %s", p.Address(), value, name)
}

// strokes press keys one after another as a keyboard does: the page may keep a key to itself,
// and its sign is not written then. A sign that no key has comes as from an input method.
func strokes(keys string) chromedp.Action {
	return chromedp.ActionFunc(func(ctx context.Context) error {
		for _, r := range keys {
			if _, known := kb.Keys[r]; !known {
				if err := input.InsertText(string(r)).Do(ctx); err != nil {
					return err
				}
				continue
			}
			events := kb.Encode(r)
			down := events[0]
			if len(events) > 2 { // the sign belongs to the key
				down.Text, down.UnmodifiedText = events[1].Text, events[1].UnmodifiedText
				events = []*input.DispatchKeyEventParams{down, events[2]}
			}
			for _, e := range events {
				if err := e.Do(ctx); err != nil {
					return err
				}
			}
		}
		return nil
	})
}
