package administration

import (
	"context"
	"slices"
	"strings"

	administrationv1 "github.com/haolinju/haolinju/api/gen/haolinju/administration/v1"
)

// ListDictionaries returns all dictionaries with their codes.
func (s *Service) ListDictionaries(ctx context.Context, _ *administrationv1.ListDictionariesRequest) (*administrationv1.ListDictionariesResponse, error) {
	answer := &administrationv1.ListDictionariesResponse{}
	for _, e := range enums() {
		answer.Dictionaries = append(answer.Dictionaries, systemDictionary(e))
	}
	slices.SortFunc(answer.GetDictionaries(), func(a, b *administrationv1.Dictionary) int { return strings.Compare(a.GetName(), b.GetName()) })
	var versions []string
	for _, d := range answer.GetDictionaries() {
		if err := version(d); err != nil {
			return nil, err
		}
		versions = append(versions, d.GetEtag())
	}
	answer.Etag = digest(versions...)
	say(ctx, answer.GetDictionaries()...)
	return answer, nil
}
