//go:build unix

package load

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgtype"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/timestamppb"

	bookingv1 "github.com/haolinju/haolinju/api/gen/haolinju/booking/v1"
	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
)

// pageSize is what the lists ask for; the product asks for one row more.
const pageSize = 20

// find runs a work that reads rows of a table; what the rows have no place for is left out.
func find[T any, R interface {
	*T
	place(column string) any
}](ctx context.Context, f *floor, work, table string, values map[string]string) (found []R, err error) {
	err = f.run(ctx, work, values, table, func(rows pgx.Rows) error {
		plans := f.plansOf(work, rows, R(new(T)).place)
		for rows.Next() {
			var row R = new(T)
			for i, value := range rows.RawValues() {
				if plans[i].ScanPlan == nil {
					continue
				}
				if err := plans[i].Scan(value, row.place(plans[i].column)); err != nil {
					return err
				}
			}
			found = append(found, row)
		}
		return nil
	})
	if err == nil && len(found) == 0 {
		err = errors.New(work + " finds nothing")
	}
	if len(found) > pageSize {
		found = found[:pageSize]
	}
	return found, err
}

// plan is how a column is read; none where the row has no place for it.
type plan struct {
	pgtype.ScanPlan
	column string
}

// plansOf the columns of a work's rows, made once: pgx would make them for each answer anew, a tenth of the time of reading one row.
func (f *floor) plansOf(work string, rows pgx.Rows, place func(column string) any) []plan {
	if known, ok := f.plans.Load(work); ok {
		return known.([]plan)
	}
	var plans []plan
	for _, field := range rows.FieldDescriptions() {
		one := plan{column: field.Name}
		if to := place(field.Name); to != nil {
			one.ScanPlan = rows.TypeMap().PlanScan(field.DataTypeOID, field.Format, to)
		}
		plans = append(plans, one)
	}
	f.plans.Store(work, plans)
	return plans
}

// handle offers the works by HTTP, at the paths of the product.
func (f *floor) handle(mux *http.ServeMux) {
	route := func(pattern string, answer func(r *http.Request) (any, error)) {
		mux.HandleFunc(pattern, func(out http.ResponseWriter, r *http.Request) {
			if !f.Tokens[strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")] {
				http.Error(out, "token", http.StatusUnauthorized)
				return
			}
			a, err := answer(r)
			if err == nil {
				var body []byte
				if body, err = json.Marshal(a); err == nil {
					out.Header().Set("Content-Type", "application/json")
					out.Write(body)
					return
				}
			}
			status, text := http.StatusInternalServerError, err.Error()
			if pg := (*pgconn.PgError)(nil); errors.As(err, &pg) && pg.Code == "22012" { // the guard of a change that finds no row
				status, text = http.StatusConflict, "SLOT_TAKEN"
			}
			http.Error(out, text, status)
		})
	}
	route("GET /v1/issues/{id}", func(r *http.Request) (any, error) {
		found, err := find[issueRow](r.Context(), f, "get issue", "issue", map[string]string{"id": r.PathValue("id")})
		return found, err
	})
	route("GET /v1/issues", func(r *http.Request) (any, error) {
		found, err := find[issueRow](r.Context(), f, "list issues", "issue", nil)
		return map[string]any{"issues": found}, err
	})
	route("GET /v1/dispatches/-/assignments", func(r *http.Request) (any, error) {
		found, err := find[assignmentRow](r.Context(), f, "unit inbox", "assignment", nil)
		return map[string]any{"assignments": found}, err
	})
	route("POST /v1/issues", func(r *http.Request) (any, error) {
		var in struct{ Kind, Category, Title, Description, Address, ContactName, ContactPhone string }
		if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
			return nil, err
		}
		return in, f.run(r.Context(), "create issue", map[string]string{"key": r.Header.Get("Idempotency-Key")}, "", nil)
	})
	route("POST /v1/issues/{verb}", func(r *http.Request) (any, error) {
		id, _, _ := strings.Cut(r.PathValue("verb"), ":")
		return find[issueRow](r.Context(), f, "triage issue", "issue", map[string]string{"id": id, "key": r.Header.Get("Idempotency-Key")})
	})
	route("POST /v1/bookings", func(r *http.Request) (any, error) {
		var in struct {
			Resource, Purpose  string
			StartTime, EndTime time.Time
			Headcount          int
		}
		if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
			return nil, err
		}
		return in, f.run(r.Context(), "book slot", booked(in.Resource, in.StartTime, in.EndTime, r.Header.Get("Idempotency-Key")), "", nil)
	})
}

func booked(resource string, start, end time.Time, key string) map[string]string {
	return map[string]string{"resource": strings.TrimPrefix(resource, "resources/"), "start": start.Format(time.RFC3339), "end": end.Format(time.RFC3339), "key": key}
}

// register offers the works by gRPC, with the messages of the product.
func (f *floor) register(door grpc.ServiceRegistrar) {
	intakev1.RegisterIntakeServiceServer(door, bareIntake{f: f})
	dispatchv1.RegisterDispatchServiceServer(door, bareDispatch{f: f})
	bookingv1.RegisterBookingServiceServer(door, bareBooking{f: f})
}

// admit lets a caller with a token in and gives the idempotency key.
func (f *floor) admit(ctx context.Context) (key string, err error) {
	sent, _ := metadata.FromIncomingContext(ctx)
	if given := sent.Get("authorization"); len(given) != 1 || !f.Tokens[strings.TrimPrefix(given[0], "Bearer ")] {
		return "", status.Error(codes.Unauthenticated, "token")
	}
	if keys := sent.Get("idempotency-key"); len(keys) > 0 {
		key = keys[0]
	}
	return key, nil
}

type bareIntake struct {
	intakev1.UnimplementedIntakeServiceServer
	f *floor
}

func (b bareIntake) GetIssue(ctx context.Context, req *intakev1.GetIssueRequest) (*intakev1.Issue, error) {
	if _, err := b.f.admit(ctx); err != nil {
		return nil, err
	}
	found, err := find[issueRow](ctx, b.f, "get issue", "issue", map[string]string{"id": strings.TrimPrefix(req.GetName(), "issues/")})
	if err != nil {
		return nil, err
	}
	return issueOf(found[0]), nil
}

func (b bareIntake) ListIssues(ctx context.Context, _ *intakev1.ListIssuesRequest) (*intakev1.ListIssuesResponse, error) {
	if _, err := b.f.admit(ctx); err != nil {
		return nil, err
	}
	found, err := find[issueRow](ctx, b.f, "list issues", "issue", nil)
	res := &intakev1.ListIssuesResponse{}
	for _, row := range found {
		res.Issues = append(res.Issues, issueOf(row))
	}
	return res, err
}

func (b bareIntake) CreateIssue(ctx context.Context, req *intakev1.CreateIssueRequest) (*intakev1.Issue, error) {
	key, err := b.f.admit(ctx)
	if err != nil {
		return nil, err
	}
	return req.GetIssue(), b.f.run(ctx, "create issue", map[string]string{"key": key}, "", nil)
}

func (b bareIntake) TriageIssue(ctx context.Context, req *intakev1.TriageIssueRequest) (*intakev1.Issue, error) {
	key, err := b.f.admit(ctx)
	if err != nil {
		return nil, err
	}
	found, err := find[issueRow](ctx, b.f, "triage issue", "issue", map[string]string{"id": strings.TrimPrefix(req.GetName(), "issues/"), "key": key})
	if err != nil {
		return nil, err
	}
	return issueOf(found[0]), nil
}

func issueOf(row *issueRow) *intakev1.Issue {
	issue := &intakev1.Issue{Name: "issues/" + row.ID, Number: row.Number, Category: "categories/" + row.Category, Title: row.Title, Description: row.Description,
		State: intakev1.Issue_State(intakev1.Issue_State_value["STATE_"+row.State]), Kind: intakev1.Issue_Kind(intakev1.Issue_Kind_value["KIND_"+row.Kind]),
		Channel:   intakev1.Issue_Channel(intakev1.Issue_Channel_value["CHANNEL_"+row.Channel]),
		Community: "units/" + row.Community, Reply: row.Reply, ReopenCount: row.Reopens, DueTime: timestamppb.New(row.DueTime),
		CreateTime: timestamppb.New(row.CreateTime), UpdateTime: timestamppb.New(row.UpdateTime)}
	if row.SubDistrict != nil {
		issue.SubDistrict = "units/" + *row.SubDistrict
	}
	return issue
}

type bareDispatch struct {
	dispatchv1.UnimplementedDispatchServiceServer
	f *floor
}

func (b bareDispatch) ListAssignments(ctx context.Context, _ *dispatchv1.ListAssignmentsRequest) (*dispatchv1.ListAssignmentsResponse, error) {
	if _, err := b.f.admit(ctx); err != nil {
		return nil, err
	}
	found, err := find[assignmentRow](ctx, b.f, "unit inbox", "assignment", nil)
	res := &dispatchv1.ListAssignmentsResponse{}
	for _, row := range found {
		a := &dispatchv1.Assignment{Name: "dispatches/" + row.Dispatch + "/assignments/" + row.ID, Unit: "units/" + row.Unit, Duty: row.Duty,
			Role:  dispatchv1.Assignment_Role(dispatchv1.Assignment_Role_value["ROLE_"+row.Role]),
			State: dispatchv1.Assignment_State(dispatchv1.Assignment_State_value["STATE_"+row.State]), SignLate: row.SignLate, Result: row.Result,
			CreateTime: timestamppb.New(row.CreateTime), UpdateTime: timestamppb.New(row.UpdateTime)}
		if row.SentTime != nil {
			a.SentTime = timestamppb.New(*row.SentTime)
		}
		if row.DueTime != nil {
			a.DueTime = timestamppb.New(*row.DueTime)
		}
		res.Assignments = append(res.Assignments, a)
	}
	return res, err
}

type bareBooking struct {
	bookingv1.UnimplementedBookingServiceServer
	f *floor
}

func (b bareBooking) CreateBooking(ctx context.Context, req *bookingv1.CreateBookingRequest) (*bookingv1.Booking, error) {
	key, err := b.f.admit(ctx)
	if err != nil {
		return nil, err
	}
	in := req.GetBooking()
	return in, b.f.run(ctx, "book slot", booked(in.GetResource(), in.GetStartTime().AsTime(), in.GetEndTime().AsTime(), key), "", nil)
}
