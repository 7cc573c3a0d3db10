package partner_test

import (
	"context"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/types/known/timestamppb"

	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	bookingv1 "github.com/haolinju/haolinju/api/gen/haolinju/booking/v1"
	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	"github.com/haolinju/haolinju/internal/partner"
	"github.com/haolinju/haolinju/internal/platform/drawn"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func service(k *testkit.Kit, who testkit.Who) identityv1.IdentityServiceClient {
	return identityv1.NewIdentityServiceClient(k.Conn(who))
}

// waterworks is a client of the water authority that reads who works there.
func waterworks(k *testkit.Kit) *identityv1.ApiClient {
	return &identityv1.ApiClient{DisplayName: "区水务局工单系统", Unit: "units/" + k.Unit("SWJ").String(), Grants: []*identityv1.ApiClient_Grant{
		{Permission: "directory.membership.read", Scope: accessv1.Scope_SCOPE_UNIT}}}
}

func enter(t *testing.T, k *testkit.Kit, c *identityv1.ApiClient) *identityv1.ApiClientSecret {
	t.Helper()
	got, err := service(k, testkit.SecurityAdmin).CreateApiClient(t.Context(), &identityv1.CreateApiClientRequest{ApiClient: c})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// exchange gives a context signed as the client.
func exchange(t *testing.T, k *testkit.Kit, id, secret string) (context.Context, error) {
	t.Helper()
	got, err := service(k, testkit.Anonymous).ExchangeClientCredentials(t.Context(), &identityv1.ExchangeClientCredentialsRequest{ClientId: id, ClientSecret: secret})
	if err != nil {
		return nil, err
	}
	if got.GetExpiresIn() != 15*60 {
		t.Errorf("a token lives %d s", got.GetExpiresIn())
	}
	return metadata.AppendToOutgoingContext(t.Context(), "authorization", "Bearer "+got.GetAccessToken()), nil
}

func members(ctx context.Context, conn grpc.ClientConnInterface, k *testkit.Kit, unit string) error {
	_, err := directoryv1.NewDirectoryServiceClient(conn).ListMemberships(ctx, &directoryv1.ListMembershipsRequest{Parent: "units/" + k.Unit(unit).String()})
	return err
}

// proves AP-18
func TestCase20TheKeyOfAPartnerIsHashedShownOnceScopedAndGoneWithinFiveSeconds(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	there := k.Replica()
	made := enter(t, k, waterworks(k))
	c := made.GetApiClient()
	for table, text := range k.Dump(t) {
		if _, secret, _ := strings.Cut(made.GetClientSecret(), "."); strings.Contains(text, secret) {
			t.Errorf("%s holds the secret", table)
		}
	}
	code, body := k.REST(t, testkit.SecurityAdmin, http.MethodGet, "/v1/"+c.GetName(), nil)
	if _, shown := body["clientSecret"]; code != http.StatusOK || shown || body["lastUsedTime"] != nil {
		t.Errorf("%d %v", code, body)
	}

	signed, err := exchange(t, k, c.GetClientId(), made.GetClientSecret())
	if err != nil {
		t.Fatal(err)
	}
	if err := members(signed, k.Channel, k, "SWJ"); err != nil {
		t.Errorf("within its scope: %v", err)
	}
	testkit.WantFault(t, members(signed, k.Channel, k, "YLLHJ"), codes.PermissionDenied, "PERMISSION_DENIED")
	_, err = directoryv1.NewDirectoryServiceClient(k.Channel).CreateUnit(signed, &directoryv1.CreateUnitRequest{Unit: &directoryv1.Unit{
		DisplayName: "某店", Kind: directoryv1.Unit_KIND_MERCHANT, Parent: "units/" + k.Unit("110111012").String()}})
	testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	var denials int
	if err := k.Owner().QueryRow(t.Context(), "select count(*) from audit where actor_kind = 'CLIENT' and actor_id = $1 and result = 'DENIED'", c.GetClientId()).
		Scan(&denials); err != nil || denials == 0 {
		t.Errorf("%d refusals are recorded of the client, %v", denials, err)
	}
	if got, err := service(k, testkit.SecurityAdmin).GetApiClient(t.Context(), &identityv1.GetApiClientRequest{Name: c.GetName()}); err != nil ||
		!got.GetLastUsedTime().AsTime().Equal(k.Clock.Now(110111).Truncate(time.Minute)) || got.GetEtag() != c.GetEtag() {
		t.Errorf("used: %v, %v", got, err)
	}

	if err := members(signed, there.Channel, k, "SWJ"); err != nil {
		t.Fatal(err)
	}
	if _, err := service(k, testkit.SecurityAdmin).RevokeApiClient(t.Context(), &identityv1.RevokeApiClientRequest{Name: c.GetName()}); err != nil {
		t.Fatal(err)
	}
	testkit.WantFault(t, members(signed, k.Channel, k, "SWJ"), codes.Unauthenticated, "UNAUTHENTICATED")
	k.Clock.Advance(5 * time.Second)
	testkit.WantFault(t, members(signed, there.Channel, k, "SWJ"), codes.Unauthenticated, "UNAUTHENTICATED")
	_, err = exchange(t, k, c.GetClientId(), made.GetClientSecret())
	testkit.WantFault(t, err, codes.Unauthenticated, "CLIENT_CREDENTIALS_INVALID")
}

// proves AP-18
func TestARotatedSecretWorksBesideTheNewOneForADayAndOneBeforeItNoMore(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	made := enter(t, k, waterworks(k))
	id, secrets := made.GetApiClient().GetClientId(), []string{made.GetClientSecret()}
	rotate := func() {
		t.Helper()
		got, err := service(k, testkit.SecurityAdmin).RotateApiClientSecret(t.Context(), &identityv1.RotateApiClientSecretRequest{Name: made.GetApiClient().GetName()})
		if err != nil || !got.GetApiClient().GetPreviousSecretExpireTime().AsTime().Equal(k.Clock.Now(110111).Add(24*time.Hour)) {
			t.Fatal(got, err)
		}
		secrets = append(secrets, got.GetClientSecret())
	}
	works := func(what string, want ...bool) {
		t.Helper()
		for i, secret := range secrets {
			if _, err := exchange(t, k, id, secret); (err == nil) != want[i] {
				t.Errorf("%s: secret %d: %v", what, i, err)
			}
		}
	}
	rotate()
	works("rotated", true, true)
	k.Clock.Advance(24*time.Hour - time.Microsecond)
	works("for a day", true, true)
	k.Clock.Advance(time.Microsecond)
	works("no longer", false, true)
	rotate()
	rotate()
	works("rotated twice", false, false, true, true)
}

func TestAClientIsRefusedWhenItIsDisabledOrItsTimeIsOver(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	spec := waterworks(k)
	end := k.Clock.Now(110111).Add(10 * time.Minute)
	spec.ExpireTime = timestamppb.New(end)
	made := enter(t, k, spec)
	name := made.GetApiClient().GetName()
	signed, err := exchange(t, k, made.GetApiClient().GetClientId(), made.GetClientSecret())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := service(k, testkit.SecurityAdmin).DisableApiClient(t.Context(), &identityv1.DisableApiClientRequest{Name: name}); err != nil {
		t.Fatal(err)
	}
	testkit.WantFault(t, members(signed, k.Channel, k, "SWJ"), codes.Unauthenticated, "UNAUTHENTICATED")
	if _, err := service(k, testkit.SecurityAdmin).EnableApiClient(t.Context(), &identityv1.EnableApiClientRequest{Name: name}); err != nil {
		t.Fatal(err)
	}
	if err := members(signed, k.Channel, k, "SWJ"); err != nil {
		t.Errorf("enabled again: %v", err)
	}
	k.Clock.Advance(10 * time.Minute)
	testkit.WantFault(t, members(signed, k.Channel, k, "SWJ"), codes.Unauthenticated, "UNAUTHENTICATED")
}

func TestWhatIsForPersonsIsRefusedToAClientAndLeavesNothing(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	made := enter(t, k, &identityv1.ApiClient{DisplayName: "良乡三中场馆系统", Unit: "units/" + k.Unit("LXSZ").String(), Grants: []*identityv1.ApiClient_Grant{
		{Permission: "booking.resource.create", Scope: accessv1.Scope_SCOPE_UNIT}, {Permission: "directory.person.read", Scope: accessv1.Scope_SCOPE_TENANT},
		{Permission: "directory.person.reveal", Scope: accessv1.Scope_SCOPE_TENANT}}})
	signed, err := exchange(t, k, made.GetApiClient().GetClientId(), made.GetClientSecret())
	if err != nil {
		t.Fatal(err)
	}
	_, err = directoryv1.NewDirectoryServiceClient(k.Channel).RevealPerson(signed, &directoryv1.RevealPersonRequest{
		Name: "persons/" + testkit.ID(testkit.Resident), Field: directoryv1.Person_FIELD_NAME, Reason: "同步",
		Purpose: directoryv1.Person_PURPOSE_CALLBACK})
	testkit.WantFault(t, err, codes.PermissionDenied, "FOR_PERSONS_ONLY")
	_, err = bookingv1.NewBookingServiceClient(k.Channel).ListBookings(signed, &bookingv1.ListBookingsRequest{})
	testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
}

func TestWhoIsNoAdministratorEntersNoClient(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	made := enter(t, k, waterworks(k))
	for _, who := range []testkit.Who{testkit.Anonymous, testkit.Resident, testkit.StreetLeader, testkit.LiaisonB} {
		if _, err := service(k, who).CreateApiClient(t.Context(), &identityv1.CreateApiClientRequest{ApiClient: waterworks(k)}); err == nil {
			t.Errorf("%s enters a client", who)
		}
		if _, err := service(k, who).GetApiClient(t.Context(), &identityv1.GetApiClientRequest{Name: made.GetApiClient().GetName()}); err == nil {
			t.Errorf("%s reads a client", who)
		}
	}
	for permission, title := range map[string]string{"identity.api_client.manage": "gives credentials", "directory.membership.manage": "gives roles",
		"directory.role.manage": "says what roles allow", "directory.substitution.manage": "gives offices", "people.merge.decide": "makes one person of two",
		"nobody.asks.for": "is unknown", "people.verification.request": "is about oneself"} {
		spec := waterworks(k)
		spec.Grants[0].Permission = permission
		_, err := service(k, testkit.SecurityAdmin).CreateApiClient(t.Context(), &identityv1.CreateApiClientRequest{ApiClient: spec})
		t.Log(title)
		testkit.WantFault(t, err, codes.InvalidArgument, "PERMISSION_NOT_FOR_CLIENTS")
	}
	spec := waterworks(k)
	spec.Grants = []*identityv1.ApiClient_Grant{{Permission: "audit.entry.read", Scope: accessv1.Scope_SCOPE_TENANT},
		{Permission: "directory.unit.manage", Scope: accessv1.Scope_SCOPE_TENANT}}
	_, err := service(k, testkit.SecurityAdmin).CreateApiClient(t.Context(), &identityv1.CreateApiClientRequest{ApiClient: spec})
	testkit.WantFault(t, err, codes.InvalidArgument, "PERMISSION_NOT_FOR_CLIENTS") // what two administrators answer for
	spec = waterworks(k)
	spec.Grants[0].Scope = accessv1.Scope_SCOPE_SELF
	_, err = service(k, testkit.SecurityAdmin).CreateApiClient(t.Context(), &identityv1.CreateApiClientRequest{ApiClient: spec})
	testkit.WantFault(t, err, codes.InvalidArgument, "INVALID_ARGUMENT")
}

func TestAWrongSecretIsRefusedLikeAnUnknownClient(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	made, other := enter(t, k, waterworks(k)), enter(t, k, waterworks(k))
	id := made.GetApiClient().GetClientId()
	for title, c := range map[string][2]string{"no secret at all": {id, "secret"}, "the secret of another": {id, other.GetClientSecret()},
		"an unknown client": {testkit.ID(testkit.Resident), made.GetClientSecret()}, "of another district": {id, "900001" + made.GetClientSecret()[6:]}} {
		_, err := exchange(t, k, c[0], c[1])
		t.Log(title)
		testkit.WantFault(t, err, codes.Unauthenticated, "CLIENT_CREDENTIALS_INVALID")
	}
}

func TestOfManyRotationsOfOneVersionOneIsMade(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	made := enter(t, k, waterworks(k))
	var done sync.WaitGroup
	var rotated atomic.Int32
	for range 6 {
		done.Go(func() {
			_, err := service(k, testkit.SecurityAdmin).RotateApiClientSecret(t.Context(), &identityv1.RotateApiClientSecretRequest{
				Name: made.GetApiClient().GetName(), Etag: made.GetApiClient().GetEtag()})
			if err == nil {
				rotated.Add(1)
				return
			}
			testkit.WantFault(t, err, codes.Aborted, "STALE")
		})
	}
	done.Wait()
	if rotated.Load() != 1 {
		t.Errorf("%d rotations of one version", rotated.Load())
	}
}

func TestEachVerbMovesExactlyTheClientsThatTheTableAllows(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	made := enter(t, k, waterworks(k)).GetApiClient().GetName()
	admin := service(k, testkit.SecurityAdmin)
	verbs := map[partner.ClientVerb]func() error{
		partner.RotateSecret: func() error {
			_, err := admin.RotateApiClientSecret(t.Context(), &identityv1.RotateApiClientSecretRequest{Name: made})
			return err
		},
		partner.DisableClient: func() error {
			_, err := admin.DisableApiClient(t.Context(), &identityv1.DisableApiClientRequest{Name: made})
			return err
		},
		partner.EnableClient: func() error {
			_, err := admin.EnableApiClient(t.Context(), &identityv1.EnableApiClientRequest{Name: made})
			return err
		},
		partner.RevokeClient: func() error {
			_, err := admin.RevokeApiClient(t.Context(), &identityv1.RevokeApiClientRequest{Name: made})
			return err
		},
	}
	for _, state := range partner.ClientSteps.States() {
		for verb, call := range verbs {
			if _, err := k.Owner().Exec(t.Context(), "update api_client set state = $1", string(state)); err != nil {
				t.Fatal(err)
			}
			step, refused := partner.ClientSteps.Step(state, verb)
			if err := call(); refused != nil {
				testkit.WantFault(t, err, codes.FailedPrecondition, "WRONG_STATE")
			} else if got, _ := admin.GetApiClient(t.Context(), &identityv1.GetApiClientRequest{Name: made}); err != nil || got.GetState().String() != "STATE_"+string(step.To) {
				t.Errorf("%s of %s: %v, %v", verb, state, got.GetState(), err)
			}
		}
	}
}

func TestTheDrawnPageShowsTheLifeOfAClient(t *testing.T) {
	t.Parallel()
	if err := partner.ClientSteps.Check(); err != nil {
		t.Error(err)
	}
	const golden = "../../docs/states/api-client.md"
	want := "# API client (接口客户端)\n\nWritten by `make golden` from the state table. The brackets name the permission.\n\n" +
		"```mermaid\n" + partner.ClientSteps.Mermaid("API client") + "```\n"
	drawn.Page(t, golden, want)
}
