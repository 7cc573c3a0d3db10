package integration

import (
	"context"

	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
)

// follow is nil where the caller may follow the record, or follows none. One that he may not read is like one that there is not.
func (s *Service) follow(ctx context.Context, tx *db.Tx, subject string) error {
	if subject == "" {
		return nil
	}
	f, err := s.Records.Facts(ctx, tx, "subject", subject)
	if err == nil && !access.From(ctx).Reads(f) {
		err = fault.ErrNotFound.On("subject").With("name", subject)
	}
	return err
}
