package app_test

import (
	"google.golang.org/protobuf/proto"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

var consultationCases = map[string]doorCase{
	"DispatchService.CreateConsultation": {testkit.Dispatcher, func(d *district) proto.Message { return d.newConsultation(d.triaged()) }},
	"DispatchService.CreateConsultation about a dispatch": {testkit.StreetLeader, func(d *district) proto.Message {
		request := d.newConsultation("")
		request.Consultation.Dispatch = d.blown(orderKind).GetName()
		return request
	}},
	"DispatchService.GetConsultation": {testkit.LiaisonB, func(d *district) proto.Message {
		return &dispatchv1.GetConsultationRequest{Name: d.consultation(d.triaged()).GetName()}
	}},
	"DispatchService.ListConsultations": {testkit.LiaisonB, func(d *district) proto.Message {
		d.consultation(d.triaged())
		d.consultation(d.triaged())
		return &dispatchv1.ListConsultationsRequest{PageSize: 1, Awaiting: true, Filter: "state = STATE_OPEN", WithTotal: true}
	}},
	"DispatchService.GiveConsultationOpinion": {testkit.LiaisonB, func(d *district) proto.Message {
		return &dispatchv1.GiveConsultationOpinionRequest{Name: d.consultation(d.triaged()).GetOpinions()[0].GetName(),
			Stance: dispatchv1.ConsultationOpinion_STANCE_NOT_OURS, Clause: "三定规定第四条", Text: "属小区内部管网"}
	}},
	"DispatchService.ConcludeConsultation": {testkit.Dispatcher, func(d *district) proto.Message {
		made := d.consultation(d.triaged())
		d.give(testkit.LiaisonB, made.GetOpinions()[0])
		d.give(testkit.LiaisonA, made.GetOpinions()[1])
		return &dispatchv1.ConcludeConsultationRequest{Name: made.GetName(), Outcome: dispatchv1.Consultation_OUTCOME_UNITS, LeadUnit: d.unit(water),
			AssistUnits: []string{d.unit(planning)}, Reason: "市政管线由水务部门负责"}
	}},
	"DispatchService.WithdrawConsultation": {testkit.StreetLeader, func(d *district) proto.Message {
		made := d.consultation(d.triaged())
		return &dispatchv1.WithdrawConsultationRequest{Name: made.GetName(), Reason: "现场已查明", Etag: made.GetEtag()}
	}},
}

func (d *district) newConsultation(issue string) *dispatchv1.CreateConsultationRequest {
	return &dispatchv1.CreateConsultationRequest{Consultation: &dispatchv1.Consultation{Issue: issue, Question: "路面塌陷处管线归属不清",
		Participants: []string{d.unit(water), d.unit(planning)}}}
}

// consultation about an issue asks the water office and the planning bureau.
func (d *district) consultation(issue string) *dispatchv1.Consultation {
	d.t.Helper()
	return prepare[*dispatchv1.Consultation](d, testkit.Dispatcher, d.newConsultation(issue))
}

func (d *district) give(who testkit.Who, opinion *dispatchv1.ConsultationOpinion) {
	d.t.Helper()
	prepare[*dispatchv1.ConsultationOpinion](d, who, &dispatchv1.GiveConsultationOpinionRequest{Name: opinion.GetName(),
		Stance: dispatchv1.ConsultationOpinion_STANCE_LEAD})
}
