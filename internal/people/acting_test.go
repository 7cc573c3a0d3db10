package people_test

import (
	"testing"
	"time"

	"github.com/google/uuid"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"

	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func TestTheHeaderOfADelegateNamesAPersonAndNeedsASignIn(t *testing.T) {
	t.Parallel()
	w := start(t)
	_, err := w.file(actingFor(t.Context(), "units/1"), testkit.Resident)
	wantField(t, err, codes.InvalidArgument, "INVALID_ARGUMENT", "X-Acting-For")
	_, err = w.file(actingFor(t.Context(), person(testkit.Resident2)), testkit.Anonymous)
	testkit.WantFault(t, err, codes.Unauthenticated, "UNAUTHENTICATED")
	for _, nobody := range []string{person(testkit.Resident2), "persons/" + uuid.NewString(), person(testkit.ForeignResident)} {
		_, err = w.file(actingFor(t.Context(), nobody), testkit.Resident)
		testkit.WantFault(t, err, codes.PermissionDenied, "NO_MANDATE")
	}
}

// The same key for oneself and in another's place is two intended changes: the second is refused, and nobody gets the other's
// answer.
func TestAnIdempotencyKeyHoldsForOnePlaceOnly(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.represent(t, fileIssues)
	keyed := metadata.AppendToOutgoingContext(t.Context(), "idempotency-key", "one")
	first, err := w.file(keyed, testkit.Resident)
	if err != nil {
		t.Fatal(err)
	}
	_, err = w.file(actingFor(keyed, person(testkit.Resident2)), testkit.Resident)
	testkit.WantFault(t, err, codes.InvalidArgument, "IDEMPOTENCY_KEY_REUSED")
	again, err := w.file(keyed, testkit.Resident)
	if err != nil || again.GetName() != first.GetName() {
		t.Errorf("again %v, %v", again, err)
	}
}

func TestSigningOutEndsWhatADelegateMayDoWithIt(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.represent(t, readMatters)
	identity := identityv1.NewIdentityServiceClient(w.Conn(testkit.Anonymous))
	w.Clock.Advance(time.Minute)
	if _, err := identity.SendLoginCode(t.Context(), &identityv1.SendLoginCodeRequest{Phone: phoneOf(testkit.Resident)}); err != nil {
		t.Fatal(err)
	}
	tokens, err := identity.LoginWithCode(t.Context(), &identityv1.LoginWithCodeRequest{Phone: phoneOf(testkit.Resident), Code: w.Code(t, "+86"+phoneOf(testkit.Resident))})
	if err != nil {
		t.Fatal(err)
	}
	conn := w.ConnWith(tokens.GetAccessToken())
	inPlace := actingFor(t.Context(), person(testkit.Resident2))
	read := func() error {
		_, err := intakev1.NewIntakeServiceClient(conn).ListIssues(inPlace, &intakev1.ListIssuesRequest{})
		return err
	}
	if err := read(); err != nil {
		t.Fatal(err)
	}
	if _, err := identityv1.NewIdentityServiceClient(conn).Logout(t.Context(), &identityv1.LogoutRequest{}); err != nil {
		t.Fatal(err)
	}
	testkit.WantFault(t, read(), codes.Unauthenticated, "UNAUTHENTICATED")
}
