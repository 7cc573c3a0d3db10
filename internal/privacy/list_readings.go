package privacy

import (
	"context"

	"github.com/google/uuid"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	privacyv1 "github.com/haolinju/haolinju/api/gen/haolinju/privacy/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/reading"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// readingList is what readings can be filtered and ordered by.
var readingList = page.NewList[*privacyv1.ListReadingsRequest, *ent.Reading]("create_time desc", filter.Columns{
	"create_time": filter.Time(reading.FieldCreateTime),
	"field":       filter.Enum[directoryv1.Person_Field](reading.FieldPersonalField),
	"purpose":     filter.Enum[directoryv1.Person_Purpose](reading.FieldPurpose),
	"reader":      filter.Ref(reading.FieldReaderID, "persons/*"),
	"source":      filter.Text(reading.FieldSource),
	"unit":        filter.Ref(reading.FieldUnitID, "units/*"),
})

// ListReadings returns a page of the readings of one person, newest first.
func (s *Service) ListReadings(ctx context.Context, req *privacyv1.ListReadingsRequest) (*privacyv1.ListReadingsResponse, error) {
	persons, err := personsOf(ctx, req.GetParent())
	if err != nil {
		return nil, err
	}
	asked, err := readingList.Parse(ctx, s.Pages, req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*privacyv1.ListReadingsResponse, error) {
		found, err := page.Read(ctx, asked, tx.Reading.Query().Where(reading.PersonIDIn(persons...)))
		if err != nil {
			return nil, err
		}
		answer := &privacyv1.ListReadingsResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, r := range found.Rows {
			answer.Readings = append(answer.Readings, readingToProto(r))
		}
		return answer, nil
	})
}

// personsOf is the person that a call is about, or the caller under all ids where none is named. One whom the caller may not
// ask for does not exist for him.
func personsOf(ctx context.Context, given string) ([]uuid.UUID, error) {
	if given == "" {
		return access.From(ctx).Persons(), nil
	}
	ids, err := name.ParseField("parent", "persons/*", given)
	if err != nil {
		return nil, err
	}
	if reach := access.ReachOf(ctx); !reach.All && !reach.Owns(ids[0]) {
		return nil, fault.ErrNotFound.With("name", given)
	}
	return ids, nil
}
