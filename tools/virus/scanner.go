// Package virus asks a scanner for viruses (ウイルス対策ソフト) about a file, in the words of
// ClamAV's clamd, which other scanners speak too.
package virus

import (
	"bufio"
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"strings"
	"time"

	"akashi/values/fault"
)

// patience is how long a scanner may take over one file, or to answer at all.
const patience = 2 * time.Minute

// piece is how many bytes are handed over at once; clamd takes up to StreamMaxLength.
const piece = 64 << 10

// Scanner is one that listens at an address.
type Scanner struct{ network, address string }

// Read reads the address of a scanner: unix:///path of its socket, or tcp://host:port.
func Read(setting string) (Scanner, error) {
	at, err := url.Parse(setting)
	switch {
	case err == nil && at.Scheme == "unix" && at.Host == "" && at.Path != "":
		return Scanner{"unix", at.Path}, nil
	case err == nil && at.Scheme == "tcp" && at.Port() != "" && at.Hostname() != "" && strings.Trim(at.Path, "/") == "":
		return Scanner{"tcp", at.Host}, nil
	}
	return Scanner{}, fault.Wrong("virus-scanner.address", "", "given", setting)
}

// Answers reports whether the scanner is there; nil is yes.
func (s Scanner) Answers(ctx context.Context) error {
	said, err := s.ask(ctx, "PING", nil)
	if err == nil && said != "PONG" {
		err = errors.New(said)
	}
	return err
}

// Look has a file looked at, and returns what was found in it; "" is nothing. An error is
// no answer: nobody knows what is in the file.
func (s Scanner) Look(ctx context.Context, file io.Reader) (found string, err error) {
	said, err := s.ask(ctx, "INSTREAM", file)
	if err != nil {
		return "", err
	}
	said = strings.TrimPrefix(said, "stream: ")
	name, infected := strings.CutSuffix(said, " FOUND")
	switch {
	case infected:
		return name, nil
	case said == "OK":
		return "", nil
	}
	return "", fmt.Errorf("scanner for viruses: %s", said)
}

// ask says one word, hands a file over where there is one, and hears the answer.
func (s Scanner) ask(ctx context.Context, word string, file io.Reader) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	line, err := new(net.Dialer).DialContext(ctx, s.network, s.address)
	if err != nil {
		return "", err
	}
	defer line.Close()
	defer context.AfterFunc(ctx, func() { _ = line.Close() })()
	_, err = line.Write([]byte("z" + word + "\x00"))
	if err == nil && file != nil {
		err = handOver(line, file)
	}
	if err != nil { // a scanner that has heard enough hangs up on what is still to come, and says why
		defer time.AfterFunc(time.Second, cancel).Stop()
	}
	said, unheard := bufio.NewReader(line).ReadBytes(0)
	if unheard != nil {
		return "", errors.Join(err, unheard, ctx.Err())
	}
	return string(bytes.TrimSuffix(said, []byte{0})), nil
}

// handOver writes a file in pieces, each after its length; one of no length is the end.
func handOver(to io.Writer, file io.Reader) error {
	buffer := make([]byte, 4+piece)
	for {
		n, err := io.ReadFull(file, buffer[4:])
		if n > 0 {
			binary.BigEndian.PutUint32(buffer, uint32(n))
			if _, err := to.Write(buffer[:4+n]); err != nil {
				return err
			}
		}
		switch {
		case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
			_, err := to.Write(make([]byte, 4))
			return err
		case err != nil:
			return err
		}
	}
}
