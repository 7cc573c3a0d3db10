package timeline

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"google.golang.org/protobuf/types/known/durationpb"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/dispatchentry"
	"github.com/haolinju/haolinju/ent/dispatchobjection"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// GetLedger tells how long each unit has held the matter of a dispatch.
func (s *Service) GetLedger(ctx context.Context, req *dispatchv1.GetLedgerRequest) (*dispatchv1.Ledger, error) {
	ids, err := name.Parse("dispatches/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.Ledger, error) {
		var d *ent.Dispatch
		var of story
		if err := db.Together(ctx, func(ctx context.Context) (err error) {
			d, err = s.Dispatches.ShowDispatch(ctx, tx, ids[0])
			return err
		}, func(ctx context.Context) error { return of.read(ctx, tx, ids[0]) }); err != nil {
			return nil, err
		}
		ledger := &dispatchv1.Ledger{Dispatch: req.GetName()}
		for _, l := range ledgerOf(d, of, tx.Now()) {
			ledger.Lines = append(ledger.Lines, l.toProto(d))
		}
		return ledger, nil
	})
}

// read the story of a dispatch.
func (of *story) read(ctx context.Context, tx *db.Tx, dispatch uuid.UUID) error {
	return db.Together(ctx, func(ctx context.Context) (err error) {
		of.entries, err = tx.DispatchEntry.Query().Where(dispatchentry.DispatchID(dispatch)).
			Order(ent.Asc(dispatchentry.FieldHappenTime, dispatchentry.FieldID)).All(ctx)
		return err
	}, func(ctx context.Context) error {
		objections, err := tx.DispatchObjection.Query().Where(dispatchobjection.DispatchID(dispatch)).Order(page.Oldest).All(ctx)
		of.levels = map[uuid.UUID][]string{}
		for _, o := range objections {
			of.levels[o.AssignmentID] = append(of.levels[o.AssignmentID], o.Level)
		}
		return err
	}, func(ctx context.Context) (err error) {
		of.recasts, err = recastsOf(ctx, tx, dispatch)
		return err
	})
}

// recastsOf a dispatch are told by its audit alone: the events name no roles, and the assignments have those of now.
func recastsOf(ctx context.Context, tx *db.Tx, dispatch uuid.UUID) ([]recast, error) {
	rows, err := tx.Query(ctx, `select a.assignment::uuid, a.role, a.now->>'role', a.time from (
			select a.time, a.id, n.key as assignment, n.value as now, a.before->'assignments'->n.key->>'role' as role
			from audit a cross join jsonb_each(a.after->'assignments') n where a.tenant_id = $1 and a.object = $2 and a.result = 'OK') a
		where (a.role = $3) <> (a.now->>'role' = $3) order by a.time, a.id`, tx.Tenant(), name.Of("dispatches", dispatch), informed)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (r recast, err error) {
		err = row.Scan(&r.assignment, &r.from, &r.to, &r.at)
		return r, err
	})
}

func (l *line) toProto(d *ent.Dispatch) *dispatchv1.LedgerLine {
	out := &dispatchv1.LedgerLine{Unit: name.Of("units", d.IssuingUnitID), Holding: l.holds, Working: durationpb.New(l.working), Waiting: durationpb.New(l.waiting)}
	if l.duty != nil {
		out.Unit, out.Assignment = name.Of("units", l.duty.UnitID), assignmentName(l.duty.DispatchID, l.duty.ID)
		out.Role = dispatchv1.Assignment_Role(dispatchv1.Assignment_Role_value["ROLE_"+l.duty.Role])
	}
	return out
}
