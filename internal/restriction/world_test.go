package restriction_test

import (
	"context"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/genproto/googleapis/type/date"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/timestamppb"

	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	bookingv1 "github.com/haolinju/haolinju/api/gen/haolinju/booking/v1"
	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	peoplev1 "github.com/haolinju/haolinju/api/gen/haolinju/people/v1"
	restrictionv1 "github.com/haolinju/haolinju/api/gen/haolinju/restriction/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/clock"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// world is a running server with a sports ground that is open every day.
type world struct {
	*testkit.Kit
	ground string
}

func start(t *testing.T) *world {
	t.Helper()
	w := &world{Kit: testkit.Start(t)}
	owner := bookingv1.NewBookingServiceClient(w.Conn(testkit.ResourceOwner))
	r, err := owner.CreateResource(t.Context(), &bookingv1.CreateResourceRequest{Resource: &bookingv1.Resource{Unit: name.Of("units", w.Unit("LXSZ")),
		Kind: bookingv1.Resource_KIND_SPORTS_GROUND, Title: "操场", Capacity: 40, PublishedFrom: timestamppb.New(w.now())}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := owner.CreateShareWindow(t.Context(), &bookingv1.CreateShareWindowRequest{Parent: r.GetName(),
		ShareWindow: &bookingv1.ShareWindow{Weekdays: []bookingv1.ShareWindow_Weekday{1, 2, 3, 4, 5, 6, 7}, Opens: "00:00", Closes: "23:30",
			ValidFrom: &date.Date{Year: 2026, Month: 11, Day: 23}}}); err != nil {
		t.Fatal(err)
	}
	w.ground = r.GetName()
	return w
}

func (w *world) now() time.Time { return w.Clock.Now(demo.Fangshan) }

// draft is an issue of a category.
func (w *world) draft(category string) *intakev1.Issue {
	return &intakev1.Issue{Kind: intakev1.Issue_KIND_HELP, Category: name.Of("categories", demo.ID(demo.Fangshan, "category", category)),
		Title: "楼道灯不亮", Description: "三层的灯坏了", Address: "太平庄东里3号楼", Community: name.Of("units", w.Unit("110111012005"))}
}

// file files an issue at this server.
func (w *world) file(ctx context.Context, who testkit.Who) error { return w.fileAt(ctx, w.Kit, who) }

// fileAt files an issue at one of the servers.
func (w *world) fileAt(ctx context.Context, k *testkit.Kit, who testkit.Who) error {
	_, err := intakev1.NewIntakeServiceClient(k.Conn(who)).CreateIssue(ctx, &intakev1.CreateIssueRequest{Issue: w.draft(demo.CategoryProperty)})
	return err
}

// wish is a booking of the n-th half hour of tomorrow.
func (w *world) wish(n int) *bookingv1.Booking {
	year, month, day := w.now().In(clock.Zone).Date()
	from := time.Date(year, month, day+1, 0, 30*n, 0, 0, clock.Zone)
	return &bookingv1.Booking{Resource: w.ground, StartTime: timestamppb.New(from), EndTime: timestamppb.New(from.Add(30 * time.Minute)),
		Headcount: 10, Purpose: "晨练"}
}

// bookAt books at one of the servers.
func bookAt(ctx context.Context, k *testkit.Kit, who testkit.Who, b *bookingv1.Booking) error {
	_, err := bookingv1.NewBookingServiceClient(k.Conn(who)).CreateBooking(ctx, &bookingv1.CreateBookingRequest{Booking: b})
	return err
}

// count is the number that a query of the owner's role answers.
func (w *world) count(t *testing.T, sql string, args ...any) (n int) {
	t.Helper()
	if err := w.Owner().QueryRow(t.Context(), sql, args...).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// represent makes Resident the delegate of Resident2.
func (w *world) represent(t *testing.T, acts ...accessv1.Act) {
	t.Helper()
	mine := peoplev1.NewPeopleServiceClient(w.Conn(testkit.Resident))
	m, err := mine.CreateMandate(t.Context(), &peoplev1.CreateMandateRequest{Mandate: &peoplev1.Mandate{DisplayName: "演示居民乙",
		Phone: phoneOf(testkit.Resident2), Basis: peoplev1.Mandate_BASIS_CONSENT, Acts: acts, ValidTo: timestamppb.New(w.now().AddDate(0, 1, 0))}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := mine.SendMandateCode(t.Context(), &peoplev1.SendMandateCodeRequest{Name: m.GetName()}); err != nil {
		t.Fatal(err)
	}
	if _, err := mine.ConsentToMandate(t.Context(), &peoplev1.ConsentToMandateRequest{Name: m.GetName(), Code: w.Code(t, "+86"+phoneOf(testkit.Resident2))}); err != nil {
		t.Fatal(err)
	}
}

// merge makes Resident2 the duplicate of Resident.
func (w *world) merge(t *testing.T) {
	t.Helper()
	mine := peoplev1.NewPeopleServiceClient(w.Conn(testkit.Resident))
	m, err := mine.CreatePersonMerge(t.Context(), &peoplev1.CreatePersonMergeRequest{PersonMerge: &peoplev1.PersonMerge{Phone: phoneOf(testkit.Resident2)}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := mine.SendPersonMergeCode(t.Context(), &peoplev1.SendPersonMergeCodeRequest{Name: m.GetName()}); err != nil {
		t.Fatal(err)
	}
	if _, err := mine.ProvePersonMerge(t.Context(), &peoplev1.ProvePersonMergeRequest{Name: m.GetName(), Code: w.Code(t, "+86"+phoneOf(testkit.Resident2))}); err != nil {
		t.Fatal(err)
	}
}

// signIn signs a person in by telephone and gives the access token.
func (w *world) signIn(t *testing.T, who testkit.Who) string {
	t.Helper()
	w.Clock.Advance(time.Minute)
	identity := identityv1.NewIdentityServiceClient(w.Conn(testkit.Anonymous))
	if _, err := identity.SendLoginCode(t.Context(), &identityv1.SendLoginCodeRequest{Phone: phoneOf(who)}); err != nil {
		t.Fatal(err)
	}
	tokens, err := identity.LoginWithCode(t.Context(), &identityv1.LoginWithCodeRequest{Phone: phoneOf(who), Code: w.Code(t, "+86"+phoneOf(who))})
	if err != nil {
		t.Fatal(err)
	}
	return tokens.GetAccessToken()
}

func phoneOf(who testkit.Who) string {
	i := slices.IndexFunc(demo.People, func(p demo.Person) bool { return p.Who == who })
	return demo.People[i].Phone()
}

func person(who testkit.Who) string { return "persons/" + testkit.ID(who) }

// with is a context of calls with a header.
func with(ctx context.Context, header, value string) context.Context {
	return metadata.AppendToOutgoingContext(ctx, header, value)
}

// race runs n calls at once and counts their outcomes by reason; "" is success.
func race(n int, call func(i int) error) map[string]int {
	reasons := make(chan string, n)
	var all sync.WaitGroup
	for i := range n {
		all.Go(func() { reasons <- reasonOf(call(i)) })
	}
	all.Wait()
	close(reasons)
	count := map[string]int{}
	for r := range reasons {
		count[r]++
	}
	return count
}

func reasonOf(err error) string {
	if err == nil {
		return ""
	}
	if info := infoOf(err); info != nil {
		return info.GetReason()
	}
	return err.Error()
}

func infoOf(err error) *errdetails.ErrorInfo {
	for _, d := range status.Convert(err).Details() {
		if info, ok := d.(*errdetails.ErrorInfo); ok {
			return info
		}
	}
	return nil
}

func (w *world) as(who testkit.Who) restrictionv1.RestrictionServiceClient {
	return restrictionv1.NewRestrictionServiceClient(w.Conn(who))
}

// order is a restriction that the street may impose: Resident files no issues for 30 days.
func (w *world) order() *restrictionv1.Restriction {
	return &restrictionv1.Restriction{Person: person(testkit.Resident), Unit: name.Of("units", w.Unit(demo.Xilu)),
		Scope: restrictionv1.Restriction_SCOPE_ISSUES, Reason: restrictionv1.Restriction_REASON_FABRICATION,
		Explanation: "三次上报的塌陷经现场核实均不存在", Evidence: []string{"issues/" + uuid.NewString()}, EndTime: timestamppb.New(w.now().AddDate(0, 0, 30))}
}

// impose has the street leader impose a restriction.
func (w *world) impose(t *testing.T, order *restrictionv1.Restriction) *restrictionv1.Restriction {
	t.Helper()
	r, err := w.as(testkit.StreetLeader).CreateRestriction(t.Context(), &restrictionv1.CreateRestrictionRequest{Restriction: order})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// appeal has Resident appeal.
func (w *world) appeal(t *testing.T, r *restrictionv1.Restriction) *restrictionv1.Restriction {
	t.Helper()
	r, err := w.as(testkit.Resident).AppealRestriction(t.Context(), &restrictionv1.AppealRestrictionRequest{Name: r.GetName(), Appeal: "不是我上报的"})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func (w *world) get(t *testing.T, who testkit.Who, called string) *restrictionv1.Restriction {
	t.Helper()
	r, err := w.as(who).GetRestriction(t.Context(), &restrictionv1.GetRestrictionRequest{Name: called})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// second makes Judge another leader of the street.
func (w *world) second(t *testing.T) {
	t.Helper()
	if _, err := directoryv1.NewDirectoryServiceClient(w.Conn(testkit.SecurityAdmin)).CreateMembership(t.Context(), &directoryv1.CreateMembershipRequest{
		Parent: name.Of("units", w.Unit(demo.Xilu)), Membership: &directoryv1.Membership{Person: person(testkit.Judge), Role: access.StreetLeader}}); err != nil {
		t.Fatal(err)
	}
}

// TestMain runs the tests on one private cluster.
func TestMain(m *testing.M) { testkit.Main(m) }
