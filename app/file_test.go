package app_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"io"
	"testing"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/values/fault"
)

// cabinet keeps files, and lets a test change one behind the office's back.
type cabinet map[string][]byte

func (c cabinet) Keep(_ context.Context, _ string, content []byte) (desk.Kept, error) {
	sum := sha256.Sum256(content)
	hash := hex.EncodeToString(sum[:])
	c[hash] = content
	return desk.Kept{SHA256: hash, Type: "text/plain", Size: int64(len(content))}, nil
}

func (c cabinet) Erase(_ context.Context, sha256 string) error { delete(c, sha256); return nil }

func (cabinet) Bare(photo []byte) ([]byte, error) { return photo, nil }

func (c cabinet) Open(_ context.Context, hash string) (io.ReadCloser, error) {
	content, ok := c[hash]
	if !ok {
		return nil, fault.New(fault.NotFound, "blob-unknown", hash)
	}
	return io.NopCloser(bytes.NewReader(content)), nil
}

// What was handed in comes back byte for byte to whoever is shown the evidence of the
// case; what is no longer what was received never does.
func TestAFileComesBackAsItWasReceived(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	no := o.draft()
	kept := cabinet{}
	o.app.Files = kept
	content := []byte("セキュリティポリシー\r\n")
	view := o.do(secretariat(), "attach", no, `{"name":"方針.txt","content":"`+base64.StdEncoding.EncodeToString(content)+`"}`)
	attached := view["attachments"].([]any)[0].(map[string]any)
	id, hash := attached["id"].(string), attached["sha256"].(string)

	file, err := o.app.File(context.Background(), secretariat(), no, id)
	if err != nil || !bytes.Equal(file.Content, content) || file.Name != "方針.txt" || file.SHA256 != hash {
		t.Errorf("got %+v, %v", file, err)
	}
	if _, err := o.app.File(context.Background(), secretariat(), no, "another"); !errors.Is(err, fault.NotFound) {
		t.Errorf("a file that there is not: %v", err)
	}
	stranger := access.Actor{ID: "x", Role: record.RoleApplicant, ApplicantID: "another"}
	if _, err := o.app.File(context.Background(), stranger, no, id); !errors.Is(err, fault.NotFound) {
		t.Errorf("asked by another applicant: %v", err)
	}
	clerk := access.Actor{ID: "k", Role: record.RoleAccounts, Scheme: "anshin"}
	if file, err := o.app.File(context.Background(), clerk, no, id); err == nil || len(file.Content) > 0 {
		t.Errorf("an accounts clerk is given evidence: %v", err)
	}
	for _, change := range []func(){func() { kept[hash] = []byte("another policy") }, func() { delete(kept, hash) }} {
		change()
		file, err := o.app.File(context.Background(), secretariat(), no, id)
		var known *fault.Error
		if !errors.As(err, &known) || known.Code != "evidence-changed" || fault.KindOf(err) != "" || len(file.Content) > 0 {
			t.Errorf("a changed file: %q, %v", file.Content, err)
		}
	}
}

// bytewise draws nothing, and counts one page for each byte of a file.
type bytewise struct{ desk.Pictures }

func (bytewise) Pages(_ context.Context, kind, _ string, read func() ([]byte, error)) (int, error) {
	content, err := read()
	if kind != "text/plain" {
		err = fault.New(fault.NotFound, "picture.none", kind)
	}
	return len(content), err
}

// A criterion has the files that were handed in for it, and one of them lies open: the one
// that is asked for, where it is among them.
func TestACriterionHasAFileOpen(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	no := o.draft()
	o.app.Files, o.app.Pictures = cabinet{}, bytewise{}
	var ids []string
	for _, f := range []struct{ item, content string }{{"1-1-1", "1"}, {"1-1-2", "22"}, {"1-1-1,1-1-2", "333"}} {
		view := o.do(secretariat(), "attach", no, `{"name":"方針.txt","criterion":"`+f.item+`","content":"`+base64.StdEncoding.EncodeToString([]byte(f.content))+`"}`)
		all := view["attachments"].([]any)
		ids = append(ids, all[len(all)-1].(map[string]any)["id"].(string))
	}
	for _, c := range []struct {
		item, file      string
		files, open, of int
	}{{"1-1-1", "", 2, 0, 1}, {"1-1-1", ids[2], 2, 1, 3}, {"1-1-2", ids[2], 2, 1, 3}, {"1-1-1", ids[1], 2, 0, 1}, {"1-1-3", ids[0], 0, 0, 0}} {
		view, err := o.app.ItemView(t.Context(), secretariat(), no, c.item, c.file)
		if err != nil || view.No != no || len(view.Files) != c.files || view.Open != c.open || view.Of != c.of {
			t.Errorf("%s with %q: %d files, %d open of %d pages, %v", c.item, c.file, len(view.Files), view.Open, view.Of, err)
		}
	}
	o.app.Pictures = nil
	if view, err := o.app.ItemView(t.Context(), secretariat(), no, "1-1-1", ""); err != nil || len(view.Files) != 2 || view.Of != 0 {
		t.Errorf("where nothing is drawn: %d files of %d pages, %v", len(view.Files), view.Of, err)
	}
	clerk := access.Actor{ID: "k", Role: record.RoleAccounts, Scheme: "anshin"}
	if view, err := o.app.ItemView(t.Context(), clerk, no, "1-1-1", ids[0]); err != nil || len(view.Files) > 0 || view.Of != 0 {
		t.Errorf("an accounts clerk is shown %d files of %d pages: %v", len(view.Files), view.Of, err)
	}
	stranger := access.Actor{ID: "x", Role: record.RoleApplicant, ApplicantID: "another"}
	if view, err := o.app.ItemView(t.Context(), stranger, no, "1-1-1", ""); !errors.Is(err, fault.NotFound) || view.No != "" {
		t.Errorf("asked by another applicant: %+v, %v", view, err)
	}
}
