// Command measure runs the measurements of package bench; `make bench` calls it.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"akashi/beside/bench"
)

func main() { os.Exit(run()) }

func run() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if len(os.Args) == 3 && os.Args[1] == "bare" {
		if err := bench.Bare(ctx, os.Args[2], os.Stderr); err != nil {
			fmt.Fprintln(os.Stderr, "measure bare:", err)
			return 1
		}
		return 0
	}
	if len(os.Args) == 4 && os.Args[1] == "bare-hand-in" {
		if err := bench.BareHandIn(ctx, os.Args[2], os.Args[3], os.Stderr); err != nil {
			fmt.Fprintln(os.Stderr, "measure bare-hand-in:", err)
			return 1
		}
		return 0
	}
	if len(os.Args) == 4 && os.Args[1] == "bare-reviewer" {
		if err := bench.BareReviewer(ctx, os.Args[2], os.Args[3], os.Stderr); err != nil {
			fmt.Fprintln(os.Stderr, "measure bare-reviewer:", err)
			return 1
		}
		return 0
	}
	if err := bench.Run(ctx, os.Args[1:], os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "measure:", err)
		return 1
	}
	return 0
}
