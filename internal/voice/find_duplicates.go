package voice

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/place"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/disclosure"
	"github.com/haolinju/haolinju/internal/platform/geo"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// Nearby are the issues that may be about one matter, the latest of them: of a category, in some cells of the grid, filed since a moment,
// in work, and such that others may know of them.
const Nearby = `select id, state, title, latitude_e7, longitude_e7, reporter_id, due_time, create_time from issue
	where tenant_id = $1 and category_id = $2 and cell = any($3) and create_time >= $4
		and state not in ('ANSWERED', 'DIVERTED', 'MERGED', 'CLOSED', 'WITHDRAWN') and ` + disclosure.WhereKnown + `
	order by create_time desc limit 500`

// FindDuplicates shows issues that are likely about the same matter as one that is about to be filed.
func (s *Service) FindDuplicates(ctx context.Context, req *intakev1.FindDuplicatesRequest) (*intakev1.FindDuplicatesResponse, error) {
	category, err := name.ParseField("category", "categories/*", req.GetCategory())
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*intakev1.FindDuplicatesResponse, error) {
		from, err := point(ctx, tx, req)
		if err != nil {
			return nil, err
		}
		metres, err := radius.At(ctx, tx, tx.Now())
		if err != nil {
			return nil, err
		}
		window, err := days.At(ctx, tx, tx.Now())
		if err != nil {
			return nil, err
		}
		least, err := similarity.At(ctx, tx, tx.Now())
		if err != nil {
			return nil, err
		}
		rows, err := tx.Query(ctx, Nearby, tx.Tenant(), category[0], from.CellsAround(float64(metres)),
			tx.Now().Add(-time.Duration(window)*24*time.Hour))
		if err != nil {
			return nil, err
		}
		candidates, err := pgx.CollectRows(rows, pgx.RowToStructByPos[candidate])
		if err != nil {
			return nil, err
		}
		return answer(ctx, tx, matches(candidates, from, req.GetTitle(), metres, least))
	})
}

// point is where the matter is, in WGS-84.
func point(ctx context.Context, tx *db.Tx, req *intakev1.FindDuplicatesRequest) (geo.Point, error) {
	if at := req.GetCoordinates(); at != nil {
		p, err := geo.PointOf(at.GetLatitude(), at.GetLongitude(), wire.Word(at.GetDatum()))
		if err != nil {
			return p, geo.ErrOutside.On("coordinates")
		}
		return p, nil
	}
	if req.GetPlace() == "" {
		return geo.Point{}, ErrPlaceRequired.On("coordinates")
	}
	id, err := name.ParseField("place", "places/*", req.GetPlace())
	if err != nil {
		return geo.Point{}, err
	}
	row, err := tx.Place.Query().Where(place.ID(id[0])).Only(ctx)
	if ent.IsNotFound(err) || err == nil && (row.LatitudeE7 == nil || row.LongitudeE7 == nil) {
		return geo.Point{}, ErrPlaceRequired.On("place")
	}
	if err != nil {
		return geo.Point{}, err
	}
	return geo.Point{LatitudeE7: *row.LatitudeE7, LongitudeE7: *row.LongitudeE7}, nil
}

// answer shows the matches to the caller, with how many voices each has.
func answer(ctx context.Context, tx *db.Tx, found []match) (*intakev1.FindDuplicatesResponse, error) {
	reach, res := access.ReachOf(ctx), &intakev1.FindDuplicatesResponse{}
	ids := make([]uuid.UUID, len(found))
	for i, m := range found {
		ids[i] = m.ID
	}
	joined, err := choruses(ctx, tx, ids...)
	if err != nil {
		return nil, err
	}
	for _, m := range found {
		res.Duplicates = append(res.Duplicates, &intakev1.Duplicate{
			Issue: name.Of("issues", m.ID), State: state(m.State), Distance: tens(m.metres), Similarity: int32(m.percent),
			VoiceCount: joined[m.ID].Voices, Own: m.ReporterID != nil && reach.Owns(*m.ReporterID), Joined: joined[m.ID].Own,
			ExpectedDate: wire.Date(m.DueTime), CreateDate: wire.Date(m.CreateTime),
		})
	}
	return res, nil
}
