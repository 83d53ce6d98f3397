package browser

import (
	"context"
	_ "embed" // checks.js
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/cdproto/webauthn"
	"github.com/chromedp/chromedp"
)

//go:embed checks.js
var checks string

// height of every window, in CSS pixels.
const height = 844

// Page is one window with cookies of its own, so that each page is another
// visitor. Every step ends the test when it cannot be taken.
type Page struct {
	t      testing.TB
	ctx    context.Context
	status int // HTTP status of the last document

	keysOnly bool // see ByKeysOnly

	mu     sync.Mutex
	errors []string
}

// Page opens an empty window of the given width for the length of the test.
func (b *Browser) Page(t testing.TB, width int) *Page {
	t.Helper()
	window, err := b.window()
	if err != nil {
		t.Fatalf("open a window: %v", err)
	}
	ctx, closePage := chromedp.NewContext(b.ctx, chromedp.WithTargetID(window))
	t.Cleanup(closePage)
	p := &Page{t: t, ctx: ctx}
	chromedp.ListenTarget(ctx, p.listen)
	// The first run ties the page to its context, so that one must not time out.
	if err := chromedp.Run(ctx); err != nil {
		t.Fatalf("open a page: %v", err)
	}
	p.do("open a page", log.Enable(), runtime.Enable(),
		emulation.SetDeviceMetricsOverride(int64(width), height, 1, width <= Phone))
	return p
}

// window opens a window that shares no cookie with another. Chromium wants to
// be told that the first page of such a context is a window, not a tab.
func (b *Browser) window() (target.ID, error) {
	ctx := cdp.WithExecutor(b.ctx, chromedp.FromContext(b.ctx).Browser)
	visitor, err := target.CreateBrowserContext().WithDisposeOnDetach(true).Do(ctx)
	if err != nil {
		return "", err
	}
	return target.CreateTarget("about:blank").WithBrowserContextID(visitor).WithNewWindow(true).Do(ctx)
}

// listen keeps what the page complains about.
func (p *Page) listen(event any) {
	said := ""
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		said = e.ExceptionDetails.Error()
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.APITypeError {
			said = spell(e.Args)
		}
	case *page.EventJavascriptDialogOpening:
		said = "dialog: " + e.Message
		go func() { _ = chromedp.Run(p.ctx, page.HandleJavaScriptDialog(false)) }() // the page stands still until then
	case *log.EventEntryAdded:
		if e.Entry.Level == log.LevelError {
			said = e.Entry.Text + " " + e.Entry.URL
		}
	}
	if said != "" {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.errors = append(p.errors, said)
	}
}

func spell(args []*runtime.RemoteObject) string {
	words := make([]string, len(args))
	for i, a := range args {
		words[i] = string(a.Value) + a.Description
	}
	return "console: " + strings.Join(words, " ")
}

// WithoutScript turns the scripts of every further document off: each page has
// to work without.
func (p *Page) WithoutScript() *Page {
	p.t.Helper()
	p.do("turn scripts off", emulation.SetScriptExecutionDisabled(true))
	return p
}

// WithAuthenticator gives the page a device that makes and shows passkeys, and whose owner
// always says yes. It forgets them with the page.
func (p *Page) WithAuthenticator() *Page {
	p.t.Helper()
	p.do("add a device", webauthn.Enable(), chromedp.ActionFunc(func(ctx context.Context) error {
		_, err := webauthn.AddVirtualAuthenticator(&webauthn.VirtualAuthenticatorOptions{Protocol: webauthn.AuthenticatorProtocolCtap2, Transport: webauthn.AuthenticatorTransportInternal,
			HasResidentKey: true, HasUserVerification: true, IsUserVerified: true, AutomaticPresenceSimulation: true}).Do(ctx)
		return err
	}))
	return p
}

// Goto opens an address and waits until it is loaded.
func (p *Page) Goto(address string) {
	p.t.Helper()
	p.follow("open "+address, chromedp.Navigate(address))
}

// Click clicks on the first element of the CSS selector and waits for the
// document to which it leads.
func (p *Page) Click(selector string) {
	p.t.Helper()
	p.byHand("click on " + selector)
	p.follow("click on "+selector, chromedp.Click(selector, chromedp.ByQuery))
}

// Press clicks on an element that stays on the same document.
func (p *Page) Press(selector string) {
	p.t.Helper()
	p.byHand("press " + selector)
	p.do("press "+selector, chromedp.Click(selector, chromedp.ByQuery))
}

// Fill puts a value into the first field of the CSS selector.
func (p *Page) Fill(selector, value string) {
	p.t.Helper()
	p.byHand("fill " + selector)
	p.do("fill "+selector, chromedp.SetValue(selector, value, chromedp.ByQuery))
}

// Upload puts files into the field of the CSS selector.
func (p *Page) Upload(selector string, files ...string) {
	p.t.Helper()
	p.byHand("choose a file in " + selector)
	p.do("choose a file in "+selector, chromedp.SetUploadFiles(selector, files, chromedp.ByQuery))
}

// Submit sends the form of the CSS selector, and waits for the answer: as its button does, or
// plain, past what its scripts would do.
func (p *Page) Submit(selector string, plain bool) {
	p.t.Helper()
	p.byHand("send " + selector)
	how := map[bool]string{true: "submit", false: "requestSubmit"}[plain]
	p.follow("send "+selector, chromedp.Evaluate(fmt.Sprintf("document.querySelector(%q).%s()", selector, how), nil))
}

// Visit opens an address that may give a file to keep instead of a document.
func (p *Page) Visit(address string) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	if err := chromedp.Run(ctx, chromedp.Navigate(address)); err != nil && !strings.Contains(err.Error(), "ERR_ABORTED") {
		p.t.Fatalf("visit %s: %v", address, err)
	}
}

// Forget forgets what the page has complained about.
func (p *Page) Forget() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.errors = nil
}

// Type presses keys as a hand does, on whatever has the focus.
func (p *Page) Type(keys string) {
	p.t.Helper()
	p.do("type "+keys, strokes(keys))
}

// TypeOn presses keys that lead to another document, and waits for it.
func (p *Page) TypeOn(keys string) {
	p.t.Helper()
	p.follow("type "+keys, strokes(keys))
}

// Cookie returns the value of a cookie, also of one that scripts may not read.
func (p *Page) Cookie(name string) (value string) {
	p.t.Helper()
	p.do("read the cookies", chromedp.ActionFunc(func(ctx context.Context) error {
		all, err := network.GetCookies().Do(ctx)
		for _, c := range all {
			if c.Name == name {
				value = c.Value
			}
		}
		return err
	}))
	return value
}

// Text returns the visible text of the first element of the CSS selector. Where another document
// takes the place of the one in which the element was found, it is read of that one.
func (p *Page) Text(selector string) string {
	p.t.Helper()
	var text string
	read := chromedp.Text(selector, &text, chromedp.ByQuery)
	p.do("read "+selector, chromedp.ActionFunc(func(ctx context.Context) error {
		for {
			err := read.Do(ctx)
			if gone, replaced := errors.AsType[*cdproto.Error](err); !replaced || gone.Code != noSuchNode || ctx.Err() != nil {
				return err
			}
		}
	}))
	return strings.TrimSpace(text)
}

// noSuchNode is how the browser answers for a node of a document that is gone.
const noSuchNode = -32000

// Count returns how many elements the CSS selector finds.
func (p *Page) Count(selector string) int {
	p.t.Helper()
	var n int
	p.Eval(fmt.Sprintf("document.querySelectorAll(%q).length", selector), &n)
	return n
}

// Eval evaluates an expression of JavaScript in the page into result, a
// pointer, or nil when the value is not wanted.
func (p *Page) Eval(expression string, result any) {
	p.t.Helper()
	p.do("evaluate "+expression, chromedp.Evaluate(expression, result))
}

// Address returns the address of the document.
func (p *Page) Address() string {
	p.t.Helper()
	var address string
	p.do("read the address", chromedp.Location(&address))
	return address
}

// Status returns the HTTP status of the document.
func (p *Page) Status() int { return p.status }

// ConsoleErrors returns what the page has complained about since it was
// opened: exceptions, console.error, resources that did not load.
func (p *Page) ConsoleErrors() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]string(nil), p.errors...)
}

// Problems returns everything that is wrong with the document by the rules
// that hold for each page: a language, one h1, headings in order, no sideways
// scrolling, a label on each field, a name on each link and button, a caption
// on each table, no id twice.
func (p *Page) Problems() []string {
	p.t.Helper()
	var problems []string
	p.do("check the page", chromedp.Evaluate(checks, &problems))
	return problems
}

// Check fails the test for each problem of the document and each complaint on
// the console.
func (p *Page) Check() {
	p.t.Helper()
	for _, problem := range append(p.Problems(), p.ConsoleErrors()...) {
		p.t.Errorf("%s: %s", p.Address(), problem)
	}
}

// Screenshot writes a picture of the whole document, as PNG, into the file.
func (p *Page) Screenshot(file string) {
	p.t.Helper()
	var picture []byte
	p.do("take a picture", chromedp.FullScreenshot(&picture, 100))
	if err := os.WriteFile(file, picture, 0o644); err != nil {
		p.t.Fatal(err)
	}
}

// Picture writes a small picture of the whole document, to the given height, as WebP.
func (p *Page) Picture(file string, tallest int) {
	p.t.Helper()
	var picture []byte
	p.do("take a picture", chromedp.ActionFunc(func(ctx context.Context) error {
		_, _, _, _, _, size, err := page.GetLayoutMetrics().Do(ctx)
		if err != nil {
			return err
		}
		const quality = 45
		picture, err = page.CaptureScreenshot().WithFormat(page.CaptureScreenshotFormatWebp).WithQuality(quality).WithCaptureBeyondViewport(true).
			WithClip(&page.Viewport{Width: size.Width, Height: min(size.Height, float64(tallest)), Scale: 1}).Do(ctx)
		return err
	}))
	if err := os.WriteFile(file, picture, 0o644); err != nil {
		p.t.Fatal(err)
	}
}

// Resize makes the window as wide as that.
func (p *Page) Resize(width int) {
	p.t.Helper()
	p.do("resize the window", emulation.SetDeviceMetricsOverride(int64(width), height, 1, width <= Phone))
}

// follow takes a step that leads to another document, and keeps its status.
func (p *Page) follow(what string, step chromedp.Action) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	response, err := chromedp.RunResponse(ctx, step)
	if err != nil {
		p.t.Fatalf("%s: %v", what, err)
	}
	p.status = 0
	if response != nil {
		p.status = int(response.Status)
	}
}

func (p *Page) do(what string, steps ...chromedp.Action) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	if err := chromedp.Run(ctx, steps...); err != nil {
		p.t.Fatalf("%s: %v", what, err)
	}
}
