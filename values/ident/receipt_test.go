package ident_test

import (
	"bytes"
	"errors"
	"regexp"
	"strings"
	"testing"
	"time"

	"akashi/values/fault"
	"akashi/values/ident"
)

func TestReceiptNumbers(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]ident.Receipt{
		"A-2026-0001":    {"A", 2026, 1},
		"ａ－２０２６－００４２":    {"A", 2026, 42},
		" PM2-2026-9999": {"PM2", 2026, 9999},
		"A-2026-12345":   {"A", 2026, 12345},
	} {
		if got, err := ident.ParseReceipt(in); err != nil || got != want {
			t.Errorf("ParseReceipt(%q) = %v, %v; want %v", in, got, err, want)
		}
	}
	for _, in := range []string{
		"", "A-2026", "A-2026-1", "A-2026-00001", "A-2026-0000", "A-26-0001", "-2026-0001", "A-2026-0001-1",
		"証-2026-0001", "A-2026-9999999999", "ABCDEFGHIJKLM-2026-0001", "A-0000-0001",
	} {
		if got, err := ident.ParseReceipt(in); !errors.Is(err, fault.Invalid) {
			t.Errorf("ParseReceipt(%q) = %v, %v", in, got, err)
		}
	}
}

func TestNarrow(t *testing.T) {
	t.Parallel()
	if got, want := ident.Narrow("ＡＢ－１２　サーバー（株）～"), "AB-12 サーバー(株)~"; got != want {
		t.Errorf("Narrow = %q, want %q", got, want)
	}
}

func TestNewID(t *testing.T) {
	t.Parallel()
	shape := regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)
	now := time.Date(2022, 2, 22, 19, 22, 22, 0, time.UTC)
	ones := bytes.NewReader(bytes.Repeat([]byte{0xff}, 800))
	last := ""
	for range 100 {
		id, err := ident.NewID(now, ones)
		if err != nil || !shape.MatchString(id) || id <= last {
			t.Fatalf("NewID(%s) = %q, %v after %q", now, id, err, last)
		}
		last, now = id, now.Add(250*time.Nanosecond)
	}
	if !strings.HasPrefix(last, "017f22e2-79b0-7") { // the moment of the example in RFC 9562
		t.Errorf("NewID = %s, want it to begin with the moment", last)
	}
	if id, err := ident.NewID(now, ones); err == nil {
		t.Errorf("NewID without randomness = %s", id)
	}
}
