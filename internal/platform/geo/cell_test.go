package geo_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/haolinju/haolinju/internal/platform/geo"
)

func TestTheCellsAroundAPointHoldEveryPointOfItsCircle(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		p := geo.Point{LatitudeE7: random.Int32N(40e7) + 15e7, LongitudeE7: random.Int32N(60e7) + 75e7}
		radius := 50 + 950*random.Float64()
		cells := p.CellsAround(radius)
		bearing, far := 2*math.Pi*random.Float64(), radius*random.Float64()
		q := geo.Point{LatitudeE7: p.LatitudeE7 + int32(far*math.Cos(bearing)/0.0111195),
			LongitudeE7: p.LongitudeE7 + int32(far*math.Sin(bearing)/0.0111195/math.Cos(float64(p.LatitudeE7)/1e7*math.Pi/180))}
		near := p.Metres(q)
		if math.Abs(near-far) > 0.1+far/1000 {
			t.Fatalf("%v is %.2f m from %v, want %.2f", q, near, p, far)
		}
		if near <= radius && !slices.Contains(cells, q.Cell()) {
			t.Fatalf("%v is %.1f m from %v and in none of the cells of %.1f m around it", q, near, p, radius)
		}
		if len(cells) > 50 {
			t.Fatalf("%d cells around %v within %.0f m", len(cells), p, radius)
		}
	}
}

func TestTheCellsOfABoxHoldEveryPointOfItAndASquareHasItsMiddleInItself(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(3, 4))
	for range 20_000 {
		low := geo.Point{LatitudeE7: random.Int32N(40e7) + 15e7, LongitudeE7: random.Int32N(60e7) + 75e7}
		box := geo.Box{Min: low, Max: geo.Point{LatitudeE7: low.LatitudeE7 + random.Int32N(1e6), LongitudeE7: low.LongitudeE7 + random.Int32N(1e6)}}
		in := geo.Point{LatitudeE7: low.LatitudeE7 + random.Int32N(box.Max.LatitudeE7-low.LatitudeE7+1),
			LongitudeE7: low.LongitudeE7 + random.Int32N(box.Max.LongitudeE7-low.LongitudeE7+1)}
		cells, first, last := box.Cells(500)
		if !slices.Contains(cells, in.Cell()) || slices.Min(cells) != first || slices.Max(cells) != last {
			t.Fatalf("%v lies in %v, whose cells are %v", in, box, cells)
		}
		if few, _, _ := box.Cells(int64(len(cells)) - 1); few != nil {
			t.Fatalf("%v has %d cells, and %d are given of fewer", box, len(cells), len(few))
		}
		scale := random.IntN(12)
		if square := in.Square(scale); square.Middle().Square(scale) != square || scale == 0 && square.Middle().Cell() != in.Cell() {
			t.Fatalf("the middle of the square of %v is %v", in, square.Middle())
		}
	}
}

func TestASquareIsFoundAgainByAnyOfItsCellsAndHoldsThem(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(5, 6))
	for range 20_000 {
		in := geo.Point{LatitudeE7: random.Int32N(40e7) + 15e7, LongitudeE7: random.Int32N(60e7) + 75e7}
		scale := random.IntN(12)
		square := geo.SquareAround(in.Cell(), scale)
		box := square.Box()
		if square != in.Square(scale) || geo.SquareAround(square.Cell(), scale) != square || box.Min.Cell() != square.Cell() {
			t.Fatalf("%v lies in %v", in, square)
		}
		if in.LatitudeE7 < box.Min.LatitudeE7 || in.LatitudeE7 >= box.Max.LatitudeE7 || in.LongitudeE7 < box.Min.LongitudeE7 || in.LongitudeE7 >= box.Max.LongitudeE7 {
			t.Fatalf("%v lies in %v", in, box)
		}
	}
}
