package app_test

import (
	"fmt"
	"time"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/totp"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/emptypb"
	"google.golang.org/protobuf/types/known/fieldmaskpb"

	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

var identityCases = map[string]doorCase{
	"IdentityService.SendLoginCode": {testkit.Anonymous, func(d *district) proto.Message {
		return &identityv1.SendLoginCodeRequest{Phone: d.number()}
	}},
	"IdentityService.LoginWithCode": {testkit.Anonymous, func(d *district) proto.Message {
		number := d.number()
		prepare[*identityv1.SendLoginCodeResponse](d, testkit.Anonymous, &identityv1.SendLoginCodeRequest{Phone: number})
		return &identityv1.LoginWithCodeRequest{Phone: number, Code: d.Code(d.t, number), Device: "手机"}
	}},
	"IdentityService.LoginWithWeChat": {testkit.Anonymous, func(d *district) proto.Message {
		return &identityv1.LoginWithWeChatRequest{Code: "code", PhoneCode: "13800000001", Device: "手机"}
	}},
	"IdentityService.LoginWithPassword": {testkit.Anonymous, func(d *district) proto.Message {
		p := d.accredited()
		return &identityv1.LoginWithPasswordRequest{Username: p.GetUsername(), Password: p.GetPassword(), Device: "电脑"}
	}},
	"IdentityService.StartOidcLogin": {testkit.Anonymous, func(*district) proto.Message {
		return &identityv1.StartOidcLoginRequest{RedirectUri: testkit.RedirectURI}
	}},
	"IdentityService.LoginWithOidc": {testkit.Anonymous, func(d *district) proto.Message {
		d.Issuer.Know("w-17", map[string]any{"amr": []string{"mfa"}})
		invited := prepare[*identityv1.OidcInvitation](d, testkit.SecurityAdmin, &identityv1.InviteToOidcRequest{Name: person(testkit.Judge)})
		begun := prepare[*identityv1.StartOidcLoginResponse](d, testkit.Anonymous, &identityv1.StartOidcLoginRequest{RedirectUri: testkit.RedirectURI})
		state, code := d.Issuer.SignIn(d.t, begun.GetAuthorizationUrl(), "w-17")
		return &identityv1.LoginWithOidcRequest{Handshake: begun.GetHandshake(), State: state, Code: code, Invitation: invited.GetInvitation()}
	}},
	"IdentityService.InviteToOidc": {testkit.SecurityAdmin, func(*district) proto.Message {
		return &identityv1.InviteToOidcRequest{Name: person(testkit.Judge)}
	}},
	"IdentityService.ChangePassword": {testkit.Anonymous, func(d *district) proto.Message {
		return &identityv1.ChangePasswordRequest{Proof: d.accredited(), NewPassword: "a password of his own"}
	}},
	"IdentityService.EnrolTotp": {testkit.Anonymous, func(d *district) proto.Message {
		return &identityv1.EnrolTotpRequest{Proof: d.accredited()}
	}},
	"IdentityService.DisableTotp": {testkit.Anonymous, func(d *district) proto.Message {
		return &identityv1.DisableTotpRequest{Proof: d.enrolled()}
	}},
	"IdentityService.SetPassword": {testkit.SecurityAdmin, func(*district) proto.Message {
		return &identityv1.SetPasswordRequest{Name: person(testkit.Judge), Username: "pingwei", Password: "the first password"}
	}},
	"IdentityService.RefreshToken": {testkit.Anonymous, func(d *district) proto.Message {
		return &identityv1.RefreshTokenRequest{RefreshToken: d.signIn("+8613800000002").GetRefreshToken()}
	}},
	"IdentityService.Logout": {testkit.Resident, func(d *district) proto.Message {
		d.signIn("+8613800000001")
		return &identityv1.LogoutRequest{Everywhere: true}
	}},
	"IdentityService.ExplainAccess": {testkit.Resident, func(d *district) proto.Message {
		return &identityv1.ExplainAccessRequest{Resource: d.filed()}
	}},
	"IdentityService.GetMe": {testkit.Dispatcher, func(*district) proto.Message { return &identityv1.GetMeRequest{} }},
	"IdentityService.UpdateMe": {testkit.Resident, func(*district) proto.Message {
		return &identityv1.UpdateMeRequest{Me: &identityv1.Me{DisplayName: "居民甲"}, UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"display_name"}}}
	}},
	"IdentityService.ListSessions": {testkit.Resident, func(d *district) proto.Message {
		d.signIn("+8613800000001")
		d.signIn("+8613800000001")
		return &identityv1.ListSessionsRequest{PageSize: 1}
	}},
	"IdentityService.RevokeSession": {testkit.Resident, func(d *district) proto.Message {
		return &identityv1.RevokeSessionRequest{Name: d.session(d.signIn("+8613800000001"))}
	}},
}

// number is a telephone that nothing was sent to in this district, and that nobody is known by.
func (d *district) number() string {
	d.numbers++
	return fmt.Sprintf("+861390000%04d", d.numbers)
}

// signIn opens a session by telephone.
func (d *district) signIn(number string) *identityv1.Tokens {
	d.t.Helper()
	d.Clock.Advance(time.Minute)
	prepare[*identityv1.SendLoginCodeResponse](d, testkit.Anonymous, &identityv1.SendLoginCodeRequest{Phone: number})
	return prepare[*identityv1.Tokens](d, testkit.Anonymous, &identityv1.LoginWithCodeRequest{Phone: number, Code: d.Code(d.t, number)})
}

// accredited is what the resident proves with who he is.
func (d *district) accredited() *identityv1.Proof {
	d.t.Helper()
	p := &identityv1.Proof{Username: "jumin", Password: "the first password"}
	prepare[*emptypb.Empty](d, testkit.SecurityAdmin, &identityv1.SetPasswordRequest{Name: person(testkit.Resident), Username: p.Username,
		Password: p.Password, DropTotp: true})
	return p
}

// enrolled is the same with the digits of an authenticator.
func (d *district) enrolled() *identityv1.Proof {
	d.t.Helper()
	p := d.accredited()
	key, err := otp.NewKeyFromURL(prepare[*identityv1.EnrolTotpResponse](d, testkit.Anonymous, &identityv1.EnrolTotpRequest{Proof: p}).GetUri())
	if err != nil {
		d.t.Fatal(err)
	}
	if p.Totp, err = totp.GenerateCode(key.Secret(), d.Clock.Now(0)); err != nil {
		d.t.Fatal(err)
	}
	return p
}

// session is the name of the session of a pair of tokens.
func (d *district) session(tokens *identityv1.Tokens) string {
	d.t.Helper()
	ctx := metadata.AppendToOutgoingContext(d.t.Context(), "authorization", "Bearer "+tokens.GetAccessToken())
	list, err := identityv1.NewIdentityServiceClient(d.native).ListSessions(ctx, &identityv1.ListSessionsRequest{})
	if err != nil {
		d.t.Fatal(err)
	}
	for _, s := range list.GetSessions() {
		if s.GetCurrent() {
			return s.GetName()
		}
	}
	d.t.Fatal("the session is not in its own list")
	return ""
}
