//go:build race

package proof

// raced says that this run looks for races.
const raced = true
