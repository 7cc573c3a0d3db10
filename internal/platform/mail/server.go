package mail

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	netmail "net/mail"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"

	"github.com/haolinju/haolinju/internal/platform/clock"
)

// timeout of each step of a conversation with the server.
const timeout = 10 * time.Second

// Config is how the server is reached.
type Config struct {
	// URL is smtps://user@host:465 (TLS from the start) or smtp://user@host:587 (STARTTLS, which must succeed); with ?tls=none
	// in clear, to a server on this machine alone.
	URL      string
	Password string         // of the user, where the URL names one
	From     string         // "好邻居 <no-reply@example.cn>"
	Roots    *x509.CertPool // that the server's certificate stands on; nil for those of the system
}

// Server is the SMTP server of the operator. It is safe for concurrent use.
type Server struct {
	host    string
	options []gomail.Option
	from    *netmail.Address
	clock   clock.Clock
}

// NewServer sends by a server.
func NewServer(c Config, clk clock.Clock) (*Server, error) {
	u, err := url.Parse(c.URL)
	if err != nil || u.Hostname() == "" || u.Scheme != "smtp" && u.Scheme != "smtps" {
		return nil, errors.New("mail: the address of the server is smtp://host or smtps://host")
	}
	s := &Server{host: u.Hostname(), clock: clk}
	if s.from, err = netmail.ParseAddress(c.From); err != nil {
		return nil, fmt.Errorf("mail: the sender: %w", err)
	}
	s.options = []gomail.Option{gomail.WithTimeout(timeout), gomail.WithHELO(domain(s.from.Address)),
		gomail.WithTLSConfig(&tls.Config{ServerName: s.host, RootCAs: c.Roots, MinVersion: tls.VersionTLS12})}
	switch wish := u.Query().Get("tls"); {
	case wish != "" && wish != "none":
		return nil, errors.New("mail: the only other way is tls=none")
	case wish == "none" && !local(s.host):
		return nil, errors.New("mail: without TLS a server must be on this machine")
	case wish == "none":
		s.options = append(s.options, gomail.WithTLSPortPolicy(gomail.NoTLS))
	case u.Scheme == "smtps":
		s.options = append(s.options, gomail.WithSSLPort(false))
	default:
		s.options = append(s.options, gomail.WithTLSPortPolicy(gomail.TLSMandatory))
	}
	if u.Port() != "" {
		port, err := strconv.Atoi(u.Port())
		if err != nil {
			return nil, fmt.Errorf("mail: the port: %w", err)
		}
		s.options = append(s.options, gomail.WithPort(port))
	}
	if user := u.User.Username(); user != "" {
		s.options = append(s.options, gomail.WithSMTPAuth(gomail.SMTPAuthAutoDiscover), gomail.WithUsername(user), gomail.WithPassword(c.Password))
	}
	_, err = gomail.NewClient(s.host, s.options...)
	return s, err
}

// Send hands over one mail in a conversation of its own.
func (s *Server) Send(ctx context.Context, m Message) error {
	letter := gomail.NewMsg(gomail.WithNoDefaultUserAgent())
	letter.FromMailAddress(s.from)
	if err := letter.To(m.To); err != nil {
		return fmt.Errorf("%w: the address is none", ErrRefused)
	}
	letter.Subject(m.Subject)
	letter.SetDateWithValue(s.clock.Now(0))
	letter.SetMessageIDWithValue(m.ID + "@" + domain(s.from.Address))
	letter.SetGenHeader("Auto-Submitted", "auto-generated")
	letter.SetBodyString(gomail.TypeTextPlain, m.Text)
	client, err := gomail.NewClient(s.host, s.options...)
	if err != nil {
		return err
	}
	return failure(client.DialAndSendWithContext(ctx, letter))
}

// failure tells what went wrong without the words of the server, which may quote the address.
func failure(err error) error {
	var said *gomail.SendError
	switch {
	case err == nil:
		return nil
	case !errors.As(err, &said):
		return errors.New("mail: the server is not reached, or not trusted")
	case !said.IsTemp() && said.ErrorCode() >= 500:
		return fmt.Errorf("%w (%d)", ErrRefused, said.ErrorCode())
	}
	return fmt.Errorf("mail: the server answers %d", said.ErrorCode())
}

// domain of an address.
func domain(address string) string { return address[strings.LastIndexByte(address, '@')+1:] }

// local says whether a host is this machine.
func local(host string) bool {
	ip, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && ip.IsLoopback()
}
