package operation_test

import (
	"context"
	"encoding/hex"
	"errors"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/types/known/durationpb"
	"google.golang.org/protobuf/types/known/wrapperspb"

	integrationv1 "github.com/haolinju/haolinju/api/gen/haolinju/integration/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/jobs"
	"github.com/haolinju/haolinju/internal/platform/operation"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// proves AP-13
func TestWorkIsDoneBehindTheCallAndItsOwnerWaitsForTheResult(t *testing.T) {
	t.Parallel()
	var o *office
	o = open(t, func(ctx context.Context, r *operation.Run, input *wrapperspb.StringValue) error {
		if got := access.From(ctx); got.Person != personOf(testkit.Resident) || got.System {
			t.Errorf("the work runs as %+v", got)
		}
		return o.succeed(ctx, r, input.GetValue()+" ✓")
	})
	o.Work(t)
	asked := o.ask(testkit.Resident)
	if asked.GetState() != integrationv1.Operation_STATE_PENDING || asked.GetDone() {
		t.Errorf("it begins as %v", asked)
	}
	done, err := o.client(testkit.Resident).WaitOperation(t.Context(), &integrationv1.WaitOperationRequest{Name: asked.GetName()})
	if err != nil {
		t.Fatal(err)
	}
	result := &wrapperspb.StringValue{}
	if err := done.GetResult().UnmarshalTo(result); err != nil || result.GetValue() != "诚信粮油店 ✓" {
		t.Errorf("the result is %v (%v)", result, err)
	}
	if done.GetState() != integrationv1.Operation_STATE_SUCCEEDED || !done.GetDone() || done.GetExpireTime().AsTime() != testkit.Epoch.AddDate(0, 0, 30) {
		t.Errorf("it ends as %v", done)
	}
	list, err := o.client(testkit.Resident).ListOperations(t.Context(), &integrationv1.ListOperationsRequest{})
	if err != nil || len(list.GetOperations()) != 1 || list.GetOperations()[0].GetName() != asked.GetName() {
		t.Errorf("the owner's list is %v (%v)", list, err)
	}
	_, err = o.client(testkit.Resident).CancelOperation(t.Context(), &integrationv1.CancelOperationRequest{Name: asked.GetName()})
	testkit.WantFault(t, err, codes.FailedPrecondition, "OPERATION_OVER")
}

// proves AP-13
func TestAnOperationExistsForNobodyButItsOwner(t *testing.T) {
	t.Parallel()
	o := open(t, nil)
	asked := o.ask(testkit.Resident)
	for _, stranger := range []testkit.Who{testkit.Resident2, testkit.SystemAdmin, testkit.ForeignResident} {
		_, err := o.client(stranger).GetOperation(t.Context(), &integrationv1.GetOperationRequest{Name: asked.GetName()})
		testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
		_, err = o.client(stranger).CancelOperation(t.Context(), &integrationv1.CancelOperationRequest{Name: asked.GetName()})
		testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
		list, err := o.client(stranger).ListOperations(t.Context(), &integrationv1.ListOperationsRequest{})
		if err != nil || len(list.GetOperations()) > 0 {
			t.Errorf("%s lists %v (%v)", stranger, list, err)
		}
	}
}

func TestNothingStartsWhenTheTransactionThatAsksIsRolledBack(t *testing.T) {
	t.Parallel()
	o := open(t, nil)
	if _, err := o.try(testkit.Resident, errors.New("no")); err == nil {
		t.Fatal("the transaction did not fail")
	}
	var rows int
	if err := o.Owner().QueryRow(t.Context(), "select (select count(*) from operation) + (select count(*) from river_job)").Scan(&rows); err != nil || rows != 0 {
		t.Errorf("%d rows are left (%v)", rows, err)
	}
}

func TestTheQueueHoldsNothingOfWhatTheWorkIsAbout(t *testing.T) {
	t.Parallel()
	o := open(t, nil)
	o.ask(testkit.Resident)
	var job, row string
	if err := o.Owner().QueryRow(t.Context(), "select (select row_to_json(j)::text from river_job j), (select row_to_json(o)::text from operation o)").
		Scan(&job, &row); err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{job, row} {
		if strings.Contains(text, "粮油") || strings.Contains(text, hex.EncodeToString([]byte("粮油"))) {
			t.Errorf("the input lies open in %s", text)
		}
	}
}

// proves AP-13
func TestWorkGoesOnBehindTheStepsOfAWorkerThatDied(t *testing.T) {
	t.Parallel()
	var o *office
	done := map[int64]int{}
	died := make(chan struct{})
	released := make(chan struct{})
	first := true
	o = open(t, func(ctx context.Context, r *operation.Run, _ *wrapperspb.StringValue) error {
		hangs := first
		first = false
		for n := r.Done() + 1; n <= 3; n++ {
			if hangs && n == 3 {
				close(died)
				<-released
			}
			if err := o.step(ctx, func(ctx context.Context, tx *db.Tx) error { return r.Advance(ctx, tx, n, 3) }); err != nil {
				return err
			}
			done[n]++
		}
		return o.succeed(ctx, r, "3")
	})
	asked := o.ask(testkit.Resident)
	late := make(chan error)
	go func() { late <- o.run(asked.GetName()) }()
	<-died
	if half := o.get(testkit.Resident, asked.GetName()); half.GetStepsDone() != 2 || half.GetStepsTotal() != 3 || half.GetState() != integrationv1.Operation_STATE_RUNNING {
		t.Errorf("halfway it is %v", half)
	}
	if err := o.run(asked.GetName()); err != nil { // the queue gives the work to another
		t.Fatal(err)
	}
	close(released)
	if err := <-late; err != nil { // the first one comes back to life
		t.Fatal(err)
	}
	for n := int64(1); n <= 3; n++ {
		if done[n] != 1 {
			t.Errorf("step %d was done %d times", n, done[n])
		}
	}
	if end := o.get(testkit.Resident, asked.GetName()); end.GetState() != integrationv1.Operation_STATE_SUCCEEDED || end.GetStepsDone() != 3 {
		t.Errorf("it ends as %v", end)
	}
}

// proves AP-13
func TestCancellingEndsWaitingWorkAtOnceAndRunningWorkBeforeItsNextStep(t *testing.T) {
	t.Parallel()
	var o *office
	running := make(chan struct{})
	o = open(t, func(ctx context.Context, r *operation.Run, _ *wrapperspb.StringValue) error {
		close(running)
		<-ctx.Done() // the watch stops it
		return o.succeed(context.WithoutCancel(ctx), r, "too late")
	})
	waiting := o.ask(testkit.Resident)
	ended, err := o.client(testkit.Resident).CancelOperation(t.Context(), &integrationv1.CancelOperationRequest{Name: waiting.GetName()})
	if err != nil || ended.GetState() != integrationv1.Operation_STATE_CANCELLED || !ended.GetDone() {
		t.Errorf("the waiting one is %v (%v)", ended, err)
	}
	if err := o.run(waiting.GetName()); err != nil {
		t.Errorf("a worker that comes for it: %v", err)
	}

	asked := o.ask(testkit.Resident)
	over := make(chan error)
	go func() { over <- o.run(asked.GetName()) }()
	<-running
	told, err := o.client(testkit.Resident).CancelOperation(t.Context(), &integrationv1.CancelOperationRequest{Name: asked.GetName()})
	if err != nil || told.GetDone() || told.GetCancelTime() == nil {
		t.Errorf("the running one is told so: %v (%v)", told, err)
	}
	if err := <-over; err != nil {
		t.Errorf("the queue would run it again: %v", err)
	}
	if end := o.get(testkit.Resident, asked.GetName()); end.GetState() != integrationv1.Operation_STATE_CANCELLED || end.GetResult() != nil {
		t.Errorf("it ends as %v", end)
	}
}

func TestARefusalEndsTheWorkWithItsReasonInTheLanguageOfTheReader(t *testing.T) {
	t.Parallel()
	o := open(t, func(context.Context, *operation.Run, *wrapperspb.StringValue) error {
		return fault.ErrStale.Because(errors.New("x"))
	})
	refused := operation.Of("test.sheet.refuse", func(context.Context, *operation.Run, *wrapperspb.StringValue) error { return fault.ErrConflict })
	o.Operations.Handle(refused)
	o.kind = refused
	asked := o.ask(testkit.Resident)
	if err := o.run(asked.GetName()); err != nil {
		t.Errorf("the queue would run it again: %v", err)
	}
	ctx := metadata.AppendToOutgoingContext(t.Context(), "accept-language", "en")
	end, err := o.client(testkit.Resident).GetOperation(ctx, &integrationv1.GetOperationRequest{Name: asked.GetName()})
	if err != nil || end.GetError().GetReason() != "ALREADY_EXISTS" || end.GetError().GetDetail() != "it exists already" {
		t.Errorf("it ends as %v (%v)", end, err)
	}
	if zh := o.get(testkit.Resident, asked.GetName()); zh.GetError().GetDetail() != "内容已存在" {
		t.Errorf("in Chinese: %v", zh)
	}
}

func TestWorkThatFailsOrPanicsIsTriedAgainAndGivenUpAfterFiveRuns(t *testing.T) {
	t.Parallel()
	runs := 0
	o := open(t, func(context.Context, *operation.Run, *wrapperspb.StringValue) error {
		if runs++; runs == 2 {
			panic("on the second run")
		}
		return errors.New("not today")
	})
	asked := o.ask(testkit.Resident)
	for range 5 {
		if err := o.run(asked.GetName()); err == nil {
			t.Error("the queue was told that it is done")
		}
	}
	if end := o.get(testkit.Resident, asked.GetName()); runs != 5 || end.GetState() != integrationv1.Operation_STATE_FAILED || end.GetError().GetReason() != "OPERATION_LOST" {
		t.Errorf("after %d runs it is %v", runs, end)
	}
}

func TestWorkIsRefusedWhenItsOwnerHasLostTheRightMeanwhile(t *testing.T) {
	t.Parallel()
	o := open(t, func(context.Context, *operation.Run, *wrapperspb.StringValue) error { t.Error("it ran"); return nil })
	asked := o.ask(testkit.Judge)
	if _, err := o.Owner().Exec(t.Context(), `update membership set valid_to = $2 where tenant_id = $1 and person_id = $3`,
		demo.Fangshan, testkit.Epoch.Add(time.Minute), personOf(testkit.Judge)); err != nil {
		t.Fatal(err)
	}
	o.Clock.Advance(time.Hour)
	if err := o.run(asked.GetName()); err != nil {
		t.Fatal(err)
	}
	var state, reason string
	if err := o.Owner().QueryRow(t.Context(), "select state, reason from operation").Scan(&state, &reason); err != nil || reason != "PERMISSION_DENIED" {
		t.Errorf("it is %s %s (%v)", state, reason, err)
	}
}

// Two of a tenant run; the third waits for its turn and is no failure. In the queue the next one of a tenant ranks behind
// those that wait already, so a tenant with nothing waiting goes before one with much.
func TestOneTenantNeverTakesAllWorkers(t *testing.T) {
	t.Parallel()
	var o *office
	busy, release := make(chan struct{}), make(chan struct{})
	o = open(t, func(ctx context.Context, r *operation.Run, _ *wrapperspb.StringValue) error {
		busy <- struct{}{}
		<-release
		return o.succeed(ctx, r, "done")
	})
	names := []string{o.ask(testkit.Resident).GetName(), o.ask(testkit.Resident2).GetName(), o.ask(testkit.Judge).GetName()}
	over := make(chan error)
	for _, n := range names[:2] {
		go func() { over <- o.run(n) }()
		<-busy
	}
	if err := o.run(names[2]); !errors.Is(err, jobs.Later(time.Second)) {
		t.Errorf("the third is answered %v", err)
	}
	close(release)
	for range 2 {
		if err := <-over; err != nil {
			t.Error(err)
		}
	}
	go func() { over <- o.run(names[2]) }()
	<-busy
	if err := <-over; err != nil {
		t.Error(err)
	}
	rows, err := o.Owner().Query(t.Context(), "select priority from river_job order by id")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for want := 1; rows.Next(); want++ {
		var rank int
		if err := rows.Scan(&rank); err != nil || rank != want {
			t.Errorf("job %d has the rank %d (%v)", want, rank, err)
		}
	}
}

func TestAPersonMayNotPileUpOperations(t *testing.T) {
	t.Parallel()
	o := open(t, nil)
	for range 10 {
		o.ask(testkit.Resident)
	}
	_, err := o.try(testkit.Resident, nil)
	if !errors.Is(err, operation.ErrTooMany) {
		t.Errorf("the eleventh is answered %v", err)
	}
	o.ask(testkit.Resident2)
}

// proves AP-13
func TestWaitingEndsWithTheTimeoutAndShowsTheOperationAsItStands(t *testing.T) {
	t.Parallel()
	o := open(t, nil)
	asked := o.ask(testkit.Resident)
	got, err := o.client(testkit.Resident).WaitOperation(t.Context(),
		&integrationv1.WaitOperationRequest{Name: asked.GetName(), Timeout: durationpb.New(time.Millisecond)})
	if err != nil || got.GetState() != integrationv1.Operation_STATE_PENDING {
		t.Errorf("it is %v (%v)", got, err)
	}
}

func TestOperationsAreForgottenAfterTheirDaysAndLostOnesAreEnded(t *testing.T) {
	t.Parallel()
	var o *office
	o = open(t, func(ctx context.Context, r *operation.Run, _ *wrapperspb.StringValue) error {
		return o.succeed(ctx, r, "done")
	})
	done, lost := o.ask(testkit.Resident), o.ask(testkit.Resident)
	if err := o.run(done.GetName()); err != nil {
		t.Fatal(err)
	}
	if _, err := o.Owner().Exec(t.Context(), "update operation set state = 'RUNNING' where id = $1", lost.GetName()[len("operations/"):]); err != nil {
		t.Fatal(err)
	}
	forget := func() {
		t.Helper()
		if err := o.Operations.Forget(access.AsSystem(t.Context(), demo.Fangshan)); err != nil {
			t.Fatal(err)
		}
	}
	o.Clock.Advance(15 * time.Minute)
	forget()
	if end := o.get(testkit.Resident, lost.GetName()); end.GetError().GetReason() != "OPERATION_LOST" {
		t.Errorf("the lost one is %v", end)
	}
	o.get(testkit.Resident, done.GetName())
	o.Clock.Advance(30 * 24 * time.Hour)
	forget()
	_, err := o.client(testkit.Resident).GetOperation(t.Context(), &integrationv1.GetOperationRequest{Name: done.GetName()})
	testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
}
