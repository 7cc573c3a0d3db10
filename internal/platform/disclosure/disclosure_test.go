package disclosure_test

import (
	"testing"

	"github.com/haolinju/haolinju/internal/platform/disclosure"
)

// proves AD-05
func TestEachReceiverGetsEachValueInItsForm(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		kind                                 disclosure.Kind
		value                                string
		self, onDuty, open, entrusted, other string
		revealed                             bool // to the unit on duty
	}{
		{disclosure.Name, "欧阳小明", "欧*", "欧*", "欧*", "", "", true},
		{disclosure.Phone, "13812341234", "138****1234", "138****1234", "", "", "", true},
		{disclosure.Address, "三号楼五零二", "三号楼五零二", "三号楼五零二", "", "三号楼五零二", "", false},
	} {
		for to, want := range map[disclosure.Receiver]string{disclosure.Self: c.self, disclosure.OnDuty: c.onDuty, disclosure.Public: c.open, disclosure.Entrusted: c.entrusted, disclosure.Other: c.other} {
			if got := disclosure.Show(c.kind, to, c.value); got != want {
				t.Errorf("%s to %d: %q, want %q", c.value, to, got, want)
			}
			if got := disclosure.Revealed(c.kind, to); got != (c.revealed && to == disclosure.OnDuty) {
				t.Errorf("%s in clear to %d: %v", c.value, to, got)
			}
		}
	}
}

func TestAKindAndAReceiverThatNobodyThoughtOfGetNothing(t *testing.T) {
	t.Parallel()
	if got := disclosure.Show(disclosure.Kind(99), disclosure.OnDuty, "x") + disclosure.Show(disclosure.Name, disclosure.Receiver(99), "x"); got != "" {
		t.Errorf("%q leaves", got)
	}
}
