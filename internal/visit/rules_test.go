package visit

import (
	"strings"
	"testing"
)

func TestTheMostThatAnyDemandOfACategoryAsksIsDemanded(t *testing.T) {
	t.Parallel()
	all := Demands{{Category: "A"}, {Category: "A.B", Attachments: 2}, {Category: "C", Attachments: 5}}
	for codes, want := range map[string]int{"A": 0, "A A.B": 2, "A.B A": 2, "D": -1, "": -1} {
		n, demanded := all.of(strings.Fields(codes))
		if !demanded {
			n = -1
		}
		if n != want {
			t.Errorf("%s: %d, want %d", codes, n, want)
		}
	}
}

func TestSettingsThatMakeNoSenseAreRefused(t *testing.T) {
	t.Parallel()
	for _, bad := range []interface{ Check() error }{Limits{}, Limits{Metres: 1, AccuracyMetres: 1}, Limits{Metres: 100_001, AccuracyMetres: 1, DeviceMinutes: 1},
		Demands{{}}, Demands{{Category: "A"}, {Category: "A"}}, Demands{{Category: "A", Attachments: 10}}} {
		if bad.Check() == nil {
			t.Errorf("%+v passes", bad)
		}
	}
	if err := (Demands{{Category: "A", Attachments: 9}, {Category: "B"}}).Check(); err != nil {
		t.Error(err)
	}
}
