package disclosure

import "testing"

// proves AD-05
func TestEachReceiverGetsEachValueInItsForm(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		kind                                 Kind
		value                                string
		self, onDuty, open, entrusted, other string
		revealed                             bool // to the unit on duty
	}{
		{Name, "欧阳小明", "欧*", "欧*", "欧*", "", "", true},
		{Phone, "13812341234", "138****1234", "138****1234", "", "", "", true},
		{Address, "三号楼五零二", "三号楼五零二", "三号楼五零二", "", "三号楼五零二", "", false},
	} {
		for to, want := range map[Receiver]string{Self: c.self, OnDuty: c.onDuty, Public: c.open, Entrusted: c.entrusted, Other: c.other} {
			if got := Show(c.kind, to, c.value); got != want {
				t.Errorf("%s to %d: %q, want %q", c.value, to, got, want)
			}
			if got := Revealed(c.kind, to); got != (c.revealed && to == OnDuty) {
				t.Errorf("%s in clear to %d: %v", c.value, to, got)
			}
		}
	}
}

func TestAKindAndAReceiverThatNobodyThoughtOfGetNothing(t *testing.T) {
	t.Parallel()
	if got := Show(Kind(99), OnDuty, "x") + Show(Name, Receiver(99), "x"); got != "" {
		t.Errorf("%q leaves", got)
	}
}
