package identity_test

import (
	"context"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/totp"
	"google.golang.org/grpc/codes"

	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/password"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// Passwords of a member of staff.
const (
	firstPassword = "初始密码-correct-horse"
	ownPassword   = "自己的密码-battery-staple"
)

func personName(who testkit.Who) string { return "persons/" + testkit.ID(who) }

// accredit lets a person sign in by a user name and firstPassword.
func accredit(t *testing.T, k *testkit.Kit, who testkit.Who, username string) {
	t.Helper()
	if _, err := identity(k.Conn(testkit.SecurityAdmin)).SetPassword(t.Context(),
		&identityv1.SetPasswordRequest{Name: personName(who), Username: username, Password: firstPassword}); err != nil {
		t.Fatal(err)
	}
}

// byPassword signs in with what a member of staff gives.
func byPassword(ctx context.Context, k *testkit.Kit, username, pass, digits string) (*identityv1.Tokens, error) {
	return identity(k.Conn(testkit.Anonymous)).LoginWithPassword(ctx,
		&identityv1.LoginWithPasswordRequest{Username: username, Password: pass, Totp: digits, Device: "电脑"})
}

// authenticator is what a person has enrolled.
type authenticator struct {
	k        *testkit.Kit
	secret   string
	recovery []string
}

func enrol(t *testing.T, k *testkit.Kit, p *identityv1.Proof) authenticator {
	t.Helper()
	answer, err := identity(k.Conn(testkit.Anonymous)).EnrolTotp(t.Context(), &identityv1.EnrolTotpRequest{Proof: p})
	if err != nil {
		t.Fatal(err)
	}
	key, err := otp.NewKeyFromURL(answer.GetUri())
	if err != nil || key.Issuer() != "好邻居" || len(answer.GetRecoveryCodes()) != 10 {
		t.Fatalf("%v, %v", answer, err)
	}
	return authenticator{k, key.Secret(), answer.GetRecoveryCodes()}
}

// digits of the next period: those of this one may be used.
func (a authenticator) digits(t *testing.T) string {
	t.Helper()
	a.k.Clock.Advance(30 * time.Second)
	code, err := totp.GenerateCode(a.secret, a.k.Clock.Now(0))
	if err != nil {
		t.Fatal(err)
	}
	return code
}

// proves AD-15
func TestStaffSignInByPasswordAndSecondFactor(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	accredit(t, k, testkit.Dispatcher, "diaodu")
	_, err := byPassword(t.Context(), k, "diaodu", firstPassword, "")
	testkit.WantFault(t, err, codes.FailedPrecondition, "TOTP_NOT_ENROLLED")
	a := enrol(t, k, &identityv1.Proof{Username: "diaodu", Password: firstPassword})
	_, err = byPassword(t.Context(), k, "diaodu", firstPassword, "")
	testkit.WantFault(t, err, codes.Unauthenticated, "TOTP_REQUIRED")
	_, err = byPassword(t.Context(), k, "diaodu", firstPassword, a.recovery[0]) // stands in for a confirmed one only
	testkit.WantFault(t, err, codes.Unauthenticated, "TOTP_WRONG")

	digits := a.digits(t)
	_, err = byPassword(t.Context(), k, "diaodu", firstPassword, wrong(digits, 0))
	testkit.WantFault(t, err, codes.Unauthenticated, "TOTP_WRONG")
	tokens, err := byPassword(t.Context(), k, " ＤiaoDu ", firstPassword, digits)
	if err != nil || tokens.GetPrincipal().GetPerson() != personName(testkit.Dispatcher) || !works(t, k, tokens.GetAccessToken()) {
		t.Fatalf("%v, %v", tokens.GetPrincipal(), err)
	}
	list, err := identity(k.ConnWith(tokens.GetAccessToken())).ListSessions(t.Context(), &identityv1.ListSessionsRequest{})
	if err != nil || len(list.GetSessions()) != 1 || list.GetSessions()[0].GetMethod() != identityv1.Session_METHOD_PASSWORD {
		t.Errorf("%v, %v", list.GetSessions(), err)
	}
	_, err = byPassword(t.Context(), k, "diaodu", firstPassword, digits)
	testkit.WantFault(t, err, codes.Unauthenticated, "TOTP_WRONG") // seen once, good for nothing
	if _, err := byPassword(t.Context(), k, "diaodu", firstPassword, a.digits(t)); err != nil {
		t.Errorf("the next digits: %v", err)
	}
	if _, err := byPassword(t.Context(), k, "diaodu", firstPassword, a.recovery[0]); err != nil {
		t.Errorf("a recovery code: %v", err)
	}
	_, err = byPassword(t.Context(), k, "diaodu", firstPassword, a.recovery[0])
	testkit.WantFault(t, err, codes.Unauthenticated, "TOTP_WRONG")
}

// proves AD-15
func TestOneFactorIsEnoughForResidentsUntilTheyEnrolASecond(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	accredit(t, k, testkit.Resident, "jumin")
	proof := &identityv1.Proof{Username: "jumin", Password: firstPassword}
	if _, err := byPassword(t.Context(), k, "jumin", firstPassword, ""); err != nil {
		t.Fatal(err)
	}
	a := enrol(t, k, proof)
	if _, err := byPassword(t.Context(), k, "jumin", firstPassword, ""); err != nil {
		t.Errorf("an authenticator that has never shown its digits locks its owner out: %v", err)
	}
	tokens, err := byPassword(t.Context(), k, "jumin", firstPassword, a.digits(t))
	if err != nil {
		t.Fatal(err)
	}
	_, err = byPassword(t.Context(), k, "jumin", firstPassword, "")
	testkit.WantFault(t, err, codes.Unauthenticated, "TOTP_REQUIRED")
	_, err = identity(k.Conn(testkit.Anonymous)).EnrolTotp(t.Context(), &identityv1.EnrolTotpRequest{Proof: proof})
	testkit.WantFault(t, err, codes.Unauthenticated, "TOTP_REQUIRED") // who has the password alone takes it over not
	_, err = identity(k.Conn(testkit.Anonymous)).DisableTotp(t.Context(), &identityv1.DisableTotpRequest{Proof: proof})
	testkit.WantFault(t, err, codes.Unauthenticated, "TOTP_REQUIRED")

	proof.Totp = a.recovery[3]
	if _, err := identity(k.Conn(testkit.Anonymous)).DisableTotp(t.Context(), &identityv1.DisableTotpRequest{Proof: proof}); err != nil {
		t.Fatal(err)
	}
	if works(t, k, tokens.GetAccessToken()) {
		t.Error("a session outlives the factor that opened it")
	}
	if _, err := byPassword(t.Context(), k, "jumin", firstPassword, ""); err != nil {
		t.Errorf("without the second factor: %v", err)
	}
	proof.Totp = ""
	_, err = identity(k.Conn(testkit.Anonymous)).DisableTotp(t.Context(), &identityv1.DisableTotpRequest{Proof: proof})
	testkit.WantFault(t, err, codes.FailedPrecondition, "TOTP_NOT_ENROLLED")
}

func TestDigitsThatComeTwiceAtOnceOpenOneSession(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	accredit(t, k, testkit.Dispatcher, "diaodu")
	a := enrol(t, k, &identityv1.Proof{Username: "diaodu", Password: firstPassword})
	digits := a.digits(t)
	var opened atomic.Int32
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			if _, err := byPassword(t.Context(), k, "diaodu", firstPassword, digits); err == nil {
				opened.Add(1)
			}
		})
	}
	all.Wait()
	if opened.Load() != 1 {
		t.Errorf("%d sessions", opened.Load())
	}
}

// proves AD-15
func TestWhoNeedsTwoFactorsDoesNotSignInByWhatATelephoneReceives(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	number := "+8613800000004"
	who := signIn(t, k, number).GetPrincipal().GetPerson()
	if who != personName(testkit.Dispatcher) {
		t.Fatalf("%s is %s", number, who)
	}
	accredit(t, k, testkit.Dispatcher, "diaodu")
	k.Clock.Advance(time.Minute)
	testkit.WantFault(t, try(t.Context(), k.Conn(testkit.Anonymous), number, ask(t, k, number)), codes.PermissionDenied, "TWO_FACTORS_REQUIRED")
	_, err := byWeChat(t, k, "staff", number[3:])
	testkit.WantFault(t, err, codes.PermissionDenied, "TWO_FACTORS_REQUIRED")
	accredit(t, k, testkit.Resident, "jumin")
	signIn(t, k, known)
}

func TestAUserNameHasFiveFailuresInAQuarterOfAnHourWhoeverHasIt(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	accredit(t, k, testkit.Resident, "jumin")
	for _, username := range []string{"jumin", "nobody"} {
		for i := range 5 {
			_, err := byPassword(from(t, "192.0.2."+string(rune('1'+i))), k, username, "a wrong password", "")
			testkit.WantFault(t, err, codes.Unauthenticated, "CREDENTIALS_WRONG")
		}
		_, err := byPassword(from(t, "192.0.2.9"), k, strings.ToUpper(username), firstPassword, "")
		testkit.WantFault(t, err, codes.ResourceExhausted, "LOGIN_LIMIT")
	}
	signIn(t, k, known) // another factor is not locked
	k.Clock.Advance(15 * time.Minute)
	for range 7 { // what goes well does not count
		if _, err := byPassword(from(t, "192.0.2.9"), k, "jumin", firstPassword, ""); err != nil {
			t.Fatal(err)
		}
	}
}

func TestAFirstPasswordIsChangedInTimeOrIsOver(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	accredit(t, k, testkit.Resident, "jumin")
	accredit(t, k, testkit.Resident2, "jumin2")
	tokens, err := byPassword(t.Context(), k, "jumin", firstPassword, "")
	if err != nil {
		t.Fatal(err)
	}
	change := func(next string) error {
		_, err := identity(k.Conn(testkit.Anonymous)).ChangePassword(t.Context(), &identityv1.ChangePasswordRequest{
			Proof: &identityv1.Proof{Username: "jumin", Password: firstPassword}, NewPassword: next})
		return err
	}
	for _, weak := range []string{firstPassword, "短", "my name is Jumin, yes"} {
		testkit.WantFault(t, change(weak), codes.InvalidArgument, "PASSWORD_WEAK")
	}
	if err := change(ownPassword); err != nil {
		t.Fatal(err)
	}
	if works(t, k, tokens.GetAccessToken()) {
		t.Error("a session outlives the password that opened it")
	}
	_, err = byPassword(t.Context(), k, "jumin", firstPassword, "")
	testkit.WantFault(t, err, codes.Unauthenticated, "CREDENTIALS_WRONG")
	k.Clock.Advance(72 * time.Hour)
	if _, err := byPassword(t.Context(), k, "jumin", ownPassword, ""); err != nil {
		t.Errorf("a password of one's own: %v", err)
	}
	_, err = byPassword(t.Context(), k, "jumin2", firstPassword, "")
	testkit.WantFault(t, err, codes.Unauthenticated, "CREDENTIALS_WRONG")
}

func TestAHashOfOlderParametersIsMadeAnewAtSignIn(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	accredit(t, k, testkit.Resident, "jumin")
	old, err := password.New(password.Params{Memory: 64, Passes: 1, Lanes: 1}).Hash(t.Context(), firstPassword)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := k.Owner().Exec(t.Context(), "update credential set password_hash = $1", old); err != nil {
		t.Fatal(err)
	}
	if _, err := byPassword(t.Context(), k, "jumin", firstPassword, ""); err != nil {
		t.Fatal(err)
	}
	var now string
	if err := k.Owner().QueryRow(t.Context(), "select password_hash from credential").Scan(&now); err != nil || !strings.Contains(now, "m=19456,t=2,p=1") {
		t.Errorf("%s, %v", now, err)
	}
	if _, err := byPassword(t.Context(), k, "jumin", firstPassword, ""); err != nil {
		t.Errorf("with the new hash: %v", err)
	}
}

func TestOnlyWhoAnswersForRightsGivesPasswordsAndNoneIsFoundInTheDatabase(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	set := func(who testkit.Who, change func(*identityv1.SetPasswordRequest)) error {
		request := &identityv1.SetPasswordRequest{Name: personName(testkit.Judge), Username: "pingwei.zhang", Password: firstPassword, RequestId: "key"}
		change(request)
		_, err := identity(k.Conn(who)).SetPassword(t.Context(), request)
		return err
	}
	same := func(*identityv1.SetPasswordRequest) {}
	testkit.WantFault(t, set(testkit.SystemAdmin, same), codes.PermissionDenied, "PERMISSION_DENIED")
	testkit.WantFault(t, set(testkit.ForeignResident, same), codes.PermissionDenied, "PERMISSION_DENIED")
	testkit.WantFault(t, set(testkit.SecurityAdmin, func(r *identityv1.SetPasswordRequest) { r.Password = "short" }), codes.InvalidArgument, "PASSWORD_WEAK")
	testkit.WantFault(t, set(testkit.SecurityAdmin, func(r *identityv1.SetPasswordRequest) {
		r.Name = name.Of("persons", [16]byte{1})
	}), codes.NotFound, "NOT_FOUND")
	for range 2 {
		if err := set(testkit.SecurityAdmin, same); err != nil {
			t.Fatal(err)
		}
	}
	testkit.WantFault(t, set(testkit.SecurityAdmin, func(r *identityv1.SetPasswordRequest) {
		r.Name, r.RequestId = personName(testkit.Resident), ""
	}), codes.AlreadyExists, "USERNAME_TAKEN")
	a := enrol(t, k, &identityv1.Proof{Username: "pingwei.zhang", Password: firstPassword})
	if _, err := byPassword(t.Context(), k, "pingwei.zhang", firstPassword, a.digits(t)); err != nil {
		t.Fatal(err)
	}
	for table, text := range k.Dump(t) {
		for _, secret := range []string{firstPassword, "pingwei.zhang", a.secret, a.recovery[0]} {
			if strings.Contains(text, secret) {
				t.Errorf("table %s holds %s", table, secret)
			}
		}
	}
	if err := set(testkit.SecurityAdmin, func(r *identityv1.SetPasswordRequest) { r.DropTotp, r.RequestId = true, "" }); err != nil {
		t.Fatal(err)
	}
	_, err := byPassword(t.Context(), k, "pingwei.zhang", firstPassword, "")
	testkit.WantFault(t, err, codes.FailedPrecondition, "TOTP_NOT_ENROLLED")
}
