package rating_test

import (
	"testing"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

const (
	given     = dispatchv1.Rating_STATE_GIVEN
	published = dispatchv1.Rating_STATE_PUBLISHED
	appealed  = dispatchv1.Rating_STATE_APPEALED
	confirmed = dispatchv1.Rating_STATE_CONFIRMED
	setAside  = dispatchv1.Rating_STATE_SET_ASIDE

	ofResponse = dispatchv1.Rating_SIDE_RESPONSE
	ofCall     = dispatchv1.Rating_SIDE_WHISTLE

	noGround    = dispatchv1.Rating_GROUND_UNSPECIFIED
	retaliation = dispatchv1.Rating_GROUND_RETALIATION
	wrongFacts  = dispatchv1.Rating_GROUND_WRONG_FACTS

	all = "dispatches/-/assignments/-"
)

// world is a server with an order that the planning bureau has completed.
type world struct {
	testkit.Dispatches
	order *dispatchv1.Dispatch
	duty  string
}

func start(t *testing.T) world {
	t.Helper()
	w := world{Dispatches: testkit.StartDispatches(t)}
	w.order = w.Order()
	w.duty = w.AssignmentOf(w.order, testkit.Planning)
	w.Sign(testkit.LiaisonA, w.duty)
	w.Complete(testkit.LiaisonA, w.duty)
	return w
}

// rateUnit has the street rate how the unit has responded, by three equal scores.
func (w world) rateUnit(score int32) (*dispatchv1.Assignment, error) {
	return w.As(testkit.Dispatcher).RateAssignment(w.Ctx, &dispatchv1.RateAssignmentRequest{Name: w.duty,
		Rating: &dispatchv1.ResponseRating{Punctual: score, Effort: score, Result: score, Comment: "来得晚"}})
}

// rateCall has the unit rate the call, likewise.
func (w world) rateCall(score int32) (*dispatchv1.Dispatch, error) {
	return w.As(testkit.LiaisonA).RateDispatch(w.Ctx, &dispatchv1.RateDispatchRequest{Name: w.order.GetName(),
		Rating: &dispatchv1.WhistleRating{Needed: score, Facts: score, Target: score, Comment: "事实不清"}})
}

// both sides rate each other.
func (w world) both(response, call int32) {
	w.T.Helper()
	w.Assigned(w.rateUnit(response))
	w.Dispatched(w.rateCall(call))
}

// listed are the ratings that somebody finds.
func (w world) listed(who testkit.Who, parent, filter string) []*dispatchv1.Rating {
	w.T.Helper()
	return testkit.Must[*dispatchv1.ListRatingsResponse](w.Dispatches)(w.As(who).ListRatings(w.Ctx,
		&dispatchv1.ListRatingsRequest{Parent: parent, Filter: filter})).GetRatings()
}

// of is the published rating of a side.
func (w world) of(side dispatchv1.Rating_Side) *dispatchv1.Rating {
	w.T.Helper()
	for _, r := range w.listed(testkit.AuditAdmin, w.duty, "") {
		if r.GetSide() == side {
			return r
		}
	}
	w.T.Fatalf("no %v", side)
	return nil
}

// publish runs the job.
func (w world) publish() {
	w.T.Helper()
	if err := w.Ratings.Publish(access.AsSystem(w.Ctx, demo.Fangshan)); err != nil {
		w.T.Fatal(err)
	}
}

func (w world) appeal(who testkit.Who, rating *dispatchv1.Rating) (*dispatchv1.Rating, error) {
	return w.As(who).AppealRating(w.Ctx, &dispatchv1.AppealRatingRequest{Name: rating.GetName(), Text: "当日有到场记录"})
}

func (w world) review(who testkit.Who, rating *dispatchv1.Rating, decision dispatchv1.Rating_State, ground dispatchv1.Rating_Ground) (*dispatchv1.Rating, error) {
	return w.As(who).ReviewRating(w.Ctx, &dispatchv1.ReviewRatingRequest{Name: rating.GetName(), Decision: decision, Ground: ground, Ruling: "调阅台账"})
}
