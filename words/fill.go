package words

import "strings"

// fill puts the figures into a sentence. What is put in is never read again, so
// that braces in a name that somebody typed stay braces.
func (b *Book) fill(text string, figures map[string]string) string {
	if strings.IndexByte(text, '{') < 0 && strings.IndexByte(text, '[') < 0 { // most sentences have no figures
		return text
	}
	var out strings.Builder
	for text != "" {
		before, rest, optional := strings.Cut(text, "[[")
		b.fillPart(&out, before, figures)
		if !optional {
			break
		}
		inside, after, _ := strings.Cut(rest, "]]")
		b.fillPart(&out, chosen(inside, figures), figures)
		text = after
	}
	return out.String()
}

// chosen is the part of an optional passage that can be said: the first whose
// figures are all known.
func chosen(passage string, figures map[string]string) string {
	for part := range strings.SplitSeq(passage, "||") {
		if allKnown(part, figures) {
			return part
		}
	}
	return ""
}

func allKnown(part string, figures map[string]string) bool {
	for _, p := range placeholders(part) {
		if name, _, _ := strings.Cut(p, ":"); !strings.HasPrefix(name, "@") && figures[name] == "" {
			return false
		}
	}
	return true
}

// placeholders lists what stands in braces.
func placeholders(text string) []string {
	var found []string
	for {
		_, rest, ok := strings.Cut(text, "{")
		inside, after, closed := strings.Cut(rest, "}")
		if !ok || !closed {
			return found
		}
		found, text = append(found, inside), after
	}
}

// fillPart writes a passage without options.
func (b *Book) fillPart(out *strings.Builder, text string, figures map[string]string) {
	for {
		before, rest, ok := strings.Cut(text, "{")
		inside, after, closed := strings.Cut(rest, "}")
		out.WriteString(before)
		if !ok || !closed {
			if ok {
				out.WriteString("{" + rest)
			}
			return
		}
		out.WriteString(b.figure(inside, figures))
		text = after
	}
}

// figure returns what a placeholder stands for; one whose figure nobody gave is
// printed as it is, so that the gap is seen.
func (b *Book) figure(placeholder string, figures map[string]string) string {
	if term, ok := strings.CutPrefix(placeholder, "@"); ok {
		return b.Term(term)
	}
	name, how, shaped := strings.Cut(placeholder, ":")
	value, known := figures[name]
	switch {
	case !known:
		return "{" + placeholder + "}"
	case shaped:
		return b.show(how, value, figures)
	}
	return value
}
