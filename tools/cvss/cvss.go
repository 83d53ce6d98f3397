// Package cvss reads the vectors of CVSS 2, 3.0, 3.1 and 4 as scanners write them
// and computes their base score (基本値), exact to the tenth.
package cvss

import (
	"errors"
	"maps"
	"math"

	"akashi/rules/diagnosis"
	"akashi/scheme"
	"akashi/values/fault"
)

// Version is a version of CVSS as its specification numbers it.
type Version string

// The versions with vectors.
const (
	V20 Version = "2.0"
	V30 Version = "3.0"
	V31 Version = "3.1"
	V40 Version = "4.0"
)

// Metric returns the name by which an edition calls the version; 3.0 and 3.1
// count as one.
func (v Version) Metric() scheme.CVSSVersion {
	switch v {
	case V20:
		return scheme.CVSS2
	case V30, V31:
		return scheme.CVSS3
	case V40:
		return scheme.CVSS4
	}
	return ""
}

// maxVector is longer than every vector written out in words.
const maxVector = 2000

// Base returns the version of a vector and its base score (基本値). It reads the
// notations of scanners: prefixes such as "CVSS2#", parentheses, a score before
// the vector, metrics in any order or written as words. Temporal, threat and
// environmental metrics are checked and left out of the score. A vector without
// a prefix is told by its metrics; 3.0 and 3.1 give the same base score, so such
// a one counts as 3.1. A fault is of kind Invalid.
func Base(vector string) (Version, diagnosis.Tenths, error) {
	version, tenths, err := base(vector)
	if bad, ok := errors.AsType[*fault.Error](err); ok {
		maps.Copy(bad.Data, fault.With("given", vector))
	}
	return version, tenths, err
}

func base(vector string) (Version, diagnosis.Tenths, error) {
	if len(vector) > maxVector {
		return "", diagnosis.Tenths{}, flaw("long")
	}
	version, body := cutPrefix(vector)
	metrics, err := splitMetrics(body)
	if err != nil {
		return "", diagnosis.Tenths{}, err
	}
	if version == "" {
		version = guessVersion(metrics)
	}
	score, err := notations[version].score(metrics)
	if err != nil {
		return "", diagnosis.Tenths{}, err
	}
	tenths, ok := diagnosis.Score(int(math.Round(score * 10)))
	if !ok {
		return "", diagnosis.Tenths{}, flaw("range")
	}
	return version, tenths, nil
}

// flaw is what is wrong with a vector.
func flaw(why string, pairs ...any) error {
	return fault.New(fault.Invalid, "vector-malformed", "", append(pairs, "why", why)...)
}
