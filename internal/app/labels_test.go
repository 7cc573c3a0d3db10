package app_test

import (
	"net/http"
	"testing"
	"unicode/utf8"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/reflect/protoreflect"

	administrationv1 "github.com/haolinju/haolinju/api/gen/haolinju/administration/v1"
	"github.com/haolinju/haolinju/internal/platform/label"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// proves AD-20
func TestEveryCodeOfTheContractHasALabelInChineseAndEnglish(t *testing.T) {
	t.Parallel()
	titles := map[string]protoreflect.FullName{}
	for _, e := range label.Enums() {
		whole(t, e.FullName(), label.OfEnum(e))
		for language, title := range label.OfEnum(e) {
			if other := titles[language+title]; other != "" {
				t.Errorf("%s and %s are both called %q: say in the option title of which thing it is", other, e.FullName(), title)
			}
			titles[language+title] = e.FullName()
		}
		called := map[string]protoreflect.Name{}
		for i := range e.Values().Len() {
			v := e.Values().Get(i)
			if v.Number() == 0 {
				continue
			}
			whole(t, v.FullName().Parent().Append(v.Name()), label.OfValue(v))
			for language, text := range label.OfValue(v) {
				if other := called[language+text]; other != "" {
					t.Errorf("%s and %s of %s are both called %q", other, v.Name(), e.FullName(), text)
				}
				called[language+text] = v.Name()
			}
		}
	}
	if len(titles) < 2*60 {
		t.Errorf("only %d titles", len(titles))
	}
}

// whole complains of what has no label in one of the languages that the product speaks, or one that no list has room for.
func whole(t *testing.T, name protoreflect.FullName, labels map[string]string) {
	t.Helper()
	for _, language := range []string{"zh", "en"} {
		if n := utf8.RuneCountInString(labels[language]); n == 0 || n > 40 {
			t.Errorf("%s has no label in %s, or a long one: give it the option label (a value) or title (an enum) of haolinju.access.v1", name, language)
		}
	}
}

// proves AD-20
func TestOneCallWithoutSigningInTellsAllCodesAndTheNextFindsThemUnchanged(t *testing.T) {
	t.Parallel()
	d := openDistrict(t)
	ask := func(headers ...string) *http.Response {
		return send(t, d.Kit, d.rest, testkit.Anonymous, "GET", "/v1/dictionaries", nil, headers...)
	}
	first := ask("Accept-Language", "en")
	raw, _ := read(t, first)
	var all administrationv1.ListDictionariesResponse
	if err := protojson.Unmarshal([]byte(raw), &all); err != nil {
		t.Fatal(err)
	}
	told := map[string]string{}
	for _, dictionary := range all.GetDictionaries() {
		for _, entry := range dictionary.GetEntries() {
			told[entry.GetName()] = entry.GetDisplayName()
		}
	}
	for _, e := range label.Enums() {
		for i := range e.Values().Len() {
			v := e.Values().Get(i)
			if name := "dictionaries/" + label.Dictionary(e) + "/entries/" + string(v.Name()); v.Number() != 0 && told[name] != label.OfValue(v)["en"] {
				t.Errorf("%s is told as %q", name, told[name])
			}
		}
	}
	if again := ask("Accept-Language", "en", "If-None-Match", first.Header.Get("ETag")); again.StatusCode != http.StatusNotModified {
		t.Errorf("nothing has changed: %d", again.StatusCode)
	}
}
