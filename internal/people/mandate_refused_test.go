package people_test

import (
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/types/known/timestamppb"

	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	peoplev1 "github.com/haolinju/haolinju/api/gen/haolinju/people/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func TestAMandateInAFinalStateMovesNoMore(t *testing.T) {
	t.Parallel()
	w := start(t)
	rejected, ended := w.wish(t, testkit.Resident, w.child(fileIssues)), w.wish(t, testkit.Resident, w.child(fileIssues))
	if _, err := w.as(testkit.CommunityWorker).RejectMandate(t.Context(), &peoplev1.RejectMandateRequest{Name: rejected.GetName(), Reason: "材料不全"}); err != nil {
		t.Fatal(err)
	}
	if _, err := w.as(testkit.Resident).EndMandate(t.Context(), &peoplev1.EndMandateRequest{Name: ended.GetName()}); err != nil {
		t.Fatal(err)
	}
	for _, m := range []*peoplev1.Mandate{rejected, ended} {
		for verb, err := range map[string]error{
			"confirm": second(w.as(testkit.CommunityWorker).ConfirmMandate(t.Context(), &peoplev1.ConfirmMandateRequest{Name: m.GetName(), Note: "x"})),
			"reject":  second(w.as(testkit.CommunityWorker).RejectMandate(t.Context(), &peoplev1.RejectMandateRequest{Name: m.GetName(), Reason: "x"})),
			"end":     second(w.as(testkit.Resident).EndMandate(t.Context(), &peoplev1.EndMandateRequest{Name: m.GetName()})),
			"consent": second(w.as(testkit.Resident).ConsentToMandate(t.Context(), &peoplev1.ConsentToMandateRequest{Name: m.GetName(), Code: "123456"})),
			"code":    second(w.as(testkit.Resident).SendMandateCode(t.Context(), &peoplev1.SendMandateCodeRequest{Name: m.GetName()})),
		} {
			t.Log(verb)
			testkit.WantFault(t, err, codes.FailedPrecondition, "WRONG_STATE")
		}
	}
}

func second[T any](_ T, err error) error { return err }

func TestAWishThatDoesNotFitNamesTheField(t *testing.T) {
	t.Parallel()
	w := start(t)
	with := func(change func(*peoplev1.Mandate)) *peoplev1.Mandate {
		m := elder(readMatters)
		change(m)
		return m
	}
	far := timestamppb.New(w.Clock.Now(demo.Fangshan).AddDate(1, 0, 1))
	for title, c := range map[string]struct {
		m             *peoplev1.Mandate
		reason, field string
	}{
		"nobody":              {with(func(m *peoplev1.Mandate) { m.DisplayName = "" }), "INVALID_ARGUMENT", "mandate.display_name"},
		"no basis":            {with(func(m *peoplev1.Mandate) { m.Basis = 0 }), "INVALID_ARGUMENT", "mandate.basis"},
		"no acts":             {with(func(m *peoplev1.Mandate) { m.Acts = nil }), "INVALID_ARGUMENT", "mandate.acts"},
		"no telephone":        {with(func(m *peoplev1.Mandate) { m.Phone = "12" }), "INVALID_ARGUMENT", "mandate.phone"},
		"no way to consent":   {with(func(m *peoplev1.Mandate) { m.Phone = "" }), "MANDATE_MISFIT", "mandate.phone"},
		"another's consents":  {with(func(m *peoplev1.Mandate) { m.Acts = []accessv1.Act{readMatters, consent} }), "MANDATE_MISFIT", "mandate.acts"},
		"a guardian anywhere": {with(func(m *peoplev1.Mandate) { m.Basis = peoplev1.Mandate_BASIS_GUARDIANSHIP }), "MANDATE_MISFIT", "mandate.unit"},
		"a street":            {with(func(m *peoplev1.Mandate) { m.Unit = w.UnitName(xilu) }), "MANDATE_MISFIT", "mandate.unit"},
		"for too long":        {with(func(m *peoplev1.Mandate) { m.ValidTo = far }), "MANDATE_MISFIT", "mandate.valid_to"},
		"over before":         {with(func(m *peoplev1.Mandate) { m.ValidTo = timestamppb.New(w.Clock.Now(0)) }), "MANDATE_MISFIT", "mandate.valid_to"},
	} {
		t.Log(title)
		_, err := w.as(testkit.Resident).CreateMandate(t.Context(), &peoplev1.CreateMandateRequest{Mandate: c.m})
		wantField(t, err, codes.InvalidArgument, c.reason, c.field)
	}
}
