package cli

import "github.com/spf13/cobra"

// storeCommands need an office.
func (r *run) storeCommands() []*cobra.Command { return nil }
