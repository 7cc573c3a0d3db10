package timing

import (
	"google.golang.org/protobuf/types/known/timestamppb"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/schema"
	"github.com/haolinju/haolinju/internal/platform/calendar"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
	"github.com/haolinju/haolinju/internal/timing/clock"
)

func toClock(c *ent.Clock) *dispatchv1.Clock {
	parent := name.Of("dispatches", c.DispatchID)
	if c.AssignmentID != nil {
		parent = name.Of(parent+"/assignments", *c.AssignmentID)
	}
	return &dispatchv1.Clock{
		Name: clockName(c.ID), Parent: parent, Kind: dispatchv1.Clock_Kind(dispatchv1.Clock_Kind_value["KIND_"+c.Kind]),
		State: clockState(c), Basis: dispatchv1.Clock_Basis(dispatchv1.Clock_Basis_value["BASIS_"+c.Basis]),
		LimitMinutes: int32(c.LimitMinutes), StartTime: timestamppb.New(c.StartTime), DueTime: wire.Timestamp(c.DueTime),
		StoppedTime: wire.Timestamp(c.StoppedTime), WarnedTime: wire.Timestamp(c.WarnedTime), BreachedTime: wire.Timestamp(c.BreachedTime),
		PolicyVersion: c.PolicyVersion, CalendarEdition: int32(c.CalendarEdition),
	}
}

func clockState(c *ent.Clock) dispatchv1.Clock_State {
	switch {
	case c.StoppedTime != nil && c.BreachedTime != nil:
		return dispatchv1.Clock_STATE_MISSED
	case c.StoppedTime != nil:
		return dispatchv1.Clock_STATE_MET
	case c.BreachedTime != nil:
		return dispatchv1.Clock_STATE_BREACHED
	case c.DueTime == nil:
		return dispatchv1.Clock_STATE_PAUSED
	}
	return dispatchv1.Clock_STATE_RUNNING
}

// explanation tells how the due time of a clock came about: span by span, and what each extension added.
func explanation(c *ent.Clock, cal *calendar.Calendar) *dispatchv1.ClockExplanation {
	out := &dispatchv1.ClockExplanation{Clock: toClock(c)}
	run := running(c)
	for _, segment := range run.Explain(cal) {
		out.Spans = append(out.Spans, toSpan(segment, c.Pauses))
		out.Estimated = out.Estimated || segment.Estimated
	}
	granted := run.Extensions
	run.Extensions = nil
	original, _ := run.Due(cal)
	out.OriginalDueTime = wire.Timestamp(original)
	for i, e := range c.Extensions {
		run.Extensions = granted[:i+1]
		due, _ := run.Due(cal)
		out.Extensions = append(out.Extensions, &dispatchv1.GrantedTime{Extension: e.Reason, Minutes: int32(e.Minutes),
			GrantTime: timestamppb.New(e.Time), DueTime: wire.Timestamp(due)})
	}
	return out
}

// toSpan shows one segment of a clock; a pause carries the reason that it was given.
func toSpan(s clock.Segment, pauses []schema.ClockPause) *dispatchv1.Span {
	out := &dispatchv1.Span{
		StartTime: timestamppb.New(s.From), Cause: string(s.Reason), Holiday: s.Name,
		Treatment: dispatchv1.Span_Treatment(dispatchv1.Span_Treatment_value["TREATMENT_"+string(s.Kind)]),
	}
	if !s.To.IsZero() {
		out.EndTime = timestamppb.New(s.To)
	}
	for _, p := range pauses {
		if s.Kind == clock.Paused && !p.From.After(s.From) && (p.Until == nil || p.Until.After(s.From)) {
			out.Cause = p.Reason
		}
	}
	return out
}
