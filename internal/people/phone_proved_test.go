package people_test

import (
	"slices"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// phone is the telephone of testkit.Resident.
const phone = "+8613800000001"

// signIn signs testkit.Resident in by a code.
func (w world) signIn(t *testing.T) {
	t.Helper()
	w.Clock.Advance(time.Minute)
	identity := identityv1.NewIdentityServiceClient(w.Conn(testkit.Anonymous))
	if _, err := identity.SendLoginCode(t.Context(), &identityv1.SendLoginCodeRequest{Phone: phone}); err != nil {
		t.Fatal(err)
	}
	if _, err := identity.LoginWithCode(t.Context(), &identityv1.LoginWithCodeRequest{Phone: phone, Code: w.Code(t, phone)}); err != nil {
		t.Fatal(err)
	}
}

// proves AD-11
func TestATelephoneIsConfirmedByACodeAtSignInOnceUntilItsEnd(t *testing.T) {
	t.Parallel()
	w := start(t)
	if got := w.levels(t, testkit.Resident); len(got) != 0 {
		t.Fatalf("before the first sign-in: %v", got)
	}
	w.signIn(t)
	w.signIn(t)
	if got := w.levels(t, testkit.Resident); len(got) != 1 || got[0] != "PHONE" {
		t.Errorf("levels %v", got)
	}
	if got, states := w.confirmed(t), []string{"CONFIRMED"}; !slices.Equal(got, states) {
		t.Errorf("verifications %v, want %v", got, states)
	}
	if _, err := w.Owner().Exec(t.Context(), "update verification set valid_to = $1", w.Clock.Now(110111)); err != nil {
		t.Fatal(err)
	}
	if got := w.levels(t, testkit.Resident); len(got) != 0 {
		t.Errorf("after its end: %v", got)
	}
	w.signIn(t)
	if got, states := w.confirmed(t), []string{"EXPIRED", "CONFIRMED"}; !slices.Equal(got, states) {
		t.Errorf("verifications %v, want %v", got, states)
	}
}

// proves AD-11
func TestATelephoneThatWeChatKnowsIsConfirmedWithTheAccount(t *testing.T) {
	t.Parallel()
	w := start(t)
	identity := identityv1.NewIdentityServiceClient(w.Conn(testkit.Anonymous))
	login := func(code, phoneCode string) {
		t.Helper()
		if _, err := identity.LoginWithWeChat(t.Context(), &identityv1.LoginWithWeChatRequest{Code: code, PhoneCode: phoneCode}); err != nil {
			t.Fatal(err)
		}
	}
	login("nobody known", "")
	if got := w.levels(t, testkit.Resident); len(got) != 0 {
		t.Fatalf("by an account without a telephone: %v", got)
	}
	login("the resident", "13800000001")
	login("the resident", "")
	if got := w.levels(t, testkit.Resident); !slices.Equal(got, []string{"PHONE"}) {
		t.Errorf("levels %v", got)
	}
}

// confirmed are the states of what a code has shown of telephones, the oldest first.
func (w world) confirmed(t *testing.T) []string {
	t.Helper()
	rows, err := w.Owner().Query(t.Context(), `select state from verification where level = 'PHONE' and evidence = 'SMS_CODE' and unit_id is null
		and decider_id is null and decide_time is not null order by create_time`)
	if err != nil {
		t.Fatal(err)
	}
	states, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		t.Fatal(err)
	}
	return states
}
