package form

import (
	"cmp"
	"encoding"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"akashi/values/fault"
)

// longest is how many characters a text of a form may have that has no maxLength of its
// own.
const longest = "4000"

func mostOf(tag reflect.StructTag) int {
	most, _ := strconv.Atoi(cmp.Or(tag.Get("maxLength"), longest))
	return most
}

// Plain notes of a text that came by another way than a form what a form would refuse it
// for, and reports whether that is nothing: characters that a record cannot hold or that
// nobody sees, and more characters than there may be (0: as many as a text may have that
// has no bound of its own).
func Plain(p *fault.Problems, where, text string, most int) bool {
	if most == 0 {
		most = mostOf("")
	}
	return printable(p, where, text) && readable(p, where, text, most)
}

// Sound is Plain of every text of a form that was filled in by hand and not by Bind, each
// with the maxLength of its field.
func Sound(filled any) error {
	var p fault.Problems
	sound(&p, "", reflect.ValueOf(filled), "")
	return p.Err()
}

func sound(p *fault.Problems, path string, v reflect.Value, tag reflect.StructTag) {
	if !v.IsValid() || len(*p) >= mostFound {
		return
	}
	if _, reads := v.Interface().(encoding.TextMarshaler); reads { // a day, a number: no text
		return
	}
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		sound(p, path, v.Elem(), tag)
	case reflect.Struct:
		for _, f := range Fields(v.Type()) {
			if one, err := v.FieldByIndexErr(f.Index); err == nil {
				sound(p, path+"/"+Pointer(f.Key), one, v.Type().FieldByIndex(f.Index).Tag)
			}
		}
	case reflect.Slice:
		if v.Type().Elem().Kind() == reflect.Uint8 {
			return // the content of a file, or what its reader decodes
		}
		for i := range v.Len() {
			sound(p, path+"/"+strconv.Itoa(i), v.Index(i), tag)
		}
	case reflect.Map:
		keys := v.MapKeys()
		slices.SortFunc(keys, func(a, b reflect.Value) int { return cmp.Compare(a.String(), b.String()) })
		for _, key := range keys {
			sound(p, path+"/"+Pointer(key.String()), v.MapIndex(key), "")
		}
	case reflect.String:
		Plain(p, cmp.Or(path, "/"), v.String(), mostOf(tag))
	}
}

// printable reports whether a text is one that a record can hold.
func printable(p *fault.Problems, where, text string) bool {
	i := strings.IndexFunc(text, func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\r' && r != '\t' })
	if i < 0 && utf8.ValidString(text) {
		return true
	}
	r, _ := utf8.DecodeRuneInString(text[max(i, 0):])
	p.Add("control-character", where, "given", fmt.Sprintf("%U", r))
	return false
}

// readable reports whether a text is what it looks like, and no longer than it may be.
func readable(p *fault.Problems, where, text string, most int) bool {
	if i := strings.IndexFunc(text, unseen); i >= 0 {
		r, _ := utf8.DecodeRuneInString(text[i:])
		p.Add("unseen-character", where, "given", fmt.Sprintf("%U", r), "at", utf8.RuneCountInString(text[:i])+1)
		return false
	}
	if n := utf8.RuneCountInString(text); n > most {
		p.Add("text-too-long", where, "max", most, "given", n)
		return false
	}
	return true
}
