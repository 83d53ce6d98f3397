//go:build race

package blob

// raceDetector makes memory and time meaningless to measure.
const raceDetector = true
