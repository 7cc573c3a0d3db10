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
