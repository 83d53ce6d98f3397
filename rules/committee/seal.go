package committee

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

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

// Plain is what is sealed: the choice, filled up, and the salt.
func Plain(choice record.Choice, salt string) []byte {
	return fmt.Appendf(nil, "%-*s%s", widest, choice, salt)
}

// Read takes apart what was sealed. It is no vote when the commitment is of another.
func (b Ballot) Read(plain []byte, commitment string) (choice record.Choice, salt string, ok bool) {
	if len(plain) < widest {
		return "", "", false
	}
	choice, salt = record.Choice(strings.TrimRight(string(plain[:widest]), " ")), string(plain[widest:])
	return choice, salt, b.Commit(choice, salt) == commitment
}
