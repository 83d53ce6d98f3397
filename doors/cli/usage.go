package cli

import (
	"errors"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"akashi/doors/ask"
	"akashi/values/fault"
)

// misread says what of a command was not understood: the library's errors as codes
// of ours.
func misread(c *cobra.Command, err error) error {
	var (
		known   usage
		unknown *pflag.NotExistError
		bare    *pflag.ValueRequiredError
		invalid *pflag.InvalidValueError
	)
	switch {
	case errors.As(err, &known):
		return known
	case errors.As(err, &unknown):
		return flagUnknown(c, unknown.GetSpecifiedName())
	case errors.As(err, &bare):
		return unclear("flag-value", "flag", bare.GetSpecifiedName())
	case errors.As(err, &invalid):
		return unclear("flag-invalid", "flag", invalid.GetFlag().Name, "given", invalid.GetValue())
	}
	if _, given, ok := strings.Cut(err.Error(), "unknown command \""); ok {
		given, _, _ = strings.Cut(given, "\"")
		return commandUnknown(c, given)
	}
	if _, flags, ok := strings.Cut(err.Error(), "required flag(s) "); ok {
		flags, _, _ = strings.Cut(flags, " not set")
		return unclear("flag-missing", "flags", "--"+strings.ReplaceAll(strings.ReplaceAll(flags, "\"", ""), ", ", ", --"))
	}
	return unclear("other")
}

// arguments refuses a wrong number of arguments in words of ours.
func arguments(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if check(c, args) != nil {
			return unclear("arguments", "given", strconv.Itoa(len(args)), "use", c.CommandPath()+strings.TrimPrefix(c.Use, c.Name()))
		}
		return nil
	}
}

// commandUnknown says which of the commands was probably meant.
func commandUnknown(c *cobra.Command, given string) error {
	names := ask.Each(c.Commands(), (*cobra.Command).Name)
	return unclear("command-unknown", "given", given, "command", c.CommandPath(), "meant", fault.Nearest(given, names))
}

// flagUnknown says which of the flags was probably meant.
func flagUnknown(c *cobra.Command, given string) error {
	var names []string
	c.InheritedFlags() // joins those of every command to the command's own
	c.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	meant := fault.Nearest(given, names)
	if meant != "" {
		meant = "--" + meant
	}
	return unclear("flag-unknown", "given", given, "command", c.CommandPath(), "meant", meant)
}
