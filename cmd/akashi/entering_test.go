package main

import (
	"strings"
	"testing"
	"time"

	"akashi/app/people"
	"akashi/beside/testkit"
	chromium "akashi/beside/testkit/browser"
	"akashi/record"
)

// TestEnteringInABrowser comes in by the code of an app, by a recovery code, which is good once,
// and by another provider, a real one. TestAPasskey comes in by a passkey.
func TestEnteringInABrowser(t *testing.T) {
	t.Parallel()
	testkit.Slow(t, "a browser takes its time")
	onBothStores(t, func(t *testing.T, store string) {
		e := openEntranceOn(t, "off", store)
		h := e.sits(chromium.Open(t), chromium.Phone, false).comes(e.invite(people.UserInput{ID: "jimu", Name: "事務 花子", Role: record.RoleSecretariat, Scheme: "anshin", Email: "hanako@mihon.example"}))
		var codes []string
		h.page.Eval(`[...document.querySelectorAll("li code")].map((e) => e.textContent)`, &codes)
		if len(codes) != 10 {
			t.Fatalf("%d recovery codes", len(codes))
		}
		h.leaves().enters("jimu").goes("/o").leaves()

		h.page.Goto(h.at + "/o")
		if h.page.Status() != 401 {
			t.Errorf("signed out, and the board is answered with %d", h.page.Status())
		}
		byCode := func(code string) {
			t.Helper()
			h.now = h.now.Add(time.Minute)
			h.page.Goto(h.at + "/login?next=/o")
			h.fills("#user", "jimu").fills("#password", password).clicks(`form[action$="/login"] .btn:not(.btn--line)`)
			h.fills("#second", code).clicks("main form:not([data-passkey]) .btn[type=submit]:not(.btn--line)")
		}
		byCode(codes[3])
		h.sound()
		h.goes("/me").sees("残り9個").leaves()
		byCode(codes[3])
		if h.page.Status() != 422 || !strings.Contains(h.page.Text("main"), "確認コード") {
			t.Errorf("a code that was used is answered with %d: %s", h.page.Status(), h.page.Text("main"))
		}
		byCode(strings.ToUpper(strings.ReplaceAll(codes[4], "-", "")))
		h.sound()

		// By another provider: tied at /me, and then enough alone.
		p := openProviderFor(t, h.at+"/login/oidc/mihon/callback", person("p-hanako", "", "hanako@mihon.example", true))
		e.opens(p.file(""))
		h.enters("jimu").goes("/me").clicks(`a[href*="/login/oidc/mihon?for=bind"]`)
		h.atProvider("p-hanako")
		h.sees("見本認証").clicks("main form .btn")
		h.sound()
		h.goes("/me").leaves()
		h.page.Goto(h.at + "/login?next=/o")
		h.clicks(`a[href*="/login/oidc/mihon"]`)
		h.atProvider("p-hanako")
		h.clicks("main form .btn")
		h.sound()
		h.goes("/o/pending").sees("事務 花子")
	})
}

// atProvider shows at the provider who one is, on the provider's own page.
func (h *hand) atProvider(who string) {
	h.Helper()
	if strings.HasPrefix(h.page.Address(), h.at) {
		return // it knows the browser already
	}
	h.fills("[name=username]", who).fills("[name=password]", "verysecure").clicks("[type=submit]")
	if !strings.HasPrefix(h.page.Address(), h.at) {
		h.Fatalf("not sent back: %s %s", h.page.Address(), h.page.Text("body"))
	}
}
