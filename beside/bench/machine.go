package bench

import (
	"os"
	"runtime"
	"strings"
	"time"
)

// machine says where and when the figures were taken.
type machine struct {
	cpu   string
	cores int
	goes  string // version of Go
	at    time.Time
}

func thisMachine() machine {
	return machine{cpu: processor(), cores: runtime.NumCPU(), goes: runtime.Version() + " " + runtime.GOOS + "/" + runtime.GOARCH, at: time.Now()}
}

func processor() string {
	text, err := os.ReadFile("/proc/cpuinfo")
	if err != nil {
		return "processor unknown"
	}
	for line := range strings.Lines(string(text)) {
		if name, ok := strings.CutPrefix(line, "model name"); ok {
			return strings.Trim(name, "\t :\n")
		}
	}
	return "processor unknown"
}

// load is the number of busy processes over the last minute, as Linux counts it.
// Above the number of cores the figures say more about the neighbours.
func load() string {
	text, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return "unknown"
	}
	one, _, _ := strings.Cut(string(text), " ")
	return one
}
