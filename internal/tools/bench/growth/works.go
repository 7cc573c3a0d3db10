//go:build unix

package growth

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/types/known/timestamppb"

	bookingv1 "github.com/haolinju/haolinju/api/gen/haolinju/booking/v1"
	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	insightv1 "github.com/haolinju/haolinju/api/gen/haolinju/insight/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	integrationv1 "github.com/haolinju/haolinju/api/gen/haolinju/integration/v1"
	moderationv1 "github.com/haolinju/haolinju/api/gen/haolinju/moderation/v1"
	noticev1 "github.com/haolinju/haolinju/api/gen/haolinju/notice/v1"
	"github.com/haolinju/haolinju/ent/unit"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/clock"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// size is how many rows a page shows.
const size = 20

// work is a list, search, sweep or feed of the product.
type work struct {
	name string
	who  demo.Who
	rows int // that it shows at every size
	call caller
}

// caller makes one call, through the doors or past them, and tells how many rows were found.
type caller func(ctx context.Context, conn grpc.ClientConnInterface, d *db.DB) (rows int, err error)

// issues lists issues.
func issues(req *intakev1.ListIssuesRequest) caller {
	return func(ctx context.Context, conn grpc.ClientConnInterface, _ *db.DB) (int, error) {
		answer, err := intakev1.NewIntakeServiceClient(conn).ListIssues(ctx, req)
		return len(answer.GetIssues()), err
	}
}

// search searches issues for a word.
func search(word string) caller {
	return func(ctx context.Context, conn grpc.ClientConnInterface, _ *db.DB) (int, error) {
		answer, err := intakev1.NewIntakeServiceClient(conn).SearchIssues(ctx, &intakev1.SearchIssuesRequest{Query: word, PageSize: size})
		return len(answer.GetIssues()), err
	}
}

// The searches, which look through more where there is more.
const (
	frequent = "search for a word of every issue"
	common   = "search for a word of one issue in fifteen"
	rare     = "search for a word of the oldest issues"
	absent   = "search for a word of no issue"
)

// searches may cost three times as much for a row at the largest size, and must not take long in the database.
var searches = []string{frequent, common, rare, absent}

const (
	searchBar  = 3
	searchTime = 20 * time.Millisecond
)

// assignments lists assignments.
func assignments(state dispatchv1.Assignment_State) caller {
	return func(ctx context.Context, conn grpc.ClientConnInterface, _ *db.DB) (int, error) {
		answer, err := dispatchv1.NewDispatchServiceClient(conn).ListAssignments(ctx, &dispatchv1.ListAssignmentsRequest{Parent: "dispatches/-", State: state, PageSize: size})
		return len(answer.GetAssignments()), err
	}
}

// objections lists objections to assignments.
func objections(filter string) caller {
	return func(ctx context.Context, conn grpc.ClientConnInterface, _ *db.DB) (int, error) {
		answer, err := dispatchv1.NewDispatchServiceClient(conn).ListObjections(ctx, &dispatchv1.ListObjectionsRequest{Parent: "dispatches/-/assignments/-", Filter: filter, PageSize: size})
		return len(answer.GetObjections()), err
	}
}

// pushes lists pushes to the systems of units.
func pushes(filter string) caller {
	return func(ctx context.Context, conn grpc.ClientConnInterface, _ *db.DB) (int, error) {
		answer, err := dispatchv1.NewDispatchServiceClient(conn).ListAssignmentPushes(ctx, &dispatchv1.ListAssignmentPushesRequest{Filter: filter, PageSize: size})
		return len(answer.GetAssignmentPushes()), err
	}
}

// callbackTasks lists callback tasks.
func callbackTasks(req *intakev1.ListCallbackTasksRequest) caller {
	return func(ctx context.Context, conn grpc.ClientConnInterface, _ *db.DB) (int, error) {
		answer, err := intakev1.NewIntakeServiceClient(conn).ListCallbackTasks(ctx, req)
		return len(answer.GetCallbackTasks()), err
	}
}

func dispatches(ctx context.Context, conn grpc.ClientConnInterface, _ *db.DB) (int, error) {
	answer, err := dispatchv1.NewDispatchServiceClient(conn).ListDispatches(ctx, &dispatchv1.ListDispatchesRequest{PageSize: size})
	return len(answer.GetDispatches()), err
}

// bookings lists those of a resource, or one's own.
func bookings(resource string) caller {
	return func(ctx context.Context, conn grpc.ClientConnInterface, _ *db.DB) (int, error) {
		answer, err := bookingv1.NewBookingServiceClient(conn).ListBookings(ctx, &bookingv1.ListBookingsRequest{Resource: resource, PageSize: size})
		return len(answer.GetBookings()), err
	}
}

var received = []intakev1.Issue_State{intakev1.Issue_STATE_RECEIVED}

// works are what there is. What comes later adds its own.
var works = []work{
	{"issues of a sub-district", demo.Dispatcher, size, issues(&intakev1.ListIssuesRequest{PageSize: size})},
	{"issues of a sub-district, received", demo.Dispatcher, size, issues(&intakev1.ListIssuesRequest{PageSize: size, States: received})},
	{"issues of a department", demo.LiaisonA, size, issues(&intakev1.ListIssuesRequest{PageSize: size})},
	{"issues of the district", demo.SystemAdmin, size, issues(&intakev1.ListIssuesRequest{PageSize: size})},
	{"my issues", demo.Resident, size, issues(&intakev1.ListIssuesRequest{PageSize: size, Mine: true})},
	{"likely duplicates", demo.Resident, 10, func(ctx context.Context, conn grpc.ClientConnInterface, _ *db.DB) (int, error) {
		answer, err := intakev1.NewIntakeServiceClient(conn).FindDuplicates(ctx, &intakev1.FindDuplicatesRequest{
			Category: "categories/" + demo.ID(demo.Fangshan, "category", demo.CategoryProperty).String(), Title: "楼道灯坏了",
			Coordinates: &directoryv1.Coordinates{Latitude: 39.7, Longitude: 116.1, Datum: directoryv1.Coordinates_DATUM_WGS84}})
		return len(answer.GetDuplicates()), err
	}},
	{frequent, demo.Dispatcher, size, search("楼道")},
	{common, demo.LiaisonA, size, search("水管漏水")},
	{rare, demo.Dispatcher, size, search("乙醚")},
	{absent, demo.Dispatcher, 0, search("雷击")},
	{"map of issues in work", demo.Dispatcher, 10, func(ctx context.Context, conn grpc.ClientConnInterface, _ *db.DB) (int, error) {
		answer, err := intakev1.NewIntakeServiceClient(conn).MapIssues(ctx, &intakev1.MapIssuesRequest{West: 116.0999, South: 39.6999, East: 116.1049, North: 39.7049})
		return len(answer.GetFeatures()), err
	}},
	{"inbox of a department", demo.LiaisonA, size, assignments(dispatchv1.Assignment_STATE_SENT)},
	{"assignments of a department", demo.LiaisonA, size, assignments(0)},
	{"assignments that a sub-district gave", demo.Dispatcher, size, assignments(0)},
	{"dispatches of a sub-district", demo.Dispatcher, size, dispatches},
	{"dispatches of a department", demo.LiaisonA, size, dispatches},
	{"my bookings", demo.Resident, size, bookings("")},
	{"bookings of a sports ground", demo.ResourceOwner, size, bookings("resources/" + ground1.String())},
	{"free slots of a day", demo.Resident, 28, func(ctx context.Context, conn grpc.ClientConnInterface, _ *db.DB) (int, error) {
		year, month, day := time.Now().In(clock.Zone).Date()
		at := time.Date(year, month, day+1, 0, 0, 0, 0, clock.Zone)
		answer, err := bookingv1.NewBookingServiceClient(conn).ListFreeSlots(ctx, &bookingv1.ListFreeSlotsRequest{
			Name: "resources/" + ground1.String(), From: timestamppb.New(at), Until: timestamppb.New(at.Add(24 * time.Hour))})
		return len(answer.GetFreeSlots()), err
	}},
	{"event feed", demo.Dispatcher, size, func(ctx context.Context, conn grpc.ClientConnInterface, _ *db.DB) (int, error) {
		answer, err := integrationv1.NewIntegrationServiceClient(conn).ListEvents(ctx, &integrationv1.ListEventsRequest{PageSize: size})
		return len(answer.GetEvents()), err
	}},
	{"timeline of an issue", demo.Dispatcher, 1, func(ctx context.Context, conn grpc.ClientConnInterface, _ *db.DB) (int, error) {
		answer, err := intakev1.NewIntakeServiceClient(conn).ListTimelineEntries(ctx, &intakev1.ListTimelineEntriesRequest{Parent: issue1})
		return len(answer.GetEntries()), err
	}},
	{"sweep of due clocks", demo.Dispatcher, 500, func(ctx context.Context, _ grpc.ClientConnInterface, d *db.DB) (int, error) {
		due, err := db.Call(ctx, d, pgx.RowToMap, "due_clocks", time.Now(), 500)
		return len(due), err
	}},
	{"my notices", demo.Resident, size, func(ctx context.Context, conn grpc.ClientConnInterface, _ *db.DB) (int, error) {
		answer, err := noticev1.NewNoticeServiceClient(conn).ListNotices(ctx, &noticev1.ListNoticesRequest{PageSize: size})
		return len(answer.GetNotices()), err
	}},
	{"my voices", demo.Resident, size, func(ctx context.Context, conn grpc.ClientConnInterface, _ *db.DB) (int, error) {
		answer, err := intakev1.NewIntakeServiceClient(conn).ListVoices(ctx, &intakev1.ListVoicesRequest{PageSize: size})
		return len(answer.GetVoices()), err
	}},
	{"issues of followed areas and categories", demo.Resident, 10, func(ctx context.Context, conn grpc.ClientConnInterface, _ *db.DB) (int, error) {
		answer, err := intakev1.NewIntakeServiceClient(conn).ListFollowedIssues(ctx, &intakev1.ListFollowedIssuesRequest{PageSize: size})
		return len(answer.GetIssues()), err
	}},
	{"comments on an issue", demo.Dispatcher, 1, func(ctx context.Context, conn grpc.ClientConnInterface, _ *db.DB) (int, error) {
		answer, err := intakev1.NewIntakeServiceClient(conn).ListComments(ctx, &intakev1.ListCommentsRequest{Parent: issue1})
		return len(answer.GetComments()), err
	}},
	{"holds of an issue", demo.Dispatcher, 1, func(ctx context.Context, conn grpc.ClientConnInterface, _ *db.DB) (int, error) {
		answer, err := intakev1.NewIntakeServiceClient(conn).ListHolds(ctx, &intakev1.ListHoldsRequest{Parent: issue1})
		return len(answer.GetHolds()), err
	}},
	{"stays of an issue", demo.Dispatcher, 1, func(ctx context.Context, conn grpc.ClientConnInterface, _ *db.DB) (int, error) {
		answer, err := insightv1.NewInsightServiceClient(conn).ListStays(ctx, &insightv1.ListStaysRequest{Parent: issue1})
		return len(answer.GetStays()), err
	}},
	{"orders behind a rate", demo.Dispatcher, size, func(ctx context.Context, conn grpc.ClientConnInterface, _ *db.DB) (int, error) {
		answer, err := insightv1.NewInsightServiceClient(conn).ExplainRate(ctx, &insightv1.ExplainRateRequest{Name: "rates/" + rate1.String(), PageSize: size})
		return len(answer.GetOrders()), err
	}},
	{"route proposals of a sub-district", demo.Dispatcher, size, func(ctx context.Context, conn grpc.ClientConnInterface, _ *db.DB) (int, error) {
		answer, err := dispatchv1.NewDispatchServiceClient(conn).ListRouteProposals(ctx, &dispatchv1.ListRouteProposalsRequest{PageSize: size})
		return len(answer.GetRouteProposals()), err
	}},
	{"duty overrides of a sub-district", demo.Dispatcher, size, func(ctx context.Context, conn grpc.ClientConnInterface, _ *db.DB) (int, error) {
		answer, err := dispatchv1.NewDispatchServiceClient(conn).ListDutyOverrides(ctx, &dispatchv1.ListDutyOverridesRequest{PageSize: size})
		return len(answer.GetDutyOverrides()), err
	}},
	{"assignment by the number of a department's own system", demo.LiaisonA, 1, func(ctx context.Context, conn grpc.ClientConnInterface, _ *db.DB) (int, error) {
		answer, err := dispatchv1.NewDispatchServiceClient(conn).ListAssignments(ctx, &dispatchv1.ListAssignmentsRequest{
			Parent: "dispatches/-", Filter: `external_number = "E-20"`, PageSize: size})
		return len(answer.GetAssignments()), err
	}},
	{"supervisions of a sub-district", demo.Dispatcher, size, func(ctx context.Context, conn grpc.ClientConnInterface, _ *db.DB) (int, error) {
		answer, err := dispatchv1.NewDispatchServiceClient(conn).ListSupervisions(ctx, &dispatchv1.ListSupervisionsRequest{PageSize: size})
		return len(answer.GetSupervisions()), err
	}},
	{"objections that a sub-district decides", demo.Dispatcher, size, objections("state = STATE_PENDING")},
	{"objections of a department", demo.LiaisonA, size, objections("")},
	{"duties that are offered to a department", demo.LiaisonA, size, func(ctx context.Context, conn grpc.ClientConnInterface, _ *db.DB) (int, error) {
		answer, err := dispatchv1.NewDispatchServiceClient(conn).ListHandOvers(ctx, &dispatchv1.ListHandOversRequest{Parent: "dispatches/-/assignments/-", PageSize: size})
		return len(answer.GetHandOvers()), err
	}},
	{"pushes to the system of a department", demo.LiaisonA, size, pushes("")},
	{"pushes that are stuck", demo.Dispatcher, size, pushes("stuck_time:*")},
	{"duty rosters of a sub-district", demo.Dispatcher, size, func(ctx context.Context, conn grpc.ClientConnInterface, _ *db.DB) (int, error) {
		answer, err := dispatchv1.NewDispatchServiceClient(conn).ListDutyRosters(ctx, &dispatchv1.ListDutyRostersRequest{PageSize: size})
		return len(answer.GetDutyRosters()), err
	}},
	{"leader on duty", demo.Dispatcher, 1, func(ctx context.Context, conn grpc.ClientConnInterface, d *db.DB) (int, error) {
		street, err := street(ctx, d)
		if err != nil {
			return 0, err
		}
		_, err = dispatchv1.NewDispatchServiceClient(conn).FindShiftOnDuty(ctx, &dispatchv1.FindShiftOnDutyRequest{Unit: street, Post: dispatchv1.DutyRoster_POST_LEADER})
		return 1, err
	}},
	{"performances of units", demo.SystemAdmin, 100, func(ctx context.Context, conn grpc.ClientConnInterface, _ *db.DB) (int, error) {
		answer, err := insightv1.NewInsightServiceClient(conn).ListPerformances(ctx, &insightv1.ListPerformancesRequest{
			Period: judged, Dimension: insightv1.Performance_DIMENSION_UNIT})
		return len(answer.GetPerformances()), err
	}},
	{"suspicious closings of a sub-district", demo.Dispatcher, 100, func(ctx context.Context, conn grpc.ClientConnInterface, d *db.DB) (int, error) {
		street, err := street(ctx, d)
		if err != nil {
			return 0, err
		}
		answer, err := insightv1.NewInsightServiceClient(conn).ListSuspiciousClosings(ctx, &insightv1.ListSuspiciousClosingsRequest{Period: judged, Unit: street})
		return len(answer.GetSuspiciousClosings()), err
	}},
	{"exclusions that a sub-district reviews", demo.Dispatcher, size, func(ctx context.Context, conn grpc.ClientConnInterface, _ *db.DB) (int, error) {
		answer, err := insightv1.NewInsightServiceClient(conn).ListExclusions(ctx, &insightv1.ListExclusionsRequest{PageSize: size})
		return len(answer.GetExclusions()), err
	}},
	{"heat map of the district", demo.SystemAdmin, 100, func(ctx context.Context, conn grpc.ClientConnInterface, _ *db.DB) (int, error) {
		answer, err := insightv1.NewInsightServiceClient(conn).ListHeatCells(ctx, &insightv1.ListHeatCellsRequest{
			Period: heated, Division: insightv1.HeatCell_DIVISION_SQUARE_1KM})
		return len(answer.GetFeatures()), err
	}},
	{"suggested categories", demo.Resident, 2, func(ctx context.Context, conn grpc.ClientConnInterface, _ *db.DB) (int, error) {
		answer, err := intakev1.NewIntakeServiceClient(conn).SuggestCategories(ctx, &intakev1.SuggestCategoriesRequest{Title: "供水管线漏水"})
		return len(answer.GetCandidates()), err
	}},
	{"moderation cases that wait", demo.Dispatcher, size, func(ctx context.Context, conn grpc.ClientConnInterface, _ *db.DB) (int, error) {
		answer, err := moderationv1.NewModerationServiceClient(conn).ListModerationCases(ctx, &moderationv1.ListModerationCasesRequest{PageSize: size})
		return len(answer.GetModerationCases()), err
	}},
	{"redactions of a sub-district", demo.Dispatcher, size, func(ctx context.Context, conn grpc.ClientConnInterface, _ *db.DB) (int, error) {
		answer, err := moderationv1.NewModerationServiceClient(conn).ListRedactions(ctx, &moderationv1.ListRedactionsRequest{PageSize: size})
		return len(answer.GetRedactions()), err
	}},
	{"my flags", demo.Resident, size, func(ctx context.Context, conn grpc.ClientConnInterface, _ *db.DB) (int, error) {
		answer, err := moderationv1.NewModerationServiceClient(conn).ListFlags(ctx, &moderationv1.ListFlagsRequest{PageSize: size})
		return len(answer.GetFlags()), err
	}},
	{"joint confirmations of an issue", demo.Dispatcher, 1, func(ctx context.Context, conn grpc.ClientConnInterface, _ *db.DB) (int, error) {
		answer, err := intakev1.NewIntakeServiceClient(conn).ListJointConfirmations(ctx, &intakev1.ListJointConfirmationsRequest{Parent: issue1})
		return len(answer.GetJointConfirmations()), err
	}},
	{"callback tasks of a sub-district", demo.Dispatcher, size, callbackTasks(&intakev1.ListCallbackTasksRequest{PageSize: size})},
	{"my callback tasks", demo.Dispatcher, size, callbackTasks(&intakev1.ListCallbackTasksRequest{PageSize: size, Mine: true})},
	{"order of the hotline by its number", demo.Dispatcher, 1, func(ctx context.Context, conn grpc.ClientConnInterface, _ *db.DB) (int, error) {
		_, err := intakev1.NewIntakeServiceClient(conn).LookupHotlineOrder(ctx, &intakev1.LookupHotlineOrderRequest{ExternalNo: "G-20"})
		return 1, err
	}},
	{"results for the hotline", demo.SystemAdmin, size, func(ctx context.Context, conn grpc.ClientConnInterface, _ *db.DB) (int, error) {
		answer, err := intakev1.NewIntakeServiceClient(conn).ListHotlineResults(ctx, &intakev1.ListHotlineResultsRequest{PageSize: size})
		return len(answer.GetHotlineResults()), err
	}},
	{"banners", demo.SystemAdmin, size, func(ctx context.Context, conn grpc.ClientConnInterface, _ *db.DB) (int, error) {
		answer, err := noticev1.NewNoticeServiceClient(conn).ListBanners(ctx, &noticev1.ListBannersRequest{PageSize: size})
		return len(answer.GetBanners()), err
	}},
	{"banners that are shown now", demo.Resident, size, func(ctx context.Context, conn grpc.ClientConnInterface, _ *db.DB) (int, error) {
		answer, err := noticev1.NewNoticeServiceClient(conn).ListShownBanners(ctx, &noticev1.ListShownBannersRequest{})
		return len(answer.GetBanners()), err
	}},
}

// street is the name of the sub-district.
func street(ctx context.Context, d *db.DB) (string, error) {
	return db.Read(access.AsSystem(ctx, demo.Fangshan), d, func(ctx context.Context, tx *db.Tx) (string, error) {
		id, err := tx.Unit.Query().Where(unit.Code(demo.Xilu)).OnlyID(ctx)
		return name.Of("units", id), err
	})
}

// judged is the month of the first hundred performances and suspicious closings.
const judged = "2025-01"

// heated is the month of the first hundred pieces of ground.
const heated = "2000-01"

// issue1 is one of the first issues of the district that is measured.
const issue1 = "issues/00000000-0000-7000-8000-000000000014"
