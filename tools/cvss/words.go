package cvss

import "strings"

// baseMetric is a base metric: its letters, its name in words, another such
// name, and the letters for every spelling of a value.
type baseMetric struct {
	name, word, other string
	values            map[string]string
}

// notations is how each version writes its vectors. It is never written to.
var notations = newNotations()

func newNotations() map[Version]notation {
	return map[Version]notation{
		V20: {base2(), parse20, ""},
		V30: {base3(), parse30, "CVSS:3.0/"},
		V31: {base3(), parse31, "CVSS:3.1/"},
		V40: {base4(), parse40, "CVSS:4.0/"},
	}
}

// FromWords puts a vector together from the words of its metrics, each by the
// letters of its metric. A word that is none stays as it is, for [Base] to refuse.
func FromWords(version Version, said map[string]string) string {
	var parts []string
	for _, b := range notations[version].base {
		text, ok := said[b.name]
		if !ok {
			continue
		}
		if letter, ok := b.values[word(text)]; ok {
			text = letter
		}
		parts = append(parts, b.name+":"+text)
	}
	return strings.Join(parts, "/")
}

func base2() []baseMetric {
	impact := spell(words{"n": "none", "p": "partial", "c": "complete"})
	return []baseMetric{
		{"AV", "accessvector", "attackvector", spell(words{"l": "local", "a": "adjacentnetwork", "n": "network"},
			words{"l": "localaccess", "a": "adjacentnetworkaccessible", "n": "networkaccessible"},
			words{"l": "localaccessible", "a": "adjacent"})},
		{"AC", "accesscomplexity", "attackcomplexity", spell(words{"h": "high", "m": "medium", "l": "low"})},
		{"Au", "authentication", "", spell(words{"m": "multiple", "s": "single", "n": "none"},
			words{"m": "multipleinstances", "s": "singleinstance", "n": "notrequired"},
			words{"m": "requiresmultipleinstances", "s": "requiressingleinstance"})},
		{"C", "confidentiality", "confidentialityimpact", impact},
		{"I", "integrity", "integrityimpact", impact},
		{"A", "availability", "availabilityimpact", impact},
	}
}

func base3() []baseMetric {
	impact := spell(words{"n": "none", "l": "low", "h": "high"})
	return []baseMetric{
		{"AV", "attackvector", "", attackVector()},
		{"AC", "attackcomplexity", "", spell(words{"l": "low", "h": "high"})},
		{"PR", "privilegesrequired", "", spell(words{"n": "none", "l": "low", "h": "high"})},
		{"UI", "userinteraction", "", spell(words{"n": "none", "r": "required"})},
		{"S", "scope", "", spell(words{"u": "unchanged", "c": "changed"})},
		{"C", "confidentiality", "confidentialityimpact", impact},
		{"I", "integrity", "integrityimpact", impact},
		{"A", "availability", "availabilityimpact", impact},
	}
}

func base4() []baseMetric {
	impact := spell(words{"n": "none", "l": "low", "h": "high"})
	return []baseMetric{
		{"AV", "attackvector", "", attackVector()},
		{"AC", "attackcomplexity", "", spell(words{"l": "low", "h": "high"})},
		{"AT", "attackrequirements", "", spell(words{"n": "none", "p": "present"})},
		{"PR", "privilegesrequired", "", spell(words{"n": "none", "l": "low", "h": "high"})},
		{"UI", "userinteraction", "", spell(words{"n": "none", "p": "passive", "a": "active"})},
		{"VC", "vulnerablesystemconfidentiality", "vulnerablesystemconfidentialityimpact", impact},
		{"VI", "vulnerablesystemintegrity", "vulnerablesystemintegrityimpact", impact},
		{"VA", "vulnerablesystemavailability", "vulnerablesystemavailabilityimpact", impact},
		{"SC", "subsequentsystemconfidentiality", "subsequentsystemconfidentialityimpact", impact},
		{"SI", "subsequentsystemintegrity", "subsequentsystemintegrityimpact", impact},
		{"SA", "subsequentsystemavailability", "subsequentsystemavailabilityimpact", impact},
	}
}

func attackVector() map[string]string {
	return spell(words{"n": "network", "a": "adjacent", "l": "local", "p": "physical"}, words{"a": "adjacentnetwork"})
}

// words are the spellings of values by their letter.
type words map[string]string

func spell(spellings ...words) map[string]string {
	values := map[string]string{}
	for _, s := range spellings {
		for letter, text := range s {
			values[letter] = upper(letter)
			values[text] = upper(letter)
		}
	}
	return values
}

func upper(letter string) string { return string(letter[0] - 'a' + 'A') }
