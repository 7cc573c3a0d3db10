package finding

import (
	"bytes"
	"slices"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/geo"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// cluster is what lies in a square.
type cluster[T any] struct {
	square geo.Square
	of     []T
}

// clustersOf are the squares in which some things lie, as small as the cap allows.
func clustersOf[T any](all []T, squareOf func(one T, scale int) geo.Square) (clusters []cluster[T]) {
	for scale := 0; ; scale++ {
		at := map[geo.Square]int{}
		clusters = nil
		for _, one := range all {
			square := squareOf(one, scale)
			i, known := at[square]
			if !known {
				i = len(clusters)
				at[square], clusters = i, append(clusters, cluster[T]{square: square})
			}
			clusters[i].of = append(clusters[i].of, one)
		}
		if len(clusters) <= mostFeatures {
			return clusters
		}
	}
}

// drawn are issues as their viewer sees them: each a point, or clusters where there are too many.
func drawn(rows []*ent.Issue) *intakev1.MapIssuesResponse {
	slices.SortFunc(rows, byID)
	if len(rows) <= mostFeatures {
		return collection(rows, one)
	}
	return collection(clustersOf(rows, func(row *ent.Issue, scale int) geo.Square { return point(row).Square(scale) }),
		func(c cluster[*ent.Issue]) *intakev1.MapFeature {
			if len(c.of) == 1 {
				return one(c.of[0])
			}
			return feature(centre(c.of), &intakev1.MapProperties{IssueCount: int32(len(c.of))})
		})
}

// drawnForAll are cells as everybody sees them: those with no few issues, or the squares in which such lie. What one with few holds is counted
// nowhere, so that no square less the cells in it tells of few.
func drawnForAll(cells []counted, least int) *intakev1.MapIssuesResponse {
	cells = slices.DeleteFunc(cells, func(c counted) bool { return int(c.Issues) < least })
	return collection(clustersOf(cells, func(c counted, scale int) geo.Square { return geo.SquareAround(c.Cell, scale) }),
		func(c cluster[counted]) *intakev1.MapFeature {
			var issues int32
			for _, cell := range c.of {
				issues += cell.Issues
			}
			return feature(c.square.Middle(), &intakev1.MapProperties{IssueCount: issues})
		})
}

func byID(a, b *ent.Issue) int { return bytes.Compare(a.ID[:], b.ID[:]) }

func point(row *ent.Issue) geo.Point {
	return geo.Point{LatitudeE7: *row.LatitudeE7, LongitudeE7: *row.LongitudeE7}
}

// centre is the middle of some issues.
func centre(rows []*ent.Issue) geo.Point {
	var latitude, longitude int64
	for _, row := range rows {
		latitude, longitude = latitude+int64(*row.LatitudeE7), longitude+int64(*row.LongitudeE7)
	}
	n := int64(len(rows))
	return geo.Point{LatitudeE7: int32(latitude / n), LongitudeE7: int32(longitude / n)}
}

func collection[T any](of []T, as func(T) *intakev1.MapFeature) *intakev1.MapIssuesResponse {
	res := &intakev1.MapIssuesResponse{Type: "FeatureCollection"}
	for _, t := range of {
		res.Features = append(res.Features, as(t))
	}
	return res
}

func one(row *ent.Issue) *intakev1.MapFeature {
	return feature(point(row), &intakev1.MapProperties{IssueCount: 1, Issue: name.Of("issues", row.ID),
		State: intakev1.Issue_State(intakev1.Issue_State_value["STATE_"+row.State]), Category: name.Of("categories", row.CategoryID), Title: row.Title})
}

func feature(at geo.Point, what *intakev1.MapProperties) *intakev1.MapFeature {
	return &intakev1.MapFeature{Type: "Feature", Properties: what,
		Geometry: &intakev1.MapPoint{Type: "Point", Coordinates: []float64{float64(at.LongitudeE7) / 1e7, float64(at.LatitudeE7) / 1e7}}}
}
