package app_test

import (
	"maps"
	"slices"
	"testing"

	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	administrationv1 "github.com/haolinju/haolinju/api/gen/haolinju/administration/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// What a call may ask of the database, in round trips: a read of one statement one, a longer one two; a change three, with
// its audit row, its event and its idempotency key.
const (
	readTrips   = 2
	changeTrips = 3
)

// everyday are the capabilities whose calls residents and staff make all day; those of administrators, and of exports and imports, may take
// their time.
var everyday = []string{"booking", "dispatch", "intake"}

// moreTrips are their calls that take more, each with how many.
var moreTrips = map[string]int{
	"BookingService.DeleteResource":                       4,  // looks for bookings ahead once the resource is held
	"BookingService.DeleteShareWindow":                    4,  // finds the window once the resource is held
	"DispatchService.AcceptHandOver":                      6,  // finds the offer, holds the dispatch, asks whether the unit may be called, and moves the duty
	"DispatchService.AcceptRouteProposal":                 11, // holds issue and proposal, and sends the order
	"DispatchService.AdjudicateDispatch":                  6,  // finds the objection, moves the duty and the dispatch, and looks for another one
	"DispatchService.AddFinding":                          5,  // reads what there is before and after
	"DispatchService.CloseRetrospective":                  5,  // likewise
	"DispatchService.CreateRetrospective":                 4,  // looks for an open one and the units once the matter is held
	"DispatchService.ListRetrospectives":                  3,  // reads which units take part, and counts
	"DispatchService.ApproveDispatch":                     5,  // asks who is on duty, and whether units are consulted
	"DispatchService.AssignUnit":                          4,  // finds the unit once the dispatch is held
	"DispatchService.CancelDutyRoster":                    4,  // reads it again with its shifts
	"DispatchService.CreateDispatch":                      4,  // an emergency, which is sent at once
	"DispatchService.AppealRating":                        4,  // finds the rating once the dispatch is held
	"DispatchService.CreateDutyRoster":                    4,  // asks who works in the unit, and who stands in for whom
	"DispatchService.ConcludeConsultation":                6,  // reads the opinions before and after, and finds the units that it names
	"DispatchService.CreateConsultation":                  4,  // looks for an open one and the units once the matter is held
	"DispatchService.CreateConsultation about a dispatch": 4,  // likewise
	"DispatchService.CreateDutyOverride":                  5,  // finds issue and community, the catalogue, the way up the categories, and the item
	"DispatchService.DecideObjection":                     4,  // finds the objection once the dispatch is held
	"DispatchService.DeclineHandOver":                     4,  // holds the dispatch once the offer is found
	"DispatchService.DryRunRoutingRules":                  3,  // finds the issue, the rules, and the ways up the trees
	"DispatchService.GiveConsultationOpinion":             5,  // reads the opinions before and after
	"DispatchService.ListConsultations":                   3,  // reads the opinions, and counts
	"DispatchService.LookUpDuty":                          3,  // finds the catalogue, the way up the categories, and the item
	"DispatchService.OfferDutyShift":                      5,  // asks who could take it
	"DispatchService.RateAssignment":                      4,  // finds what is given once the dispatch is held
	"DispatchService.RateDispatch":                        4,  // likewise
	"DispatchService.RetryAssignmentPush":                 5,  // asks the queue to come, and tells its workers
	"DispatchService.RejectDispatch":                      4,  // asks who is on duty
	"DispatchService.ReleaseSupervision":                  4,  // finds the dispatch once the supervision is held
	"DispatchService.ReplySupervision":                    4,  // likewise
	"DispatchService.PinTimelineEntry":                    5,  // finds the entry once the dispatch is held, and counts what is pinned
	"DispatchService.UnpinTimelineEntry":                  4,  // finds the entry once the dispatch is held
	"DispatchService.ReworkAssignment":                    4,  // finds the clock that stopped once the dispatch is held
	"DispatchService.ReturnAssignment":                    5,  // finds the suggested unit and precedents, and counts what was objected to before
	"DispatchService.ReviewRating":                        4,  // finds the rating once the dispatch is held
	"DispatchService.SendDispatch":                        4,  // asks whether units are consulted
	"DispatchService.TakeDutyShift":                       5,  // asks whether he could hold it
	"DispatchService.SetRecusal":                          4,  // finds the units once the issue is held
	"DispatchService.WithdrawConsultation":                5,  // reads the opinions before and after
	"IntakeService.AnswerIncident":                        8,  // holds the incident, and each of its issues
	"IntakeService.AnswerJointConfirmation":               9,  // holds the issue, counts, and decides
	"IntakeService.CancelTask":                            4,  // finds the issue once the task is held
	"IntakeService.ClaimCallbackTask":                     4,  // asks who has replied
	"IntakeService.CloseIncident":                         8,  // holds the incident, and each of its issues
	"IntakeService.CompleteTask":                          4,  // finds the issue once the task is held
	"IntakeService.ConfirmContact":                        5,  // uses the code up
	"IntakeService.CreateJointConfirmation":               5,  // counts who joined, and asks them
	"IntakeService.DispatchIssue":                         8,  // writes and sends the order, and asks whether the reporter was contacted
	"IntakeService.GetIncident":                           3,  // finds the incident, its issues, and their rows
	"IntakeService.GetIssueFamily":                        3,  // finds the issue, its family, and their rows
	"IntakeService.HoldIssue":                             4,  // finds the unit that is to watch, and holds the order whose clocks stand still
	"IntakeService.JoinIncident":                          10, // holds the incident, and each of its two issues
	"IntakeService.LeaveIncident":                         6,  // likewise
	"IntakeService.ListTasks":                             3,  // finds the issue, its tasks, and their number
	"IntakeService.OpenAccessLink":                        7,  // looks the link up, then the issue as its reporter sees it
	"IntakeService.ProvideInfoByLink":                     9,  // looks the link up, holds issue and order, then the issue as its reporter sees it
	"IntakeService.RecordContact":                         6,  // holds the order, asks for others to be contacted, and whether the unit may know who reported
	"IntakeService.ReplyIssue":                            5,  // likewise
	"IntakeService.RequestInfo":                           4,  // holds the order whose clocks stand still, and asks whether the unit may know who reported
	"IntakeService.RevealReporter":                        4,  // likewise
	"IntakeService.SplitIssue":                            5,  // counts the family once the issue is held, and files a child
	"IntakeService.SendContactCode":                       5,  // uses the budgets of a code
	"IntakeService.UpdateTask":                            6,  // asks who works in the unit
	"DispatchService.ListVisits":                          4,  // finds the dispatch, its visits and their number, and what hangs on them
	"DispatchService.WaiveVisit":                          6,  // finds the issues behind the dispatch that is held, and the categories above theirs
	"DispatchService.DecideEscalation":                    6,  // finds the lead, the escalation and objections once the dispatch is held
	"DispatchService.ReblowDispatch":                      6,  // asks whether it was blown anew once it is held, and sends an emergency
	"IntakeService.SendDownIssue":                         5,  // finds the unit and its duty list once the issue is held
	"DispatchService.CreateAbsence":                       4,  // locks the unit, and asks who works in it, who stands in for whom, and who takes whose place
	"DispatchService.HandOnDuties":                        12, // asks who takes the place, and gives one duty on
	"DispatchService.ListCapacities":                      3,  // finds them, their number, and what each handles
	"DispatchService.ProposeHandler":                      7,  // asks who works in the unit, who is away, who is on duty, and how much each handles
	"DispatchService.SetCapacity":                         6,  // asks who works in the unit, and how much he handles
	"DispatchService.SetHandler":                          8,  // holds the capacities of the unit, and asks who works in it and who is away
}

// asking are those that ask the queue to come. Its client tells the workers only now and then, and so may make one round trip less.
var asking = []string{"DispatchService.RetryAssignmentPush"}

// Each case of each RPC is called by somebody whose rights and whose district's settings and working calendar the process knows.
func TestEverydayCallsKeepWithinTheirRoundTripsToTheDatabase(t *testing.T) {
	t.Parallel()
	methods := methodsByName(t)
	for _, capability := range everyday {
		cases := doorCases[capability]
		t.Run(capability, func(t *testing.T) {
			t.Parallel()
			d := openDistrict(t)
			for _, called := range slices.Sorted(maps.Keys(cases)) {
				c, m := cases[called], methods[method(called)]
				request := c.make(d)
				if m.Access.GetDuty() != 0 || m.Access.GetClass() == accessv1.Class_CLASS_EXPORT {
					continue
				}
				if c.who != testkit.Anonymous {
					known := administrationv1.NewAdministrationServiceClient(d.Conn(c.who))
					if _, err := known.ListFeatures(t.Context(), &administrationv1.ListFeaturesRequest{}); err != nil {
						t.Fatal(err)
					}
				}
				if _, err := db.Read(access.AsSystem(t.Context(), demo.Fangshan), d.DB, d.Calendars.InForce); err != nil {
					t.Fatal(err)
				}
				before := d.RoundTrips()
				got := native(d, m.Descriptor, c.who, request, called)
				n := d.RoundTrips() - before
				if got.code != "OK" {
					t.Errorf("%s answers %v", called, got)
				}
				limit := changeTrips
				if m.ReadOnly {
					limit = readTrips
				}
				switch more, listed := moreTrips[called]; {
				case listed && n != more && !(slices.Contains(asking, called) && n == more-1):
					t.Errorf("%s makes %d round trips; the list of those that make more says %d", called, n, more)
				case !listed && n > limit:
					t.Errorf("%s makes %d round trips, and may make %d", called, n, limit)
				}
			}
		})
	}
}
