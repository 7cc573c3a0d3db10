package timeline

import (
	"context"

	"google.golang.org/protobuf/types/known/durationpb"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/dispatchentry"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// GetLedger tells how long each unit has held the matter of a dispatch.
func (s *Service) GetLedger(ctx context.Context, req *dispatchv1.GetLedgerRequest) (*dispatchv1.Ledger, error) {
	ids, err := name.Parse("dispatches/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.Ledger, error) {
		var d *ent.Dispatch
		var entries []*ent.DispatchEntry
		if err := db.Together(ctx, func(ctx context.Context) (err error) {
			d, err = s.Dispatches.ShowDispatch(ctx, tx, ids[0])
			return err
		}, func(ctx context.Context) (err error) {
			entries, err = tx.DispatchEntry.Query().Where(dispatchentry.DispatchID(ids[0])).
				Order(ent.Asc(dispatchentry.FieldHappenTime, dispatchentry.FieldID)).All(ctx)
			return err
		}); err != nil {
			return nil, err
		}
		ledger := &dispatchv1.Ledger{Dispatch: req.GetName()}
		for _, l := range ledgerOf(d, entries, tx.Now()) {
			ledger.Lines = append(ledger.Lines, l.toProto(d))
		}
		return ledger, nil
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
