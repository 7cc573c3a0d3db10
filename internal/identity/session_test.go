package identity_test

import (
	"net/http"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/types/known/fieldmaskpb"

	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// works says whether an access token is believed.
func works(t *testing.T, k *testkit.Kit, access string) bool {
	t.Helper()
	_, err := identity(k.ConnWith(access)).GetMe(t.Context(), &identityv1.GetMeRequest{})
	if err != nil {
		testkit.WantFault(t, err, codes.Unauthenticated, "UNAUTHENTICATED")
	}
	return err == nil
}

func refresh(t *testing.T, k *testkit.Kit, token string) (*identityv1.Tokens, error) {
	return identity(k.Conn(testkit.Anonymous)).RefreshToken(t.Context(), &identityv1.RefreshTokenRequest{RefreshToken: token})
}

func TestASessionLivesByItsRefreshTokensForThirtyDaysAfterTheLast(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	first := signIn(t, k, known)
	k.Clock.Advance(15*time.Minute + 31*time.Second) // 30 s between the clocks of servers are allowed
	if works(t, k, first.GetAccessToken()) {
		t.Error("an access token lives longer than 15 minutes")
	}
	k.Clock.Advance(29 * 24 * time.Hour)
	second, err := refresh(t, k, first.GetRefreshToken())
	if err != nil || !works(t, k, second.GetAccessToken()) || second.GetPrincipal().GetPerson() != first.GetPrincipal().GetPerson() {
		t.Fatalf("after 29 days: %v, %v", second, err)
	}
	k.Clock.Advance(30 * 24 * time.Hour)
	_, err = refresh(t, k, second.GetRefreshToken())
	testkit.WantFault(t, err, codes.Unauthenticated, "REFRESH_TOKEN_INVALID")
}

func TestCase12ARefreshTokenThatComesTwiceEndsItsSessionAndNoOther(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	stolen, other := signIn(t, k, known), signIn(t, k, known)
	next, err := refresh(t, k, stolen.GetRefreshToken())
	if err != nil {
		t.Fatal(err)
	}
	_, err = refresh(t, k, stolen.GetRefreshToken())
	testkit.WantFault(t, err, codes.Unauthenticated, "REFRESH_TOKEN_INVALID")
	for what, token := range map[string]string{"the first access token": stolen.GetAccessToken(), "the second": next.GetAccessToken()} {
		if works(t, k, token) {
			t.Errorf("%s still works", what)
		}
	}
	_, err = refresh(t, k, next.GetRefreshToken())
	testkit.WantFault(t, err, codes.Unauthenticated, "REFRESH_TOKEN_INVALID")
	if !works(t, k, other.GetAccessToken()) {
		t.Error("the session of another device is over too")
	}
	var recorded int
	if err := k.Owner().QueryRow(t.Context(), `select count(*) from audit where tenant_id = 110111
		and action = 'identity.session.revoke' and after->>'cause' = 'REPLAYED'`).Scan(&recorded); err != nil || recorded != 1 {
		t.Errorf("%d audit rows, %v", recorded, err)
	}
}

func TestCase12OfManyWhoComeWithOneRefreshTokenAtOnceAtMostOneGetsAPairAndTheSessionEnds(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	first := signIn(t, k, known)
	var pairs atomic.Int64
	var many sync.WaitGroup
	for range 8 {
		many.Go(func() {
			if _, err := refresh(t, k, first.GetRefreshToken()); err == nil {
				pairs.Add(1)
			}
		})
	}
	many.Wait()
	if pairs.Load() != 1 || works(t, k, first.GetAccessToken()) {
		t.Errorf("%d pairs; the session works: %v", pairs.Load(), works(t, k, first.GetAccessToken()))
	}
}

func TestARefreshTokenIsOfItsDistrictWhateverAHeaderSays(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	tokens := signIn(t, k, known)
	status, body := k.REST(t, testkit.Anonymous, http.MethodPost, "/v1/auth:refresh",
		map[string]any{"refreshToken": tokens.GetRefreshToken()}, "X-Tenant", "900001")
	principal, _ := body["principal"].(map[string]any)
	if status != http.StatusOK || principal["person"] != tokens.GetPrincipal().GetPerson() {
		t.Errorf("%d %v", status, body)
	}
	moved := "900001" + body["refreshToken"].(string)[len("110111"):]
	for _, forged := range []string{moved, "x", "110111.", "0.AAAA"} {
		_, err := refresh(t, k, forged)
		testkit.WantFault(t, err, codes.Unauthenticated, "REFRESH_TOKEN_INVALID")
	}
}

func TestLogoutEndsTheSessionOfTheCallOrAllOfTheCaller(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	one, two, three := signIn(t, k, known), signIn(t, k, known), signIn(t, k, known)
	foreign := signIn(t, k, stranger)
	if _, err := identity(k.ConnWith(one.GetAccessToken())).Logout(t.Context(), &identityv1.LogoutRequest{}); err != nil {
		t.Fatal(err)
	}
	if works(t, k, one.GetAccessToken()) || !works(t, k, two.GetAccessToken()) {
		t.Error("logout ends the wrong session")
	}
	_, err := refresh(t, k, one.GetRefreshToken())
	testkit.WantFault(t, err, codes.Unauthenticated, "REFRESH_TOKEN_INVALID")
	if _, err := identity(k.ConnWith(two.GetAccessToken())).Logout(t.Context(), &identityv1.LogoutRequest{Everywhere: true}); err != nil {
		t.Fatal(err)
	}
	if works(t, k, two.GetAccessToken()) || works(t, k, three.GetAccessToken()) {
		t.Error("a session is left after logout everywhere")
	}
	if !works(t, k, foreign.GetAccessToken()) {
		t.Error("another person was signed out")
	}
}

func TestAPersonListsHisSessionsAndEndsThatOfALostTelephone(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	lost, kept, foreign := signIn(t, k, known), signIn(t, k, known), signIn(t, k, stranger)
	mine := identity(k.ConnWith(kept.GetAccessToken()))
	list, err := mine.ListSessions(t.Context(), &identityv1.ListSessionsRequest{PageSize: 1})
	if err != nil || len(list.GetSessions()) != 1 || !list.GetSessions()[0].GetCurrent() || list.GetSessions()[0].GetDevice() != "手机" ||
		list.GetSessions()[0].GetMethod() != identityv1.Session_METHOD_CODE {
		t.Fatalf("%v, %v", list, err)
	}
	list, err = mine.ListSessions(t.Context(), &identityv1.ListSessionsRequest{PageSize: 1, PageToken: list.GetNextPageToken()})
	if err != nil || len(list.GetSessions()) != 1 || list.GetSessions()[0].GetCurrent() || list.GetNextPageToken() != "" {
		t.Fatalf("%v, %v", list, err)
	}
	end := &identityv1.RevokeSessionRequest{Name: list.GetSessions()[0].GetName()}
	_, err = identity(k.ConnWith(foreign.GetAccessToken())).RevokeSession(t.Context(), end)
	testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
	if !works(t, k, lost.GetAccessToken()) {
		t.Fatal("a stranger has ended the session")
	}
	if _, err := mine.RevokeSession(t.Context(), end); err != nil || works(t, k, lost.GetAccessToken()) || !works(t, k, kept.GetAccessToken()) {
		t.Errorf("%v", err)
	}
	_, err = mine.RevokeSession(t.Context(), end)
	testkit.WantFault(t, err, codes.FailedPrecondition, "SESSION_OVER")
	_, err = mine.RevokeSession(t.Context(), &identityv1.RevokeSessionRequest{Name: "me/sessions/1"})
	testkit.WantFault(t, err, codes.InvalidArgument, "INVALID_ARGUMENT")
}

func TestACallerChangesWhatHeIsCalled(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	mine := identity(k.Conn(testkit.Resident))
	before := me(t, k, testkit.Resident)
	update := func(paths []string, given *identityv1.Me) (*identityv1.Me, error) {
		return mine.UpdateMe(t.Context(), &identityv1.UpdateMeRequest{Me: given, UpdateMask: &fieldmaskpb.FieldMask{Paths: paths}})
	}
	got, err := update([]string{"display_name"}, &identityv1.Me{DisplayName: "王小明", Etag: before.GetEtag()})
	if err != nil || got.GetDisplayName() != "王小明" || me(t, k, testkit.Resident).GetDisplayName() != "王小明" || got.GetEtag() == before.GetEtag() {
		t.Fatalf("%v, %v", got, err)
	}
	_, err = update([]string{"display_name"}, &identityv1.Me{DisplayName: "王大明", Etag: before.GetEtag()})
	testkit.WantFault(t, err, codes.Aborted, "STALE")
	_, err = update([]string{"display_name"}, &identityv1.Me{})
	testkit.WantFault(t, err, codes.InvalidArgument, "INVALID_ARGUMENT")
	_, err = update([]string{"person"}, &identityv1.Me{Person: "x"})
	testkit.WantFault(t, err, codes.InvalidArgument, "INVALID_ARGUMENT")
	if got, err = update(nil, &identityv1.Me{}); err != nil || got.GetDisplayName() != "王小明" {
		t.Errorf("an empty change: %v, %v", got, err)
	}
}

func TestWhatIsOverIsForgotten(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	signIn(t, k, known)
	k.Clock.Advance(time.Minute)
	ask(t, k, stranger)
	count := func() (n int) {
		t.Helper()
		if err := k.Owner().QueryRow(t.Context(), `select (select count(*) from login_code)
			+ (select count(*) from refresh_token) + (select count(*) from session)`).Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	forget := func() {
		t.Helper()
		if err := k.Identity.Forget(access.AsSystem(t.Context(), demo.Fangshan)); err != nil {
			t.Fatal(err)
		}
	}
	before := count()
	forget()
	if got := count(); got < before-1 || got == 0 {
		t.Errorf("%d rows were %d, too many are gone", got, before)
	}
	k.Clock.Advance((30 + 180) * 24 * time.Hour)
	forget()
	if got := count(); got != 0 {
		t.Errorf("%d rows are left", got)
	}
	forget() // there is nothing to forget
}

func TestASessionThatEndsAtOneServerIsRefusedByAnotherWithinFiveSeconds(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	twin := k.Replica()
	tokens := signIn(t, k, known)
	if !works(t, twin, tokens.GetAccessToken()) {
		t.Fatal("the other server does not know the session")
	}
	if _, err := identity(k.ConnWith(tokens.GetAccessToken())).Logout(t.Context(), &identityv1.LogoutRequest{}); err != nil {
		t.Fatal(err)
	}
	if works(t, k, tokens.GetAccessToken()) {
		t.Error("the server that ended it still knows it")
	}
	k.Clock.Advance(5 * time.Second)
	if works(t, twin, tokens.GetAccessToken()) {
		t.Error("the other server knows it after 5 seconds")
	}
}
