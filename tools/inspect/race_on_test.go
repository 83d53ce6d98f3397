//go:build race

package inspect

// raceDetector makes memory and time meaningless to measure.
const raceDetector = true
