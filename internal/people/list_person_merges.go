package people

import (
	"context"

	peoplev1 "github.com/haolinju/haolinju/api/gen/haolinju/people/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/personmerge"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// mergeList is what merges can be filtered and ordered by.
var mergeList = page.NewList[*peoplev1.ListPersonMergesRequest, *ent.PersonMerge]("create_time desc", filter.Columns{
	"create_time":   filter.Time(personmerge.FieldCreateTime),
	"duplicate":     filter.Ref(personmerge.FieldDuplicateID, "persons/*"),
	"merge_time":    filter.Time(personmerge.FieldMergeTime),
	"proof":         filter.Enum[peoplev1.PersonMerge_Proof](personmerge.FieldProof),
	"proposer":      filter.Ref(personmerge.FieldProposerID, "persons/*"),
	"state":         filter.Enum[peoplev1.PersonMerge_State](personmerge.FieldState),
	"survivor":      filter.Ref(personmerge.FieldSurvivorID, "persons/*"),
	"undo_end_time": filter.Time(personmerge.FieldUndoEndTime),
	"update_time":   filter.Time(personmerge.FieldUpdateTime),
})

// ListPersonMerges returns a page of the merges that the caller may see, newest first.
func (s *Service) ListPersonMerges(ctx context.Context, req *peoplev1.ListPersonMergesRequest) (*peoplev1.ListPersonMergesResponse, error) {
	asked, err := mergeList.Parse(ctx, s.Pages, req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*peoplev1.ListPersonMergesResponse, error) {
		query := tx.PersonMerge.Query()
		if reach := access.ReachOf(ctx); !reach.All {
			query.Where(personmerge.Or(personmerge.SurvivorIDIn(reach.Self...), personmerge.ProposerIDIn(reach.Self...)))
		}
		found, err := page.Read(ctx, asked, query)
		if err != nil {
			return nil, err
		}
		answer := &peoplev1.ListPersonMergesResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, m := range found.Rows {
			answer.PersonMerges = append(answer.PersonMerges, mergeToProto(m))
		}
		return answer, nil
	})
}
