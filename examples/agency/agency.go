package main

import (
	"context"
	"log"
	"strings"

	"github.com/haolinju/haolinju/api/client"
	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
)

// agency works the duties of one unit.
type agency struct {
	duties dispatchv1.DispatchServiceClient
	place  place
}

// follow the duties as they change. What is told may be told again, and may have changed since: each step is taken on the version that
// was told of, and refused where that is not the last one. The place is kept after the work, so nothing is left out by a crash.
func (a *agency) follow(ctx context.Context) error {
	known := a.place.token()
	for answer, err := range client.Follow(ctx, a.duties.WatchAssignments, &dispatchv1.WatchAssignmentsRequest{ResumeToken: known}) {
		if client.Reason(err) == "RESUME_TOKEN_EXPIRED" { // away for longer than changes are told again
			a.place.forget()
			return a.follow(ctx)
		}
		if err != nil {
			return err
		}
		switch duty := answer.GetAssignment(); {
		case duty != nil:
			err = a.work(ctx, duty)
		case known == "": // the stream begins; what was there before it is listed
			err = a.catchUp(ctx)
		}
		if err != nil {
			return err
		}
		known = answer.GetResumeToken()
		if err := a.place.keep(known); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// catchUp works what is open.
func (a *agency) catchUp(ctx context.Context) error {
	all := &dispatchv1.ListAssignmentsRequest{Parent: "dispatches/-"}
	for duty, err := range client.All(ctx, a.duties.ListAssignments, all, (*dispatchv1.ListAssignmentsResponse).GetAssignments) {
		if err != nil {
			return err
		}
		if err := a.work(ctx, duty); err != nil {
			return err
		}
	}
	return nil
}

// work takes the next step of a duty, which the stream tells of in its turn. A real system would ask its people first.
func (a *agency) work(ctx context.Context, duty *dispatchv1.Assignment) error {
	step := next(duty)
	if step == nil {
		return nil
	}
	after, err := step(ctx, a.duties, duty)
	switch client.Reason(err) {
	case "STALE", "WRONG_STATE":
		log.Printf("%s: %s", duty.GetName(), client.Reason(err)) // somebody was faster; the stream tells how it stands
		return nil
	}
	if err == nil {
		log.Printf("%s %s %s", after.GetName(), after.GetExternalNumber(), strings.TrimPrefix(after.GetState().String(), "STATE_"))
	}
	return err
}
