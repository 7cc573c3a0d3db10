package geo

import (
	"errors"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// beijing is a corner of the maps of the tests.
const beijingLng, beijingLat = 116_0000000, 39_7000000

func ring(corners ...[2]int32) [][2]int32 {
	for i := range corners {
		corners[i][0] += beijingLng
		corners[i][1] += beijingLat
	}
	return corners
}

func square(west, south, east, north int32) [][2]int32 {
	return ring([2]int32{west, south}, [2]int32{east, south}, [2]int32{east, north}, [2]int32{west, north})
}

func region(t interface{ Fatal(...any) }, polygons ...[][][2]int32) *Region {
	r, err := NewRegion(polygons)
	if err != nil {
		t.Fatal(err, polygons)
	}
	return r
}

func (r *Region) at(x, y int32) bool { return r.Contains(Point{beijingLat + y, beijingLng + x}) }

func TestAShapeThatMeetsItselfIsRefused(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		shape Shape
		want  error
	}{
		"a bow tie":              {Shape{{ring([2]int32{0, 0}, [2]int32{9, 9}, [2]int32{9, 0}, [2]int32{0, 9})}}, ErrCrosses},
		"a spike":                {Shape{{ring([2]int32{0, 0}, [2]int32{9, 0}, [2]int32{4, 0}, [2]int32{4, 9})}}, ErrCrosses},
		"a corner on an edge":    {Shape{{ring([2]int32{0, 0}, [2]int32{9, 0}, [2]int32{9, 9}, [2]int32{4, 0}, [2]int32{0, 9})}}, ErrCrosses},
		"a hole that sticks out": {Shape{{square(0, 0, 9, 9), square(5, 5, 12, 8)}}, ErrCrosses},
		"a hole that touches":    {Shape{{square(0, 0, 9, 9), square(0, 2, 3, 4)}}, ErrCrosses},
		"a hole elsewhere":       {Shape{{square(0, 0, 9, 9), square(20, 20, 25, 25)}}, ErrRing},
		"a polygon in another":   {Shape{{square(0, 0, 9, 9)}, {square(2, 2, 4, 4)}}, ErrRing},
		"two corners":            {Shape{{ring([2]int32{0, 0}, [2]int32{9, 9}, [2]int32{9, 9})}}, ErrRing},
		"nothing":                {nil, ErrRing},
		"an island in a hole":    {Shape{{square(0, 0, 9, 9), square(2, 2, 7, 7)}, {square(3, 3, 5, 5)}}, nil},
		"two apart":              {Shape{{square(0, 0, 9, 9)}, {square(20, 0, 29, 9)}}, nil},
	} {
		if _, err := NewRegion(c.shape); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

func TestAHoleIsNoGroundAndAnIslandInItIs(t *testing.T) {
	t.Parallel()
	r := region(t, [][][2]int32{square(0, 0, 90, 90), square(20, 20, 70, 70)}, [][][2]int32{square(30, 30, 50, 50)})
	for at, want := range map[[2]int32]bool{{10, 10}: true, {25, 25}: false, {40, 40}: true, {60, 60}: false, {80, 80}: true, {95, 5}: false} {
		if r.at(at[0], at[1]) != want {
			t.Errorf("%v lies in it: %v", at, !want)
		}
	}
}

// star is a random ring around a point, in the order of its angles.
func star(t *rapid.T, cx, cy int32) [][2]int32 {
	n := rapid.IntRange(3, 12).Draw(t, "corners")
	var corners [][2]int32
	for i := range n {
		reach := rapid.Float64Range(20, 1000).Draw(t, "reach")
		sin, cos := math.Sincos(2 * math.Pi * (float64(i) + rapid.Float64Range(0, 0.9).Draw(t, "turn")) / float64(n))
		corners = append(corners, [2]int32{cx + int32(reach*cos), cy + int32(reach*sin)})
	}
	return ring(corners...)
}

// winds is how often a ring goes round a point that does not lie on it, by the sum of the angles under which it sees the edges.
func winds(corners [][2]int32, x, y int32) int {
	sum := 0.0
	for i, a := range corners {
		b := corners[(i+1)%len(corners)]
		ax, ay := float64(a[0]-beijingLng-x), float64(a[1]-beijingLat-y)
		bx, by := float64(b[0]-beijingLng-x), float64(b[1]-beijingLat-y)
		sum += math.Atan2(ax*by-ay*bx, ax*bx+ay*by)
	}
	return int(math.Round(sum / 2 / math.Pi))
}

// proves IN-03
func TestAPointLiesInARegionThatGoesRoundIt(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		corners := star(t, 0, 0)
		r, err := NewRegion(Shape{{slices.Clone(corners)}})
		if err != nil {
			return // no ring
		}
		for range 20 {
			x, y := rapid.Int32Range(-1000, 1000).Draw(t, "x"), rapid.Int32Range(-1000, 1000).Draw(t, "y")
			p := point{int64(beijingLng + x), int64(beijingLat + y)}
			if slices.ContainsFunc(r.edges, func(e edge) bool { return e.holds(p) }) {
				continue
			}
			if got, want := r.at(x, y), winds(corners, x, y) != 0; got != want {
				t.Fatalf("(%d, %d) in %v: %v, want %v", x, y, corners, got, want)
			}
		}
	})
}

// sheet is a square of random quadrangles that cover it without gaps.
func sheet(t *rapid.T, n int) (regions []*Region, corners [][][2]int32) {
	const cell = 100
	corners = make([][][2]int32, n+1)
	for i := range corners {
		for j := range n + 1 {
			x, y := int32(i*cell), int32(j*cell)
			if i > 0 && i < n && j > 0 && j < n {
				x += rapid.Int32Range(-24, 24).Draw(t, "dx")
				y += rapid.Int32Range(-24, 24).Draw(t, "dy")
			}
			corners[i] = append(corners[i], [2]int32{x, y})
		}
	}
	for i := range n {
		for j := range n {
			turned := ring(corners[i][j], corners[i+1][j], corners[i+1][j+1], corners[i][j+1])
			if rapid.Bool().Draw(t, "reverse") {
				slices.Reverse(turned)
			}
			regions = append(regions, region(t, [][][2]int32{turned}))
		}
	}
	return regions, corners
}

// proves IN-03
func TestOfRegionsThatCoverTheGroundExactlyOneContainsAPointAlsoOnEdgesAndCorners(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		const n = 4
		regions, corners := sheet(t, n)
		points := [][2]int32{{rapid.Int32Range(1, 399).Draw(t, "x"), rapid.Int32Range(1, 399).Draw(t, "y")}}
		for i := 1; i < n; i++ {
			for j := 1; j < n; j++ {
				a, b := corners[i][j], corners[i+1][j]
				points = append(points, a)
				if (a[0]+b[0])%2 == 0 && (a[1]+b[1])%2 == 0 {
					points = append(points, [2]int32{(a[0] + b[0]) / 2, (a[1] + b[1]) / 2})
				}
			}
		}
		for _, p := range points {
			in := 0
			for _, r := range regions {
				if r.at(p[0], p[1]) {
					in++
				}
			}
			if in != 1 {
				t.Fatalf("%v lies in %d regions", p, in)
			}
		}
		for i, a := range regions {
			for j, b := range regions {
				if a.Overlaps(b) != (i == j) {
					t.Fatalf("regions %d and %d overlap: %v", i, j, i != j)
				}
			}
		}
	})
}

// stairs is a ring around columns of random heights above a base, one unit wide.
func stairs(t *rapid.T, name string) (west, base int32, heights []int32, corners [][2]int32) {
	west, base = rapid.Int32Range(0, 6).Draw(t, name+" west"), rapid.Int32Range(0, 6).Draw(t, name+" base")
	heights = rapid.SliceOfN(rapid.Int32Range(1, 6), 1, 6).Draw(t, name+" heights")
	corners = append(corners, [2]int32{west + int32(len(heights)), base}, [2]int32{west, base})
	slices.Reverse(corners)
	for i, h := range slices.Backward(heights) {
		corners = append(corners, [2]int32{west + int32(i) + 1, base + h}, [2]int32{west + int32(i), base + h})
	}
	return west, base, heights, ring(corners...)
}

// proves AD-03
func TestRegionsOverlapWhereTheyHaveAPieceOfGroundInCommon(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		west, base, heights, corners := stairs(t, "first")
		west2, base2, heights2, corners2 := stairs(t, "second")
		want := false
		for i, h := range heights {
			if k := int(west) + i - int(west2); k >= 0 && k < len(heights2) && base < base2+heights2[k] && base2 < base+h {
				want = true
			}
		}
		a, b := region(t, [][][2]int32{plain(corners)}), region(t, [][][2]int32{plain(corners2)})
		if a.Overlaps(b) != want || b.Overlaps(a) != want {
			t.Fatalf("%v and %v overlap: %v, %v, want %v", corners, corners2, a.Overlaps(b), b.Overlaps(a), want)
		}
	})
}

// plain leaves out corners on a straight line where the ring turns back on none.
func plain(corners [][2]int32) (kept [][2]int32) {
	for i, c := range corners {
		if c != corners[(i+1)%len(corners)] {
			kept = append(kept, c)
		}
	}
	return kept
}

func TestAFilledHoleAndARegionAroundItDoNotOverlap(t *testing.T) {
	t.Parallel()
	around, within := region(t, [][][2]int32{square(0, 0, 90, 90), square(20, 20, 70, 70)}), region(t, [][][2]int32{square(20, 20, 70, 70)})
	larger := region(t, [][][2]int32{square(19, 20, 70, 70)})
	whole := region(t, [][][2]int32{square(0, 0, 90, 90)})
	if around.Overlaps(within) || within.Overlaps(around) || !around.Overlaps(larger) || !whole.Overlaps(within) || !whole.Overlaps(around) {
		t.Error("a hole counts as ground, or ground as a hole")
	}
}
