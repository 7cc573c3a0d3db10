package app_test

import (
	"google.golang.org/protobuf/proto"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

var ratingCases = map[string]doorCase{
	"DispatchService.RateDispatch": {testkit.LiaisonB, func(d *district) proto.Message {
		done, lead := d.completed()
		return rateCall(done, lead)
	}},
	"DispatchService.RateAssignment": {testkit.Dispatcher, func(d *district) proto.Message {
		_, lead := d.completed()
		return rateResponse(lead)
	}},
	"DispatchService.AppealRating": {testkit.LiaisonB, func(d *district) proto.Message {
		return &dispatchv1.AppealRatingRequest{Name: d.rated(), Text: "当日有到场记录"}
	}},
	"DispatchService.ReviewRating": {testkit.DistrictLeader, func(d *district) proto.Message {
		return &dispatchv1.ReviewRatingRequest{Name: d.rated(), Decision: dispatchv1.Rating_STATE_SET_ASIDE, Ground: dispatchv1.Rating_GROUND_WRONG_FACTS, Ruling: "与台账不符"}
	}},
	"DispatchService.ListRatings": {testkit.LiaisonB, func(d *district) proto.Message {
		d.rated()
		return &dispatchv1.ListRatingsRequest{Parent: "dispatches/-/assignments/-", PageSize: 1, Filter: "state = STATE_PUBLISHED", WithTotal: true}
	}},
}

func rateCall(dispatch, duty string) *dispatchv1.RateDispatchRequest {
	return &dispatchv1.RateDispatchRequest{Name: dispatch, Assignment: duty, Rating: &dispatchv1.WhistleRating{Needed: 5, Facts: 4, Target: 5}}
}

func rateResponse(duty string) *dispatchv1.RateAssignmentRequest {
	return &dispatchv1.RateAssignmentRequest{Name: duty, Rating: &dispatchv1.ResponseRating{Punctual: 5, Effort: 5, Result: 4, Comment: "及时"}}
}

// rated is the name of the published rating of a response.
func (d *district) rated() string {
	done, lead := d.completed()
	prepare[*dispatchv1.Assignment](d, testkit.Dispatcher, rateResponse(lead))
	prepare[*dispatchv1.Dispatch](d, testkit.LiaisonB, rateCall(done, lead))
	return prepare[*dispatchv1.ListRatingsResponse](d, testkit.LiaisonB, &dispatchv1.ListRatingsRequest{Parent: lead,
		Filter: "side = SIDE_RESPONSE"}).GetRatings()[0].GetName()
}
