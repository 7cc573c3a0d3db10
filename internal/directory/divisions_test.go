package directory

import (
	"strings"
	"testing"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
)

func TestTheListOfFangshanHasItsPublishedNumbersOfEachKind(t *testing.T) {
	t.Parallel()
	list, err := ReadDivisions(Fangshan())
	if err != nil {
		t.Fatal(err)
	}
	got := map[directoryv1.Unit_Kind]int{}
	for _, s := range list.SubDistricts {
		got[kindBySuffix(s.Name)]++
		for _, c := range s.Communities {
			got[kindByType(c.Type)]++
		}
	}
	for kind, want := range map[directoryv1.Unit_Kind]int{
		directoryv1.Unit_KIND_SUB_DISTRICT: 8,
		directoryv1.Unit_KIND_AREA_OFFICE:  3,
		directoryv1.Unit_KIND_TOWN:         11,
		directoryv1.Unit_KIND_TOWNSHIP:     6,
		directoryv1.Unit_KIND_COMMUNITY:    210,
		directoryv1.Unit_KIND_VILLAGE:      459,
	} {
		if got[kind] != want {
			t.Errorf("%s: %d, want %d", kind, got[kind], want)
		}
	}
	if list.Source == "" {
		t.Error("the list names no source")
	}
}

func TestABadListIsRefusedWithThePlaceOfTheFault(t *testing.T) {
	t.Parallel()
	const good = `{
 "source": "test",
 "district": {"code": "110111", "name": "房山区"},
 "sub_districts": [
  {"code": "110111012", "name": "西潞街道", "communities": [
   {"code": "110111012001", "name": "西潞园社区居委会", "type": "RESIDENTIAL"},
   {"code": "110111012201", "name": "东沿村委会", "type": "VILLAGE"}
  ]}
 ]
}`
	if _, err := ReadDivisions(strings.NewReader(good)); err != nil {
		t.Fatalf("the good list: %v", err)
	}
	for title, c := range map[string]struct{ old, new, want string }{
		"cut short":             {"\n}", "", "line 9"},
		"text behind":           {"\n}", "\n}\nx", "line 11"},
		"a comma missing":       {`"test",`, `"test"`, "line 3"},
		"an unknown member":     {`"source"`, `"origin"`, `unknown field "origin"`},
		"a number as a name":    {`"西潞街道"`, `12`, "line 5"},
		"no source":             {`"test"`, `" "`, "source"},
		"a short district code": {`"110111",`, `"11011",`, "district.code"},
		"an unknown suffix":     {"西潞街道", "西潞", "sub_districts[0].name"},
		"a foreign code":        {`"110111012",`, `"110112012",`, "sub_districts[0].code"},
		"a code of another":     {"110111012201", "110111013201", "sub_districts[0].communities[1].code"},
		"a code twice":          {"110111012201", "110111012001", "sub_districts[0].communities[1].code"},
		"an unknown type":       {"VILLAGE", "TOWN", "sub_districts[0].communities[1].type"},
		"no name":               {"东沿村委会", "", "sub_districts[0].communities[1].name"},
	} {
		_, err := ReadDivisions(strings.NewReader(strings.Replace(good, c.old, c.new, 1)))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want it to name %s", title, err, c.want)
		}
	}
}

func FuzzReadDivisions(f *testing.F) {
	f.Add(`{"source":"s","district":{"code":"110111","name":"房山区"},"sub_districts":[]}`)
	f.Add(`{"source":"s","district":{"code":"110111","name":"房山区"},"sub_districts":[{"code":"110111012","name":"西潞街道","communities":[null]}]}`)
	f.Fuzz(func(t *testing.T, text string) {
		list, err := ReadDivisions(strings.NewReader(text))
		if err == nil && list.check() != nil {
			t.Fatalf("accepted %q, but %v", text, list.check())
		}
	})
}
