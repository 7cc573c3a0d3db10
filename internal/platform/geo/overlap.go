package geo

import (
	"cmp"
	"slices"
)

// Overlaps says whether two regions have ground in common; that they meet along a line is none.
func (r *Region) Overlaps(other *Region) bool {
	if r.max.x <= other.min.x || other.max.x <= r.min.x || r.max.y <= other.min.y || other.max.y <= r.min.y {
		return false
	}
	return r.enters(other) || other.enters(r)
}

// enters says whether an edge crosses the other region's, or has a part that lies within it, or along its border with the ground on
// the same side. If no edge of either does, what they have in common has no border: there is none.
func (r *Region) enters(other *Region) bool {
	for _, e := range r.edges {
		if e.east() < other.min.x || e.west() > other.max.x || max(e.a.y, e.b.y) < other.min.y || min(e.a.y, e.b.y) > other.max.y {
			continue
		}
		corners := []point{e.a, e.b}
		for _, f := range other.edges {
			if e.cuts(f) {
				return true
			}
			if e.holds(f.a) {
				corners = append(corners, f.a)
			}
		}
		slices.SortFunc(corners, func(p, q point) int { return cmp.Compare(e.along(p), e.along(q)) })
		for i, p := range corners[1:] {
			if before := corners[i]; before != p && other.has(edge{before, p}) {
				return true
			}
		}
	}
	return false
}

// along is how far a point lies along the edge.
func (e edge) along(p point) int64 {
	return (p.x-e.a.x)*(e.b.x-e.a.x) + (p.y-e.a.y)*(e.b.y-e.a.y)
}

// has says whether a piece that crosses no edge of the region lies within it, or along an edge with the ground on the same side. It asks
// for the middle of the piece, in half units so that it is an integer.
func (r *Region) has(piece edge) bool {
	middle := point{piece.a.x + piece.b.x, piece.a.y + piece.b.y}
	in := false
	for _, e := range r.edges {
		doubled := edge{point{2 * e.a.x, 2 * e.a.y}, point{2 * e.b.x, 2 * e.b.y}}
		if doubled.holds(middle) {
			return e.along(piece.b) > e.along(piece.a)
		}
		if inside([]edge{doubled}, middle) {
			in = !in
		}
	}
	return in
}
