package main

import (
	"context"

	"github.com/haolinju/haolinju/api/client"
	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
)

// step does something to a duty, if it still is as it was told.
type step func(ctx context.Context, duties dispatchv1.DispatchServiceClient, duty *dispatchv1.Assignment) (*dispatchv1.Assignment, error)

// next is the step that follows from where a duty stands; nil where there is nothing to do.
func next(duty *dispatchv1.Assignment) step {
	if duty.GetRole() == dispatchv1.Assignment_ROLE_INFORMED {
		return nil
	}
	switch duty.GetState() {
	case dispatchv1.Assignment_STATE_SENT:
		if duty.GetExternalNumber() == "" {
			return number
		}
		return sign
	case dispatchv1.Assignment_STATE_SIGNED:
		return arrive
	case dispatchv1.Assignment_STATE_REPORTED_IN:
		return report
	case dispatchv1.Assignment_STATE_HANDLING:
		return complete
	}
	return nil
}

// number enters the duty as an order of one's own, and tells the district under which number.
func number(ctx context.Context, duties dispatchv1.DispatchServiceClient, duty *dispatchv1.Assignment) (*dispatchv1.Assignment, error) {
	own := "WO-" + duty.GetName()[len(duty.GetName())-12:]
	return duties.SetExternalNumber(ctx, &dispatchv1.SetExternalNumberRequest{Name: duty.GetName(), Etag: duty.GetEtag(), ExternalNumber: own})
}

func sign(ctx context.Context, duties dispatchv1.DispatchServiceClient, duty *dispatchv1.Assignment) (*dispatchv1.Assignment, error) {
	return duties.SignAssignment(ctx, &dispatchv1.SignAssignmentRequest{Name: duty.GetName(), Etag: duty.GetEtag()})
}

// arrive is what follows a signature: to a whistle somebody comes, of an order one reports.
func arrive(ctx context.Context, duties dispatchv1.DispatchServiceClient, duty *dispatchv1.Assignment) (*dispatchv1.Assignment, error) {
	after, err := duties.ReportInAssignment(ctx, &dispatchv1.ReportInAssignmentRequest{Name: duty.GetName(), Etag: duty.GetEtag(),
		Rank: "抢修队长", Place: "现场", Authority: true})
	if client.Reason(err) == "NOT_A_WHISTLE" {
		return report(ctx, duties, duty)
	}
	return after, err
}

func report(ctx context.Context, duties dispatchv1.DispatchServiceClient, duty *dispatchv1.Assignment) (*dispatchv1.Assignment, error) {
	return duties.ReportStage(ctx, &dispatchv1.ReportStageRequest{Name: duty.GetName(), Etag: duty.GetEtag(), Text: "已到现场，正在处置。", NextStep: "完成处置。"})
}

func complete(ctx context.Context, duties dispatchv1.DispatchServiceClient, duty *dispatchv1.Assignment) (*dispatchv1.Assignment, error) {
	return duties.CompleteAssignment(ctx, &dispatchv1.CompleteAssignmentRequest{Name: duty.GetName(), Etag: duty.GetEtag(), Result: "已处置完毕。"})
}
