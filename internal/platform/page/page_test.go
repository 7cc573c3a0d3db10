package page

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	bookingv1 "github.com/haolinju/haolinju/api/gen/haolinju/booking/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/clock"
	"github.com/haolinju/haolinju/internal/platform/fault"
)

var epoch = time.Date(2026, 11, 23, 2, 0, 0, 0, time.UTC)

func signer(t testing.TB, key byte, at time.Time) *Signer {
	t.Helper()
	s, err := NewSigner(bytes.Repeat([]byte{key}, 32), clock.NewManual(at))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// as is a context in which a person of a tenant calls.
func as(tenant int, person byte) context.Context {
	return access.With(context.Background(), access.Principal{Tenant: tenant, Person: uuid.UUID{person}})
}

func issues(filter, token string) *intakev1.ListIssuesRequest {
	return &intakev1.ListIssuesRequest{Filter: filter, PageToken: token}
}

var cursor = []byte(`["2026-11-23T08:30:00.123456Z","0192f0c1-7a3b-7000-8000-00000000000a"]`)

func TestThePageSizeIsTwentyByDefaultAndAHundredAtMost(t *testing.T) {
	t.Parallel()
	for requested, want := range map[int32]int{0: 20, -1: 20, 1: 1, 99: 99, 100: 100, 101: 100, 1 << 30: 100} {
		if got := Size(requested); got != want {
			t.Errorf("%d gives %d, want %d", requested, got, want)
		}
	}
}

func TestATokenOpensOnTheNextPageAlsoWithAnotherPageSizeOrWithATotal(t *testing.T) {
	t.Parallel()
	s := signer(t, 1, epoch)
	next := issues("state", s.Encode(as(110111, 1), issues("state", ""), cursor))
	next.PageSize, next.WithTotal = 50, true
	if got, err := s.Decode(as(110111, 1), next); err != nil || !bytes.Equal(got, cursor) {
		t.Errorf("%s, %v", got, err)
	}
}

func TestNoTokenIsTheFirstPage(t *testing.T) {
	t.Parallel()
	if got, err := signer(t, 1, epoch).Decode(as(110111, 1), issues("", "")); err != nil || got != nil {
		t.Errorf("%s, %v", got, err)
	}
}

func TestAnyCursorComesBackAsItWas(t *testing.T) {
	t.Parallel()
	s := signer(t, 1, epoch)
	rapid.Check(t, func(t *rapid.T) {
		c := rapid.SliceOfN(rapid.Byte(), 1, 500).Draw(t, "cursor")
		ctx := as(rapid.Int().Draw(t, "tenant"), rapid.Byte().Draw(t, "person"))
		got, err := s.Decode(ctx, issues("state", s.Encode(ctx, issues("state", ""), c)))
		if err != nil || !bytes.Equal(got, c) {
			t.Fatalf("%v came back as %v, %v", c, got, err)
		}
	})
}

// proves AP-04
func TestCase49ATokenOpensForItsCallerItsQueryItsKeyAndItsDayOnly(t *testing.T) {
	t.Parallel()
	s, me := signer(t, 1, epoch), as(110111, 1)
	token := s.Encode(me, issues("state", ""), cursor)
	other := issues("state", token)
	other.OrderBy = "number"
	for name, open := range map[string]func() ([]byte, error){
		"another person":  func() ([]byte, error) { return s.Decode(as(110111, 2), issues("state", token)) },
		"another tenant":  func() ([]byte, error) { return s.Decode(as(900001, 1), issues("state", token)) },
		"another filter":  func() ([]byte, error) { return s.Decode(me, issues("kind", token)) },
		"another order":   func() ([]byte, error) { return s.Decode(me, other) },
		"another list":    func() ([]byte, error) { return s.Decode(me, &bookingv1.ListBookingsRequest{PageToken: token}) },
		"another server":  func() ([]byte, error) { return signer(t, 2, epoch).Decode(me, issues("state", token)) },
		"a day later":     func() ([]byte, error) { return signer(t, 1, epoch.Add(lifetime)).Decode(me, issues("state", token)) },
		"a megabyte":      func() ([]byte, error) { return s.Decode(me, issues("state", strings.Repeat("A", 1<<20))) },
		"no text":         func() ([]byte, error) { return s.Decode(me, issues("state", "A")) },
		"cut":             func() ([]byte, error) { return s.Decode(me, issues("state", token[:len(token)-1])) },
		"padded":          func() ([]byte, error) { return s.Decode(me, issues("state", token+"=")) },
		"with line break": func() ([]byte, error) { return s.Decode(me, issues("state", "\n"+token[1:])) },
	} {
		got, err := open()
		if !errors.Is(err, fault.ErrInvalid) || got != nil {
			t.Errorf("%s: %s, %v", name, got, err)
			continue
		}
		if fields := fault.Problem(fault.Status(err, fault.English), "").Fields; len(fields) != 1 || fields[0].Field != "page_token" {
			t.Errorf("%s: fields %v", name, fields)
		}
	}
	if got, err := signer(t, 1, epoch.Add(lifetime-time.Microsecond)).Decode(me, issues("state", token)); err != nil || !bytes.Equal(got, cursor) {
		t.Errorf("within the day: %s, %v", got, err)
	}
}

func TestCase49OneFlippedBitAnywhereIsRefused(t *testing.T) {
	t.Parallel()
	s, me := signer(t, 1, epoch), as(110111, 1)
	token, err := base64.RawURLEncoding.DecodeString(s.Encode(me, issues("", ""), cursor))
	if err != nil {
		t.Fatal(err)
	}
	for bit := range len(token) * 8 {
		forged := bytes.Clone(token)
		forged[bit/8] ^= 1 << (bit % 8)
		if c, err := s.Decode(me, issues("", base64.RawURLEncoding.EncodeToString(forged))); err == nil {
			t.Fatalf("bit %d: accepted as %s", bit, c)
		}
	}
}

func TestCase49ATokenShowsNothingOfItsRowAndIsTheSameForTheSamePosition(t *testing.T) {
	t.Parallel()
	s, me := signer(t, 1, epoch), as(110111, 1)
	token := s.Encode(me, issues("", ""), cursor)
	raw, err := base64.RawURLEncoding.DecodeString(token)
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{"0192f0c1", "2026-11-23", "create_time", `["`} {
		if bytes.Contains(raw, []byte(part)) || strings.Contains(token, part) {
			t.Errorf("the token shows %s", part)
		}
	}
	if again := s.Encode(me, issues("", ""), cursor); again != token {
		t.Error("the two doors would answer with different tokens")
	}
	if other := s.Encode(me, issues("", ""), append(bytes.Clone(cursor), ' ')); other[:16] == token[:16] {
		t.Error("two positions share a nonce")
	}
}

func TestAShortKeyIsRefused(t *testing.T) {
	t.Parallel()
	if _, err := NewSigner(make([]byte, 31), clock.NewManual(epoch)); err == nil {
		t.Error("a key of 31 bytes was accepted")
	}
}

func FuzzDecodeNeverPanicsAndAcceptsOnlyItsOwnTokens(f *testing.F) {
	s, me := signer(f, 1, epoch), as(110111, 1)
	own := s.Encode(me, issues("", ""), cursor)
	f.Add(own)
	f.Add("")
	f.Add(strings.Repeat("_", len(own)))
	f.Fuzz(func(t *testing.T, token string) {
		if c, err := s.Decode(me, issues("", token)); err == nil && token != "" && s.Encode(me, issues("", ""), c) != token {
			t.Errorf("%q was accepted as %s", token, c)
		}
	})
}

func TestATextIsNotRememberedForALinkOfWhichOtherRowsCount(t *testing.T) {
	t.Parallel()
	unit := ByID("unit_id", uuid.UUID{1})
	shapes := map[string]bool{}
	for _, link := range []Link{{Table: "opinion", By: unit}, {Table: "opinion", By: unit, Filled: "await_time"}, {Table: "assignment", By: unit}} {
		shapes[walks{ways: []Way{{Link: &link}}}.shape(21)] = true
	}
	if len(shapes) != 3 {
		t.Errorf("three links have %d shapes: %v", len(shapes), shapes)
	}
}
