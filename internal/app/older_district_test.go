package app_test

import "testing"

func TestADistrictThatWasFoundedBeforeASettingWasDeclaredHasItsInitialValue(t *testing.T) {
	t.Parallel()
	d := openDistrict(t)
	if _, err := d.Owner().Exec(t.Context(), "delete from setting where key in ('intake.flows', 'intake.draft_days')"); err != nil {
		t.Fatal(err)
	}
	if issue := d.filed(); issue == "" {
		t.Error("nothing was filed")
	}
}
