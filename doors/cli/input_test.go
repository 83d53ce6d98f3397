package cli

import (
	"strings"
	"testing"
)

// TestTextsAreReadWithoutTheirMarks: Notepad and PowerShell put a mark before a text,
// and a file of any other kind keeps all its bytes.
func TestTextsAreReadWithoutTheirMarks(t *testing.T) {
	t.Parallel()
	for data, want := range map[string]string{
		"{}": "{}", "\ufeff{}": "{}", "\xff\xfe{\x00}\x00": "{}", "\xfe\xff\x00{\x00}": "{}", "\xff\xfe\x3c\xd8\x00\xdf": "🌀",
		"": "", "{": "{", "\xff\xfe{": "\ufffd", "\ufeff\ufeff{}": "\ufeff{}",
	} {
		text, err := (&run{Parts: Parts{In: strings.NewReader(data)}}).text("-", maxText)
		if err != nil || string(text) != want {
			t.Errorf("text %q: got %q, %v", data, text, err)
		}
		file, err := (&run{Parts: Parts{In: strings.NewReader(data)}}).read("-", maxText)
		if err != nil || string(file) != data {
			t.Errorf("file %q: got %q, %v", data, file, err)
		}
	}
}
