//go:build unix

package load

import (
	"context"
	"fmt"
	"math/rand/v2"
	"sync/atomic"
	"time"

	"github.com/google/uuid"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/types/known/timestamppb"

	bookingv1 "github.com/haolinju/haolinju/api/gen/haolinju/booking/v1"
	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/demo"
)

// work is one thing that clients ask for. Its n-th request differs from the others by its values alone.
type work struct {
	name   string
	who    demo.Who
	writes bool
	once   bool // no number may be used twice: the request uses something up
	method string
	path   string // of REST, with {id} where the value of that name goes
	body   string // of REST, likewise
	values func(w *world, n int) map[string]string
	sql    map[string]string // the values as SQL over the variable :n, for pgbench
	call   func(ctx context.Context, conn grpc.ClientConnInterface, v map[string]string) error
}

// numbers gives the number of each request: the next one that is not used yet, where none may be used twice, else any.
func (one work) numbers(used *atomic.Int64) func() int {
	if one.once {
		return func() int { return int(used.Add(1)) - 1 }
	}
	return func() int { return rand.IntN(1 << 30) }
}

// idOf is the n-th row of the district that is measured, of a kind of its own.
func idOf(kind byte, n int) string {
	return fmt.Sprintf("00000000-0000-7000-80%02x-%012x", kind, n)
}

func idSQL(kind byte, n string) string {
	return fmt.Sprintf("('00000000-0000-7000-80%02x-' || lpad(to_hex(%s), 12, '0'))::uuid", kind, n)
}

// The kinds of rows.
const (
	issueKind byte = iota + 1
	resourceKind
	windowKind
	dispatchKind
	assignmentKind
)

// slots are half hours, from a midnight ahead.
const (
	slotLength  = 30 * time.Minute
	slotsOfOne  = 1_200 // of one resource
	slotMinutes = int(slotLength / time.Minute)
)

var works = []work{
	{
		name: "get issue", who: demo.Dispatcher, method: "GET", path: "/v1/issues/{id}",
		values: func(_ *world, n int) map[string]string { return map[string]string{"id": idOf(issueKind, n%hot)} },
		sql:    map[string]string{"id": idSQL(issueKind, fmt.Sprintf("(:n::bigint %% %d)::int", hot))},
		call: func(ctx context.Context, conn grpc.ClientConnInterface, v map[string]string) error {
			_, err := intakev1.NewIntakeServiceClient(conn).GetIssue(ctx, &intakev1.GetIssueRequest{Name: "issues/" + v["id"]})
			return err
		},
	},
	{
		name: "list issues", who: demo.Dispatcher, method: "GET", path: "/v1/issues?pageSize=20",
		values: func(*world, int) map[string]string { return nil },
		call: func(ctx context.Context, conn grpc.ClientConnInterface, _ map[string]string) error {
			res, err := intakev1.NewIntakeServiceClient(conn).ListIssues(ctx, &intakev1.ListIssuesRequest{PageSize: 20})
			if err == nil && len(res.GetIssues()) != 20 {
				err = fmt.Errorf("%d issues", len(res.GetIssues()))
			}
			return err
		},
	},
	{
		name: "unit inbox", who: demo.LiaisonA, method: "GET", path: "/v1/dispatches/-/assignments?state=STATE_SENT&pageSize=20",
		values: func(*world, int) map[string]string { return nil },
		call: func(ctx context.Context, conn grpc.ClientConnInterface, _ map[string]string) error {
			res, err := dispatchv1.NewDispatchServiceClient(conn).ListAssignments(ctx,
				&dispatchv1.ListAssignmentsRequest{Parent: "dispatches/-", State: dispatchv1.Assignment_STATE_SENT, PageSize: 20})
			if err == nil && len(res.GetAssignments()) != 20 {
				err = fmt.Errorf("%d assignments", len(res.GetAssignments()))
			}
			return err
		},
	},
	{
		name: "create issue", who: demo.Resident, writes: true, method: "POST", path: "/v1/issues",
		body: `{"kind":"KIND_HELP","category":"{category}","title":"` + title + `","description":"` + text + `","address":"` + address +
			`","contactName":"` + contact + `","contactPhone":"` + telephone + `"}`,
		values: func(w *world, _ int) map[string]string { return map[string]string{"category": w.category} },
		call: func(ctx context.Context, conn grpc.ClientConnInterface, v map[string]string) error {
			_, err := intakev1.NewIntakeServiceClient(conn).CreateIssue(ctx, &intakev1.CreateIssueRequest{Issue: &intakev1.Issue{
				Kind: intakev1.Issue_KIND_HELP, Category: v["category"], Title: title, Description: text, Address: address,
				ContactName: contact, ContactPhone: telephone}})
			return err
		},
	},
	{
		name: "triage issue", who: demo.Dispatcher, writes: true, once: true, method: "POST", path: "/v1/issues/{id}:triage", body: "{}",
		values: func(_ *world, n int) map[string]string { return map[string]string{"id": idOf(issueKind, hot+n)} },
		sql:    map[string]string{"id": idSQL(issueKind, fmt.Sprintf("(%d + :n::bigint)::int", hot))},
		call: func(ctx context.Context, conn grpc.ClientConnInterface, v map[string]string) error {
			_, err := intakev1.NewIntakeServiceClient(conn).TriageIssue(ctx, &intakev1.TriageIssueRequest{Name: "issues/" + v["id"]})
			return err
		},
	},
	{
		name: "book slot", who: demo.Resident, writes: true, once: true, method: "POST", path: "/v1/bookings",
		body: `{"resource":"resources/{resource}","startTime":"{start}","endTime":"{end}","headcount":4,"purpose":"` + purpose + `"}`,
		values: func(w *world, n int) map[string]string {
			start := w.midnight.Add(time.Duration(n%slotsOfOne) * slotLength)
			return map[string]string{"resource": idOf(resourceKind, n/slotsOfOne), "start": start.Format(time.RFC3339),
				"end": start.Add(slotLength).Format(time.RFC3339)}
		},
		sql: map[string]string{
			"resource": idSQL(resourceKind, fmt.Sprintf("(:n::bigint / %d)::int", slotsOfOne)),
			"start":    fmt.Sprintf("(timestamptz '{midnight}' + (:n::bigint %% %d) * interval '%d min')", slotsOfOne, slotMinutes),
			"end":      fmt.Sprintf("(timestamptz '{midnight}' + (:n::bigint %% %d + 1) * interval '%d min')", slotsOfOne, slotMinutes),
		},
		call: func(ctx context.Context, conn grpc.ClientConnInterface, v map[string]string) error {
			start, err := time.Parse(time.RFC3339, v["start"])
			if err != nil {
				return err
			}
			_, err = bookingv1.NewBookingServiceClient(conn).CreateBooking(ctx, &bookingv1.CreateBookingRequest{Booking: &bookingv1.Booking{
				Resource: "resources/" + v["resource"], StartTime: timestamppb.New(start), EndTime: timestamppb.New(start.Add(slotLength)),
				Headcount: 4, Purpose: purpose}})
			return err
		},
	},
}

// What the invented residents say.
const (
	title     = "小区门口路面积水"
	text      = "人民路与建设街交叉口路面积水严重，行人无法通行，请尽快派人处理。人民路与建设街交叉口路面积水严重，行人无法通行。"
	address   = "苏庄一里3号楼2单元"
	contact   = "演示居民（虚构）"
	telephone = "13800000001"
	purpose   = "邻里篮球"
)

// hot is how many issues are read again and again.
const hot = 20_000

// newKey is an idempotency key that nobody has used.
func newKey() string { return uuid.NewString() }
