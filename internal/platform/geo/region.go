package geo

import (
	"cmp"
	"errors"
	"slices"
)

// Shape is polygons of rings of (longitude, latitude) in WGS-84, in units of 1e-7 degree; the first ring of a polygon lies around its
// others. Rings are open: the first corner is not repeated.
type Shape [][][][2]int32

// What a shape may be refused for.
var (
	ErrRing    = errors.New("geo: a ring has fewer than three corners, or does not lie where its polygon says")
	ErrCrosses = errors.New("geo: rings meet themselves or each other")
)

// Region is the ground within a shape. All that is asked of it is computed in integers, so it is exact.
type Region struct {
	edges    []edge // with the ground on their left
	min, max point
}

type point struct{ x, y int64 }

type edge struct{ a, b point }

// NewRegion is the ground within a shape whose corners lie within China, which keeps the products of differences within 64 bits.
func NewRegion(shape Shape) (*Region, error) {
	var rings [][]point
	var holes []bool
	for _, polygon := range shape {
		for i, corners := range polygon {
			ring := ringOf(corners)
			if len(ring) < 3 {
				return nil, ErrRing
			}
			rings, holes = append(rings, ring), append(holes, i > 0)
		}
	}
	if len(rings) == 0 {
		return nil, ErrRing
	}
	if crosses(rings) {
		return nil, ErrCrosses
	}
	r := &Region{min: rings[0][0], max: rings[0][0]}
	for i, ring := range rings {
		hole := false
		for j, other := range rings {
			if i != j && inside(edgesOf(other), ring[0]) {
				hole = !hole
			}
		}
		if hole != holes[i] {
			return nil, ErrRing
		}
		if leftward(ring) == hole {
			slices.Reverse(ring)
		}
		r.edges = append(r.edges, edgesOf(ring)...)
		for _, p := range ring {
			r.min = point{min(r.min.x, p.x), min(r.min.y, p.y)}
			r.max = point{max(r.max.x, p.x), max(r.max.y, p.y)}
		}
	}
	return r, nil
}

// Contains says whether a point lies in the region. Of regions that cover the ground without overlaps exactly one contains it, also
// where they meet: a point on a line counts as just east of it, and then just north of it.
func (r *Region) Contains(at Point) bool {
	p := point{int64(at.LongitudeE7), int64(at.LatitudeE7)}
	return p.x >= r.min.x && p.x <= r.max.x && p.y >= r.min.y && p.y <= r.max.y && inside(r.edges, p)
}

// inside counts the edges east of a point: an odd number lies around it.
func inside(edges []edge, p point) (in bool) {
	for _, e := range edges {
		if e.a.y <= p.y && p.y < e.b.y && turn(e.a, e.b, p) > 0 || e.b.y <= p.y && p.y < e.a.y && turn(e.a, e.b, p) < 0 {
			in = !in
		}
	}
	return in
}

// turn is positive where c lies to the left of the line from a to b, negative to its right, 0 on it.
func turn(a, b, c point) int {
	return cmp.Compare((b.x-a.x)*(c.y-a.y), (b.y-a.y)*(c.x-a.x))
}

// ringOf are the corners of a ring, those that repeat the one before left out.
func ringOf(corners [][2]int32) (ring []point) {
	for i, c := range corners {
		if c != corners[(i+1)%len(corners)] {
			ring = append(ring, point{int64(c[0]), int64(c[1])})
		}
	}
	return ring
}

func edgesOf(ring []point) (edges []edge) {
	for i, p := range ring {
		edges = append(edges, edge{p, ring[(i+1)%len(ring)]})
	}
	return edges
}

// leftward says whether a ring goes round its inside counter-clockwise: at its westernmost, southernmost corner it turns left.
func leftward(ring []point) bool {
	at := 0
	for i, p := range ring {
		if p.x < ring[at].x || p.x == ring[at].x && p.y < ring[at].y {
			at = i
		}
	}
	return turn(ring[(at+len(ring)-1)%len(ring)], ring[at], ring[(at+1)%len(ring)]) > 0
}

// crosses says whether rings meet anywhere but at the corners between neighbouring edges.
func crosses(rings [][]point) bool {
	type ringed struct {
		edge
		ring, at int
	}
	var all []ringed
	for i, ring := range rings {
		for j, e := range edgesOf(ring) {
			all = append(all, ringed{e, i, j})
		}
	}
	slices.SortFunc(all, func(a, b ringed) int { return cmp.Compare(a.west(), b.west()) })
	for i, e := range all {
		for _, f := range all[i+1:] {
			if f.west() > e.east() {
				break
			}
			first, second := e, f
			if n := len(rings[e.ring]); e.ring == f.ring && (e.at+1)%n != f.at {
				first, second = f, e
			}
			switch n := len(rings[e.ring]); {
			case e.ring == f.ring && (first.at+1)%n == second.at:
				if second.holds(first.a) || first.holds(second.b) {
					return true
				}
			case e.meets(f.edge):
				return true
			}
		}
	}
	return false
}

func (e edge) west() int64 { return min(e.a.x, e.b.x) }
func (e edge) east() int64 { return max(e.a.x, e.b.x) }

// holds says whether a point lies on the edge.
func (e edge) holds(p point) bool {
	return p.x >= e.west() && p.x <= e.east() && p.y >= min(e.a.y, e.b.y) && p.y <= max(e.a.y, e.b.y) && turn(e.a, e.b, p) == 0
}

// cuts says whether two edges cross each other, both between their ends.
func (e edge) cuts(f edge) bool {
	return turn(e.a, e.b, f.a)*turn(e.a, e.b, f.b) < 0 && turn(f.a, f.b, e.a)*turn(f.a, f.b, e.b) < 0
}

// meets says whether two edges have a point in common.
func (e edge) meets(f edge) bool {
	return e.cuts(f) || e.holds(f.a) || e.holds(f.b) || f.holds(e.a) || f.holds(e.b)
}
