package notice_test

import (
	"net/http"
	"slices"
	"testing"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// order files an issue about property, and dispatches it to the department of liaison A.
func (w world) order() (dispatch string) {
	w.t.Helper()
	issue := w.file()
	w.do(testkit.Dispatcher, issue+":triage", map[string]any{})
	return w.do(testkit.Dispatcher, issue+":dispatch", map[string]any{"leadUnit": "units/" + w.Unit("SGZW-FS").String(), "text": "请核实。"})["dispatch"].(string)
}

// limit makes the membership of the liaison one for some categories, or an area, alone.
func (w world) limit(limits map[string]any) {
	w.t.Helper()
	var unit, membership uuid.UUID
	if err := w.Owner().QueryRow(w.t.Context(), "select unit_id, id from membership where person_id = $1 and role = 'LIAISON' and valid_to is null",
		testkit.ID(testkit.LiaisonA)).Scan(&unit, &membership); err != nil {
		w.t.Fatal(err)
	}
	parent := "units/" + unit.String()
	w.do(testkit.SecurityAdmin, parent+"/memberships/"+membership.String()+":end", map[string]any{})
	body := map[string]any{"person": "persons/" + testkit.ID(testkit.LiaisonA), "role": "LIAISON"}
	for field, value := range limits {
		body[field] = value
	}
	if code, answer := w.REST(w.t, testkit.SecurityAdmin, http.MethodPost, "/v1/"+parent+"/memberships", body); code != http.StatusOK {
		w.t.Fatalf("%d %v", code, answer)
	}
}

// proves AD-04
func TestALiaisonIsToldOfDispatchesWithinTheLimitsOfHisMembershipAlone(t *testing.T) {
	t.Parallel()
	category := func(code string) []string {
		return []string{"categories/" + demo.ID(demo.Fangshan, "category", code).String()}
	}
	for name, c := range map[string]struct {
		limits func(world) map[string]any
		told   bool
	}{
		"another category": {func(world) map[string]any { return map[string]any{"categories": category(demo.CategoryWater)} }, false},
		"its category":     {func(world) map[string]any { return map[string]any{"categories": category(demo.CategoryProperty)} }, true},
		"another area": {func(w world) map[string]any {
			return map[string]any{"area": "units/" + w.Unit("110111001").String()}
		}, false},
		"no limit": {func(world) map[string]any { return nil }, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := start(t)
			w.limit(c.limits(w))
			dispatch := w.order()
			w.Tell(t)
			told := slices.Contains(happened(w.inbox(testkit.LiaisonA, ""), dispatch), "dispatch.dispatch.sent")
			if told != c.told {
				t.Errorf("told: %v", told)
			}
			if code, _ := w.REST(t, testkit.LiaisonA, http.MethodGet, "/v1/"+dispatch, nil); (code == http.StatusOK) != c.told {
				t.Errorf("reads it: %d", code)
			}
		})
	}
}
