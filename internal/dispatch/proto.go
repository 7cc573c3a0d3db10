package dispatch

import (
	"github.com/google/uuid"
	"google.golang.org/protobuf/types/known/timestamppb"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// toDispatch shows a dispatch; whole, with the reports and ratings of its assignments.
func toDispatch(d *ent.Dispatch, whole bool) *dispatchv1.Dispatch {
	out := &dispatchv1.Dispatch{
		Name: dispatchName(d.ID), Number: d.Number,
		Kind:        dispatchv1.Dispatch_Kind(dispatchv1.Dispatch_Kind_value["KIND_"+d.Kind]),
		State:       dispatchv1.Dispatch_State(dispatchv1.Dispatch_State_value["STATE_"+d.State]),
		Tier:        dispatchv1.Dispatch_Tier(dispatchv1.Dispatch_Tier_value["TIER_"+d.Tier]),
		IssuingUnit: name.Of("units", d.IssuingUnitID), Text: d.Text, Place: d.Place, DueTime: wire.Timestamp(d.DueTime),
		SentTime: wire.Timestamp(d.SentTime), CompletedTime: wire.Timestamp(d.CompletedTime), ClearedTime: wire.Timestamp(d.ClearedTime),
		ClosingNote: d.ClosingNote, CreateTime: timestamppb.New(d.CreateTime), UpdateTime: timestamppb.New(d.UpdateTime),
		Etag: etag.Of(d.Version), Consultation: ref("consultations", d.ConsultationID), FormerDispatch: ref("dispatches", d.FormerID), ReblowReason: d.ReblowReason,
	}
	for _, i := range d.Edges.Issues {
		out.Issues = append(out.Issues, name.Of("issues", i.IssueID))
	}
	for _, a := range d.Edges.Assignments {
		out.Assignments = append(out.Assignments, toAssignment(a, whole))
	}
	if d.Review != "" {
		out.Review = &dispatchv1.Review{
			Outcome:  dispatchv1.Review_Outcome(dispatchv1.Review_Outcome_value["OUTCOME_"+d.Review]),
			Reviewer: ref("persons", d.ReviewerID), ReviewTime: wire.Timestamp(d.ReviewTime), Note: d.ReviewNote,
		}
	}
	return out
}

// toAssignment shows an assignment; whole, with its reports and ratings.
func toAssignment(a *ent.Assignment, whole bool) *dispatchv1.Assignment {
	out := &dispatchv1.Assignment{
		Name: assignmentName(a), Unit: name.Of("units", a.UnitID),
		Role: dispatchv1.Assignment_Role(dispatchv1.Assignment_Role_value["ROLE_"+a.Role]), Duty: a.Duty,
		State:    dispatchv1.Assignment_State(dispatchv1.Assignment_State_value["STATE_"+a.State]),
		SentTime: wire.Timestamp(a.SentTime), SignedTime: wire.Timestamp(a.SignedTime), SignLate: a.SignLate,
		ReportIn: toReportIn(a), ReportInLate: a.ReportInLate, FirstContactLate: a.FirstContactLate,
		StageReportLate: a.StageReportLate, DueTime: wire.Timestamp(a.DueTime),
		OriginalDueTime: wire.Timestamp(a.OriginalDueTime), ExtensionCount: int32(a.ExtensionCount), ReworkCount: int32(a.ReworkCount),
		CompletedTime: wire.Timestamp(a.CompletedTime), CompleteLate: a.CompleteLate, Result: a.Result, WaiveReason: a.WaiveReason, ForcedReason: a.ForcedReason, VisitWaiveReason: a.VisitWaiveReason, Handler: ref("persons", a.HandlerID),
		CreateTime: timestamppb.New(a.CreateTime), UpdateTime: timestamppb.New(a.UpdateTime), Etag: etag.Of(a.Version),
	}
	if a.ExternalNumber != nil {
		out.ExternalNumber = *a.ExternalNumber
	}
	if a.ReturnedTime != nil {
		out.Returned = &dispatchv1.Return{
			Reason: dispatchv1.Return_Reason(dispatchv1.Return_Reason_value["REASON_"+a.ReturnReason]), Clause: a.ReturnClause,
			Note: a.ReturnNote, SuggestedUnit: ref("units", a.SuggestedUnitID), ReturnTime: wire.Timestamp(a.ReturnedTime),
		}
	}
	if !whole {
		return out
	}
	for _, r := range a.Edges.StageReports {
		out.StageReports = append(out.StageReports, &dispatchv1.StageReport{
			Text: r.Text, NextStep: r.NextStep, Person: ref("persons", r.PersonID), ApiClient: ref("apiClients", r.ClientID), ReportTime: timestamppb.New(r.CreateTime),
		})
	}
	for _, r := range a.Edges.Ratings {
		if r.Side == "RESPONSE" {
			out.ResponseRating = &dispatchv1.ResponseRating{
				Punctual: score(r.Punctual), Effort: score(r.Effort), Result: score(r.Result),
				Comment: r.Comment, RateTime: timestamppb.New(r.CreateTime),
			}
			continue
		}
		out.WhistleRating = &dispatchv1.WhistleRating{
			Needed: score(r.Needed), Facts: score(r.Facts), Target: score(r.Target),
			Comment: r.Comment, RateTime: timestamppb.New(r.CreateTime),
		}
	}
	return out
}

func toReportIn(a *ent.Assignment) *dispatchv1.ReportIn {
	if a.ReportedInTime == nil {
		return nil
	}
	out := &dispatchv1.ReportIn{
		Person: ref("persons", a.ReporterID), ApiClient: ref("apiClients", a.ReporterClientID), Rank: a.ReporterRank, Place: a.ReportPlace, Authority: *a.Authority,
		Outcome: dispatchv1.ReportIn_OUTCOME_WITHOUT_POWER, ReportTime: wire.Timestamp(a.ReportedInTime),
	}
	if out.Authority {
		out.Outcome = dispatchv1.ReportIn_OUTCOME_WITH_POWER
	}
	return out
}

func ref(collection string, id *uuid.UUID) string {
	if id == nil {
		return ""
	}
	return name.Of(collection, *id)
}

func score(n *int) int32 {
	if n == nil {
		return 0
	}
	return int32(*n)
}
