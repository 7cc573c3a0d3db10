package audit

import (
	"context"

	auditv1 "github.com/haolinju/haolinju/api/gen/haolinju/audit/v1"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// VerifyAudit computes the chain anew. It is the owner's function that does: the application's role could lie to itself.
func (s *Service) VerifyAudit(ctx context.Context, _ *auditv1.VerifyAuditRequest) (*auditv1.VerifyAuditResponse, error) {
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*auditv1.VerifyAuditResponse, error) {
		answer := &auditv1.VerifyAuditResponse{}
		if err := tx.QueryRow(ctx, `select coalesce(verify_audit($1), 0), coalesce((select position from stream_head
			where tenant_id = $1 and stream = 'audit'), 0)`, tx.Tenant()).Scan(&answer.BrokenPosition, &answer.EntryCount); err != nil {
			return nil, err
		}
		answer.Whole = answer.BrokenPosition == 0
		tx.Audit(db.Audit{Action: permitVerify, Object: "auditEntries",
			After: map[string]any{"entries": answer.EntryCount, "broken_position": answer.BrokenPosition}})
		return answer, nil
	})
}
