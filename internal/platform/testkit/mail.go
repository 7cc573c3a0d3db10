package testkit

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"io"
	"math/big"
	"mime"
	"mime/quotedprintable"
	"net"
	netmail "net/mail"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"

	"github.com/haolinju/haolinju/internal/platform/clock"
	"github.com/haolinju/haolinju/internal/platform/mail"
)

// The sender of a test's mails, and the user and password by which its server is spoken to.
const (
	mailFrom     = "好邻居 <no-reply@example.cn>"
	mailUser     = "haolinju"
	mailPassword = "a password of the tests"
)

// Mail is one that a server has taken, as its reader sees it.
type Mail struct {
	From, To      string // of the envelope
	Header        netmail.Header
	Subject, Text string
	Encrypted     bool
}

// MailServer is a real SMTP server on loopback, which keeps the mails that it takes. Its users sign in, over TLS alone.
type MailServer struct {
	Address string         // host and port
	Roots   *x509.CertPool // that its certificate stands on

	mu      sync.Mutex
	refusal *smtp.SMTPError // what it answers instead of taking a mail
	taken   []Mail
}

// OpenMailServer serves until the test ends: with TLS from the start, or by STARTTLS, or in clear where it has no certificate.
func OpenMailServer(t *testing.T, implicit, encrypted bool) *MailServer {
	t.Helper()
	s := &MailServer{}
	server := smtp.NewServer(smtp.BackendFunc(func(c *smtp.Conn) (smtp.Session, error) {
		_, secure := c.TLSConnectionState()
		return &conversation{server: s, mail: Mail{Encrypted: secure}, open: !encrypted}, nil
	}))
	server.Domain, server.ReadTimeout, server.ErrorLog = "localhost", time.Minute, quiet{}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s.Address = l.Addr().String()
	if encrypted {
		certificate := selfSigned(t)
		s.Roots = x509.NewCertPool()
		s.Roots.AddCert(certificate.Leaf)
		server.TLSConfig = &tls.Config{Certificates: []tls.Certificate{certificate}}
	}
	if implicit {
		l = tls.NewListener(l, server.TLSConfig)
	}
	go server.Serve(l)
	t.Cleanup(func() { server.Close() })
	return s
}

// quiet leaves out what the server says of connections that end in the middle.
type quiet struct{}

func (quiet) Printf(string, ...any) {}
func (quiet) Println(...any)        {}

func selfSigned(t *testing.T) tls.Certificate {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "127.0.0.1"}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		NotAfter: time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC), IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageDigitalSignature}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	leaf, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key, Leaf: leaf}
}

// Answers makes the server answer a code to each recipient, such as 550; 0: it takes mails again.
func (s *MailServer) Answers(code int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.refusal = nil
	if code != 0 {
		s.refusal = &smtp.SMTPError{Code: code, Message: "no mail for this recipient"}
	}
}

// Taken are the mails so far, oldest first.
func (s *MailServer) Taken() []Mail {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.taken)
}

func (s *MailServer) sender(clk clock.Clock) (mail.Sender, error) {
	return mail.NewServer(mail.Config{URL: "smtp://" + mailUser + "@" + s.Address, Password: mailPassword, From: mailFrom, Roots: s.Roots}, clk)
}

// conversation is one connection to the server.
type conversation struct {
	server *MailServer
	mail   Mail
	open   bool // to anybody
}

func (c *conversation) AuthMechanisms() []string { return []string{sasl.Plain} }

func (c *conversation) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		if c.open = user == mailUser && password == mailPassword; !c.open {
			return smtp.ErrAuthFailed
		}
		return nil
	}), nil
}

func (c *conversation) Mail(from string, _ *smtp.MailOptions) error {
	if !c.open {
		return smtp.ErrAuthRequired
	}
	c.mail.From = from
	return nil
}

func (c *conversation) Rcpt(to string, _ *smtp.RcptOptions) error {
	c.server.mu.Lock()
	defer c.server.mu.Unlock()
	if c.server.refusal != nil {
		return c.server.refusal
	}
	c.mail.To = to
	return nil
}

func (c *conversation) Data(r io.Reader) error {
	letter, err := netmail.ReadMessage(r)
	if err != nil {
		return err
	}
	text, err := io.ReadAll(quotedprintable.NewReader(letter.Body))
	if err != nil {
		return err
	}
	m := c.mail
	m.Header, m.Text = letter.Header, strings.TrimSuffix(strings.ReplaceAll(string(text), "\r\n", "\n"), "\n")
	if m.Subject, err = new(mime.WordDecoder).DecodeHeader(letter.Header.Get("Subject")); err != nil {
		return err
	}
	c.server.mu.Lock()
	defer c.server.mu.Unlock()
	c.server.taken = append(c.server.taken, m)
	return nil
}

func (c *conversation) Reset()        {}
func (c *conversation) Logout() error { return nil }
