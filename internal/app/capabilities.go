package app

import (
	"context"
	"errors"

	"github.com/google/uuid"
	"github.com/grpc-ecosystem/grpc-gateway/v2/runtime"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/reflect/protoreflect"

	administrationv1 "github.com/haolinju/haolinju/api/gen/haolinju/administration/v1"
	auditv1 "github.com/haolinju/haolinju/api/gen/haolinju/audit/v1"
	bookingv1 "github.com/haolinju/haolinju/api/gen/haolinju/booking/v1"
	bulkv1 "github.com/haolinju/haolinju/api/gen/haolinju/bulk/v1"
	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	evaluationv1 "github.com/haolinju/haolinju/api/gen/haolinju/evaluation/v1"
	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	insightv1 "github.com/haolinju/haolinju/api/gen/haolinju/insight/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	integrationv1 "github.com/haolinju/haolinju/api/gen/haolinju/integration/v1"
	mediav1 "github.com/haolinju/haolinju/api/gen/haolinju/media/v1"
	moderationv1 "github.com/haolinju/haolinju/api/gen/haolinju/moderation/v1"
	noticev1 "github.com/haolinju/haolinju/api/gen/haolinju/notice/v1"
	peoplev1 "github.com/haolinju/haolinju/api/gen/haolinju/people/v1"
	privacyv1 "github.com/haolinju/haolinju/api/gen/haolinju/privacy/v1"
	restrictionv1 "github.com/haolinju/haolinju/api/gen/haolinju/restriction/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/accesslink"
	"github.com/haolinju/haolinju/internal/administration"
	"github.com/haolinju/haolinju/internal/agency"
	"github.com/haolinju/haolinju/internal/audit"
	"github.com/haolinju/haolinju/internal/banner"
	"github.com/haolinju/haolinju/internal/booking"
	"github.com/haolinju/haolinju/internal/bulk"
	"github.com/haolinju/haolinju/internal/callback"
	"github.com/haolinju/haolinju/internal/catalogue"
	"github.com/haolinju/haolinju/internal/chain"
	"github.com/haolinju/haolinju/internal/closing"
	"github.com/haolinju/haolinju/internal/comment"
	"github.com/haolinju/haolinju/internal/confirmation"
	"github.com/haolinju/haolinju/internal/consultation"
	"github.com/haolinju/haolinju/internal/contact"
	"github.com/haolinju/haolinju/internal/directory"
	"github.com/haolinju/haolinju/internal/dispatch"
	"github.com/haolinju/haolinju/internal/diversion"
	"github.com/haolinju/haolinju/internal/docket"
	"github.com/haolinju/haolinju/internal/duty"
	"github.com/haolinju/haolinju/internal/escalation"
	"github.com/haolinju/haolinju/internal/evaluation"
	"github.com/haolinju/haolinju/internal/explain"
	"github.com/haolinju/haolinju/internal/extension"
	"github.com/haolinju/haolinju/internal/finding"
	"github.com/haolinju/haolinju/internal/following"
	"github.com/haolinju/haolinju/internal/handover"
	"github.com/haolinju/haolinju/internal/heatmap"
	"github.com/haolinju/haolinju/internal/hold"
	"github.com/haolinju/haolinju/internal/hotline"
	"github.com/haolinju/haolinju/internal/identity"
	"github.com/haolinju/haolinju/internal/incident"
	"github.com/haolinju/haolinju/internal/inquiry"
	"github.com/haolinju/haolinju/internal/insight"
	"github.com/haolinju/haolinju/internal/intake"
	"github.com/haolinju/haolinju/internal/integration"
	"github.com/haolinju/haolinju/internal/media"
	"github.com/haolinju/haolinju/internal/moderation"
	"github.com/haolinju/haolinju/internal/notice"
	"github.com/haolinju/haolinju/internal/objection"
	"github.com/haolinju/haolinju/internal/partner"
	"github.com/haolinju/haolinju/internal/people"
	"github.com/haolinju/haolinju/internal/performance"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/link"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/page"
	"github.com/haolinju/haolinju/internal/platform/records"
	"github.com/haolinju/haolinju/internal/privacy"
	"github.com/haolinju/haolinju/internal/rating"
	"github.com/haolinju/haolinju/internal/reply"
	"github.com/haolinju/haolinju/internal/restriction"
	"github.com/haolinju/haolinju/internal/retrospective"
	"github.com/haolinju/haolinju/internal/rework"
	"github.com/haolinju/haolinju/internal/roster"
	"github.com/haolinju/haolinju/internal/routing"
	"github.com/haolinju/haolinju/internal/savedfilter"
	"github.com/haolinju/haolinju/internal/scoring"
	"github.com/haolinju/haolinju/internal/split"
	"github.com/haolinju/haolinju/internal/staffing"
	"github.com/haolinju/haolinju/internal/suggestion"
	"github.com/haolinju/haolinju/internal/supervision"
	"github.com/haolinju/haolinju/internal/task"
	"github.com/haolinju/haolinju/internal/territory"
	"github.com/haolinju/haolinju/internal/timeline"
	"github.com/haolinju/haolinju/internal/timing"
	"github.com/haolinju/haolinju/internal/visit"
	"github.com/haolinju/haolinju/internal/voice"
	"github.com/haolinju/haolinju/internal/workcalendar"
	"github.com/haolinju/haolinju/internal/workload"
)

// service is one capability at its doors.
type service struct {
	server  interface{ Register(grpc.ServiceRegistrar) }
	gateway func(context.Context, *runtime.ServeMux, grpc.ClientConnInterface) error
}

// name of the service in the contract.
func (s service) name() (name protoreflect.FullName) {
	s.server.Register(registrar(func(d *grpc.ServiceDesc) { name = protoreflect.FullName(d.ServiceName) }))
	return name
}

type registrar func(*grpc.ServiceDesc)

// RegisterService tells what is registered.
func (r registrar) RegisterService(d *grpc.ServiceDesc, _ any) { r(d) }

// via makes the gateway of a service speak through a channel.
func via[C any](client func(grpc.ClientConnInterface) C,
	register func(context.Context, *runtime.ServeMux, C) error,
) func(context.Context, *runtime.ServeMux, grpc.ClientConnInterface) error {
	return func(ctx context.Context, mux *runtime.ServeMux, channel grpc.ClientConnInterface) error {
		return register(ctx, mux, client(channel))
	}
}

// capabilities is the list of them all, a line each, and how they hand work over: an order of intake becomes a dispatch,
// a step of the dispatch is told to the issue, a personal value that is read leaves a reading, and what was
// uploaded is attached to an issue, all in the caller's transaction.
func (h *House) capabilities(p Parts, pages *page.Signer, links *link.Signer) []service {
	orders, running, desk := &orders{}, &running{}, moderation.NewDesk()
	h.Privacy = privacy.New(privacy.Deps{DB: h.DB, Keeper: h.Keeper, Pages: pages, Log: h.log})
	subjects, tries := &subjects{}, &tries{}
	h.Media = media.New(media.Deps{DB: h.DB, Pages: pages, Links: links, Blobs: p.Blobs, Subjects: subjects, Scanner: p.Scanner,
		Memory: p.MediaMemory, Log: p.Log})
	h.Catalogue = catalogue.New(catalogue.Deps{DB: h.DB, Pages: pages})
	h.Restriction = restriction.New(restriction.Deps{DB: h.DB, Keeper: h.Keeper, Pages: pages})
	grounds := &grounds{}
	h.Intake = intake.New(intake.Deps{DB: h.DB, Keeper: h.Keeper, Pages: pages, Dispatcher: orders, Readings: h.Privacy, Consents: h.Privacy, Attacher: h.Media, Categories: h.Catalogue, Admissions: h.Restriction, Moderators: desk, Obstacles: []intake.Obstacle{confirmation.Given, split.Over, task.Settled, visit.Made}, Spared: callback.Spared, Chains: chain.Keep, Texts: finding.Texts{}, Territories: grounds})
	comments := comment.New(comment.Deps{DB: h.DB, Pages: pages, Issues: h.Intake, Attacher: h.Media, Moderators: desk})
	voices := voice.New(voice.Deps{DB: h.DB, Pages: pages, Issues: h.Intake})
	h.Callbacks = callback.New(callback.Deps{DB: h.DB, Pages: pages, Issues: h.Intake})
	h.Joint = confirmation.New(confirmation.Deps{DB: h.DB, Pages: pages, Issues: h.Intake})
	h.AccessLinks = accesslink.New(accesslink.Deps{DB: h.DB, Issues: h.Intake, Attempts: tries})
	subjects.issues, subjects.comments = h.Intake, comments
	h.Insight = insight.New(insight.Deps{DB: h.DB, Keeper: h.Keeper, Pages: pages})
	h.HeatMap = heatmap.New(heatmap.Deps{DB: h.DB, Months: h.Insight, Disclosure: h.Insight})
	h.Performance = performance.New(performance.Deps{DB: h.DB, Months: h.Insight})
	h.Closing = closing.New(closing.Deps{DB: h.DB, Months: h.Insight})
	finder := finding.New(finding.Deps{DB: h.DB, Pages: pages, Issues: h.Intake, Disclosure: h.Insight})
	h.Followings = following.New(following.Deps{DB: h.DB, Pages: pages, Links: links})
	h.Checklists = task.New(task.Deps{DB: h.DB, Pages: pages, Issues: h.Intake, Staff: staffing.Staff})
	h.Holds = hold.New(hold.Deps{DB: h.DB, Pages: pages, Issues: h.Intake})
	h.Suggestion = suggestion.New(suggestion.Deps{DB: h.DB, Keeper: h.Keeper, Issues: h.Intake, Categories: h.Catalogue})
	h.Hotline = hotline.New(hotline.Deps{DB: h.DB, Keeper: h.Keeper, Pages: pages, Links: links, Issues: h.Intake, Operations: h.Operations, IssueFacts: intake.Facts, Exchange: p.Outside.Hotline})
	duties := duty.New(duty.Deps{DB: h.DB, Pages: pages, Issues: h.Intake})
	h.Supervision = supervision.New(supervision.Deps{DB: h.DB, Pages: pages, Dispatches: running, Leaders: inCharge})
	h.Calendars = workcalendar.New(workcalendar.Deps{DB: h.DB, Pages: pages})
	h.Timing = timing.New(timing.Deps{DB: h.DB, Pages: pages, Dispatches: running, Watcher: h.Supervision, Calendars: h.Calendars})
	objections := objection.New(objection.Deps{DB: h.DB, Pages: pages, Dispatches: running, Clocks: h.Timing})
	h.Ratings = rating.New(rating.Deps{DB: h.DB, Pages: pages, Dispatches: running})
	handOvers := handover.New(handover.Deps{DB: h.DB, Pages: pages, Dispatches: running})
	consultations := consultation.New(consultation.Deps{DB: h.DB, Pages: pages, Issues: h.Intake, Dispatches: running})
	escalations := escalation.New(escalation.Deps{DB: h.DB, Pages: pages, Dispatches: running, Clocks: h.Timing})
	h.Retrospectives = retrospective.New(retrospective.Deps{DB: h.DB, Pages: pages, Issues: h.Intake, Dispatches: running})
	rosters := roster.New(roster.Deps{DB: h.DB, Pages: pages, Staff: staffing.Staff, Leaders: leaders})
	subjects.visits = visit.New(visit.Deps{DB: h.DB, Pages: pages, Dispatches: running, Attacher: h.Media})
	h.Dispatch = dispatch.New(dispatch.Deps{DB: h.DB, Progress: h.Intake, Duties: duties, Objections: objections, HandOvers: handOvers, Clocks: h.Timing, Reviewers: rosters, Ratings: h.Ratings, Consultations: consultations, Visits: subjects.visits, Escalations: escalations})
	h.Agency = agency.New(agency.Deps{DB: h.DB, Pages: pages, Feed: h.Feed, Assignments: h.Dispatch, Dispatches: running, Facts: dispatch.Facts, Systems: p.Outside.Systems, Quiet: p.StreamQuiet})
	h.Timeline = timeline.New(timeline.Deps{DB: h.DB, Pages: pages, Dispatches: h.Dispatch})
	h.Workload = workload.New(workload.Deps{DB: h.DB, Pages: pages, Dispatches: running, Staff: staffing.Staff, OnDuty: serving})
	h.Routing = routing.New(routing.Deps{DB: h.DB, Pages: pages, Issues: h.Intake, Calendars: h.Timing})
	orders.Service, orders.clocks, running.Service = h.Dispatch, h.Timing, h.Dispatch
	h.Booking = booking.New(booking.Deps{DB: h.DB, Pages: pages, Admissions: h.Restriction})
	h.Staffing = staffing.New(staffing.Deps{DB: h.DB, Pages: pages})
	h.Directory = directory.New(directory.Deps{DB: h.DB, Keeper: h.Keeper, Pages: pages, Readings: h.Privacy, Residency: h.Staffing, Clock: h.clocks})
	h.Territory = territory.New(territory.Deps{DB: h.DB, Pages: pages, Issues: relocations{h.Intake}, Places: h.Directory})
	grounds.of, grounds.issues = h.Territory, h.Intake
	partners := partner.New(partner.Deps{DB: h.DB, Pages: pages})
	h.People = people.New(people.Deps{DB: h.DB, Keeper: h.Keeper, Pages: pages, RealNames: people.Counter{}, Residents: h.Directory, Offices: staffing.PersonalData{}})
	h.Identity = identity.New(identity.Deps{DB: h.DB, Keeper: h.Keeper, Pages: pages, Issuer: h.issuer, Principals: h.Resolver,
		Residents: h.Directory, Staff: h.Directory, Names: h.Directory, Levels: h.People, Phones: h.People, Survivors: h.People, Clients: partners, SMS: p.Outside.SMS, WeChat: p.Outside.WeChat, OIDC: p.Outside.OIDC})
	campaigns := evaluation.New(evaluation.Deps{DB: h.DB, Pages: pages, Days: h.Calendars, Keeper: h.Keeper, Aliases: h.People,
		Weights: scoring.Tally{}, Ranking: scoring.Tally{}})
	h.People.Codes, h.People.Sessions, h.People.Conflicts = h.Identity, h.Identity, campaigns
	h.Privacy.Aliases = h.People
	tries.Service = h.Identity
	h.Notice = notice.New(notice.Deps{DB: h.DB, Keeper: h.Keeper, Pages: pages, Audiences: audiences, Exits: map[string]notice.Exit{"followings": h.Followings.UnsubscribeToken}, Sees: h.sees, Delegates: h.People,
		Channels: h.channels(p.Outside), Codes: h.Identity, Mail: p.Outside.Mail})
	h.askHolders(h.Directory, h.Intake)
	return []service{
		{identityServer{signIns: h.Identity, clients: partners, explanations: explain.New(explain.Deps{DB: h.DB, Records: book, Holdings: h.Resolver})}, via(identityv1.NewIdentityServiceClient, identityv1.RegisterIdentityServiceHandlerClient)},
		{&directoryServer{units: h.Directory, offices: h.Staffing, categories: h.Catalogue, boundaries: h.Territory, calendars: h.Calendars}, via(directoryv1.NewDirectoryServiceClient, directoryv1.RegisterDirectoryServiceHandlerClient)},
		{&intakeServer{issues: h.Intake, links: h.AccessLinks, callbacks: h.Callbacks,
			diversions: diversion.New(diversion.Deps{DB: h.DB, Issues: h.Intake}), inquiries: inquiry.New(inquiry.Deps{Issues: h.Intake}), holds: h.Holds,
			comments: comments, voices: voices, confirmations: h.Joint, contacts: contact.New(contact.Deps{DB: h.DB, Issues: h.Intake, Codes: h.Identity}),
			filters: savedfilter.New(savedfilter.Deps{DB: h.DB, Pages: pages, Issues: finder}), findings: finder, followings: h.Followings, splits: split.New(split.Deps{DB: h.DB, Issues: h.Intake}), replies: reply.New(reply.Deps{DB: h.DB, Issues: h.Intake, Orders: h.Timing}), incidents: incident.New(incident.Deps{DB: h.DB, Pages: pages, Issues: h.Intake}), tasks: h.Checklists, orderExchange: h.Hotline, suggestions: h.Suggestion,
			chains: chain.New(chain.Deps{DB: h.DB, Pages: pages, Issues: h.Intake, Grounds: grounds, Duties: duties})}, via(intakev1.NewIntakeServiceClient, intakev1.RegisterIntakeServiceHandlerClient)},
		{&dispatchServer{dispatches: h.Dispatch, dockets: docket.New(docket.Deps{DB: h.DB, Pages: pages, Dispatches: h.Dispatch}), escalations: escalations, duties: duties, routes: h.Routing, clocks: h.Timing, supervisions: h.Supervision, dutyRosters: rosters, objections: objections, handOvers: handOvers, ratings: h.Ratings, consultations: consultations, visits: subjects.visits, retrospectives: h.Retrospectives, workloads: h.Workload,
			timelines:  h.Timeline,
			reworks:    rework.New(rework.Deps{DB: h.DB, Pages: pages, Dispatches: running}),
			extensions: extension.New(extension.Deps{DB: h.DB, Pages: pages, Dispatches: h.Dispatch, Clocks: h.Timing, Issues: h.Intake}),
			agencies:   h.Agency}, via(dispatchv1.NewDispatchServiceClient, dispatchv1.RegisterDispatchServiceHandlerClient)},
		{administration.New(administration.Deps{DB: h.DB, Pages: pages, Features: h.Features, Parts: map[administrationv1.Configuration_Part]administration.Part{
			administrationv1.Configuration_PART_CATEGORIES: h.Catalogue, administrationv1.Configuration_PART_ROLES: h.Staffing}}), via(administrationv1.NewAdministrationServiceClient, administrationv1.RegisterAdministrationServiceHandlerClient)},
		{integration.New(integration.Deps{DB: h.DB, Pages: pages, Feed: h.Feed, Operations: h.Operations,
			Readers: readers, Records: book, Quiet: p.StreamQuiet}), via(integrationv1.NewIntegrationServiceClient, integrationv1.RegisterIntegrationServiceHandlerClient)},
		{bulk.New(bulk.Deps{DB: h.DB, Caller: h.Channel}), via(bulkv1.NewBulkServiceClient, bulkv1.RegisterBulkServiceHandlerClient)},
		{h.Booking, via(bookingv1.NewBookingServiceClient, bookingv1.RegisterBookingServiceHandlerClient)},
		{&evaluationServer{campaigns: campaigns, scores: scoring.New(scoring.Deps{DB: h.DB, Pages: pages, Campaigns: campaigns, Nominations: campaigns,
			Phases: campaigns})}, via(evaluationv1.NewEvaluationServiceClient, evaluationv1.RegisterEvaluationServiceHandlerClient)},
		{h.Media, via(mediav1.NewMediaServiceClient, mediav1.RegisterMediaServiceHandlerClient)},
		{moderation.New(moderation.Deps{DB: h.DB, Keeper: h.Keeper, Pages: pages, Issues: h.Intake, Comments: comments, Voices: voices}),
			via(moderationv1.NewModerationServiceClient, moderationv1.RegisterModerationServiceHandlerClient)},
		{&noticeServer{notices: h.Notice, banners: banner.New(banner.Deps{DB: h.DB, Pages: pages})}, via(noticev1.NewNoticeServiceClient, noticev1.RegisterNoticeServiceHandlerClient)},
		{h.People, via(peoplev1.NewPeopleServiceClient, peoplev1.RegisterPeopleServiceHandlerClient)},
		{h.Restriction, via(restrictionv1.NewRestrictionServiceClient, restrictionv1.RegisterRestrictionServiceHandlerClient)},
		{h.Privacy, via(privacyv1.NewPrivacyServiceClient, privacyv1.RegisterPrivacyServiceHandlerClient)},
		{&insightServer{measurements: h.Insight, heatMaps: h.HeatMap, performances: h.Performance, closings: h.Closing}, via(insightv1.NewInsightServiceClient, insightv1.RegisterInsightServiceHandlerClient)},
		{audit.New(audit.Deps{DB: h.DB, Pages: pages}), via(auditv1.NewAuditServiceClient, auditv1.RegisterAuditServiceHandlerClient)},
	}
}

// noticeServer answers NoticeService out of the two capabilities behind it, each with its own RPCs.
type noticeServer struct {
	noticev1.UnsafeNoticeServiceServer
	*notices
	*banners
}

type (
	notices = notice.Service
	banners = banner.Service
)

// Register offers the service to callers.
func (n *noticeServer) Register(r grpc.ServiceRegistrar) { noticev1.RegisterNoticeServiceServer(r, n) }

// book says of the records of each kind what decides who reaches them.
var book = records.Book{
	"absences/*":                          workload.AbsenceFacts,
	"units/*/capacities/*":                workload.CapacityFacts,
	"apiClients/*":                        partner.ClientFacts,
	"boundaryPlans/*":                     territory.Facts,
	"assignmentPushes/*":                  agency.Facts(dispatch.Facts),
	"attachments/*":                       media.Facts(records.Book{"issues/*": intake.Facts, "issues/*/comments/*": comment.Facts(intake.Facts), "dispatches/*/assignments/*/visits/*": visit.Facts(dispatch.Facts)}),
	"bookings/*":                          booking.BookingFacts,
	"callbackTasks/*":                     callback.TaskFacts,
	"campaigns/*":                         evaluation.Facts,
	"campaigns/*/nominations/*":           evaluation.NominationFacts,
	"campaigns/*/objections/*":            evaluation.ObjectionFacts,
	"campaigns/*/scoreSheets/*":           scoring.ScoreSheetFacts,
	"clocks/*":                            timing.ClockFacts(dispatch.Facts),
	"dataRequests/*":                      privacy.RequestFacts,
	"dispatches/*":                        dispatch.Facts,
	"dispatches/*/assignments/*":          dispatch.AssignmentFacts,
	"dispatches/*/assignments/*/visits/*": visit.Facts(dispatch.Facts),
	"dutyCatalogues/*":                    duty.CatalogueFacts,
	"dutyOverrides/*":                     duty.OverrideFacts,
	"dutyRosters/*":                       roster.Facts,
	"exclusions/*":                        insight.ExclusionFacts,
	"followings/*":                        following.Facts,
	"hotlineOrders/*":                     hotline.OrderFacts(intake.Facts),
	"incidents/*":                         incident.Facts,
	"issueImports/*":                      hotline.ImportFacts,
	"issues/*":                            intake.Facts,
	"issues/*/family":                     intake.Facts,
	"issues/*/recusal":                    routing.RecusalFacts,
	"jointConfirmations/*":                confirmation.Facts(records.Book{"issues/*": intake.Facts}),
	"mandates/*":                          people.MandateFacts,
	"moderationCases/*":                   moderation.CaseFacts,
	"operations/*":                        integration.OperationFacts,
	"personMerges/*":                      people.MergeFacts,
	"persons/*":                           directory.PersonFacts,
	"persons/*/verifications/*":           people.VerificationFacts,
	"places/*":                            directory.PlaceFacts,
	"rates/*":                             insight.RateFacts,
	"redactions/*":                        moderation.RedactionFacts,
	"resources/*":                         booking.ResourceFacts,
	"restrictions/*":                      restriction.Facts,
	"roles/*":                             staffing.RoleFacts,
	"routeProposals/*":                    routing.ProposalFacts,
	"routingRules/*":                      routing.RuleFacts,
	"substitutions/*":                     staffing.SubstitutionFacts,
	"supervisions/*":                      supervision.Facts(dispatch.Facts),
	"tasks/*":                             task.Facts,
	"units/*/memberships/*":               staffing.MembershipFacts,
	"voices/*":                            voice.Facts,
	"consultations/*":                     consultation.Facts,
	"chainLinks/*":                        chain.Facts(intake.Facts),
	"followUps/*":                         retrospective.FollowUpFacts,
	"workCalendars/*":                     workcalendar.Facts,
	"wordLists/*":                         moderation.WordListFacts,
	"retrospectives/*":                    retrospective.Facts,
}

// audiences are who is told of what happens, by the collection of its subject: the reporter of an issue and who joined it, the liaisons of the
// units that a dispatch calls with who stands in for them and who is on duty there, those of the units that are consulted, that take part in a retrospective and that do what follows from it, those of the unit that is supervised and the leader who sees to it, the booker, who follows, who is asked to confirm, whose words are redacted, who is restricted, the two of a substitution, who is to do a task, the system administrators, the staff of the unit that has an issue, the liaisons of the unit whose system is not told and who has called it.
var audiences = map[string]notice.Audience{
	"assignmentPushes": linked, "bookings": booking.Bookers, "chainLinks": holders, "consultations": consulted, "dispatches": called, "followUps": doing, "followings": following.Followers, "issues": concerned, "jointConfirmations": confirmation.Voters, "redactions": moderation.Authors, "restrictions": restriction.Restricted, "retrospectives": reviewing,
	"substitutions": staffing.Parties, "supervisions": supervised, "tasks": doers, "workCalendars": administrators,
}

func concerned(ctx context.Context, tx *db.Tx, id uuid.UUID) ([]uuid.UUID, error) {
	reporters, err := intake.Reporters(ctx, tx, id)
	if err != nil {
		return nil, err
	}
	voices, err := voice.Persons(ctx, tx, id)
	return append(reporters, voices...), err
}

// channels are the ways to tell people that the operator has set up.
func (h *House) channels(o Outside) map[string]notice.Channel {
	all := map[string]notice.Channel{}
	if o.SMS != nil {
		all[notice.SMS] = notice.ShortMessages(h.Directory, o.SMS)
	}
	if o.WeChat != nil {
		all[notice.WeChat] = notice.WeChatMessages(h.Identity, o.WeChat)
	}
	if o.Mail != nil {
		all[notice.EMail] = notice.Mails(h.Keeper, o.Mail)
	}
	return all
}

// sees says whether somebody may read a record now, or a substitute in the office of whom he stands in for: by the same facts that
// explain it to him.
func (h *House) sees(ctx context.Context, tx *db.Tx, who notice.Listener, record string) (bool, error) {
	f, err := book.Facts(ctx, tx, "name", record)
	if errors.Is(err, fault.ErrNotFound) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	p, err := h.principal(ctx, tx.Tenant(), who.Person)
	if err == nil && who.ActingFor != nil {
		p, err = h.Resolver.ActFor(ctx, p, *who.ActingFor)
	}
	if errors.Is(err, fault.ErrUnauthenticated) || errors.Is(err, fault.ErrNotActing) {
		return false, nil
	}
	if err != nil || p.Reads(f) {
		return err == nil, err
	}
	if joined, err := joined(ctx, tx, p, record); err != nil || joined {
		return joined, err
	}
	for _, by := range p.Substitutions {
		inStead, err := h.Resolver.StandIn(ctx, p, by.ID)
		if err != nil && !errors.Is(err, fault.ErrNotStandingIn) {
			return false, err
		}
		if inStead.Reads(f) {
			return true, nil
		}
	}
	return false, nil
}

// joined says whether somebody reads how far an issue is by his voice in it.
func joined(ctx context.Context, tx *db.Tx, p access.Principal, record string) (bool, error) {
	ids, err := name.Parse("issues/*", record)
	if err != nil {
		return false, nil
	}
	f, err := voice.FactsOf(ctx, tx, ids[0], p.Person)
	if ent.IsNotFound(err) {
		return false, nil
	}
	return err == nil && p.Reads(f), err
}
