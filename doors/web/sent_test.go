package web

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"reflect"
	"testing"
)

// TestBothWaysReadAFormAlike holds the reading into one piece of memory against the library's, for
// forms as browsers send them and for what they never send.
func TestBothWaysReadAFormAlike(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 2))
	for n := range 400 {
		body, kind := someForm(random)
		if n%4 == 1 {
			body = body[:random.IntN(len(body))]
		}
		if n%4 == 2 {
			body[random.IntN(len(body))] ^= byte(1 + random.IntN(255))
		}
		for _, told := range []int{len(body), max(len(body)/2, 1), 2 * len(body)} {
			whole, one := formOf(body, kind, told, atOnce)
			pieces, other := formOf(body, kind, told, func(r *http.Request) (formFiles, error) { return inPieces(r, 1<<20) })
			if (one == nil) != (other == nil) {
				t.Fatalf("form %d of %d bytes, %d told: %v, in pieces %v\n%q", n, len(body), told, one, other, body)
			}
			if one == nil && !reflect.DeepEqual(whole, pieces) {
				t.Fatalf("form %d: %v, in pieces %v", n, whole, pieces)
			}
		}
	}
}

func TestAFormHasNoEndOfParts(t *testing.T) {
	t.Parallel()
	for parts, taken := range map[int]bool{mostParts: true, mostParts + 1: false} {
		var body bytes.Buffer
		form := multipart.NewWriter(&body)
		for i := range parts {
			if err := form.WriteField(fmt.Sprint("f", i), ""); err != nil {
				t.Fatal(err)
			}
		}
		if err := form.Close(); err != nil {
			t.Fatal(err)
		}
		if _, err := formOf(body.Bytes(), form.FormDataContentType(), body.Len(), atOnce); (err == nil) != taken {
			t.Errorf("%d parts: %v", parts, err)
		}
	}
}

// someForm is a form with fields that come twice, files and a file that nobody chose.
func someForm(random *rand.Rand) (body []byte, kind string) {
	var to bytes.Buffer
	form := multipart.NewWriter(&to)
	for range random.IntN(12) {
		field, content := []string{"a", "b", "c", "名", ""}[random.IntN(5)], make([]byte, random.IntN(9000))
		for i := range content {
			content[i] = "\r\n-x\x00証"[random.IntN(7)]
		}
		if random.IntN(2) == 0 {
			w, _ := form.CreateFormField(field)
			_, _ = w.Write(content)
			continue
		}
		w, _ := form.CreateFormFile(field, []string{"規程.pdf", "x/y", ""}[random.IntN(3)])
		_, _ = w.Write(content)
	}
	_ = form.Close()
	return to.Bytes(), form.FormDataContentType()
}

// cameWith is what a form was read as.
type cameWith struct {
	values, typed map[string][]string
	files         map[string]string
}

func formOf(body []byte, kind string, told int, read func(*http.Request) (formFiles, error)) (came cameWith, err error) {
	r := httptest.NewRequest(http.MethodPost, "/?a=asked", bytes.NewReader(body))
	r.Header.Set("Content-Type", kind)
	r.ContentLength = int64(told)
	files, err := read(r)
	if err != nil {
		return came, err
	}
	came.values, came.typed, came.files = maps.Clone(r.Form), r.PostForm, map[string]string{}
	for field, f := range files {
		content, err := f.read()
		if err != nil {
			return came, err
		}
		came.files[field] = fmt.Sprint(f.name, f.size, string(content))
	}
	return came, nil
}
