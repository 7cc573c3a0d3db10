package app_test

import (
	"testing"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials"

	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	"github.com/haolinju/haolinju/internal/platform/certificate"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// proves AP-18, AP-23
func TestCase20TheStreamOfAPartnerWhoShowsACertificateEndsWhenItIsRevoked(t *testing.T) {
	t.Parallel()
	d := openDistrict(t)
	ours := newAuthority(t)
	keeper, err := certificate.Load(ours.files(t.TempDir(), doorCertificate()))
	if err != nil {
		t.Fatal(err)
	}
	admin := identityv1.NewIdentityServiceClient(d.Conn(testkit.SecurityAdmin))
	made, err := admin.CreateApiClient(t.Context(), &identityv1.CreateApiClientRequest{ApiClient: &identityv1.ApiClient{DisplayName: "工单系统",
		Unit: d.unit(water), CertificateSubject: gongdan, Grants: []*identityv1.ApiClient_Grant{{Permission: "integration.event.read", Scope: accessv1.Scope_SCOPE_UNIT}}}})
	if err != nil {
		t.Fatal(err)
	}
	stream := watching(t, t.Context(), shake(t, d.Listen(t, grpc.Creds(credentials.NewTLS(keeper.Config()))), ours, ours, partnerCertificate("gongdan")))
	if _, err := admin.RevokeApiClient(t.Context(), &identityv1.RevokeApiClientRequest{Name: made.GetApiClient().GetName()}); err != nil {
		t.Fatal(err)
	}
	_, err = end(stream)
	testkit.WantFault(t, err, codes.Unauthenticated, "UNAUTHENTICATED")
}
