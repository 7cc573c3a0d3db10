package territory

import (
	"slices"

	"google.golang.org/protobuf/types/known/structpb"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/geo"
)

// The kinds of geometries that a boundary may be.
const (
	polygon      = "Polygon"
	multiPolygon = "MultiPolygon"
)

// mostCorners bounds what one boundary costs to check.
const mostCorners = 10_000

// shapeOf reads a geometry whose coordinates are in a datum, and checks all that the boundary alone can break; field is where the
// request has it.
func shapeOf(g *directoryv1.BoundaryGeometry, datum, field string) (geo.Shape, error) {
	polygons := g.GetCoordinates().GetValues()
	if g.GetType() == polygon {
		polygons = []*structpb.Value{structpb.NewListValue(g.GetCoordinates())}
	}
	r := reader{datum: datum}
	var shape geo.Shape
	for _, polygon := range polygons {
		var rings [][][2]int32
		for _, ring := range polygon.GetListValue().GetValues() {
			rings = append(rings, r.ring(ring.GetListValue().GetValues()))
		}
		shape = append(shape, rings)
	}
	switch {
	case r.outside:
		return nil, geo.ErrOutside.On(field)
	case r.odd || r.corners > mostCorners:
		return nil, ErrGeometry.On(field)
	}
	switch _, err := geo.NewRegion(shape); err {
	case nil:
		return shape, nil
	case geo.ErrCrosses:
		return nil, ErrCrosses.On(field).Because(err)
	default:
		return nil, ErrGeometry.On(field).Because(err)
	}
}

// reader reads rings and remembers what was wrong with them.
type reader struct {
	datum        string
	corners      int
	odd, outside bool
}

// ring is a closed one, which it gives open.
func (r *reader) ring(positions []*structpb.Value) (corners [][2]int32) {
	if r.corners += len(positions); r.corners > mostCorners {
		return nil
	}
	for _, p := range positions {
		pair := p.GetListValue().GetValues()
		if len(pair) != 2 || !number(pair[0]) || !number(pair[1]) {
			r.odd = true
			return nil
		}
		at, err := geo.PointOf(pair[1].GetNumberValue(), pair[0].GetNumberValue(), r.datum)
		r.outside = r.outside || err != nil
		corners = append(corners, [2]int32{at.LongitudeE7, at.LatitudeE7})
	}
	last := len(corners) - 1
	if last < 3 || corners[0] != corners[last] {
		r.odd = true
		return nil
	}
	return corners[:last]
}

func number(v *structpb.Value) bool {
	_, ok := v.GetKind().(*structpb.Value_NumberValue)
	return ok
}

// geometryOf writes a shape.
func geometryOf(shape geo.Shape) *directoryv1.BoundaryGeometry {
	var polygons []*structpb.Value
	for _, rings := range shape {
		var written []*structpb.Value
		for _, ring := range rings {
			var positions []*structpb.Value
			for _, c := range slices.Concat(ring, ring[:1]) {
				positions = append(positions, list(structpb.NewNumberValue(degrees(c[0])), structpb.NewNumberValue(degrees(c[1]))))
			}
			written = append(written, list(positions...))
		}
		polygons = append(polygons, list(written...))
	}
	if len(polygons) == 1 {
		return &directoryv1.BoundaryGeometry{Type: polygon, Coordinates: polygons[0].GetListValue()}
	}
	return &directoryv1.BoundaryGeometry{Type: multiPolygon, Coordinates: &structpb.ListValue{Values: polygons}}
}

func list(values ...*structpb.Value) *structpb.Value {
	return structpb.NewListValue(&structpb.ListValue{Values: values})
}

func degrees(e7 int32) float64 { return float64(e7) / 1e7 }

func featureField(i int, part string) string { return fault.Item("features", i) + "." + part }
