package web

import "net/http"

// contentPolicy lets a page load its own style sheets and pictures, send its own
// forms, and nothing else; no script runs but where scripted lets our own.
const contentPolicy = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; " +
	"base-uri 'none'; frame-ancestors 'none'"

// secured adds what every answer to a person carries.
func (d *Door) secured(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", contentPolicy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
		if d.Secure {
			h.Set("Strict-Transport-Security", "max-age=31536000")
		}
		next.ServeHTTP(w, r)
	})
}

// scripted lets modules of our own run on the page, and ask the office.
func (v *visit) scripted() {
	v.w.Header().Set("Content-Security-Policy", contentPolicy+"; script-src 'self'; connect-src 'self'; manifest-src 'self'")
}
