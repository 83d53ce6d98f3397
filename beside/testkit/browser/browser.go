// Package browser opens pages in Chromium as a visitor would and says what is
// wrong with them: console errors, missing labels, headings out of order, a
// page wider than the window.
package browser

import (
	"context"
	"os"
	"os/exec"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"akashi/beside/testkit"
)

// Widths of the window at which pages are looked at, in CSS pixels.
const (
	Narrow  = 320 // a desk at four times its size (WCAG 1.4.10)
	Phone   = 390
	Tablet  = 768 // upright, as an assessor holds it
	Desktop = 1280
)

// patience is how long one step on a page may take.
const patience = 30 * time.Second

// Browser is one Chromium. It takes about a second to start: open one in a
// test and its pages in subtests.
type Browser struct {
	ctx context.Context
}

// Open starts Chromium for the length of the test. Without Chromium, or when
// AKASHI_TEST_BROWSER is "none", the test is skipped, but see testkit.Missing.
func Open(t testing.TB) *Browser {
	t.Helper()
	if os.Getenv("AKASHI_TEST_BROWSER") == "none" {
		testkit.Missing(t, "the browser is left out on request")
	}
	program := find()
	if program == "" {
		testkit.Missing(t, "no chromium on PATH (package chromium)")
	}
	allocator, stop := chromedp.NewExecAllocator(context.Background(), flags(program)...)
	ctx, closeAll := chromedp.NewContext(allocator)
	t.Cleanup(func() {
		_ = chromedp.Cancel(ctx)
		closeAll()
		stop()
	})
	if err := chromedp.Run(ctx); err != nil {
		t.Fatalf("start %s: %v", program, err)
	}
	return &Browser{ctx}
}

// find returns the path of a Chromium, and "" when there is none.
func find() string {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if p, err := exec.LookPath(name); err == nil {
			return p
		}
	}
	return ""
}

// flags keep Chromium from calling home and from reaching anything that is not
// this machine: a page that needs another host is broken here already.
func flags(program string) []chromedp.ExecAllocatorOption {
	options := append([]chromedp.ExecAllocatorOption{}, chromedp.DefaultExecAllocatorOptions[:]...)
	return append(options,
		chromedp.ExecPath(program),
		chromedp.NoSandbox,
		chromedp.DisableGPU,
		chromedp.WSURLReadTimeout(time.Minute),
		chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-crash-reporter", true),
		chromedp.Flag("lang", "ja"),
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost"),
	)
}
