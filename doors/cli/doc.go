// Package cli is the door for a terminal and for scripts: every command of the
// program, its flags, its JSON and its exit status. A command reads its input,
// asks a rule or the office, and prints the answer; it decides nothing. What it
// needs of the tools is handed to it in Parts.
package cli
