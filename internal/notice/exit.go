package notice

import (
	"context"
	"strings"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// exit is the token by which the person of a notice ends that he is told of its subject; empty for what is his own matter, and for a
// delegate, who does not decide about it.
func (s *Service) exit(ctx context.Context, tx *db.Tx, n *ent.Notice) (string, error) {
	collection, _, _ := strings.Cut(n.Subject, "/")
	exit := s.Exits[collection]
	if exit == nil || n.ActingForID != nil {
		return "", nil
	}
	ids, err := name.Parse(collection+"/*", n.Subject)
	if err != nil {
		return "", err
	}
	return exit(ctx, tx, ids[0], n.CreateTime)
}
