package name

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"github.com/haolinju/haolinju/internal/platform/fault"
)

const (
	dispatch   = "0192f0c1-7a3b-7000-8000-00000000000a"
	assignment = "0192f0c1-7a3b-7000-8000-00000000000b"
)

func TestANameGivesItsIds(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		pattern, name string
		want          []uuid.UUID
	}{
		{"dispatches/*", "dispatches/" + dispatch, []uuid.UUID{uuid.MustParse(dispatch)}},
		{"dispatches/*/assignments/*", "dispatches/" + dispatch + "/assignments/" + assignment,
			[]uuid.UUID{uuid.MustParse(dispatch), uuid.MustParse(assignment)}},
	} {
		got, err := Parse(c.pattern, c.name)
		if err != nil || !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, %v", c.name, got, err)
		}
	}
}

func TestAMalformedNameIsRefusedOnItsField(t *testing.T) {
	t.Parallel()
	for _, name := range []string{
		"",
		"dispatches",
		"dispatches/",
		"dispatches/-",
		"dispatches/*",
		"issues/" + dispatch,
		"/dispatches/" + dispatch,
		"dispatches/" + dispatch + "/",
		"dispatches/" + dispatch + "/assignments/" + assignment,
		"dispatches//" + dispatch,
		"dispatches/" + strings.ToUpper(dispatch),
		"dispatches/" + strings.ReplaceAll(dispatch, "-", ""),
		"dispatches/{" + dispatch + "}",
		"dispatches/urn:uuid:" + dispatch,
		"dispatches/" + dispatch + "\x00",
		" dispatches/" + dispatch,
	} {
		ids, err := Parse("dispatches/*", name)
		if !errors.Is(err, fault.ErrInvalid) || ids != nil {
			t.Errorf("%q: %v, %v", name, ids, err)
			continue
		}
		if fields := fault.Problem(fault.Status(err, fault.English), "").Fields; len(fields) != 1 || fields[0].Field != "name" {
			t.Errorf("%q: fields %v", name, fields)
		}
	}
}

func TestTheFieldOfAReferenceIsNamed(t *testing.T) {
	t.Parallel()
	_, err := ParseField("booking.resource", "resources/*", "resources/7")
	want := []fault.ProblemField{{Field: "booking.resource", Reason: "INVALID_ARGUMENT", Description: "the name must look like resources/*"}}
	if fields := fault.Problem(fault.Status(err, fault.English), "").Fields; !slices.Equal(fields, want) {
		t.Errorf("fields %v", fields)
	}
}

func TestParseReadsWhatOfWrites(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		id := uuid.UUID(rapid.SliceOfN(rapid.Byte(), 16, 16).Draw(t, "id"))
		got, err := Parse("issues/*", Of("issues", id))
		if err != nil || len(got) != 1 || got[0] != id {
			t.Fatalf("%v, %v", got, err)
		}
	})
}

func FuzzParseReadsOneSpellingOnly(f *testing.F) {
	f.Add("dispatches/*/assignments/*", "dispatches/"+dispatch+"/assignments/"+assignment)
	f.Add("issues/*", "issues/{"+dispatch+"}")
	f.Add("", "")
	f.Fuzz(func(t *testing.T, pattern, name string) {
		ids, err := Parse(pattern, name)
		if err != nil {
			return
		}
		for _, id := range ids {
			pattern = strings.Replace(pattern, "*", id.String(), 1)
		}
		if pattern != name {
			t.Errorf("%q was read as %q", name, pattern)
		}
	})
}
