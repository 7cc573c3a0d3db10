package administration_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/types/known/fieldmaskpb"

	administrationv1 "github.com/haolinju/haolinju/api/gen/haolinju/administration/v1"
	auditv1 "github.com/haolinju/haolinju/api/gen/haolinju/audit/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

const grounds = "dictionaries/return_grounds"

// make a dictionary of the district's own with two codes, the later of which stands first.
func (o *office) makeGrounds() {
	o.t.Helper()
	if _, err := o.as(testkit.SystemAdmin).CreateDictionary(o.t.Context(), &administrationv1.CreateDictionaryRequest{DictionaryId: "return_grounds",
		Dictionary: &administrationv1.Dictionary{Labels: map[string]string{"zh": "退回依据", "en": "Grounds of a return"}}}); err != nil {
		o.t.Fatal(err)
	}
	for code, e := range map[string]*administrationv1.DictionaryEntry{
		"TOO_FAR": {Position: 2, Labels: map[string]string{"zh": "路途过远", "mn-Mong": "ᠬᠣᠯᠠ"}},
		"NO_KEY":  {Position: 1, Labels: map[string]string{"zh": "无法进入"}},
	} {
		if _, err := o.enter(grounds, code, e); err != nil {
			o.t.Fatal(err)
		}
	}
}

func (o *office) enter(dictionary, code string, e *administrationv1.DictionaryEntry) (*administrationv1.DictionaryEntry, error) {
	return o.as(testkit.SystemAdmin).CreateDictionaryEntry(o.t.Context(), &administrationv1.CreateDictionaryEntryRequest{Parent: dictionary, DictionaryEntryId: code, DictionaryEntry: e})
}

func (o *office) change(e *administrationv1.DictionaryEntry, paths ...string) (*administrationv1.DictionaryEntry, error) {
	return o.as(testkit.SystemAdmin).UpdateDictionaryEntry(o.t.Context(), &administrationv1.UpdateDictionaryEntryRequest{DictionaryEntry: e, UpdateMask: &fieldmaskpb.FieldMask{Paths: paths}})
}

// proves AD-20
func TestADistrictKeepsADictionaryOfItsOwnInTheLanguagesOfItsPeople(t *testing.T) {
	t.Parallel()
	o := open(t)
	o.makeGrounds()
	d := o.dictionary(grounds, "mn-Mong-CN, en;q=0.5")
	if d.GetSystem() || d.GetDisplayName() != "Grounds of a return" || len(d.GetEntries()) != 2 {
		t.Fatalf("%v", d)
	}
	for i, want := range []string{"NO_KEY 无法进入", "TOO_FAR ᠬᠣᠯᠠ"} {
		if got := d.GetEntries()[i].GetCode() + " " + d.GetEntries()[i].GetDisplayName(); got != want {
			t.Errorf("entry %d is %s, want %s", i, got, want)
		}
	}
	if _, err := o.change(&administrationv1.DictionaryEntry{Name: grounds + "/entries/NO_KEY", Position: 3, Labels: map[string]string{"zh": "无人开门", "en": "Nobody opened"}}, "labels", "position"); err != nil {
		t.Fatal(err)
	}
	renamed, err := o.as(testkit.SystemAdmin).UpdateDictionary(t.Context(), &administrationv1.UpdateDictionaryRequest{
		Dictionary: &administrationv1.Dictionary{Name: grounds, Labels: map[string]string{"zh": "退回理由"}}, Etag: o.dictionary(grounds, "").GetEtag()})
	if err != nil || renamed.GetDisplayName() != "退回理由" {
		t.Fatalf("%v, %v", renamed, err)
	}
	after := o.dictionary(grounds, "en")
	if after.GetDisplayName() != "退回理由" || after.GetEntries()[1].GetDisplayName() != "Nobody opened" || after.GetEtag() == d.GetEtag() {
		t.Errorf("%v", after)
	}
	// Another district neither sees it nor is in its way.
	_, err = o.as(testkit.ForeignAdmin).GetDictionary(t.Context(), &administrationv1.GetDictionaryRequest{Name: grounds})
	testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
	if _, err := o.as(testkit.ForeignAdmin).CreateDictionary(t.Context(), &administrationv1.CreateDictionaryRequest{DictionaryId: "return_grounds",
		Dictionary: &administrationv1.Dictionary{Labels: map[string]string{"zh": "外区的"}}}); err != nil {
		t.Error(err)
	}
}

// proves AD-20
func TestARetiredCodeIsStillReadAndItsCodeIsNeverGivenToAnything(t *testing.T) {
	t.Parallel()
	o := open(t)
	o.makeGrounds()
	far := grounds + "/entries/TOO_FAR"
	retired, err := o.change(&administrationv1.DictionaryEntry{Name: far, Retired: true}, "retired")
	if err != nil || !retired.GetRetired() {
		t.Fatalf("%v, %v", retired, err)
	}
	if e := entry(o.dictionary(grounds, ""), "TOO_FAR"); !e.GetRetired() || e.GetDisplayName() != "路途过远" {
		t.Errorf("the retired code is read as %v", e)
	}
	_, err = o.enter(grounds, "TOO_FAR", &administrationv1.DictionaryEntry{Labels: map[string]string{"zh": "另一件事"}})
	testkit.WantField(t, err, codes.AlreadyExists, "DICTIONARY_ENTRY_CODE_TAKEN", "dictionary_entry_id")
	_, err = o.as(testkit.SystemAdmin).CreateDictionary(t.Context(), &administrationv1.CreateDictionaryRequest{DictionaryId: "return_grounds",
		Dictionary: &administrationv1.Dictionary{Labels: map[string]string{"zh": "另一件事"}}})
	testkit.WantField(t, err, codes.AlreadyExists, "DICTIONARY_CODE_TAKEN", "dictionary_id")
	if _, err := o.change(&administrationv1.DictionaryEntry{Name: far}, "retired"); err != nil {
		t.Fatal(err)
	}
	if entry(o.dictionary(grounds, ""), "TOO_FAR").GetRetired() {
		t.Error("the code is not reinstated")
	}
	history, err := auditv1.NewAuditServiceClient(o.Conn(testkit.AuditAdmin)).ListAuditEntries(t.Context(), &auditv1.ListAuditEntriesRequest{Filter: `object = "` + far + `"`})
	if err != nil {
		t.Fatal(err)
	}
	var told []string
	for _, e := range history.GetAuditEntries() {
		for _, c := range e.GetChanges() {
			if c.GetField() == "retired" && e.GetActor() != "" {
				told = append(told, c.GetBefore()+" to "+c.GetAfter())
			}
		}
	}
	slices.Sort(told)
	if got := strings.Join(told, ", "); got != " to false, false to true, true to false" {
		t.Errorf("the audit tells of retired: %s", got)
	}
}

// proves AD-20
func TestADistrictAddsALanguageToTheCodesOfTheProductAndChangesNothingElseOfThem(t *testing.T) {
	t.Parallel()
	o := open(t)
	visit := channels + "/entries/CHANNEL_VISIT"
	before := o.dictionary(channels, "")
	with := func(tag, text string) map[string]string {
		return map[string]string{"zh": "串门", "en": "Neighbour visit", tag: text}
	}
	if _, err := o.change(&administrationv1.DictionaryEntry{Name: visit, Labels: with("bo", "ཁྱིམ་མཚེས"), Etag: entry(before, "CHANNEL_VISIT").GetEtag()}, "labels"); err != nil {
		t.Fatal(err)
	}
	if _, err := o.as(testkit.SystemAdmin).UpdateDictionary(t.Context(), &administrationv1.UpdateDictionaryRequest{Dictionary: &administrationv1.Dictionary{Name: channels,
		Labels: map[string]string{"bo": "ལམ"}}}); err != nil { // what is the product's need not be said again
		t.Fatal(err)
	}
	after := o.dictionary(channels, "bo, en;q=0.5")
	if after.GetDisplayName() != "ལམ" || entry(after, "CHANNEL_VISIT").GetDisplayName() != "ཁྱིམ་མཚེས" || entry(after, "CHANNEL_DESK").GetDisplayName() != "Desk" || !after.GetSystem() ||
		after.GetEtag() == before.GetEtag() || len(after.GetEntries()) != len(before.GetEntries()) {
		t.Errorf("%v", after)
	}
	foreign, err := o.as(testkit.ForeignAdmin).GetDictionary(t.Context(), &administrationv1.GetDictionaryRequest{Name: channels})
	if err != nil || foreign.GetEtag() != before.GetEtag() {
		t.Errorf("the other district is told %v, %v", foreign, err)
	}
	for title, c := range map[string]struct {
		change *administrationv1.DictionaryEntry
		path   string
	}{
		"a label of the product": {&administrationv1.DictionaryEntry{Name: visit, Labels: with("en", "Tea")}, "labels"},
		"the place":              {&administrationv1.DictionaryEntry{Name: visit, Position: 1}, "position"},
		"retired":                {&administrationv1.DictionaryEntry{Name: visit, Retired: true}, "retired"},
	} {
		t.Run(title, func(t *testing.T) {
			_, err := o.change(c.change, c.path)
			testkit.WantField(t, err, codes.FailedPrecondition, "DICTIONARY_OF_THE_PRODUCT", "dictionary_entry."+c.path)
		})
	}
	_, err = o.enter(channels, "CHANNEL_PIGEON", &administrationv1.DictionaryEntry{Labels: map[string]string{"zh": "飞鸽"}})
	testkit.WantField(t, err, codes.FailedPrecondition, "DICTIONARY_OF_THE_PRODUCT", "parent")
	_, err = o.change(&administrationv1.DictionaryEntry{Name: channels + "/entries/CHANNEL_PIGEON", Labels: map[string]string{"zh": "飞鸽"}}, "labels")
	testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
	if o.dictionary(channels, "").GetEtag() != after.GetEtag() {
		t.Error("a refused change has left something")
	}
}

// proves AD-20
func TestOfTwoWhoChangeWhatBothHaveReadOneIsTold(t *testing.T) {
	t.Parallel()
	o := open(t)
	o.makeGrounds()
	for parent, code := range map[string]string{grounds: "NO_KEY", channels: "CHANNEL_VISIT"} { // nothing is kept yet of the latter
		read := entry(o.dictionary(parent, ""), code)
		var group sync.WaitGroup
		results := make(chan error, 8)
		for n := range 8 {
			group.Go(func() {
				_, err := o.change(&administrationv1.DictionaryEntry{Name: read.GetName(), Etag: read.GetEtag(), Labels: map[string]string{"zh": read.GetLabels()["zh"], "bo": fmt.Sprint(n)}}, "labels")
				results <- err
			})
		}
		group.Wait()
		close(results)
		won := 0
		for err := range results {
			if err == nil {
				won++
			} else {
				testkit.WantField(t, err, codes.Aborted, "STALE", "etag")
			}
		}
		if won != 1 {
			t.Errorf("%s: %d of 8 have changed it", read.GetName(), won)
		}
	}
}

// proves AD-20
func TestDictionariesAreChangedByWhoSetsTheSystemUp(t *testing.T) {
	t.Parallel()
	o := open(t)
	o.makeGrounds()
	before := o.dictionary(grounds, "").GetEtag()
	for _, who := range []testkit.Who{testkit.SecurityAdmin, testkit.AuditAdmin, testkit.StreetLeader, testkit.Resident} {
		for path, body := range map[string]any{
			"/v1/dictionaries?dictionaryId=mine":                                  map[string]any{"labels": map[string]string{"zh": "我的"}},
			"/v1/" + grounds + ":update":                                          map[string]any{"labels": map[string]string{"zh": "我的"}},
			"/v1/" + grounds + "/entries?dictionaryEntryId=MINE":                  map[string]any{"labels": map[string]string{"zh": "我的"}},
			"/v1/" + grounds + "/entries/NO_KEY:update?updateMask=retired":        map[string]any{"retired": true},
			"/v1/" + channels + "/entries/CHANNEL_VISIT:update?updateMask=labels": map[string]any{"labels": map[string]string{"bo": "x"}},
		} {
			if status, answer := o.REST(t, who, http.MethodPost, path, body); status != http.StatusForbidden || answer["reason"] != "PERMISSION_DENIED" {
				t.Errorf("%s is answered by %d %v", path, status, answer)
			}
		}
	}
	if o.dictionary(grounds, "").GetEtag() != before {
		t.Error("a refused change has left something")
	}
}

// proves AD-20
func TestABadDictionaryIsRefusedOnItsField(t *testing.T) {
	t.Parallel()
	o := open(t)
	o.makeGrounds()
	k := o.as(testkit.SystemAdmin)
	for title, c := range map[string]struct {
		labels map[string]string
		reason string
	}{
		"nothing in Chinese":           {map[string]string{"en": "Mine"}, "LABEL_MISSING"},
		"no label at all":              {nil, "LABEL_MISSING"},
		"no language":                  {map[string]string{"zh": "我的", "qqq-zz": "Mine"}, "INVALID_ARGUMENT"},
		"a language otherwise written": {map[string]string{"zh": "我的", "mn-mong": "ᠮᠢᠨᠦ"}, "INVALID_ARGUMENT"},
	} {
		t.Run(title, func(t *testing.T) {
			_, err := k.CreateDictionary(t.Context(), &administrationv1.CreateDictionaryRequest{DictionaryId: "mine", Dictionary: &administrationv1.Dictionary{Labels: c.labels}})
			testkit.WantField(t, err, codes.InvalidArgument, c.reason, "dictionary.labels")
			_, err = k.UpdateDictionary(t.Context(), &administrationv1.UpdateDictionaryRequest{Dictionary: &administrationv1.Dictionary{Name: grounds, Labels: c.labels},
				UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"labels"}}})
			testkit.WantField(t, err, codes.InvalidArgument, c.reason, "dictionary.labels")
			_, err = o.enter(grounds, "MINE", &administrationv1.DictionaryEntry{Labels: c.labels})
			testkit.WantField(t, err, codes.InvalidArgument, c.reason, "dictionary_entry.labels")
			_, err = o.change(&administrationv1.DictionaryEntry{Name: grounds + "/entries/NO_KEY", Labels: c.labels}, "labels")
			testkit.WantField(t, err, codes.InvalidArgument, c.reason, "dictionary_entry.labels")
		})
	}
	mine := &administrationv1.Dictionary{Labels: map[string]string{"zh": "我的"}}
	_, err := k.CreateDictionary(t.Context(), &administrationv1.CreateDictionaryRequest{DictionaryId: "intake.issue.mine", Dictionary: mine})
	testkit.WantField(t, err, codes.InvalidArgument, "INVALID_ARGUMENT", "dictionary_id")
	for _, name := range []string{"return_grounds", "dictionaries/return_ground", "units/return_grounds"} {
		_, err = k.UpdateDictionary(t.Context(), &administrationv1.UpdateDictionaryRequest{Dictionary: &administrationv1.Dictionary{Name: name, Labels: mine.GetLabels()}})
		testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
		_, err = o.change(&administrationv1.DictionaryEntry{Name: name + "/entries/NO_KEY", Position: 7}, "position")
		testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
	}
	o.Settle(t, "dictionary.max_entries", "2")
	_, err = o.enter(grounds, "MINE", &administrationv1.DictionaryEntry{Labels: mine.GetLabels()})
	testkit.WantFault(t, err, codes.ResourceExhausted, "DICTIONARY_FULL")
	o.Settle(t, "dictionary.max_dictionaries", "1")
	_, err = k.CreateDictionary(t.Context(), &administrationv1.CreateDictionaryRequest{DictionaryId: "mine", Dictionary: mine})
	testkit.WantFault(t, err, codes.ResourceExhausted, "DICTIONARIES_TOO_MANY")
}
