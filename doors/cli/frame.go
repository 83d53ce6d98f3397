package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"akashi/words"
)

// frame is what stands around the help of a command, as the library has it; the
// words in angle brackets are the catalogue's.
const frame = `<usage>{{if .Runnable}}
  {{.UseLine}}{{if .HasAvailableFlags}} [<flag>]{{end}}{{end}}{{if .HasAvailableSubCommands}}
  {{.CommandPath}} [<command>]{{end}}{{if .HasAvailableSubCommands}}

<commands>{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}{{end}}{{if .HasExample}}

<example>
{{.Example}}{{end}}{{if .HasAvailableLocalFlags}}

<flags>
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableInheritedFlags}}

<global>
{{.InheritedFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableSubCommands}}

<more>{{end}}
`

// inWords puts the frame of every command's help into the reader's language.
func inWords(root *cobra.Command, say *words.Book) {
	root.SetUsageTemplate(strings.NewReplacer(
		"<usage>", say.Say("frame.usage"), "<command>", say.Say("frame.command"), "<flag>", say.Say("frame.flag"),
		"<commands>", say.Say("frame.commands"), "<example>", say.Say("frame.example"), "<flags>", say.Say("frame.flags"), "<global>", say.Say("frame.global"),
		"<more>", say.Say("frame.more", "command", "{{.CommandPath}}")).Replace(frame))
	root.PersistentFlags().BoolP("help", "h", false, say.Say("flag.help"))
	root.InitDefaultVersionFlag()
	if f := root.Flags().Lookup("version"); f != nil {
		f.Usage = say.Say("flag.version")
	}
	root.SetHelpCommand(&cobra.Command{Use: "help [COMMAND]", RunE: func(_ *cobra.Command, args []string) error {
		c, rest, err := root.Find(args)
		if err != nil || len(rest) > 0 {
			return commandUnknown(c, append(rest, args...)[0])
		}
		return c.Help()
	}})
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	inWordsBelow(root, say)
}

// inWordsBelow puts into words what the library says of its own commands, and leaves
// its English out of the lines of use.
func inWordsBelow(c *cobra.Command, say *words.Book) {
	c.DisableFlagsInUseLine = true
	switch {
	case c.Name() == "help" || c.Name() == "completion":
		c.Short, c.Long = say.Say("help."+c.Name()), ""
	case c.HasParent() && c.Parent().Name() == "completion":
		c.Short, c.Long = say.Say("help.shell", "shell", c.Name()), ""
		c.Example = "  source <(akashi completion " + c.Name() + ")"
		if f := c.Flag("no-descriptions"); f != nil {
			f.Usage = say.Say("flag.no-descriptions")
		}
	}
	for _, child := range c.Commands() {
		inWordsBelow(child, say)
	}
}
