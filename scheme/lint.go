package scheme

import "akashi/fault"

// Lint checks an edition and returns every problem, each with its path in the
// file, such as /criteria/3/points.
func Lint(e *Edition) fault.Problems { return nil }
