//go:build unix

package growth

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/known/timestamppb"

	auditv1 "github.com/haolinju/haolinju/api/gen/haolinju/audit/v1"
	bookingv1 "github.com/haolinju/haolinju/api/gen/haolinju/booking/v1"
	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	evaluationv1 "github.com/haolinju/haolinju/api/gen/haolinju/evaluation/v1"
	insightv1 "github.com/haolinju/haolinju/api/gen/haolinju/insight/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	integrationv1 "github.com/haolinju/haolinju/api/gen/haolinju/integration/v1"
	mediav1 "github.com/haolinju/haolinju/api/gen/haolinju/media/v1"
	moderationv1 "github.com/haolinju/haolinju/api/gen/haolinju/moderation/v1"
	noticev1 "github.com/haolinju/haolinju/api/gen/haolinju/notice/v1"
	peoplev1 "github.com/haolinju/haolinju/api/gen/haolinju/people/v1"
	privacyv1 "github.com/haolinju/haolinju/api/gen/haolinju/privacy/v1"
	restrictionv1 "github.com/haolinju/haolinju/api/gen/haolinju/restriction/v1"
	"github.com/haolinju/haolinju/internal/app"
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
type caller func(ctx context.Context, conn grpc.ClientConnInterface) (rows int, err error)

// list calls a method of a service.
func list[C, Q any, A proto.Message](service func(grpc.ClientConnInterface) C, method func(C, context.Context, *Q, ...grpc.CallOption) (A, error), req *Q) caller {
	return func(ctx context.Context, conn grpc.ClientConnInterface) (int, error) {
		answer, err := method(service(conn), ctx, req)
		if err != nil {
			return 0, err
		}
		return rowsOf(answer.ProtoReflect()), nil
	}
}

// rowsOf are the rows of an answer: itself, where it has a name, else those in its list.
func rowsOf(answer protoreflect.Message) int {
	fields := answer.Descriptor().Fields()
	for i := range fields.Len() {
		if f := fields.Get(i); f.IsList() && f.Message() != nil && fields.ByName("name") == nil {
			return answer.Get(f).List().Len()
		}
	}
	return 1
}

// sweep runs work of the district that nobody waits for; nothing is due, as nearly always.
func sweep(run func(context.Context) error) caller {
	return func(ctx context.Context, _ grpc.ClientConnInterface) (int, error) {
		return 1, run(access.AsSystem(ctx, demo.Fangshan))
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

// The services, and methods that several works call.
var (
	bookings  = bookingv1.NewBookingServiceClient
	dispatch  = dispatchv1.NewDispatchServiceClient
	insights  = insightv1.NewInsightServiceClient
	intake    = intakev1.NewIntakeServiceClient
	moderates = moderationv1.NewModerationServiceClient
	notices   = noticev1.NewNoticeServiceClient

	issues      = intakev1.IntakeServiceClient.ListIssues
	search      = intakev1.IntakeServiceClient.SearchIssues
	tasks       = intakev1.IntakeServiceClient.ListTasks
	callbacks   = intakev1.IntakeServiceClient.ListCallbackTasks
	links       = intakev1.IntakeServiceClient.ListChainLinks
	assignments = dispatchv1.DispatchServiceClient.ListAssignments
	objections  = dispatchv1.DispatchServiceClient.ListObjections
	pushes      = dispatchv1.DispatchServiceClient.ListAssignmentPushes
	consulted   = dispatchv1.DispatchServiceClient.ListConsultations
)

// What the first rows of the district that is measured are called, and whose month the first hundred of some tables are.
const (
	id1      = "00000000-0000-7000-8000-000000000014"
	issue1   = "issues/" + id1
	issue475 = "issues/00000000-0000-7000-8000-00000000251c" // the twentieth of the resident's
	duty1    = "dispatches/" + id1 + "/assignments/" + id1
	judged   = "2025-01" // performances and suspicious closings
	heated   = "2000-01" // pieces of ground
	anyDuty  = "dispatches/-/assignments/-"
)

// worksOn are what there is. What comes later adds its own.
func worksOn(h *app.House, g ground) []work {
	street, category := name.Of("units", g.street), name.Of("categories", g.category)
	year, month, day := time.Now().In(clock.Zone).Date()
	tomorrow := time.Date(year, month, day+1, 0, 0, 0, 0, clock.Zone)
	return []work{
		{"issues of a sub-district", demo.Dispatcher, size, list(intake, issues, &intakev1.ListIssuesRequest{PageSize: size})},
		{"issues of a sub-district, received", demo.Dispatcher, size, list(intake, issues, &intakev1.ListIssuesRequest{PageSize: size, States: []intakev1.Issue_State{intakev1.Issue_STATE_RECEIVED}})},
		{"issues of a department", demo.LiaisonA, size, list(intake, issues, &intakev1.ListIssuesRequest{PageSize: size})},
		{"issues of the district", demo.SystemAdmin, size, list(intake, issues, &intakev1.ListIssuesRequest{PageSize: size})},
		{"my issues", demo.Resident, size, list(intake, issues, &intakev1.ListIssuesRequest{PageSize: size, Mine: true})},
		{"likely duplicates", demo.Resident, 10, list(intake, intakev1.IntakeServiceClient.FindDuplicates, &intakev1.FindDuplicatesRequest{Category: category, Title: "楼道灯坏了",
			Coordinates: &directoryv1.Coordinates{Latitude: 39.7, Longitude: 116.1, Datum: directoryv1.Coordinates_DATUM_WGS84}})},
		{frequent, demo.Dispatcher, size, list(intake, search, &intakev1.SearchIssuesRequest{Query: "楼道", PageSize: size})},
		{common, demo.LiaisonA, size, list(intake, search, &intakev1.SearchIssuesRequest{Query: "水管漏水", PageSize: size})},
		{rare, demo.Dispatcher, size, list(intake, search, &intakev1.SearchIssuesRequest{Query: "乙醚", PageSize: size})},
		{absent, demo.Dispatcher, 0, list(intake, search, &intakev1.SearchIssuesRequest{Query: "雷击", PageSize: size})},
		{"map of issues in work", demo.Dispatcher, 10, list(intake, intakev1.IntakeServiceClient.MapIssues, &intakev1.MapIssuesRequest{West: 116.0999, South: 39.6999, East: 116.1049, North: 39.7049})},
		{"timeline of an issue", demo.Dispatcher, 1, list(intake, intakev1.IntakeServiceClient.ListTimelineEntries, &intakev1.ListTimelineEntriesRequest{Parent: issue1})},
		{"attachments of an issue", demo.Dispatcher, 1, list(mediav1.NewMediaServiceClient, mediav1.MediaServiceClient.ListAttachments, &mediav1.ListAttachmentsRequest{Parent: issue1})},
		{"my voices", demo.Resident, size, list(intake, intakev1.IntakeServiceClient.ListVoices, &intakev1.ListVoicesRequest{PageSize: size})},
		{"issues of followed areas and categories", demo.Resident, 10, list(intake, intakev1.IntakeServiceClient.ListFollowedIssues, &intakev1.ListFollowedIssuesRequest{PageSize: size})},
		{"comments on an issue", demo.Dispatcher, 1, list(intake, intakev1.IntakeServiceClient.ListComments, &intakev1.ListCommentsRequest{Parent: issue1})},
		{"holds of an issue", demo.Dispatcher, 1, list(intake, intakev1.IntakeServiceClient.ListHolds, &intakev1.ListHoldsRequest{Parent: issue1})},
		{"tasks of a sub-district", demo.Dispatcher, size, list(intake, tasks, &intakev1.ListTasksRequest{PageSize: size})},
		{"tasks of a department", demo.LiaisonA, size, list(intake, tasks, &intakev1.ListTasksRequest{PageSize: size})},
		{"tasks of an issue", demo.Dispatcher, 1, list(intake, tasks, &intakev1.ListTasksRequest{Issue: issue1})},
		{"my tasks", demo.Dispatcher, size, list(intake, tasks, &intakev1.ListTasksRequest{PageSize: size, Mine: true})},
		{"incidents of a sub-district", demo.Dispatcher, size, list(intake, intakev1.IntakeServiceClient.ListIncidents, &intakev1.ListIncidentsRequest{PageSize: size})},
		{"incident of an issue", demo.Dispatcher, 1, list(intake, intakev1.IntakeServiceClient.ListIncidents, &intakev1.ListIncidentsRequest{Issue: issue1})},
		{"chain links of a sub-district", demo.Dispatcher, size, list(intake, links, &intakev1.ListChainLinksRequest{PageSize: size})},
		{"chain links in which a sub-district has an issue now", demo.Dispatcher, size, list(intake, links, &intakev1.ListChainLinksRequest{PageSize: size, Current: true})},
		{"chain of an issue", demo.Dispatcher, 1, list(intake, links, &intakev1.ListChainLinksRequest{Issue: issue1})},
		{"joint confirmations of an issue", demo.Dispatcher, 1, list(intake, intakev1.IntakeServiceClient.ListJointConfirmations, &intakev1.ListJointConfirmationsRequest{Parent: issue1})},
		{"callback tasks of a sub-district", demo.Dispatcher, size, list(intake, callbacks, &intakev1.ListCallbackTasksRequest{PageSize: size})},
		{"my callback tasks", demo.Dispatcher, size, list(intake, callbacks, &intakev1.ListCallbackTasksRequest{PageSize: size, Mine: true})},
		{"order of the hotline by its number", demo.Dispatcher, 1, list(intake, intakev1.IntakeServiceClient.LookupHotlineOrder, &intakev1.LookupHotlineOrderRequest{ExternalNo: "G-20"})},
		{"results for the hotline", demo.SystemAdmin, size, list(intake, intakev1.IntakeServiceClient.ListHotlineResults, &intakev1.ListHotlineResultsRequest{PageSize: size})},
		{"earlier issues of a reporter", demo.Dispatcher, 5, list(intake, intakev1.IntakeServiceClient.FindEarlierIssues, &intakev1.FindEarlierIssuesRequest{Name: issue475})},
		{"issues of a telephone number", demo.Dispatcher, 0, list(intake, intakev1.IntakeServiceClient.SearchIssuesByPhone, &intakev1.SearchIssuesByPhoneRequest{Phone: "13000000000", Purpose: directoryv1.Person_PURPOSE_HANDLING})},
		{"suggested categories", demo.Resident, 2, list(intake, intakev1.IntakeServiceClient.SuggestCategories, &intakev1.SuggestCategoriesRequest{Title: "供水管线漏水"})},

		{"inbox of a department", demo.LiaisonA, size, list(dispatch, assignments, &dispatchv1.ListAssignmentsRequest{Parent: "dispatches/-", State: dispatchv1.Assignment_STATE_SENT, PageSize: size})},
		{"assignments of a department", demo.LiaisonA, size, list(dispatch, assignments, &dispatchv1.ListAssignmentsRequest{Parent: "dispatches/-", PageSize: size})},
		{"assignments that a sub-district gave", demo.Dispatcher, size, list(dispatch, assignments, &dispatchv1.ListAssignmentsRequest{Parent: "dispatches/-", PageSize: size})},
		{"assignment by the number of a department's own system", demo.LiaisonA, 1, list(dispatch, assignments, &dispatchv1.ListAssignmentsRequest{Parent: "dispatches/-", Filter: `external_number = "E-20"`, PageSize: size})},
		{"dispatches of a sub-district", demo.Dispatcher, size, list(dispatch, dispatchv1.DispatchServiceClient.ListDispatches, &dispatchv1.ListDispatchesRequest{PageSize: size})},
		{"dispatches of a department", demo.LiaisonA, size, list(dispatch, dispatchv1.DispatchServiceClient.ListDispatches, &dispatchv1.ListDispatchesRequest{PageSize: size})},
		{"timeline of a dispatch", demo.Dispatcher, 1, list(dispatch, dispatchv1.DispatchServiceClient.ListTimelineEntries, &dispatchv1.ListTimelineEntriesRequest{Parent: "dispatches/" + id1})},
		{"clocks of a duty", demo.Dispatcher, 1, list(dispatch, dispatchv1.DispatchServiceClient.ListClocks, &dispatchv1.ListClocksRequest{Parent: "dispatches/" + id1})},
		{"extensions of a duty", demo.Dispatcher, 1, list(dispatch, dispatchv1.DispatchServiceClient.ListExtensions, &dispatchv1.ListExtensionsRequest{Parent: duty1})},
		{"visits of a duty", demo.Dispatcher, 1, list(dispatch, dispatchv1.DispatchServiceClient.ListVisits, &dispatchv1.ListVisitsRequest{Parent: duty1})},
		{"reworks of a department", demo.LiaisonA, size, list(dispatch, dispatchv1.DispatchServiceClient.ListReworks, &dispatchv1.ListReworksRequest{Parent: anyDuty, PageSize: size})},
		{"ratings of a department", demo.LiaisonA, size, list(dispatch, dispatchv1.DispatchServiceClient.ListRatings, &dispatchv1.ListRatingsRequest{Parent: anyDuty, PageSize: size})},
		{"ratings of a sub-district", demo.Dispatcher, size, list(dispatch, dispatchv1.DispatchServiceClient.ListRatings, &dispatchv1.ListRatingsRequest{Parent: anyDuty, PageSize: size})},
		{"escalations of a sub-district", demo.Dispatcher, size, list(dispatch, dispatchv1.DispatchServiceClient.ListEscalations, &dispatchv1.ListEscalationsRequest{Parent: "dispatches/-", PageSize: size})},
		{"consultations of a sub-district", demo.Dispatcher, size, list(dispatch, consulted, &dispatchv1.ListConsultationsRequest{PageSize: size})},
		{"consultations of a department", demo.LiaisonA, size, list(dispatch, consulted, &dispatchv1.ListConsultationsRequest{PageSize: size})},
		{"consultations that await a department", demo.LiaisonA, size, list(dispatch, consulted, &dispatchv1.ListConsultationsRequest{PageSize: size, Awaiting: true})},
		{"retrospectives of a sub-district", demo.Dispatcher, size, list(dispatch, dispatchv1.DispatchServiceClient.ListRetrospectives, &dispatchv1.ListRetrospectivesRequest{PageSize: size})},
		{"retrospectives of a department", demo.LiaisonA, size, list(dispatch, dispatchv1.DispatchServiceClient.ListRetrospectives, &dispatchv1.ListRetrospectivesRequest{PageSize: size})},
		{"follow-ups of a department", demo.LiaisonA, size, list(dispatch, dispatchv1.DispatchServiceClient.ListFollowUps, &dispatchv1.ListFollowUpsRequest{PageSize: size})},
		{"route proposals of a sub-district", demo.Dispatcher, size, list(dispatch, dispatchv1.DispatchServiceClient.ListRouteProposals, &dispatchv1.ListRouteProposalsRequest{PageSize: size})},
		{"duty overrides of a sub-district", demo.Dispatcher, size, list(dispatch, dispatchv1.DispatchServiceClient.ListDutyOverrides, &dispatchv1.ListDutyOverridesRequest{PageSize: size})},
		{"supervisions of a sub-district", demo.Dispatcher, size, list(dispatch, dispatchv1.DispatchServiceClient.ListSupervisions, &dispatchv1.ListSupervisionsRequest{PageSize: size})},
		{"objections that a sub-district decides", demo.Dispatcher, size, list(dispatch, objections, &dispatchv1.ListObjectionsRequest{Parent: anyDuty, Filter: "state = STATE_PENDING", PageSize: size})},
		{"objections of a department", demo.LiaisonA, size, list(dispatch, objections, &dispatchv1.ListObjectionsRequest{Parent: anyDuty, PageSize: size})},
		{"duties that are offered to a department", demo.LiaisonA, size, list(dispatch, dispatchv1.DispatchServiceClient.ListHandOvers, &dispatchv1.ListHandOversRequest{Parent: anyDuty, PageSize: size})},
		{"pushes to the system of a department", demo.LiaisonA, size, list(dispatch, pushes, &dispatchv1.ListAssignmentPushesRequest{PageSize: size})},
		{"pushes that are stuck", demo.Dispatcher, size, list(dispatch, pushes, &dispatchv1.ListAssignmentPushesRequest{Filter: "stuck_time:*", PageSize: size})},
		{"duty rosters of a sub-district", demo.Dispatcher, size, list(dispatch, dispatchv1.DispatchServiceClient.ListDutyRosters, &dispatchv1.ListDutyRostersRequest{PageSize: size})},
		{"leader on duty", demo.Dispatcher, 1, list(dispatch, dispatchv1.DispatchServiceClient.FindShiftOnDuty, &dispatchv1.FindShiftOnDutyRequest{Unit: street, Post: dispatchv1.DutyRoster_POST_LEADER})},

		{"my bookings", demo.Resident, size, list(bookings, bookingv1.BookingServiceClient.ListBookings, &bookingv1.ListBookingsRequest{PageSize: size})},
		{"bookings of a sports ground", demo.ResourceOwner, size, list(bookings, bookingv1.BookingServiceClient.ListBookings, &bookingv1.ListBookingsRequest{Resource: "resources/" + ground1.String(), PageSize: size})},
		{"free slots of a day", demo.Resident, 28, list(bookings, bookingv1.BookingServiceClient.ListFreeSlots, &bookingv1.ListFreeSlotsRequest{Name: "resources/" + ground1.String(),
			From: timestamppb.New(tomorrow), Until: timestamppb.New(tomorrow.Add(24 * time.Hour))})},

		{"stays of an issue", demo.Dispatcher, 1, list(insights, insightv1.InsightServiceClient.ListStays, &insightv1.ListStaysRequest{Parent: issue1})},
		{"orders behind a rate", demo.Dispatcher, size, list(insights, insightv1.InsightServiceClient.ExplainRate, &insightv1.ExplainRateRequest{Name: "rates/" + rate1.String(), PageSize: size})},
		{"performances of units", demo.SystemAdmin, 100, list(insights, insightv1.InsightServiceClient.ListPerformances, &insightv1.ListPerformancesRequest{Period: judged, Dimension: insightv1.Performance_DIMENSION_UNIT})},
		{"suspicious closings of a sub-district", demo.Dispatcher, 100, list(insights, insightv1.InsightServiceClient.ListSuspiciousClosings, &insightv1.ListSuspiciousClosingsRequest{Period: judged, Unit: street})},
		{"exclusions that a sub-district reviews", demo.Dispatcher, size, list(insights, insightv1.InsightServiceClient.ListExclusions, &insightv1.ListExclusionsRequest{PageSize: size})},
		{"heat map of the district", demo.SystemAdmin, 100, list(insights, insightv1.InsightServiceClient.ListHeatCells, &insightv1.ListHeatCellsRequest{Period: heated, Division: insightv1.HeatCell_DIVISION_SQUARE_1KM})},

		{"recurring places of a sub-district", demo.Dispatcher, 100, list(insights, insightv1.InsightServiceClient.ListRecurrences, &insightv1.ListRecurrencesRequest{Period: judged, Unit: street, Kind: insightv1.Recurrence_KIND_PLACE})},
		{"nominations for a campaign", demo.StreetLeader, size, list(evaluationv1.NewEvaluationServiceClient, evaluationv1.EvaluationServiceClient.ListNominations, &evaluationv1.ListNominationsRequest{Parent: "campaigns/" + campaign1.String(), PageSize: size})},
		{"honours of the district", demo.Resident, size, list(evaluationv1.NewEvaluationServiceClient, evaluationv1.EvaluationServiceClient.ListHonours, &evaluationv1.ListHonoursRequest{PageSize: size})},

		{"moderation cases that wait", demo.Dispatcher, size, list(moderates, moderationv1.ModerationServiceClient.ListModerationCases, &moderationv1.ListModerationCasesRequest{PageSize: size})},
		{"redactions of a sub-district", demo.Dispatcher, size, list(moderates, moderationv1.ModerationServiceClient.ListRedactions, &moderationv1.ListRedactionsRequest{PageSize: size})},
		{"my flags", demo.Resident, size, list(moderates, moderationv1.ModerationServiceClient.ListFlags, &moderationv1.ListFlagsRequest{PageSize: size})},
		{"my notices", demo.Resident, size, list(notices, noticev1.NoticeServiceClient.ListNotices, &noticev1.ListNoticesRequest{PageSize: size})},
		{"deliveries of the district", demo.SystemAdmin, size, list(notices, noticev1.NoticeServiceClient.ListDeliveries, &noticev1.ListDeliveriesRequest{PageSize: size})},
		{"banners", demo.SystemAdmin, size, list(notices, noticev1.NoticeServiceClient.ListBanners, &noticev1.ListBannersRequest{PageSize: size})},
		{"banners that are shown now", demo.Resident, size, list(notices, noticev1.NoticeServiceClient.ListShownBanners, &noticev1.ListShownBannersRequest{})},
		{"verifications of a sub-district", demo.StreetLeader, size, list(peoplev1.NewPeopleServiceClient, peoplev1.PeopleServiceClient.ListVerifications, &peoplev1.ListVerificationsRequest{Parent: "persons/-", PageSize: size})},
		{"requests of persons for their data", demo.SystemAdmin, size, list(privacyv1.NewPrivacyServiceClient, privacyv1.PrivacyServiceClient.ListDataRequests, &privacyv1.ListDataRequestsRequest{PageSize: size})},
		{"restrictions of a sub-district", demo.StreetLeader, size, list(restrictionv1.NewRestrictionServiceClient, restrictionv1.RestrictionServiceClient.ListRestrictions, &restrictionv1.ListRestrictionsRequest{PageSize: size})},
		{"places of a community", demo.Dispatcher, size, list(directoryv1.NewDirectoryServiceClient, directoryv1.DirectoryServiceClient.ListPlaces, &directoryv1.ListPlacesRequest{Unit: name.Of("units", g.communities[0]), PageSize: size})},
		{"event feed", demo.Dispatcher, size, list(integrationv1.NewIntegrationServiceClient, integrationv1.IntegrationServiceClient.ListEvents, &integrationv1.ListEventsRequest{PageSize: size})},
		{"audit of the district", demo.AuditAdmin, size, list(auditv1.NewAuditServiceClient, auditv1.AuditServiceClient.ListAuditEntries, &auditv1.ListAuditEntriesRequest{PageSize: size})},

		{"sweep of due clocks", demo.Dispatcher, 500, func(ctx context.Context, _ grpc.ClientConnInterface) (int, error) {
			due, err := db.Call(ctx, h.DB, pgx.RowToMap, "due_clocks", time.Now(), 500)
			return len(due), err
		}},
		{"sweep of clocks to count anew", demo.Dispatcher, 1, sweep(h.Timing.Recount)},
		{"sweep of supervisions", demo.Dispatcher, 1, sweep(h.Supervision.Escalate)},
		{"sweep of ratings to publish", demo.Dispatcher, 1, sweep(h.Ratings.Publish)},
		{"sweep of follow-ups", demo.Dispatcher, 1, sweep(h.Retrospectives.Remind)},
		{"sweep of tasks", demo.Dispatcher, 1, sweep(h.Checklists.Remind)},
		{"sweep of holds", demo.Dispatcher, 1, sweep(h.Holds.Remind)},
		{"sweep of joint confirmations", demo.Dispatcher, 1, sweep(h.Joint.Decide)},
		{"sweep of pushes that are stuck", demo.Dispatcher, 1, sweep(h.Agency.FindStuck)},
		{"sweep of followings", demo.Dispatcher, 1, sweep(h.Followings.Work)},
	}
}
