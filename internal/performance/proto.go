package performance

import (
	"math"

	"github.com/google/uuid"

	insightv1 "github.com/haolinju/haolinju/api/gen/haolinju/insight/v1"
	"github.com/haolinju/haolinju/internal/platform/name"
)

func toProto(period string, dimension insightv1.Performance_Dimension, id uuid.UUID, n sums) *insightv1.Performance {
	p := &insightv1.Performance{Period: period, Dimension: dimension, ReceivedCount: int32(n.Received), OpenCount: int32(n.Open), OnTimeCount: int32(n.OnTime),
		LateCount: int32(n.Late), ReturnedCount: int32(n.Returned), ReopenedCount: int32(n.Reopened), ReworkedCount: int32(n.Reworked),
		ResponseRatingCount: int32(n.ResponseRatings), ResponseScore: score(n.ResponsePoints, n.ResponseRatings),
		WhistleRatingCount: int32(n.WhistleRatings), WhistleScore: score(n.WhistlePoints, n.WhistleRatings)}
	if dimension == insightv1.Performance_DIMENSION_CATEGORY {
		p.Category = name.Of("categories", id)
	} else {
		p.Unit = name.Of("units", id)
	}
	if limited := n.OnTime + n.Late; limited > 0 {
		p.OnTimeShare = &insightv1.Ratio{Numerator: float64(n.OnTime), Denominator: int32(limited), Value: math.Round(float64(n.OnTime)/float64(limited)*1e4) / 1e4}
	}
	return p
}

// score is the mean of so many ratings of three scores each, of which points are the sum.
func score(points, ratings int) float64 {
	if ratings == 0 {
		return 0
	}
	return math.Round(float64(points)/float64(3*ratings)*100) / 100
}
