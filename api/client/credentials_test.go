package client_test

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/haolinju/haolinju/api/client"
	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// partner is a system of the water authority: its connection, signed in by its secret, and how often it has exchanged it.
type partner struct {
	*testkit.Kit
	conn      *grpc.ClientConn
	made      *identityv1.ApiClientSecret
	exchanges atomic.Int32
	away      atomic.Bool   // whether the exchange finds no server
	asked     chan struct{} // closed when an exchange has begun; nil: nobody waits for it
	answer    chan struct{} // until this is closed it goes no further
}

func startPartner(t *testing.T) *partner {
	t.Helper()
	p := &partner{Kit: testkit.Start(t)}
	var err error
	if p.made, err = p.admin().CreateApiClient(t.Context(), &identityv1.CreateApiClientRequest{ApiClient: &identityv1.ApiClient{
		DisplayName: "区水务局工单系统", Unit: "units/" + p.Unit("SWJ").String(), Grants: []*identityv1.ApiClient_Grant{
			{Permission: "directory.membership.read", Scope: accessv1.Scope_SCOPE_UNIT}}}}); err != nil {
		t.Fatal(err)
	}
	door := dial(t, p.Kit, client.Config{Tries: 1}, grpc.WithChainUnaryInterceptor(func(ctx context.Context, method string, req, reply any,
		conn *grpc.ClientConn, invoke grpc.UnaryInvoker, opts ...grpc.CallOption) error {
		p.exchanges.Add(1)
		if p.asked != nil {
			close(p.asked)
			<-p.answer
		}
		if p.away.Load() {
			return status.Error(codes.Unavailable, "away")
		}
		return invoke(ctx, method, req, reply, conn, opts...)
	}))
	now := func() time.Time { return p.Clock.Now(0) }
	p.conn = dial(t, p.Kit, client.Config{Tries: 1, Token: client.CredentialsAt(door, p.made.GetApiClient().GetClientId(), p.made.GetClientSecret(), now)})
	return p
}

func (p *partner) admin() identityv1.IdentityServiceClient {
	return identityv1.NewIdentityServiceClient(p.Conn(testkit.SecurityAdmin))
}

// work is a call in the partner's own name.
func (p *partner) work(ctx context.Context) error {
	_, err := directoryv1.NewDirectoryServiceClient(p.conn).ListMemberships(ctx, &directoryv1.ListMembershipsRequest{Parent: "units/" + p.Unit("SWJ").String()})
	return err
}

// proves AP-18, AP-25
func TestAPartnerSystemExchangesItsSecretOnceAndAgainBeforeItsTokenEnds(t *testing.T) {
	t.Parallel()
	p := startPartner(t)
	for _, step := range []struct {
		pass time.Duration
		want int32
	}{{0, 1}, {12*time.Minute - time.Second, 1}, {time.Second, 2}, {12 * time.Minute, 3}, {time.Hour, 4}} {
		p.Clock.Advance(step.pass)
		if err := p.work(client.WithKey(t.Context(), "of this call")); err != nil || p.exchanges.Load() != step.want {
			t.Errorf("%s later: %d exchanges, want %d, %v", step.pass, p.exchanges.Load(), step.want, err)
		}
	}
}

func TestCallsAtTheSameTimeShareOneExchange(t *testing.T) {
	t.Parallel()
	p := startPartner(t)
	var done sync.WaitGroup
	for range 20 {
		done.Go(func() {
			if err := p.work(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
	done.Wait()
	if n := p.exchanges.Load(); n != 1 {
		t.Errorf("%d exchanges", n)
	}
}

func TestWhileARenewalFailsTheTokenThatHoldsIsUsedAndNoLonger(t *testing.T) {
	t.Parallel()
	p := startPartner(t)
	if err := p.work(t.Context()); err != nil {
		t.Fatal(err)
	}
	p.away.Store(true)
	p.Clock.Advance(14 * time.Minute)
	if err := p.work(t.Context()); err != nil || p.exchanges.Load() != 2 {
		t.Errorf("%d exchanges, %v", p.exchanges.Load(), err)
	}
	p.Clock.Advance(time.Minute)
	if err := p.work(t.Context()); status.Code(err) != codes.Unavailable {
		t.Errorf("after its end: %v", err)
	}
}

func TestASecretThatIsRefusedEndsTheCallWithItsReason(t *testing.T) {
	t.Parallel()
	p := startPartner(t)
	if _, err := p.admin().RevokeApiClient(t.Context(), &identityv1.RevokeApiClientRequest{Name: p.made.GetApiClient().GetName()}); err != nil {
		t.Fatal(err)
	}
	if err := p.work(t.Context()); client.Reason(err) != "CLIENT_CREDENTIALS_INVALID" {
		t.Errorf("got %v", err)
	}
}

func TestTheEndOfOneCallEndsNoExchangeThatOthersWaitFor(t *testing.T) {
	t.Parallel()
	p := startPartner(t)
	p.asked, p.answer = make(chan struct{}), make(chan struct{})
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() { ended <- p.work(ctx) }()
	<-p.asked
	cancel()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("the call that ended: %v", err)
	}
	close(p.answer)
	if err := p.work(t.Context()); err != nil || p.exchanges.Load() != 1 {
		t.Errorf("the other: %d exchanges, %v", p.exchanges.Load(), err)
	}
}
