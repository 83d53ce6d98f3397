package api

import (
	"errors"
	"io"
	"mime"
	"net/http"
	"strings"

	"akashi/values/fault"
)

// readBody takes in a body of JSON, of at most so many bytes. No body is an empty
// object, so that an act without particulars needs none.
func readBody(w http.ResponseWriter, r *http.Request, limit int64) ([]byte, error) {
	tooLarge := &trouble{kind: kindTooLarge, code: "body.too-large", figures: fault.With("max", limit)}
	if r.ContentLength > limit {
		return nil, tooLarge
	}
	data, err := io.ReadAll(http.MaxBytesReader(w, r.Body, limit))
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return nil, tooLarge
	}
	if err != nil {
		return nil, fault.Wrong("body.unreadable", "")
	}
	if len(data) == 0 {
		return []byte("{}"), nil
	}
	media, parameters, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	charset := parameters["charset"]
	if err != nil || media != "application/json" || charset != "" && !strings.EqualFold(charset, "utf-8") || r.Header.Get("Content-Encoding") != "" {
		return nil, &trouble{kind: kindMedia, code: "body.media-type"}
	}
	return data, nil
}
