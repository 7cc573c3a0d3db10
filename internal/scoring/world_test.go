package scoring_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"google.golang.org/grpc/codes"

	pb "github.com/haolinju/haolinju/api/gen/haolinju/evaluation/v1"
	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// tenant is the district of the principals of testkit, street the code of the sub-district that runs the campaigns.
const (
	tenant = 110111
	street = "110111012"
)

type world struct {
	*testkit.Kit
	doors int
}

func start(t *testing.T) *world {
	t.Helper()
	return &world{Kit: testkit.Start(t)}
}

func (w *world) as(who testkit.Who) pb.EvaluationServiceClient {
	return pb.NewEvaluationServiceClient(w.Conn(who))
}

func (w *world) street() string { return "units/" + w.Unit(street).String() }

// must gives the answer of a call that has to succeed.
func must[T any](t *testing.T) func(T, error) T {
	return func(answer T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return answer
	}
}

func (w *world) me(t *testing.T, who testkit.Who) string {
	t.Helper()
	return must[*identityv1.Me](t)(identityv1.NewIdentityServiceClient(w.Conn(who)).
		GetMe(t.Context(), &identityv1.GetMeRequest{})).GetPerson()
}

// count is the number that a query of the owner's role answers.
func (w *world) count(t *testing.T, sql string, args ...any) (n int) {
	t.Helper()
	if err := w.Owner().QueryRow(t.Context(), sql, args...).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// enterUnit puts a unit of a kind below the street.
func (w *world) enterUnit(t *testing.T, kind, called string) string {
	t.Helper()
	id := uuid.Must(uuid.NewV7())
	if _, err := w.Owner().Exec(t.Context(), `insert into unit (tenant_id, id, create_time, update_time, version, name, kind, parent_id, path)
		select tenant_id, $2, create_time, update_time, 1, $3, $4, id, path from unit where tenant_id = $1 and code = $5`,
		tenant, id, called, kind, street); err != nil {
		t.Fatal(err)
	}
	return "units/" + id.String()
}

// enterPlace puts a place of a kind on the ground of the street.
func (w *world) enterPlace(t *testing.T, kind string) string {
	t.Helper()
	w.doors++
	id := uuid.Must(uuid.NewV7())
	if _, err := w.Owner().Exec(t.Context(), `insert into place (tenant_id, id, create_time, update_time, version, kind, unit_id, name)
		select tenant_id, $2, create_time, update_time, 1, $3, id, $4 from unit where tenant_id = $1 and code = $5`,
		tenant, id, kind, fmt.Sprintf("3号楼%d单元", w.doors), street); err != nil {
		t.Fatal(err)
	}
	return "places/" + id.String()
}

// of makes a nomination of the person, unit or place of that name.
func of(subject string) *pb.Nomination {
	n := &pb.Nomination{Statement: "邻里互助，楼道整洁。"}
	switch collection, _, _ := strings.Cut(subject, "/"); collection {
	case "persons":
		n.Subject = &pb.Nomination_Person{Person: subject}
	case "units":
		n.Subject = &pb.Nomination_Unit{Unit: subject}
	default:
		n.Subject = &pb.Nomination_Place{Place: subject}
	}
	return n
}

// plan is a campaign of building gates as the street's leader draws it up.
func (w *world) plan() *pb.Campaign {
	return &pb.Campaign{Title: "2026年好邻居文明楼门评选", HonourTitle: "好邻居文明楼门", Year: 2026,
		SubjectKind: pb.Campaign_SUBJECT_KIND_DOOR, Unit: w.street(), Quota: 40}
}

// draft creates a campaign with two criteria, of 60 and 40 percent.
func (w *world) draft(t *testing.T, plan *pb.Campaign) *pb.Campaign {
	t.Helper()
	leader := w.as(testkit.StreetLeader)
	c := must[*pb.Campaign](t)(leader.CreateCampaign(t.Context(), &pb.CreateCampaignRequest{Campaign: plan}))
	for _, criterion := range []*pb.Criterion{
		{Title: "楼道环境", WeightBasisPoints: 6000, MaxScore: 100},
		{Title: "邻里关系", WeightBasisPoints: 4000, MaxScore: 10},
	} {
		w.Clock.Advance(time.Millisecond) // the order of criteria is that of their time
		must[*pb.Criterion](t)(leader.CreateCriterion(t.Context(), &pb.CreateCriterionRequest{Parent: c.GetName(), Criterion: criterion}))
	}
	return c
}

// open is a campaign that takes nominations.
func (w *world) open(t *testing.T, plan *pb.Campaign) *pb.Campaign {
	t.Helper()
	return must[*pb.Campaign](t)(w.as(testkit.StreetLeader).OpenCampaign(t.Context(), &pb.OpenCampaignRequest{Name: w.draft(t, plan).GetName()}))
}

// review ends the time for nominations.
func (w *world) review(t *testing.T, c *pb.Campaign) *pb.Campaign {
	t.Helper()
	return must[*pb.Campaign](t)(w.as(testkit.StreetLeader).AdvanceCampaign(t.Context(), &pb.AdvanceCampaignRequest{Name: c.GetName()}))
}

// nominate enters a subject in the name of a resident and has it accepted.
func (w *world) nominate(t *testing.T, c *pb.Campaign, n *pb.Nomination) *pb.Nomination {
	t.Helper()
	entered := must[*pb.Nomination](t)(w.as(testkit.Resident).CreateNomination(t.Context(),
		&pb.CreateNominationRequest{Parent: c.GetName(), Nomination: n}))
	return must[*pb.Nomination](t)(w.as(testkit.StreetLeader).ScreenNomination(t.Context(),
		&pb.ScreenNominationRequest{Name: entered.GetName(), Decision: pb.ScreenNominationRequest_DECISION_ACCEPT}))
}

// reviewed is a campaign of gates in REVIEW with an accepted nomination.
func (w *world) reviewed(t *testing.T) (*pb.Campaign, *pb.Nomination) {
	t.Helper()
	c := w.open(t, w.plan())
	n := w.nominate(t, c, of(w.enterPlace(t, "DOOR")))
	return w.review(t, c), n
}

// sheet is a score sheet of the judge with marks for the criteria in their order.
func (w *world) sheet(t *testing.T, c *pb.Campaign, n *pb.Nomination, marks ...int32) *pb.ScoreSheet {
	t.Helper()
	criteria := must[*pb.ListCriteriaResponse](t)(w.as(testkit.Judge).ListCriteria(t.Context(), &pb.ListCriteriaRequest{Parent: c.GetName()}))
	s := &pb.ScoreSheet{Nomination: n.GetName()}
	for i, mark := range marks {
		s.Scores = append(s.Scores, &pb.ScoreSheet_Score{Criterion: criteria.GetCriteria()[i].GetName(), Value: mark})
	}
	return s
}

// enter has the judge begin a sheet.
func (w *world) enter(t *testing.T, s *pb.ScoreSheet) *pb.ScoreSheet {
	t.Helper()
	campaign, _, _ := strings.Cut(s.GetNomination(), "/nominations/")
	return must[*pb.ScoreSheet](t)(w.as(testkit.Judge).CreateScoreSheet(t.Context(),
		&pb.CreateScoreSheetRequest{Parent: campaign, ScoreSheet: s}))
}

// scored is a campaign with two nominations, each with a submitted sheet of the judge.
func (w *world) scored(t *testing.T) *pb.Campaign {
	t.Helper()
	c := w.open(t, w.plan())
	first, second := w.nominate(t, c, of(w.enterPlace(t, "DOOR"))), w.nominate(t, c, of(w.enterPlace(t, "DOOR")))
	c = w.review(t, c)
	for _, n := range []*pb.Nomination{first, second} {
		must[*pb.ScoreSheet](t)(w.as(testkit.Judge).SubmitScoreSheet(t.Context(),
			&pb.SubmitScoreSheetRequest{Name: w.enter(t, w.sheet(t, c, n, 90, 9)).GetName()}))
	}
	return c
}

// wantRefusal checks that a call was refused for a reason and that nothing was told to anybody.
func (w *world) wantRefusal(t *testing.T, code codes.Code, reason string, call func() error) {
	t.Helper()
	before := w.count(t, "select count(*) from event")
	testkit.WantFault(t, call(), code, reason)
	if after := w.count(t, "select count(*) from event"); after != before {
		t.Errorf("the refused call left %d events", after-before)
	}
}

// TestMain runs the tests on one private cluster.
func TestMain(m *testing.M) { testkit.Main(m) }
