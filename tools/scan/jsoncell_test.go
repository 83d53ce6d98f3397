package scan

import "testing"

func TestPlainScore(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"7.5": "7.5", "4.300000190734863": "4.3", "7.099999904632568": "7.1", "9.800000190734863": "9.8",
		"7.0999999999": "7.0999999999", "6.95000000000": "6.95000000000", "not a number": "not a number", "": "", "1000000000000": "1000000000000",
	} {
		if got := string(plainScore([]byte(text))); got != want {
			t.Errorf("plainScore(%q) = %q, want %q", text, got, want)
		}
	}
}
