package scoring

import (
	"strconv"

	"akashi/record"
	"akashi/scheme"
)

// Takes are the verdicts that a voice may give on an item, as they are written: points, or
// a word.
func Takes(asked scheme.Treatment, v Voice) (words []string) {
	if asked.Kind == scheme.Points && asked.Grading == scheme.Graded {
		for n := asked.Points; n >= 0; n-- {
			words = append(words, strconv.Itoa(n))
		}
	} else {
		words = append(words, string(record.Met), string(record.Unmet))
	}
	if asked.NA != scheme.NANever {
		words = append(words, string(record.NA))
	}
	if v == First {
		words = append(words, string(record.CannotJudge))
	}
	return words
}

// Justifies reports whether an answer to an item may need a justification.
func Justifies(asked scheme.Treatment) bool {
	return asked.NA != scheme.NANever || asked.Kind == scheme.Should
}

// Written is a verdict as it is written: points, or a word; "" where there is none.
func Written(status record.Verdict, points *int) string {
	if points != nil {
		return strconv.Itoa(*points)
	}
	return string(status)
}
