package geo

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// metres between two points that lie close together.
func metres(lat1, lng1, lat2, lng2 float64) float64 {
	const perDegree = 111_320
	return math.Hypot((lat1-lat2)*perDegree, (lng1-lng2)*perDegree*math.Cos(lat1*math.Pi/180))
}

func TestAPointOfAMiniProgramComesBackToWithinACentimetre(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		lat := rapid.Float64Range(18, 53).Draw(t, "latitude")
		lng := rapid.Float64Range(74, 135).Draw(t, "longitude")
		dLat, dLng := offset(lat, lng)
		latE7, lngE7 := Canonical(lat+dLat, lng+dLng, GCJ02)
		if off := metres(lat, lng, float64(latE7)/1e7, float64(lngE7)/1e7); off > 0.02 {
			t.Fatalf("(%v, %v) came back %v m away", lat, lng, off)
		}
	})
}

func TestMapServicesLieSomeHundredMetresOffInBeijing(t *testing.T) {
	t.Parallel()
	// 天安门: published as about 39.9087, 116.3975 by map services and 39.9073, 116.3912 by receivers.
	latE7, lngE7 := Canonical(39.908692, 116.397477, GCJ02)
	if off := metres(39.90729, 116.39123, float64(latE7)/1e7, float64(lngE7)/1e7); off > 20 {
		t.Fatalf("the converted point (%d, %d) lies %v m from the surveyed one", latE7, lngE7, off)
	}
}

func TestSurveyAndReceiverPointsAreTakenAsTheyAre(t *testing.T) {
	t.Parallel()
	for _, datum := range []string{WGS84, CGCS2000} {
		if latE7, lngE7 := Canonical(39.73584217, 116.11934561, datum); latE7 != 397358422 || lngE7 != 1161193456 {
			t.Errorf("%s: (%d, %d)", datum, latE7, lngE7)
		}
	}
}

func TestOutsideChinaMapServicesHaveNoOffset(t *testing.T) {
	t.Parallel()
	if latE7, lngE7 := Canonical(48.8584, 2.2945, GCJ02); latE7 != 488584000 || lngE7 != 22945000 {
		t.Fatalf("(%d, %d)", latE7, lngE7)
	}
}

func TestAPointIsToldInTheDatumFromWhichItComesBack(t *testing.T) {
	t.Parallel()
	there := Point{LatitudeE7: 39_7000000, LongitudeE7: 116_1000000}
	for _, datum := range []string{WGS84, CGCS2000, GCJ02} {
		latitude, longitude := there.In(datum)
		back, err := PointOf(latitude, longitude, datum)
		if err != nil || there.Metres(back) > 0.02 {
			t.Errorf("%s: %v, %v", datum, back, err)
		}
		if moved := latitude != 39.7; moved != (datum == GCJ02) {
			t.Errorf("%s moves the point: %t", datum, moved)
		}
	}
}
