package page

import (
	"bytes"
	"encoding/base64"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protodesc"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/descriptorpb"
	"google.golang.org/protobuf/types/dynamicpb"
	"pgregory.net/rapid"

	"github.com/haolinju/haolinju/internal/platform/fault"
)

// lists are two list requests of the same shape: ListIssues and ListBookings with filter, page_size and page_token.
var lists = func() protoreflect.MessageDescriptors {
	field := func(name string, number int32, kind descriptorpb.FieldDescriptorProto_Type) *descriptorpb.FieldDescriptorProto {
		return &descriptorpb.FieldDescriptorProto{
			Name: proto.String(name), JsonName: proto.String(name), Number: proto.Int32(number), Type: kind.Enum(),
			Label: descriptorpb.FieldDescriptorProto_LABEL_OPTIONAL.Enum(),
		}
	}
	list := func(name string) *descriptorpb.DescriptorProto {
		return &descriptorpb.DescriptorProto{Name: proto.String(name), Field: []*descriptorpb.FieldDescriptorProto{
			field("filter", 1, descriptorpb.FieldDescriptorProto_TYPE_STRING),
			field("page_size", 2, descriptorpb.FieldDescriptorProto_TYPE_INT32),
			field("page_token", 3, descriptorpb.FieldDescriptorProto_TYPE_STRING),
		}}
	}
	file, err := protodesc.NewFile(&descriptorpb.FileDescriptorProto{
		Name: proto.String("page_test.proto"), Package: proto.String("test"), Syntax: proto.String("proto3"),
		MessageType: []*descriptorpb.DescriptorProto{list("ListIssues"), list("ListBookings")},
	}, nil)
	if err != nil {
		panic(err)
	}
	return file.Messages()
}()

func list(kind protoreflect.Name, filter string, size int32, token string) proto.Message {
	m := dynamicpb.NewMessage(lists.ByName(kind))
	fields := m.Descriptor().Fields()
	m.Set(fields.ByName("filter"), protoreflect.ValueOfString(filter))
	m.Set(fields.ByName("page_size"), protoreflect.ValueOfInt32(size))
	m.Set(fields.ByName("page_token"), protoreflect.ValueOfString(token))
	return m
}

func signer(t testing.TB, key byte) *Signer {
	t.Helper()
	s, err := NewSigner(bytes.Repeat([]byte{key}, 32))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

var cursor = Cursor{
	Time: time.Date(2026, 11, 23, 8, 30, 0, 123_456_000, time.UTC),
	ID:   uuid.MustParse("0192f0c1-7a3b-7000-8000-00000000000a"),
}

func TestThePageSizeIsTwentyByDefaultAndAHundredAtMost(t *testing.T) {
	t.Parallel()
	for requested, want := range map[int32]int{0: 20, -1: 20, 1: 1, 99: 99, 100: 100, 101: 100, 1 << 30: 100} {
		if got := Size(requested); got != want {
			t.Errorf("%d gives %d, want %d", requested, got, want)
		}
	}
}

func TestATokenOpensOnTheNextPageAlsoWithAnotherPageSize(t *testing.T) {
	t.Parallel()
	s := signer(t, 1)
	token := s.Encode("110111/p1", list("ListIssues", "state", 20, ""), cursor)
	got, err := s.Decode("110111/p1", token, list("ListIssues", "state", 50, token))
	if err != nil || got != cursor {
		t.Errorf("%v, %v", got, err)
	}
}

func TestNoTokenIsTheFirstPage(t *testing.T) {
	t.Parallel()
	got, err := signer(t, 1).Decode("110111/p1", "", list("ListIssues", "", 0, ""))
	if err != nil || !got.IsZero() {
		t.Errorf("%v, %v", got, err)
	}
}

func TestAnyCursorComesBackAsItWas(t *testing.T) {
	t.Parallel()
	s := signer(t, 1)
	rapid.Check(t, func(t *rapid.T) {
		c := Cursor{ID: uuid.UUID(rapid.SliceOfN(rapid.Byte(), 16, 16).Draw(t, "id"))}
		if rapid.Bool().Draw(t, "by time") {
			c.Time = time.UnixMicro(rapid.Int64Range(-1e15, 1e16).Draw(t, "time")).UTC()
		}
		caller, query := rapid.String().Draw(t, "caller"), list("ListIssues", "state", 0, "")
		got, err := s.Decode(caller, s.Encode(caller, query, c), query)
		if err != nil || got != c {
			t.Fatalf("%v came back as %v, %v", c, got, err)
		}
	})
}

func TestATokenIsBoundToCallerQueryAndKey(t *testing.T) {
	t.Parallel()
	s := signer(t, 1)
	query := list("ListIssues", "state", 20, "")
	token := s.Encode("110111/p1", query, cursor)
	for name, open := range map[string]func() (Cursor, error){
		"another person":  func() (Cursor, error) { return s.Decode("110111/p2", token, query) },
		"another tenant":  func() (Cursor, error) { return s.Decode("900001/p1", token, query) },
		"another filter":  func() (Cursor, error) { return s.Decode("110111/p1", token, list("ListIssues", "kind", 20, "")) },
		"another list":    func() (Cursor, error) { return s.Decode("110111/p1", token, list("ListBookings", "state", 20, "")) },
		"another server":  func() (Cursor, error) { return signer(t, 2).Decode("110111/p1", token, query) },
		"a megabyte":      func() (Cursor, error) { return s.Decode("110111/p1", strings.Repeat("A", 1<<20), query) },
		"cut":             func() (Cursor, error) { return s.Decode("110111/p1", token[:len(token)-1], query) },
		"padded":          func() (Cursor, error) { return s.Decode("110111/p1", token+"=", query) },
		"with line break": func() (Cursor, error) { return s.Decode("110111/p1", "\n"+token[1:], query) },
	} {
		got, err := open()
		if !errors.Is(err, fault.ErrInvalid) || !got.IsZero() {
			t.Errorf("%s: %v, %v", name, got, err)
			continue
		}
		if fields := fault.Problem(fault.Status(err, fault.English), "").Fields; len(fields) != 1 || fields[0].Field != "page_token" {
			t.Errorf("%s: fields %v", name, fields)
		}
	}
}

func TestOneFlippedBitAnywhereIsRefused(t *testing.T) {
	t.Parallel()
	s, query := signer(t, 1), list("ListIssues", "", 0, "")
	token, err := base64.RawURLEncoding.DecodeString(s.Encode("p1", query, cursor))
	if err != nil {
		t.Fatal(err)
	}
	for bit := range len(token) * 8 {
		forged := bytes.Clone(token)
		forged[bit/8] ^= 1 << (bit % 8)
		if c, err := s.Decode("p1", base64.RawURLEncoding.EncodeToString(forged), query); err == nil {
			t.Fatalf("bit %d: accepted as %v", bit, c)
		}
	}
}

func TestATokenShowsNeitherIdNorTimeAndIsTheSameForTheSamePosition(t *testing.T) {
	t.Parallel()
	s, query := signer(t, 1), list("ListIssues", "", 0, "")
	token := s.Encode("p1", query, cursor)
	raw, err := base64.RawURLEncoding.DecodeString(token)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(raw, cursor.ID[8:]) || strings.Contains(token, cursor.ID.String()) {
		t.Error("the token shows the id")
	}
	if again := s.Encode("p1", query, cursor); again != token {
		t.Error("the two doors would answer with different tokens")
	}
	if other := s.Encode("p1", query, Cursor{Time: cursor.Time, ID: uuid.New()}); other[:16] == token[:16] {
		t.Error("two positions share a nonce")
	}
}

func TestAShortKeyIsRefused(t *testing.T) {
	t.Parallel()
	if _, err := NewSigner(make([]byte, 31)); err == nil {
		t.Error("a key of 31 bytes was accepted")
	}
}

func FuzzDecodeNeverPanicsAndAcceptsOnlyItsOwnTokens(f *testing.F) {
	s, query := signer(f, 1), list("ListIssues", "", 0, "")
	own := s.Encode("p1", query, cursor)
	f.Add(own)
	f.Add("")
	f.Add(strings.Repeat("_", len(own)))
	f.Fuzz(func(t *testing.T, token string) {
		if c, err := s.Decode("p1", token, query); err == nil && token != "" && s.Encode("p1", query, c) != token {
			t.Errorf("%q was accepted as %v", token, c)
		}
	})
}
