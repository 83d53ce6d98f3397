package main

import (
	"syscall"
	"time"
)

// sleepFinely sleeps as exactly as the system can; a signal may end it early.
func sleepFinely(d time.Duration) {
	span := syscall.NsecToTimespec(d.Nanoseconds())
	_ = syscall.Nanosleep(&span, nil)
}
