package mail

import (
	"cmp"
	"net"
	"net/mail"
	"net/url"
	"strconv"
	"time"

	gomail "github.com/wneessen/go-mail"

	"akashi/values/fault"
)

// Server is where letters are handed over.
type Server struct {
	Host           string
	Port           int
	Security       Security
	User, Password string
	From           mail.Address
	Timeout        time.Duration // of each word with the server
}

// Security is how the connection is closed to others.
type Security string

// The ways.
const (
	TLS      Security = "tls"      // from the first byte
	StartTLS Security = "starttls" // or nothing is sent
	None     Security = "none"
)

// timeout is how long a server may take for an answer.
const timeout = 30 * time.Second

// Settings say where the server is, as somebody writes them.
type Settings struct{ Address, User, Password, From string }

// Read reads the settings: smtps://host for TLS from the first byte, smtp://host for
// STARTTLS. Without it nothing is sent but to this machine itself, unless the address ends
// with ?tls=none.
func Read(s Settings) (Server, error) {
	address, err := url.Parse(s.Address)
	if err != nil || address.Hostname() == "" || address.Path != "" && address.Path != "/" || address.User != nil {
		return Server{}, fault.Wrong("smtp.address", "smtp", "given", s.Address)
	}
	at := Server{Host: address.Hostname(), User: s.User, Password: s.Password, Timeout: timeout}
	port := ""
	switch tls := address.Query().Get("tls"); {
	case address.Scheme == "smtps" && tls == "":
		at.Security, port = TLS, "465"
	case address.Scheme == "smtp" && (tls == "none" || tls == "" && isHere(at.Host)):
		at.Security, port = None, "25"
	case address.Scheme == "smtp" && tls == "":
		at.Security, port = StartTLS, "587"
	default:
		return Server{}, fault.Wrong("smtp.address", "smtp", "given", s.Address)
	}
	if at.Port, err = strconv.Atoi(cmp.Or(address.Port(), port)); err != nil || at.Port < 1 || at.Port > 65535 {
		return Server{}, fault.Wrong("smtp.address", "smtp", "given", s.Address)
	}
	from, err := mail.ParseAddress(s.From)
	if err != nil {
		return Server{}, fault.Wrong("smtp.from", "smtp_from", "given", s.From)
	}
	at.From = *from
	return at, nil
}

// isHere reports whether a host is this machine.
func isHere(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// client is the library's for the server.
func (s Server) client(dial gomail.DialContextFunc) (*gomail.Client, error) {
	policy := map[Security]gomail.TLSPolicy{TLS: gomail.NoTLS, StartTLS: gomail.TLSMandatory, None: gomail.NoTLS}[s.Security]
	options := []gomail.Option{gomail.WithPort(s.Port), gomail.WithTimeout(s.Timeout), gomail.WithTLSPolicy(policy), gomail.WithoutNoop(),
		gomail.WithDialContextFunc(dial)}
	if s.User != "" {
		// In the clear only what tells nobody the password; the library takes our own TLS for that.
		how := gomail.WithSMTPAuth(gomail.SMTPAuthAutoDiscover)
		if s.Security != None {
			how = gomail.WithOpportunisticSMTPAuth(gomail.SMTPAuthSCRAMSHA256, gomail.SMTPAuthPlain, gomail.SMTPAuthLogin)
		}
		options = append(options, how, gomail.WithUsername(s.User), gomail.WithPassword(s.Password))
	}
	return gomail.NewClient(s.Host, options...)
}
