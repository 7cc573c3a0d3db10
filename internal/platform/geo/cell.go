package geo

import "math"

// The grid: cells of 0.005 degree each way, some 550 m high and 310 to 560 m wide. A cell is numbered row by row.
const (
	cellE7  = 50_000
	columns = 360 * 10_000_000 / cellE7
)

// metresE7 is the length of 1e-7 degree along a meridian, in metres, on a sphere of the mean radius.
const metresE7 = 6_371_008.8 * math.Pi / 180 / 1e7

// Cell is the number of the cell of the grid in which the point lies.
func (p Point) Cell() int64 { return row(int64(p.LatitudeE7))*columns + column(int64(p.LongitudeE7)) }

// CellsAround are the cells that a circle around the point touches.
func (p Point) CellsAround(metres float64) []int64 {
	high := int64(math.Ceil(metres / metresE7))
	north, west := int64(p.LatitudeE7)+high, int64(p.LongitudeE7)
	wide := int64(math.Ceil(metres / (metresE7 * narrowing(float64(north)))))
	var cells []int64
	for r := row(north - 2*high); r <= row(north); r++ {
		for c := column(west - wide); c <= column(west+wide); c++ {
			cells = append(cells, r*columns+c)
		}
	}
	return cells
}

// Square is the ground of 2^scale by 2^scale cells in which a point lies.
type Square struct {
	scale       int
	row, column int64
}

// Square in which the point lies.
func (p Point) Square(scale int) Square {
	return Square{scale, row(int64(p.LatitudeE7)) >> scale, column(int64(p.LongitudeE7)) >> scale}
}

// SquareAround is the square of a scale in which a cell lies.
func SquareAround(cell int64, scale int) Square {
	return Square{scale, cell / columns >> scale, cell % columns >> scale}
}

// Cell of the square in its south-western corner.
func (s Square) Cell() int64 { return s.row<<s.scale*columns + s.column<<s.scale }

// Box is the ground of the square, which ends where the next ones begin.
func (s Square) Box() Box {
	corner := func(row, column int64) Point {
		return Point{LatitudeE7: int32(row<<s.scale*cellE7 - 90*10_000_000), LongitudeE7: int32(column<<s.scale*cellE7 - 180*10_000_000)}
	}
	return Box{Min: corner(s.row, s.column), Max: corner(s.row+1, s.column+1)}
}

// Middle of the square.
func (s Square) Middle() Point {
	middle := func(n, zero int64) int32 { return int32((2*n+1)<<s.scale*cellE7/2 - zero) }
	return Point{LatitudeE7: middle(s.row, 90*10_000_000), LongitudeE7: middle(s.column, 180*10_000_000)}
}

// Box is the ground between two points, its corners in the south-west and the north-east.
type Box struct{ Min, Max Point }

// Cells are those that the box touches, or nil where there are more than so many; they all lie between first and last.
func (b Box) Cells(most int64) (cells []int64, first, last int64) {
	first, last = b.Min.Cell(), b.Max.Cell()
	wide := column(int64(b.Max.LongitudeE7)) - column(int64(b.Min.LongitudeE7))
	if (last/columns-first/columns+1)*(wide+1) > most {
		return nil, first, last
	}
	for from := first; from <= last; from += columns {
		for c := from; c <= from+wide; c++ {
			cells = append(cells, c)
		}
	}
	return cells, first, last
}

// Metres is how far two points that lie close together are apart.
func (p Point) Metres(q Point) float64 {
	north := float64(q.LatitudeE7) - float64(p.LatitudeE7)
	east := (float64(q.LongitudeE7) - float64(p.LongitudeE7)) * narrowing((float64(p.LatitudeE7)+float64(q.LatitudeE7))/2)
	return math.Hypot(north, east) * metresE7
}

// narrowing is how much shorter a degree is along the parallel than along the meridian.
func narrowing(latitudeE7 float64) float64 { return math.Cos(latitudeE7 / 1e7 * math.Pi / 180) }

func row(latitudeE7 int64) int64 { return (latitudeE7 + 90*10_000_000) / cellE7 }

func column(longitudeE7 int64) int64 { return (longitudeE7 + 180*10_000_000) / cellE7 }
