package timeline

import (
	"testing"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
)

func TestWhatIsToldIsAWordOfTheContract(t *testing.T) {
	t.Parallel()
	for event, kind := range kinds {
		if dispatchv1.TimelineEntry_Kind_value["KIND_"+kind] == 0 {
			t.Errorf("%s is told as %s, which the contract does not know", event, kind)
		}
	}
}
