package dispatch

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"
	"google.golang.org/protobuf/types/known/timestamppb"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/issue"
	"github.com/haolinju/haolinju/ent/unit"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/calendar"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// draft is a dispatch to be written.
type draft struct {
	id     uuid.UUID // Nil: made by the server
	kind   Kind
	tier   string
	issuer uuid.UUID
	text   string
	place  string
	due    *time.Time
	issues []uuid.UUID
	calls  []call

	consultation *uuid.UUID    // on whose conclusion it rests
	former       *ent.Dispatch // that it blows anew; nil for none
	reason       string        // why
	root         string        // of the fields that the request has it in
}

// field of the request.
func (d draft) field(path string, at ...any) string { return d.root + fmt.Sprintf(path, at...) }

// CreateDispatch writes an order or a whistle with the units to be called. An emergency is sent in the same moment.
func (s *Service) CreateDispatch(ctx context.Context, req *dispatchv1.CreateDispatchRequest) (*dispatchv1.Dispatch, error) {
	want, err := read(req)
	if err != nil {
		return nil, err
	}
	if err := want.check(); err != nil {
		return nil, err
	}
	return db.Write(ctx, s.db, func(ctx context.Context, tx *db.Tx) (*dispatchv1.Dispatch, error) {
		return s.blow(ctx, tx, want)
	})
}

// blow writes a dispatch for the caller, and sends an emergency.
func (s *Service) blow(ctx context.Context, tx *db.Tx, want draft) (*dispatchv1.Dispatch, error) {
	d, err := s.create(ctx, tx, want, access.ReachOf(ctx))
	if err != nil {
		return nil, err
	}
	if want.kind == KindEmergency {
		if d, err = s.move(ctx, tx, d, Send, s.release); err != nil {
			return nil, err
		}
	}
	return toDispatch(d, true), nil
}

// read takes the request apart.
func read(req *dispatchv1.CreateDispatchRequest) (draft, error) {
	in := req.GetDispatch()
	want := draft{
		kind: Kind(wire.Word(in.GetKind())), tier: "ORDINARY", text: in.GetText(), place: in.GetPlace(), root: "dispatch.",
	}
	if in.GetTier() != dispatchv1.Dispatch_TIER_UNSPECIFIED {
		want.tier = wire.Word(in.GetTier())
	}
	if err := want.take(req.GetDispatchId(), in.GetDueTime(), in.GetAssignments()); err != nil {
		return want, err
	}
	issuer, err := name.ParseField("dispatch.issuing_unit", "units/*", in.GetIssuingUnit())
	if err != nil {
		return want, err
	}
	want.issuer = issuer[0]
	consulted, err := name.ParseOptional("dispatch.consultation", "consultations/*", in.GetConsultation())
	if err != nil {
		return want, err
	}
	if consulted != uuid.Nil {
		want.consultation = &consulted
	}
	want.issues, err = name.ParseList("dispatch.issues", "issues/*", in.GetIssues())
	return want, err
}

// take what a request says of a dispatch that is to be written: its id, when it is due, and whom it calls.
func (d *draft) take(id string, due *timestamppb.Timestamp, calls []*dispatchv1.Assignment) (err error) {
	if due != nil {
		at := due.AsTime().Truncate(time.Microsecond)
		d.due = &at
	}
	if id != "" {
		if d.id, err = uuid.Parse(id); err != nil {
			return fault.ErrInvalid.OnField("dispatch_id", "应为 UUIDv7", "it must be a UUIDv7").Because(err)
		}
	}
	for i, a := range calls {
		ids, err := name.ParseField(d.field("assignments[%d].unit", i), "units/*", a.GetUnit())
		if err != nil {
			return err
		}
		d.calls = append(d.calls, call{unit: ids[0], role: roleOf(a.GetRole()), duty: a.GetDuty()})
	}
	return nil
}

func roleOf(r dispatchv1.Assignment_Role) string { return wire.Word(r) }

// create checks a dispatch and writes it with its assignments as a draft.
func (s *Service) create(ctx context.Context, tx *db.Tx, want draft, reach access.Reach) (*ent.Dispatch, error) {
	var known map[uuid.UUID]*ent.Unit
	var matter access.Matter
	var ours []uuid.UUID
	var relieved map[uuid.UUID]error
	err := db.Together(ctx,
		func(ctx context.Context) (err error) {
			known, err = checkUnits(ctx, tx, want)
			return err
		},
		func(ctx context.Context) (err error) {
			matter, err = matterFor(ctx, tx, want)
			return err
		},
		func(ctx context.Context) (err error) {
			ours, err = tx.Issue.Query().Where(issue.IDIn(want.issues...), issue.SubDistrictID(want.issuer)).IDs(ctx)
			return err
		},
		func(ctx context.Context) (err error) {
			relieved, err = s.objections.Relieved(ctx, tx, acting(want.calls), want.issues)
			return err
		},
		func(ctx context.Context) error {
			if want.consultation == nil {
				return nil
			}
			return fault.Rooted(s.consultations.CheckConclusion(ctx, tx, *want.consultation, want.issues), "", "dispatch.consultation")
		})
	if err != nil {
		return nil, err
	}
	if !reach.On(matter).Covers(want.issuer) {
		return nil, fault.ErrDenied.On(want.field("issuing_unit"))
	}
	if tooSoon(want.due, tx.Now()) {
		return nil, ErrDueInPast.On(want.field("due_time"))
	}
	// An issue must be in the hands of the issuing sub-district.
	for i, id := range want.issues {
		if !slices.Contains(ours, id) {
			return nil, ErrIssueUnknown.On(want.field("issues[%d]", i))
		}
	}
	for i, c := range want.calls {
		if err := cmp.Or(relieved[c.unit], s.checkDuty(ctx, tx, want.kind, known[c.unit], c.role, want.issues)); err != nil {
			return nil, fault.Rooted(err, "", want.field("assignments[%d].unit", i))
		}
	}
	id := want.id
	if id == uuid.Nil {
		id = tx.NewID()
	}
	number, err := number(ctx, tx, want.kind, known[want.issuer])
	if err != nil {
		return nil, err
	}
	row := tx.Dispatch.Create().SetID(id).SetNumber(number).SetKind(string(want.kind)).SetState(string(Draft)).SetTier(want.tier).
		SetIssuingUnitID(want.issuer).SetCreatorID(access.From(ctx).Person).SetText(want.text).SetPlace(want.place).
		SetNillableDueTime(want.due).SetNillableConsultationID(want.consultation).SetReblowReason(want.reason)
	action := permitCreate
	if want.former != nil {
		action = permitReblow
		row.SetFormerID(want.former.ID)
	}
	if want.kind == KindEmergency {
		row.SetReview(reviewPending)
	}
	later := tx.Later(ctx, nil)
	d, err := row.Save(later)
	if err != nil {
		return nil, err
	}
	var links []*ent.DispatchIssueCreate
	for _, i := range want.issues {
		links = append(links, tx.DispatchIssue.Create().SetID(tx.NewID()).SetDispatchID(id).SetIssueID(i))
	}
	if d.Edges.Issues, err = tx.DispatchIssue.CreateBulk(links...).Save(later); err != nil {
		return nil, err
	}
	var calls []*ent.AssignmentCreate
	for _, c := range want.calls {
		calls = append(calls, tx.Assignment.Create().SetID(tx.NewID()).SetDispatchID(id).SetDispatchCreateTime(d.CreateTime).
			SetIssuingUnitID(want.issuer).SetUnitID(c.unit).SetRole(c.role).SetDuty(c.duty).SetState(string(Named)))
	}
	if d.Edges.Assignments, err = tx.Assignment.CreateBulk(calls...).Save(later); err != nil {
		return nil, err
	}
	tx.Audit(db.Audit{Action: action, Object: dispatchName(id), After: facts(d)})
	tx.Emit(event(dispatchEvents+"created.v1", d))
	return d, nil
}

// matterFor is matterOf for a dispatch that is to be written.
func matterFor(ctx context.Context, tx *db.Tx, want draft) (access.Matter, error) {
	m := access.Matter{Territory: []uuid.UUID{want.issuer}}
	if !access.From(ctx).Limited() {
		return m, nil
	}
	issues, err := tx.Issue.Query().Where(issue.IDIn(want.issues...)).All(ctx)
	for _, i := range issues {
		m.Categories = append(m.Categories, i.CategoryID)
	}
	return m, err
}

// checkUnits refuses units that do not exist and an issuer that is no street; it gives all of them.
func checkUnits(ctx context.Context, tx *db.Tx, want draft) (map[uuid.UUID]*ent.Unit, error) {
	ids := []uuid.UUID{want.issuer}
	for _, c := range want.calls {
		ids = append(ids, c.unit)
	}
	units, err := tx.Unit.Query().Where(unit.IDIn(ids...)).All(ctx)
	if err != nil {
		return nil, err
	}
	known := map[uuid.UUID]*ent.Unit{}
	for _, u := range units {
		known[u.ID] = u
	}
	issuer := known[want.issuer]
	if issuer == nil {
		return nil, ErrUnitUnknown.On(want.field("issuing_unit"))
	}
	if !slices.Contains(streets, issuer.Kind) {
		return nil, ErrNotAStreet.On(want.field("issuing_unit"))
	}
	for i, c := range want.calls {
		if known[c.unit] == nil {
			return nil, ErrUnitUnknown.On(want.field("assignments[%d].unit", i))
		}
	}
	return known, nil
}

// checkDuty asks whether an order may call a unit in a role.
func (s *Service) checkDuty(ctx context.Context, tx *db.Tx, kind Kind, called *ent.Unit, role string, issues []uuid.UUID) error {
	if kind != KindOrder {
		return nil
	}
	return s.duties.CheckDuty(ctx, tx, called, role, issues)
}

// number is the next number for people: PD (派单) or CS (吹哨), code of the unit, day in Asia/Shanghai, running number.
func number(ctx context.Context, tx *db.Tx, kind Kind, issuer *ent.Unit) (string, error) {
	letters := "CS"
	if kind == KindOrder {
		letters = "PD"
	}
	code := ""
	if issuer.Code != nil {
		code = *issuer.Code
	}
	series := fmt.Sprintf("%s-%s-%s", letters, code, tx.Now().In(calendar.Zone).Format("20060102"))
	n, err := tx.Next(ctx, "dispatch/"+series)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%s-%04d", series, n), nil
}
