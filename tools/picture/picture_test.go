package picture

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"
	"time"

	"akashi/beside/testkit"
	"akashi/values/fault"
)

func maker(t *testing.T) *Maker {
	t.Helper()
	m := New()
	if err := m.Works(); err != nil {
		testkit.Missing(t, "poppler draws nothing here: "+err.Error())
	}
	return m
}

// document is a PDF of so many pages, each of another width.
func document(pages int) []byte {
	var b strings.Builder
	b.WriteString("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[")
	for i := range pages {
		fmt.Fprintf(&b, "%d 0 R ", 3+i)
	}
	fmt.Fprintf(&b, "]/Count %d>>endobj\n", pages)
	for i := range pages {
		fmt.Fprintf(&b, "%d 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d 400]>>endobj\n", 3+i, 100*(i+1))
	}
	b.WriteString("trailer<</Root 1 0 R>>\n")
	return []byte(b.String())
}

func TestPagesAreDrawn(t *testing.T) {
	t.Parallel()
	m, file := maker(t), document(3)
	if n, err := m.Pages(t.Context(), "pdf", "a", func() ([]byte, error) { return file, nil }); n != 3 || err != nil {
		t.Fatalf("%d pages, %v", n, err)
	}
	for n := 1; n <= 3; n++ {
		drawn, err := m.Page(t.Context(), "pdf", "a", file, n)
		if err != nil {
			t.Fatal(err)
		}
		size, kind, err := image.DecodeConfig(bytes.NewReader(drawn))
		if want := longSide * n / 4; err != nil || kind != "png" || size.Height != longSide || size.Width != want {
			t.Errorf("page %d: %s of %d × %d, %v; want %d × %d", n, kind, size.Width, size.Height, err, want, longSide)
		}
	}
	for _, n := range []int{-1, 0, 4} {
		if _, err := m.Page(t.Context(), "pdf", "a", file, n); !errors.Is(err, fault.NotFound) {
			t.Errorf("page %d: %v", n, err)
		}
	}
	for name, content := range map[string][]byte{"torn": file[:60], "no PDF": []byte("見本"), "nothing": nil} {
		if _, err := m.Page(t.Context(), "pdf", name, content, 1); !errors.Is(err, fault.NotFound) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestAPhotographIsWrittenAnew: where it was taken, and whatever follows it, stays behind.
func TestAPhotographIsWrittenAnew(t *testing.T) {
	t.Parallel()
	seen := image.NewRGBA(image.Rect(0, 0, 40, 30))
	seen.Set(3, 4, color.RGBA{200, 10, 10, 255})
	var asPNG, asJPEG bytes.Buffer
	if err := errors.Join(png.Encode(&asPNG, seen), jpeg.Encode(&asJPEG, seen, nil)); err != nil {
		t.Fatal(err)
	}
	m := New()
	for kind, content := range map[string][]byte{"png": asPNG.Bytes(), "jpeg": asJPEG.Bytes()} {
		drawn, err := m.Page(t.Context(), kind, kind, append(content, []byte("GPS 43.06,141.35")...), 1)
		if err != nil || bytes.Contains(drawn, []byte("GPS")) {
			t.Errorf("%s: %v", kind, err)
		}
		if size, _, err := image.DecodeConfig(bytes.NewReader(drawn)); err != nil || size.Width != 40 || size.Height != 30 {
			t.Errorf("%s: %v, %v", kind, size, err)
		}
	}
	// A picture that says it is as large as a town is not unpacked.
	town := bytes.Clone(asPNG.Bytes())
	copy(town[16:], []byte{0, 1, 0, 0, 0, 1, 0, 0})
	for kind, content := range map[string][]byte{"png": town, "jpeg": []byte("\xff\xd8\xff"), "gif": []byte("GIF89a"), "docx": []byte("PK")} {
		if _, err := m.Pages(t.Context(), kind, "", func() ([]byte, error) { return content, nil }); !errors.Is(err, fault.NotFound) {
			t.Errorf("%s: %v", kind, err)
		}
	}
}

// TestWhoDrawsIsKeptIn: the process has no network, writes no file, and ends by itself.
func TestWhoDrawsIsKeptIn(t *testing.T) {
	t.Parallel()
	maker(t)
	if there, err := run(t.Context(), nil, "cat", "/proc/net/dev"); err != nil || strings.Count(string(there), ":") != 1 || !strings.Contains(string(there), "lo:") {
		t.Errorf("it has a network: %s %v", there, err)
	}
	if there, err := run(t.Context(), nil, "env"); err != nil || len(there) != 0 {
		t.Errorf("it has an environment: %s %v", there, err)
	}
	if _, err := run(t.Context(), []byte("x"), "tee", t.TempDir()+"/written"); err == nil {
		t.Error("it writes files")
	}
	if _, err := run(t.Context(), nil, "dd", "if=/dev/zero", "of=/dev/null", "bs=1500M", "count=1"); err == nil {
		t.Error("it takes two gigabytes")
	}
	if _, err := run(t.Context(), nil, "head", "-c", "40000000", "/dev/zero"); err == nil {
		t.Error("it draws without end")
	}
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	begun := time.Now()
	if _, err := run(ctx, nil, "sleep", "30"); err == nil || time.Since(begun) > 10*time.Second {
		t.Errorf("nobody waits any more, and it goes on: %v", err)
	}
}
