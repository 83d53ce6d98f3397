//go:build !linux

package main

import "time"

// sleepFinely sleeps as exactly as the runtime does.
func sleepFinely(d time.Duration) { time.Sleep(d) }
