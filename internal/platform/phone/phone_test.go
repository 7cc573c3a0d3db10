package phone

import "testing"

func TestOneNumberHasOneWriting(t *testing.T) {
	t.Parallel()
	for given, want := range map[string]string{
		"13800000001": "+8613800000001", "138 0000 0001": "+8613800000001", "+86 138-0000-0001": "+8613800000001",
		"0086 13800000001": "+8613800000001", "１３８０００００００１": "+8613800000001", "010 6935 0000": "+861069350000",
		"+1 650 253 0000": "+16502530000", "12": "", "abc": "", "": "",
	} {
		got, err := E164(given)
		if got != want || (err == nil) != (want != "") {
			t.Errorf("%q is %q (%v), want %q", given, got, err, want)
		}
	}
}

func TestAMessageGoesToMobileTelephonesOfAllowedRegionsOnly(t *testing.T) {
	t.Parallel()
	for number, want := range map[string]bool{
		"+8613800000001": true, "+861069350000": false, "+85261234567": false, "+16502530000": false, "?": false,
	} {
		if TakesMessages(number, []string{"CN"}) != want {
			t.Errorf("%s: %v", number, !want)
		}
	}
	if !TakesMessages("+85261234567", []string{"CN", "HK"}) {
		t.Error("an allowed region is refused")
	}
}
