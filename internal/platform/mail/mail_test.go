package mail_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/haolinju/haolinju/internal/platform/clock"
	"github.com/haolinju/haolinju/internal/platform/mail"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

var (
	now    = time.Date(2026, 11, 23, 2, 0, 0, 0, time.UTC)
	letter = mail.Message{ID: "m-1", To: "zhang@example.cn", Subject: "预订已取消", Text: "您的预订已取消。\n\n详情见应用。"}
)

// to is a way to a server: the URL has a place for its address.
func to(t *testing.T, s *testkit.MailServer, url, password string) *mail.Server {
	t.Helper()
	server, err := mail.NewServer(mail.Config{URL: strings.Replace(url, "SERVER", s.Address, 1), Password: password,
		From: "好邻居 <no-reply@example.cn>", Roots: s.Roots}, clock.NewManual(now))
	if err != nil {
		t.Fatal(err)
	}
	return server
}

func TestAMailArrivesAsItWasWritten(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		implicit, encrypted bool
		url                 string
	}{
		"TLS from the start": {true, true, "smtps://haolinju@SERVER"},
		"STARTTLS":           {false, true, "smtp://haolinju@SERVER"},
		"in clear":           {false, false, "smtp://SERVER?tls=none"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := testkit.OpenMailServer(t, c.implicit, c.encrypted)
			if err := to(t, s, c.url, "a password of the tests").Send(t.Context(), letter); err != nil {
				t.Fatal(err)
			}
			m := s.Taken()[0]
			if m.Subject != letter.Subject || m.Text != letter.Text || m.To != letter.To || m.From != "no-reply@example.cn" || m.Encrypted != c.encrypted {
				t.Errorf("%+v", m)
			}
			for header, want := range map[string]string{"Message-Id": "<m-1@example.cn>", "Auto-Submitted": "auto-generated",
				"Date": "Mon, 23 Nov 2026 02:00:00 +0000", "To": "<zhang@example.cn>"} {
				if got := m.Header.Get(header); got != want {
					t.Errorf("%s: %q, want %q", header, got, want)
				}
			}
		})
	}
}

func TestNothingIsSentToAServerThatCannotBeTrusted(t *testing.T) {
	t.Parallel()
	plain, secure, other := testkit.OpenMailServer(t, false, false), testkit.OpenMailServer(t, false, true), testkit.OpenMailServer(t, true, true)
	secure.Roots = other.Roots
	for name, server := range map[string]*mail.Server{
		"one that does not offer STARTTLS": to(t, plain, "smtp://SERVER", ""),
		"another's certificate":            to(t, secure, "smtp://haolinju@SERVER", "a password of the tests"),
		"a wrong password":                 to(t, other, "smtps://haolinju@SERVER", "another"),
		"one that is closed":               to(t, &testkit.MailServer{Address: "127.0.0.1:1"}, "smtps://SERVER", ""),
	} {
		if err := server.Send(t.Context(), letter); err == nil || errors.Is(err, mail.ErrRefused) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if n := len(plain.Taken()) + len(secure.Taken()) + len(other.Taken()); n != 0 {
		t.Errorf("%d mails were taken", n)
	}
}

func TestARecipientWhoIsRefusedIsToldFromAServerThatIsBusyAndNoErrorNamesHim(t *testing.T) {
	t.Parallel()
	s := testkit.OpenMailServer(t, true, true)
	server := to(t, s, "smtps://haolinju@SERVER", "a password of the tests")
	for code, refused := range map[int]bool{550: true, 451: false} {
		s.Answers(code)
		if err := server.Send(t.Context(), letter); err == nil || errors.Is(err, mail.ErrRefused) != refused || strings.Contains(err.Error(), "zhang") {
			t.Errorf("%d: %v", code, err)
		}
	}
}

func TestNoHeaderIsMadeOfWhatACallerGives(t *testing.T) {
	t.Parallel()
	s := testkit.OpenMailServer(t, true, true)
	server := to(t, s, "smtps://haolinju@SERVER", "a password of the tests")
	for _, address := range []string{"a@b.cn\r\nBcc: c@d.cn", "a@b.cn\nX: y", "a@b.cn, c@d.cn", "a"} {
		evil := letter
		evil.To = address
		if err := server.Send(t.Context(), evil); !errors.Is(err, mail.ErrRefused) || strings.Contains(err.Error(), "d.cn") {
			t.Errorf("%q: %v", address, err)
		}
	}
	evil := letter
	evil.Subject, evil.ID, evil.Text = "a\r\nBcc: c@d.cn\r\n\r\nbody", "m-2", "line\r\n.\r\nMAIL FROM:<x@y.cn>"
	if err := server.Send(t.Context(), evil); err != nil {
		t.Fatal(err)
	}
	taken := s.Taken()
	if len(taken) != 1 || taken[0].Header.Get("Bcc") != "" || taken[0].To != letter.To || !strings.HasPrefix(taken[0].Text, "line\n.\nMAIL") {
		t.Errorf("%+v", taken)
	}
}

func TestAServerThatIsBadlySetUpIsNone(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]mail.Config{
		"no address":                    {From: "a@b.cn"},
		"another scheme":                {URL: "http://127.0.0.1", From: "a@b.cn"},
		"no sender":                     {URL: "smtps://127.0.0.1"},
		"a bad port":                    {URL: "smtps://127.0.0.1:70000", From: "a@b.cn"},
		"in clear to another machine":   {URL: "smtp://mail.example.cn?tls=none", From: "a@b.cn"},
		"another wish about encryption": {URL: "smtp://127.0.0.1?tls=maybe", From: "a@b.cn"},
	} {
		if _, err := mail.NewServer(c, clock.System{}); err == nil {
			t.Errorf("%s is taken", name)
		}
	}
}

func TestThePrinterShowsAMailInOneLine(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	if err := mail.NewPrinter(&out).Send(t.Context(), letter); err != nil || out.String() != "MAIL zhang@example.cn 预订已取消: 您的预订已取消。 详情见应用。\n" {
		t.Errorf("%q, %v", out.String(), err)
	}
}
