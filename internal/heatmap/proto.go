package heatmap

import (
	"strconv"

	"google.golang.org/protobuf/types/known/structpb"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	insightv1 "github.com/haolinju/haolinju/api/gen/haolinju/insight/v1"
	"github.com/haolinju/haolinju/internal/platform/geo"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

func toProto(cells []told, division string, datum directoryv1.Coordinates_Datum, step int) (*insightv1.HeatMap, error) {
	answer := &insightv1.HeatMap{Type: "FeatureCollection", Step: int32(step)}
	for _, c := range cells {
		f := &insightv1.HeatCell{Type: "Feature", Properties: &insightv1.HeatProperties{IssueCount: int32(c.Count), Level: int32(level(c.Count, step))}}
		if scale, square := scales[division]; square {
			cell, err := strconv.ParseInt(c.Ground, 10, 64)
			if err != nil {
				return nil, err
			}
			f.Geometry = polygon(geo.SquareAround(cell, scale), wire.Word(datum))
		} else {
			f.Properties.Unit = "units/" + c.Ground
		}
		answer.Features = append(answer.Features, f)
	}
	return answer, nil
}

// polygon is a square as GeoJSON has it: a closed ring, counter-clockwise.
func polygon(s geo.Square, datum string) *insightv1.HeatGeometry {
	box := s.Box()
	var ring []*structpb.Value
	for _, corner := range []geo.Point{
		box.Min, {LatitudeE7: box.Min.LatitudeE7, LongitudeE7: box.Max.LongitudeE7}, box.Max, {LatitudeE7: box.Max.LatitudeE7, LongitudeE7: box.Min.LongitudeE7}, box.Min,
	} {
		latitude, longitude := corner.In(datum)
		ring = append(ring, list(structpb.NewNumberValue(longitude), structpb.NewNumberValue(latitude)))
	}
	return &insightv1.HeatGeometry{Type: "Polygon", Coordinates: &structpb.ListValue{Values: []*structpb.Value{list(ring...)}}}
}

func list(values ...*structpb.Value) *structpb.Value {
	return structpb.NewListValue(&structpb.ListValue{Values: values})
}
