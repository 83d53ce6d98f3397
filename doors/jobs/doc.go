// Package jobs is the door through which the office does by itself what its acts have left
// to do: it sends letters.
package jobs
