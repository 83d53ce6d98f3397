package people

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"akashi/record"
	"akashi/values/fault"
	"akashi/values/form"
)

// How many phrases somebody has at most, and how long one is.
const mostPhrases, longestPhrase = 200, 500

var ofItem = regexp.MustCompile(`^([0-9]+(?:[-.][0-9]+)+)[ \x{3000}:：]+(.+)$`)

// ReadPhrases reads phrases as they are written down: one a line, after the number of a
// criterion where one is for that alone.
func ReadPhrases(written string) (all []record.Phrase, err error) {
	var p fault.Problems
	for i, line := range strings.Split(strings.ReplaceAll(written, "\r\n", "\n"), "\n") {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		one := record.Phrase{Text: line}
		if parts := ofItem.FindStringSubmatch(line); parts != nil {
			one = record.Phrase{Item: parts[1], Text: parts[2]}
		}
		at := "/" + strconv.Itoa(i+1)
		p.Want(utf8.RuneCountInString(one.Text) <= longestPhrase, "phrases.long", at, "line", i+1, "most", longestPhrase)
		form.Plain(&p, at, line, math.MaxInt)
		all = append(all, one)
	}
	p.Want(len(all) <= mostPhrases, "phrases.many", "/", "given", len(all), "most", mostPhrases)
	return all, p.Err()
}

// WritePhrases writes them down again.
func WritePhrases(all []record.Phrase) string {
	var lines []string
	for _, one := range all {
		lines = append(lines, strings.TrimSpace(one.Item+" "+one.Text))
	}
	return strings.Join(lines, "\n")
}

// PhrasesFor are those for a criterion: first its own, then those for all.
func PhrasesFor(all []record.Phrase, item string) (texts []string) {
	for _, of := range []string{item, ""} {
		for _, one := range all {
			if one.Item == of {
				texts = append(texts, one.Text)
			}
		}
	}
	return texts
}
