package inspect

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"akashi/tools/format/encoding"
	"akashi/values/form"
)

// nameFindings judges a name; path allows the separators an archive uses.
func nameFindings(name string, longest int, path bool) []Code {
	var codes []Code
	for _, row := range []struct {
		code Code
		bad  bool
	}{
		{nameLong, len(name) > longest},
		{nameControl, strings.ContainsFunc(name, unicode.IsControl)},
		{nameBidi, strings.ContainsFunc(name, form.TurnsWriting)},
		{nameInvisible, strings.ContainsFunc(name, form.Invisible)},
		{nameEncoding, strings.ContainsRune(name, utf8.RuneError)},
		{nameTraversal, climbs(name) || !path && strings.ContainsAny(name, `/\`)},
		{nameAbsolute, absolute(name)},
		{nameReserved, slices.ContainsFunc(elements(name), reserved)},
		{nameDouble, doubleExtension(name)},
	} {
		if row.bad {
			codes = append(codes, row.code)
		}
	}
	return codes
}

// elements splits at both separators: Windows unpackers obey the backslash.
func elements(name string) []string {
	return strings.FieldsFunc(name, func(r rune) bool { return r == '/' || r == '\\' })
}

func base(name string) string {
	parts := elements(name)
	if len(parts) == 0 {
		return ""
	}
	return parts[len(parts)-1]
}

func climbs(name string) bool {
	return slices.ContainsFunc(elements(name), func(e string) bool {
		// Windows drops trailing dots and spaces, so "..  " climbs as well.
		return strings.HasPrefix(e, "..") && strings.Trim(e, ". ") == ""
	})
}

func absolute(name string) bool {
	return strings.HasPrefix(name, "/") || strings.HasPrefix(name, `\`) || len(name) > 1 && name[1] == ':'
}

func reserved(element string) bool {
	stem, _, _ := strings.Cut(strings.ToUpper(element), ".")
	return slices.Contains([]string{"CON", "PRN", "AUX", "NUL", "COM1", "COM2", "COM3", "COM4", "LPT1", "LPT2", "LPT3"}, stem) ||
		strings.HasSuffix(element, ".") || strings.HasSuffix(element, " ") || strings.ContainsAny(element, `<>:"|?*`)
}

func doubleExtension(name string) bool {
	before, _, ok := lastCut(base(name), ".")
	return ok && slices.Contains(typesOf("executable"), strings.TrimSpace(extension(before)))
}

// decodeName reads the name of an archive's entry: UTF-8 when marked or valid,
// else Shift_JIS as Windows in Japan writes it.
func decodeName(raw []byte) string {
	if utf8.Valid(raw) {
		return string(raw)
	}
	decoded, err := encoding.CP932.Text(raw)
	if err != nil {
		return strings.ToValidUTF8(string(raw), "\uFFFD")
	}
	return string(decoded)
}
