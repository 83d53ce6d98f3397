package committee

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"unicode/utf8"

	"akashi/record"
)

// Ballot names the one vote that a seal is about.
type Ballot struct {
	Case    string // receipt number
	Session string
	Seat    string
	Round   int
}

// About is the ballot in words: a box that was sealed for one opens for no other.
func (b Ballot) About() []byte {
	return fmt.Appendf(nil, "akashi-vote-v1\n%s\n%s\n%s\n%d\n", b.Case, b.Session, b.Seat, b.Round)
}

// Commit is the commitment to a choice: anybody who is told the choice and the salt can
// work it out again, and nobody else finds the choice from it. It is the SHA-256, in hex,
// of the ballot in words, the choice and the salt, each with a line end.
func (b Ballot) Commit(choice record.Choice, salt string) string {
	sum := sha256.Sum256(fmt.Appendf(b.About(), "%s\n%s\n", choice, salt))
	return hex.EncodeToString(sum[:])
}

// widest is as long as the longest choice: by its length a sealed one tells nothing.
const widest = len(record.VoteAbstain)

// LongestGrounds is how many characters the grounds of a vote may have.
const LongestGrounds = 500

// Plain is what is sealed: the choice, filled up, the salt and the grounds. They are filled up to the
// longest that they may be, so that the size of the box does not tell that there are any.
func Plain(choice record.Choice, salt, grounds string) []byte {
	return fmt.Appendf(nil, "%-*s%s\n%s%s", widest, choice, salt, grounds, bytes.Repeat([]byte{0}, max(0, LongestGrounds*utf8.UTFMax-len(grounds))))
}

// Cast is what was in a box.
type Cast struct {
	Choice        record.Choice
	Salt, Grounds string
}

// Read takes apart what was sealed. It is no vote when the commitment is of another.
func (b Ballot) Read(plain []byte, commitment string) (c Cast, ok bool) {
	if len(plain) < widest {
		return c, false
	}
	c.Choice = record.Choice(strings.TrimRight(string(plain[:widest]), " "))
	c.Salt, c.Grounds, _ = strings.Cut(string(plain[widest:]), "\n")
	c.Grounds = strings.TrimRight(c.Grounds, "\x00")
	return c, b.Commit(c.Choice, c.Salt) == commitment
}
