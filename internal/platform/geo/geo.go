// Package geo turns points of the datums in use into the one that the system computes with: WGS-84, in integers of
// 1e-7 degree (about 1 cm).
//
// Glossary: 坐标系 = Datum, 国测局坐标 = GCJ02, 2000国家大地坐标系 = CGCS2000.
package geo

import (
	"math"

	"github.com/haolinju/haolinju/internal/platform/fault"
)

// Datums as they are stored.
const (
	WGS84    = "WGS84"    // satellite receivers
	GCJ02    = "GCJ02"    // Chinese map services and mini-programs
	CGCS2000 = "CGCS2000" // government surveys
)

// Canonical is a point in WGS-84, in units of 1e-7 degree. CGCS2000 differs from WGS-84 by less than the accuracy of
// any reading that reaches us and is taken as equal.
func Canonical(latitude, longitude float64, datum string) (latitudeE7, longitudeE7 int32) {
	if datum == GCJ02 {
		latitude, longitude = fromGCJ02(latitude, longitude)
	}
	return int32(math.Round(latitude * 1e7)), int32(math.Round(longitude * 1e7))
}

// Krasovsky 1940, the ellipsoid that the GCJ-02 offset is computed on: semi-major axis in metres, and eccentricity
// squared.
const (
	krasovskyA  = 6378245.0
	krasovskyEE = 0.00669342162296594323
)

// fromGCJ02 undoes the GCJ-02 offset by fixed-point iteration: the offset varies so slowly that each round shrinks the
// error many times over, and four rounds end below a millimetre.
func fromGCJ02(latitude, longitude float64) (float64, float64) {
	lat, lng := latitude, longitude
	for range 4 {
		dLat, dLng := offset(lat, lng)
		lat, lng = latitude-dLat, longitude-dLng
	}
	return lat, lng
}

// offset is how far GCJ-02 lies from WGS-84 at a WGS-84 point, in degrees. Outside China there is none.
func offset(lat, lng float64) (dLat, dLng float64) {
	if !InChina(int32(math.Round(lat*1e7)), int32(math.Round(lng*1e7))) {
		return 0, 0
	}
	x, y := lng-105, lat-35
	waves := 20*math.Sin(6*x*math.Pi) + 20*math.Sin(2*x*math.Pi)
	north := -100 + 2*x + 3*y + 0.2*y*y + 0.1*x*y + 0.2*math.Sqrt(math.Abs(x)) +
		(waves+20*math.Sin(y*math.Pi)+40*math.Sin(y/3*math.Pi)+160*math.Sin(y/12*math.Pi)+320*math.Sin(y/30*math.Pi))*2/3
	east := 300 + x + 2*y + 0.1*x*x + 0.1*x*y + 0.1*math.Sqrt(math.Abs(x)) +
		(waves+20*math.Sin(x*math.Pi)+40*math.Sin(x/3*math.Pi)+150*math.Sin(x/12*math.Pi)+300*math.Sin(x/30*math.Pi))*2/3

	radians := lat / 180 * math.Pi
	flat := 1 - krasovskyEE*math.Sin(radians)*math.Sin(radians)
	meridian := krasovskyA * (1 - krasovskyEE) / (flat * math.Sqrt(flat))
	parallel := krasovskyA / math.Sqrt(flat) * math.Cos(radians)
	return north * 180 / (meridian * math.Pi), east * 180 / (parallel * math.Pi)
}

// In is the point in a datum, in degrees.
func (p Point) In(datum string) (latitude, longitude float64) {
	latitude, longitude = float64(p.LatitudeE7)/1e7, float64(p.LongitudeE7)/1e7
	if datum == GCJ02 {
		dLat, dLng := offset(latitude, longitude)
		latitude, longitude = latitude+dLat, longitude+dLng
	}
	return latitude, longitude
}

// InChina says whether a point of WGS-84 lies in the box around the country, outside of which nothing is at home here.
func InChina(latitudeE7, longitudeE7 int32) bool {
	return longitudeE7 >= 72_0040000 && longitudeE7 <= 137_8347000 && latitudeE7 >= 8293000 && latitudeE7 <= 55_8271000
}

// Point in WGS-84, in units of 1e-7 degree.
type Point struct{ LatitudeE7, LongitudeE7 int32 }

// ErrOutside is returned for a point that is not in China, and for what is no number.
var ErrOutside = fault.New(fault.Invalid, "COORDINATES_OUTSIDE",
	"坐标不在中国境内，请检查经纬度是否颠倒", "the point lies outside of China; are latitude and longitude swapped?")

// PointOf is the canonical point.
func PointOf(latitude, longitude float64, datum string) (p Point, err error) {
	if !(math.Abs(latitude) <= 90 && math.Abs(longitude) <= 180) {
		return p, ErrOutside
	}
	if p.LatitudeE7, p.LongitudeE7 = Canonical(latitude, longitude, datum); !InChina(p.LatitudeE7, p.LongitudeE7) {
		return p, ErrOutside
	}
	return p, nil
}
