package voice_test

import (
	"testing"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

type world struct{ testkit.Issues }

func start(t *testing.T) world {
	t.Helper()
	return world{testkit.StartIssues(t)}
}

// at is a point so many metres north of a crossing in 西潞街道.
func at(metres float64) *directoryv1.Coordinates {
	return &directoryv1.Coordinates{Latitude: 39.7 + metres/111_195, Longitude: 116.1, Datum: directoryv1.Coordinates_DATUM_WGS84}
}

// lamp has the resident file that a lamp is out, so many metres from the crossing.
func (w world) lamp(t *testing.T, metres float64, edit ...func(*intakev1.Issue)) *intakev1.Issue {
	t.Helper()
	return w.File(t, append([]func(*intakev1.Issue){func(i *intakev1.Issue) {
		i.Title, i.Description, i.Coordinates = "路口东侧路灯不亮", "晚上很黑，老人容易摔倒", at(metres)
	}}, edit...)...)
}

// ask is a question for duplicates of a lamp that is out at the crossing.
func (w world) ask(edit ...func(*intakev1.FindDuplicatesRequest)) *intakev1.FindDuplicatesRequest {
	req := &intakev1.FindDuplicatesRequest{Category: w.Category, Coordinates: at(0), Title: "路灯不亮了"}
	for _, e := range edit {
		e(req)
	}
	return req
}

// found are the issues that somebody is shown.
func (w world) found(t *testing.T, who testkit.Who, req *intakev1.FindDuplicatesRequest) (names []string) {
	t.Helper()
	res, err := w.As(who).FindDuplicates(t.Context(), req)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range res.GetDuplicates() {
		names = append(names, d.GetIssue())
	}
	return names
}

// join has somebody join an issue.
func (w world) join(t *testing.T, who testkit.Who, issue string) *intakev1.Voice {
	t.Helper()
	v, err := w.As(who).JoinIssue(t.Context(), &intakev1.JoinIssueRequest{Name: issue})
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// voices are those of somebody.
func (w world) voices(t *testing.T, who testkit.Who) []*intakev1.Voice {
	t.Helper()
	list, err := w.As(who).ListVoices(t.Context(), &intakev1.ListVoicesRequest{})
	if err != nil {
		t.Fatal(err)
	}
	return list.GetVoices()
}
