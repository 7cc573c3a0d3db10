package privacy

import (
	"context"

	"google.golang.org/protobuf/types/known/timestamppb"

	privacyv1 "github.com/haolinju/haolinju/api/gen/haolinju/privacy/v1"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// previewed is the most records that a preview counts.
const previewed = 10_000

// PreviewRetention tells what each rule would do now.
func (s *Service) PreviewRetention(ctx context.Context, _ *privacyv1.PreviewRetentionRequest) (*privacyv1.PreviewRetentionResponse, error) {
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*privacyv1.PreviewRetentionResponse, error) {
		answer := &privacyv1.PreviewRetentionResponse{}
		for _, kind := range s.kinds {
			days, cutoff, records, err := over(ctx, tx, kind, previewed)
			if err != nil {
				return nil, err
			}
			if days == 0 {
				continue
			}
			preview := &privacyv1.RetentionPreview{DataKind: kind.Name, Action: action(kind.Action), Days: int32(days),
				Cutoff: timestamppb.New(cutoff), RecordCount: int32(len(records))}
			for _, id := range records[:min(len(records), 10)] {
				preview.Samples = append(preview.Samples, id.String())
			}
			answer.Previews = append(answer.Previews, preview)
		}
		return answer, nil
	})
}
