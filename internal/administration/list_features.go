package administration

import (
	"context"

	administrationv1 "github.com/haolinju/haolinju/api/gen/haolinju/administration/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/feature"
)

// ListFeatures tells which features are on in the district.
func (s *Service) ListFeatures(ctx context.Context, _ *administrationv1.ListFeaturesRequest) (*administrationv1.ListFeaturesResponse, error) {
	on, err := s.Features.Read(ctx, access.From(ctx).Tenant)
	if err != nil {
		return nil, err
	}
	answer := &administrationv1.ListFeaturesResponse{}
	for _, f := range feature.All() {
		answer.Features = append(answer.Features, &administrationv1.Feature{
			Name: "features/" + f.Name, DisplayName: f.Text(fault.LanguageOf(ctx)), Enabled: on[f.Name],
		})
	}
	return answer, nil
}
