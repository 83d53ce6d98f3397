// Command akashi runs third-party certification-mark schemes: one program for
// the office, the public register and the rules on the command line. Here the
// parts are put together; nothing is decided here.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"akashi/doors/cli"
)

// version is set when the program is built for release.
var version = "development"

func main() { os.Exit(run()) }

// run performs one command. A defect is told as one, never as a verdict.
func run() (status int) {
	defer func() {
		if cause := recover(); cause != nil {
			fmt.Fprintf(os.Stderr, "akashi: internal error: %v\n%s", cause, debug.Stack())
			status = cli.ExitInternal
		}
	}()
	// Memory is cheaper than time until there is much of it: a hostile file must
	// stay below 512 MiB.
	debug.SetGCPercent(400)
	debug.SetMemoryLimit(400 << 20)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	return cli.Run(ctx, parts(), os.Args[1:])
}
