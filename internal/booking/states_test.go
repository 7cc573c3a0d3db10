package booking

import (
	"strings"
	"testing"

	bookingv1 "github.com/haolinju/haolinju/api/gen/haolinju/booking/v1"
	"github.com/haolinju/haolinju/internal/platform/drawn"
)

func TestTheLifeOfABookingHasNoFlaw(t *testing.T) {
	t.Parallel()
	if err := Steps.Check(); err != nil {
		t.Error(err)
	}
}

func TestTheStatesOfTheTableAreThoseOfTheContract(t *testing.T) {
	t.Parallel()
	contract := map[State]bool{}
	for value, word := range bookingv1.Booking_State_name {
		if value != 0 {
			contract[State(strings.TrimPrefix(word, statePrefix))] = true
		}
	}
	for _, state := range Steps.States() {
		if !contract[state] {
			t.Errorf("the contract does not know the state %s", state)
		}
		delete(contract, state)
	}
	for state := range contract {
		t.Errorf("no step leads to the state %s of the contract", state)
	}
}

func TestTheDrawnPageShowsTheTable(t *testing.T) {
	t.Parallel()
	const golden = "../../docs/states/booking.md"
	want := "# Booking (预订)\n\n" +
		"Written by `go test ./internal/booking -run Drawn -update`. The brackets name the permission. A booking begins its\n" +
		"life confirmed, and only one that is not over yet can be cancelled.\n\n" +
		"```mermaid\n" + Steps.Mermaid("Booking") + "```\n"
	drawn.Page(t, golden, want)
}
