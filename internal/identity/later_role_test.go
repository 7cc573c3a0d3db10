package identity_test

import (
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/types/known/timestamppb"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// proves AD-15
func TestASessionOfOneFactorIsNotRenewedOnceARoleWantsTwo(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	accredit(t, k, testkit.Resident, "jumin")
	password, err := byPassword(t.Context(), k, "jumin", firstPassword, "")
	if err != nil {
		t.Fatal(err)
	}
	code := signIn(t, k, known)
	a := enrol(t, k, &identityv1.Proof{Username: "jumin", Password: firstPassword})
	two, err := byPassword(t.Context(), k, "jumin", firstPassword, a.digits(t))
	if err != nil {
		t.Fatal(err)
	}
	begins := k.Clock.Now(demo.Fangshan).Add(time.Minute)
	if _, err := directoryv1.NewDirectoryServiceClient(k.Conn(testkit.SecurityAdmin)).CreateMembership(t.Context(), &directoryv1.CreateMembershipRequest{
		Parent: k.UnitName(demo.Xilu), Membership: &directoryv1.Membership{Person: personName(testkit.Resident), Role: "JUDGE",
			ValidFrom: timestamppb.New(begins)}}); err != nil {
		t.Fatal(err)
	}
	sessions := map[string]*identityv1.Tokens{"a password": password, "a code": code, "a password and digits": two}
	for by, tokens := range sessions {
		if sessions[by], err = refresh(t, k, tokens.GetRefreshToken()); err != nil {
			t.Fatalf("before the role begins, by %s: %v", by, err)
		}
	}
	k.Clock.Advance(time.Minute)
	for by, tokens := range sessions {
		_, err := refresh(t, k, tokens.GetRefreshToken())
		if by == "a password and digits" {
			if err != nil || !works(t, k, tokens.GetAccessToken()) {
				t.Errorf("two factors: %v", err)
			}
			continue
		}
		testkit.WantFault(t, err, codes.Unauthenticated, "REFRESH_TOKEN_INVALID")
		if works(t, k, tokens.GetAccessToken()) {
			t.Errorf("the session by %s goes on", by)
		}
	}
	_, err = byPassword(t.Context(), k, "jumin", firstPassword, "")
	testkit.WantFault(t, err, codes.Unauthenticated, "TOTP_REQUIRED")
}
