package words

import "testing"

func TestPlace(t *testing.T) {
	t.Parallel()
	for where, want := range map[string][2]string{
		"line 3, column 1":              {"3行目の1字目", "line 3, column 1"},
		"my.yaml: line 12, column 4":    {"my.yaml: 12行目の4字目", "my.yaml: line 12, column 4"},
		"row 7":                         {"7行目", "row 7"},
		"row 7, column 2":               {"7行目の2列目", "row 7, column 2"},
		"line 1, byte 19":               {"1行目（19バイト目）", "line 1, byte 19"},
		"byte 0":                        {"0バイト目", "byte 0"},
		"--size":                        {"--size", "--size"},
		"/answers/1-1-2":                {"/answers/1-1-2", "/answers/1-1-2"},
		"SA-2026-0001 line 3: report.x": {"SA-2026-0001 line 3: report.x", "SA-2026-0001 line 3: report.x"},
		"":                              {"", ""},
	} {
		if got := [2]string{In(Japanese).Place(where), In(English).Place(where)}; got != want {
			t.Errorf("%s: got %q, want %q", where, got, want)
		}
	}
}
