package finding

import (
	"bytes"
	"slices"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/geo"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// cluster is the issues of a square.
type cluster struct {
	square geo.Square
	issues []*ent.Issue
}

// clustersOf are the squares in which issues lie, as small as the cap allows and each with at least so many of them.
func clustersOf(rows []*ent.Issue, least int) (clusters []cluster) {
	for scale := 0; ; scale++ {
		at := map[geo.Square]int{}
		clusters = nil
		for _, row := range rows {
			square := point(row).Square(scale)
			i, known := at[square]
			if !known {
				i = len(clusters)
				at[square], clusters = i, append(clusters, cluster{square: square})
			}
			clusters[i].issues = append(clusters[i].issues, row)
		}
		clusters = slices.DeleteFunc(clusters, func(c cluster) bool { return len(c.issues) < least })
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
	return collection(clustersOf(rows, 1), func(c cluster) *intakev1.MapFeature {
		if len(c.issues) == 1 {
			return one(c.issues[0])
		}
		return feature(centre(c.issues), &intakev1.MapProperties{IssueCount: int32(len(c.issues))})
	})
}

// drawnForAll are issues as everybody sees them: how many lie in a square, where those are no few.
func drawnForAll(rows []*ent.Issue, least int) *intakev1.MapIssuesResponse {
	slices.SortFunc(rows, byID)
	return collection(clustersOf(rows, least), func(c cluster) *intakev1.MapFeature {
		return feature(c.square.Middle(), &intakev1.MapProperties{IssueCount: int32(len(c.issues))})
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
