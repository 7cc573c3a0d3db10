package app_test

import (
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/fieldmaskpb"

	evaluationv1 "github.com/haolinju/haolinju/api/gen/haolinju/evaluation/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

var evaluationCases = map[string]doorCase{
	"EvaluationService.CreateCampaign": {testkit.StreetLeader, func(d *district) proto.Message { return d.newCampaign() }},
	"EvaluationService.GetCampaign": {testkit.Resident, func(d *district) proto.Message {
		return &evaluationv1.GetCampaignRequest{Name: d.opened()}
	}},
	"EvaluationService.ListCampaigns": {testkit.Resident, func(d *district) proto.Message {
		d.opened()
		return &evaluationv1.ListCampaignsRequest{PageSize: 1, State: evaluationv1.Campaign_STATE_NOMINATION,
			SubjectKind: evaluationv1.Campaign_SUBJECT_KIND_DOOR, Year: 2026}
	}},
	"EvaluationService.OpenCampaign": {testkit.StreetLeader, func(d *district) proto.Message {
		c, _ := d.planned()
		return &evaluationv1.OpenCampaignRequest{Name: c}
	}},
	"EvaluationService.AdvanceCampaign": {testkit.StreetLeader, func(d *district) proto.Message {
		c, _ := d.nominated()
		return &evaluationv1.AdvanceCampaignRequest{Name: c}
	}},
	"EvaluationService.PublishCampaign": {testkit.StreetLeader, func(d *district) proto.Message {
		c, _ := d.scored()
		return &evaluationv1.PublishCampaignRequest{Name: c}
	}},
	"EvaluationService.AwardCampaign": {testkit.StreetLeader, func(d *district) proto.Message {
		c, _ := d.published()
		d.Clock.Advance(publicity)
		d.advance(c)
		return &evaluationv1.AwardCampaignRequest{Name: c}
	}},
	"EvaluationService.CancelCampaign": {testkit.StreetLeader, func(d *district) proto.Message {
		return &evaluationv1.CancelCampaignRequest{Name: d.opened(), Reason: "方案调整"}
	}},
	"EvaluationService.ListCampaignActions": {testkit.StreetLeader, func(d *district) proto.Message {
		return &evaluationv1.ListCampaignActionsRequest{Name: d.opened()}
	}},
	"EvaluationService.GetResults": {testkit.Resident, func(d *district) proto.Message {
		c, _ := d.published()
		return &evaluationv1.GetResultsRequest{Name: c}
	}},
	"EvaluationService.CreateCriterion": {testkit.StreetLeader, func(d *district) proto.Message {
		c := prepare[*evaluationv1.Campaign](d, testkit.StreetLeader, d.newCampaign())
		return criterion(c.GetName())
	}},
	"EvaluationService.ListCriteria": {testkit.Resident, func(d *district) proto.Message {
		return &evaluationv1.ListCriteriaRequest{Parent: d.opened()}
	}},
	"EvaluationService.CreateNomination": {testkit.Resident, func(d *district) proto.Message { return nomination(d.opened()) }},
	"EvaluationService.GetNomination": {testkit.Resident, func(d *district) proto.Message {
		_, n := d.nominated()
		return &evaluationv1.GetNominationRequest{Name: n}
	}},
	"EvaluationService.ListNominations": {testkit.StreetLeader, func(d *district) proto.Message {
		c, _ := d.nominated()
		return &evaluationv1.ListNominationsRequest{Parent: c, State: evaluationv1.Nomination_STATE_ACCEPTED}
	}},
	"EvaluationService.ScreenNomination": {testkit.StreetLeader, func(d *district) proto.Message {
		return accept(prepare[*evaluationv1.Nomination](d, testkit.Resident, nomination(d.opened())).GetName())
	}},
	"EvaluationService.WithdrawNomination": {testkit.Resident, func(d *district) proto.Message {
		return &evaluationv1.WithdrawNominationRequest{Name: prepare[*evaluationv1.Nomination](d, testkit.Resident, nomination(d.opened())).GetName()}
	}},
	"EvaluationService.CreateScoreSheet": {testkit.Judge, func(d *district) proto.Message { return d.newSheet() }},
	"EvaluationService.GetScoreSheet": {testkit.Judge, func(d *district) proto.Message {
		return &evaluationv1.GetScoreSheetRequest{Name: d.sheet().GetName()}
	}},
	"EvaluationService.UpdateScoreSheet": {testkit.Judge, func(d *district) proto.Message {
		s := d.sheet()
		return &evaluationv1.UpdateScoreSheetRequest{ScoreSheet: &evaluationv1.ScoreSheet{Name: s.GetName(), Remark: "楼道整洁", Etag: s.GetEtag()},
			UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"remark"}}}
	}},
	"EvaluationService.UpdateScoreSheet without a mask": {testkit.Judge, func(d *district) proto.Message {
		s := d.sheet()
		return &evaluationv1.UpdateScoreSheetRequest{ScoreSheet: &evaluationv1.ScoreSheet{Name: s.GetName(), Remark: "楼道整洁", Etag: s.GetEtag()}}
	}},
	"EvaluationService.SubmitScoreSheet": {testkit.Judge, func(d *district) proto.Message {
		return &evaluationv1.SubmitScoreSheetRequest{Name: d.sheet().GetName()}
	}},
	"EvaluationService.CreateObjection": {testkit.Resident2, func(d *district) proto.Message { return objection(d.published()) }},
	"EvaluationService.ListObjections": {testkit.StreetLeader, func(d *district) proto.Message {
		c, n := d.published()
		prepare[*evaluationv1.Objection](d, testkit.Resident2, objection(c, n))
		return &evaluationv1.ListObjectionsRequest{Parent: c, State: evaluationv1.Objection_STATE_OPEN}
	}},
	"EvaluationService.ResolveObjection": {testkit.StreetLeader, func(d *district) proto.Message {
		o := prepare[*evaluationv1.Objection](d, testkit.Resident2, objection(d.published()))
		return &evaluationv1.ResolveObjectionRequest{Name: o.GetName(), Decision: evaluationv1.ResolveObjectionRequest_DECISION_DISMISS, Reply: "经核查不属实"}
	}},
	"EvaluationService.GetHonour": {testkit.Resident, func(d *district) proto.Message {
		return &evaluationv1.GetHonourRequest{Name: d.honour().GetName()}
	}},
	"EvaluationService.ListHonours": {testkit.Resident, func(d *district) proto.Message {
		return &evaluationv1.ListHonoursRequest{PageSize: 1, Campaign: d.honour().GetCampaign(), Year: 2026}
	}},
	"EvaluationService.VerifyHonour": {testkit.Resident, func(d *district) proto.Message {
		return &evaluationv1.VerifyHonourRequest{Name: "honours/" + d.honour().GetNumber()}
	}},
	"EvaluationService.RevokeHonour": {testkit.StreetLeader, func(d *district) proto.Message {
		return &evaluationv1.RevokeHonourRequest{Name: d.honour().GetName(), Reason: "弄虚作假"}
	}},
}

// publicity is longer than the five working days of the public notice, whatever the season.
const publicity = 20 * 24 * time.Hour

func (d *district) newCampaign() *evaluationv1.CreateCampaignRequest {
	return &evaluationv1.CreateCampaignRequest{Campaign: &evaluationv1.Campaign{Title: "2026年好邻居文明楼门评选", HonourTitle: "好邻居文明楼门",
		Year: 2026, SubjectKind: evaluationv1.Campaign_SUBJECT_KIND_DOOR, Unit: d.unit(xilu), Quota: 40}}
}

func criterion(campaign string) *evaluationv1.CreateCriterionRequest {
	return &evaluationv1.CreateCriterionRequest{Parent: campaign, Criterion: &evaluationv1.Criterion{Title: "楼道环境", WeightBasisPoints: 10000, MaxScore: 100}}
}

func nomination(campaign string) *evaluationv1.CreateNominationRequest {
	return &evaluationv1.CreateNominationRequest{Parent: campaign, Nomination: &evaluationv1.Nomination{Statement: "邻里互助，楼道整洁。",
		Subject: &evaluationv1.Nomination_Place{Place: name.Of("places", demo.DoorID(0))}}}
}

func accept(nomination string) *evaluationv1.ScreenNominationRequest {
	return &evaluationv1.ScreenNominationRequest{Name: nomination, Decision: evaluationv1.ScreenNominationRequest_DECISION_ACCEPT}
}

func objection(campaign, nomination string) *evaluationv1.CreateObjectionRequest {
	return &evaluationv1.CreateObjectionRequest{Parent: campaign, Objection: &evaluationv1.Objection{Nomination: nomination, Facts: "楼道堆物未清"}}
}

// planned is a draft with its criterion; opened, nominated, inReview, scored and published are one step further each.
func (d *district) planned() (campaign, criterionName string) {
	d.t.Helper()
	c := prepare[*evaluationv1.Campaign](d, testkit.StreetLeader, d.newCampaign())
	return c.GetName(), prepare[*evaluationv1.Criterion](d, testkit.StreetLeader, criterion(c.GetName())).GetName()
}

func (d *district) opened() string {
	d.t.Helper()
	c, _ := d.planned()
	prepare[*evaluationv1.Campaign](d, testkit.StreetLeader, &evaluationv1.OpenCampaignRequest{Name: c})
	return c
}

func (d *district) nominated() (campaign, nominationName string) {
	d.t.Helper()
	campaign = d.opened()
	nominationName = prepare[*evaluationv1.Nomination](d, testkit.Resident, nomination(campaign)).GetName()
	prepare[*evaluationv1.Nomination](d, testkit.StreetLeader, accept(nominationName))
	return campaign, nominationName
}

func (d *district) advance(campaign string) {
	d.t.Helper()
	prepare[*evaluationv1.Campaign](d, testkit.StreetLeader, &evaluationv1.AdvanceCampaignRequest{Name: campaign})
}

// newSheet is the judge's score of a campaign in review.
func (d *district) newSheet() *evaluationv1.CreateScoreSheetRequest {
	d.t.Helper()
	campaign, nominated := d.nominated()
	d.advance(campaign)
	criteria := prepare[*evaluationv1.ListCriteriaResponse](d, testkit.Judge, &evaluationv1.ListCriteriaRequest{Parent: campaign}).GetCriteria()
	return &evaluationv1.CreateScoreSheetRequest{Parent: campaign, ScoreSheet: &evaluationv1.ScoreSheet{Nomination: nominated,
		Scores: []*evaluationv1.ScoreSheet_Score{{Criterion: criteria[0].GetName(), Value: 90}}}}
}

func (d *district) sheet() *evaluationv1.ScoreSheet {
	d.t.Helper()
	return prepare[*evaluationv1.ScoreSheet](d, testkit.Judge, d.newSheet())
}

func (d *district) scored() (campaign, nominationName string) {
	d.t.Helper()
	request := d.newSheet()
	s := prepare[*evaluationv1.ScoreSheet](d, testkit.Judge, request)
	prepare[*evaluationv1.ScoreSheet](d, testkit.Judge, &evaluationv1.SubmitScoreSheetRequest{Name: s.GetName()})
	return request.GetParent(), s.GetNomination()
}

func (d *district) published() (campaign, nominationName string) {
	d.t.Helper()
	campaign, nominationName = d.scored()
	prepare[*evaluationv1.Campaign](d, testkit.StreetLeader, &evaluationv1.PublishCampaignRequest{Name: campaign})
	return campaign, nominationName
}

// honour is one that was given.
func (d *district) honour() *evaluationv1.Honour {
	d.t.Helper()
	campaign, _ := d.published()
	d.Clock.Advance(publicity)
	d.advance(campaign)
	prepare[*evaluationv1.Campaign](d, testkit.StreetLeader, &evaluationv1.AwardCampaignRequest{Name: campaign})
	return prepare[*evaluationv1.ListHonoursResponse](d, testkit.Resident, &evaluationv1.ListHonoursRequest{Campaign: campaign}).GetHonours()[0]
}
