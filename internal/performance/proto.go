package performance

import (
	"math"

	"github.com/google/uuid"

	insightv1 "github.com/haolinju/haolinju/api/gen/haolinju/insight/v1"
	"github.com/haolinju/haolinju/internal/platform/name"
)

func toProto(period string, dimension insightv1.Performance_Dimension, id uuid.UUID, n sums, fitting WhistleBounds) *insightv1.Performance {
	p := &insightv1.Performance{Period: period, Dimension: dimension, ReceivedCount: int32(n.Received), OpenCount: int32(n.Open), OnTimeCount: int32(n.OnTime),
		LateCount: int32(n.Late), ReturnedCount: int32(n.Returned), ReopenedCount: int32(n.Reopened), ReworkedCount: int32(n.Reworked),
		ResponseRatingCount: int32(n.ResponseRatings), ResponseScore: score(n.ResponsePoints, n.ResponseRatings),
		OrderCount: int32(n.Orders), WhistleCount: int32(n.Whistles), WhistleRate: share(n.Whistles, n.Orders+n.Whistles),
		OnTimeShare:        share(n.OnTime, n.OnTime+n.Late),
		WhistleRatingCount: int32(n.WhistleRatings), WhistleScore: score(n.WhistlePoints, n.WhistleRatings)}
	if dimension == insightv1.Performance_DIMENSION_CATEGORY {
		p.Category = name.Of("categories", id)
	} else {
		p.Unit = name.Of("units", id)
	}
	if dimension == insightv1.Performance_DIMENSION_SUB_DISTRICT {
		p.WhistleUse = fitting.use(n.Whistles, n.Orders+n.Whistles)
	}
	return p
}

// share is a part of a whole; nil where there is no whole.
func share(part, whole int) *insightv1.Ratio {
	if whole == 0 {
		return nil
	}
	return &insightv1.Ratio{Numerator: float64(part), Denominator: int32(whole), Value: math.Round(float64(part)/float64(whole)*1e4) / 1e4}
}

// score is the mean of so many ratings of three scores each, of which points are the sum.
func score(points, ratings int) float64 {
	if ratings == 0 {
		return 0
	}
	return math.Round(float64(points)/float64(3*ratings)*100) / 100
}
