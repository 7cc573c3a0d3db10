package administration_test

import (
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"

	administrationv1 "github.com/haolinju/haolinju/api/gen/haolinju/administration/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

const channels = "dictionaries/intake.issue.channel"

// dictionary as somebody who accepts some languages reads it.
func (o *office) dictionary(name, acceptLanguage string) *administrationv1.Dictionary {
	o.t.Helper()
	ctx := metadata.AppendToOutgoingContext(o.t.Context(), "accept-language", acceptLanguage)
	d, err := o.as(testkit.Anonymous).GetDictionary(ctx, &administrationv1.GetDictionaryRequest{Name: name})
	if err != nil {
		o.t.Fatal(err)
	}
	return d
}

// entry of a dictionary; empty where it has none of the code.
func entry(d *administrationv1.Dictionary, code string) *administrationv1.DictionaryEntry {
	for _, e := range d.GetEntries() {
		if e.GetCode() == code {
			return e
		}
	}
	return &administrationv1.DictionaryEntry{}
}

// proves AD-20
func TestEachCodeOfTheContractIsToldInTheLanguageOfTheCaller(t *testing.T) {
	t.Parallel()
	o := open(t)
	for accepted, want := range map[string][2]string{
		"":                    {"诉求渠道", "楼门长"},
		"zh-CN,zh;q=0.9":      {"诉求渠道", "楼门长"},
		"en-GB":               {"Channel of an issue", "Door captain"},
		"fr;q=0.9, en;q=0.1":  {"Channel of an issue", "Door captain"},
		"fr":                  {"诉求渠道", "楼门长"},
		"what is this; q=x,,": {"诉求渠道", "楼门长"},
	} {
		d := o.dictionary(channels, accepted)
		captain := entry(d, "CHANNEL_DOOR_CAPTAIN")
		if d.GetDisplayName() != want[0] || captain.GetDisplayName() != want[1] {
			t.Errorf("who accepts %q is told %q, %q", accepted, d.GetDisplayName(), captain.GetDisplayName())
		}
		if !d.GetSystem() || captain.GetName() != channels+"/entries/CHANNEL_DOOR_CAPTAIN" || captain.GetLabels()["zh"] != "楼门长" || captain.GetLabels()["en"] != "Door captain" {
			t.Errorf("%v", d)
		}
		if entry(d, "CHANNEL_UNSPECIFIED").GetName() != "" {
			t.Error("that nothing is given is offered as a code")
		}
	}
	_, err := o.as(testkit.Anonymous).GetDictionary(t.Context(), &administrationv1.GetDictionaryRequest{Name: "dictionaries/intake.issue.colour"})
	testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
}
