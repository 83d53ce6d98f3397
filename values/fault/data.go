package fault

import (
	"fmt"
	"strings"
	"unicode"
)

// Data are the figures of a failure by name: what was given, what is allowed,
// days, sums, the nearest name. They are plain text in the form of the records
// (ISO days, whole yen, codes); the doors say them in the reader's language.
type Data map[string]string

// With gathers figures from names and values in turn. A value may be a text, a
// number, anything that prints itself, or a list of such; one that is empty is
// left out.
func With(pairs ...any) Data {
	data := make(Data, len(pairs)/2)
	for i := 0; i+1 < len(pairs); i += 2 {
		if text := printable(plain(pairs[i+1])); text != "" {
			name := fmt.Sprint(pairs[i])
			data[name] = clip(text, room(name))
		}
	}
	return data
}

// between stands between the parts of a list.
const between = ", "

// List writes several values as one figure.
func List[T any](values []T) string {
	parts := make([]string, len(values))
	for i, v := range values {
		parts[i] = fmt.Sprint(v)
	}
	return strings.Join(parts, between)
}

// Parts reads a figure that List wrote.
func Parts(figure string) []string {
	if figure == "" {
		return nil
	}
	return strings.Split(figure, between)
}

// room is how many letters of a figure a sentence can show. What somebody sent is
// told in short; a list is told whole.
func room(name string) int {
	if name == "given" {
		return 60
	}
	return 4000
}

func clip(text string, longest int) string {
	if runes := []rune(text); len(runes) > longest {
		return string(runes[:longest]) + "…"
	}
	return text
}

// printable keeps what somebody sent from steering the terminal or the page on
// which it is told.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune("\n\r\t", r):
			return ' '
		case unicode.IsGraphic(r):
			return r
		}
		return unicode.ReplacementChar
	}, text)
}

func plain(value any) string {
	if list, ok := value.([]string); ok {
		return List(list)
	}
	if value == nil {
		return ""
	}
	return fmt.Sprint(value)
}
