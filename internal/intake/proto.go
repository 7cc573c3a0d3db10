package intake

import (
	"google.golang.org/protobuf/types/known/timestamppb"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/crypto"
	"github.com/haolinju/haolinju/internal/platform/disclosure"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// The personal columns of an issue.
var (
	addressColumn = crypto.Column{Table: "issue", Name: "address"}
	nameColumn    = crypto.Column{Table: "issue", Name: "contact_name"}
	phoneColumn   = crypto.Column{Table: "issue", Name: "contact_phone"}
)

// toIssue is an issue as the guard lets the caller see it.
func (s *Service) toIssue(row *ent.Issue, g guard) (*intakev1.Issue, error) {
	return s.shown(row, viewOf(row, g))
}

// shown is an issue as it is for a view.
func (s *Service) shown(row *ent.Issue, v view) (*intakev1.Issue, error) {
	issue := &intakev1.Issue{
		Name:            issueName(row.ID),
		Number:          row.Number,
		State:           intakev1.Issue_State(intakev1.Issue_State_value["STATE_"+row.State]),
		Kind:            intakev1.Issue_Kind(intakev1.Issue_Kind_value["KIND_"+row.Kind]),
		Channel:         intakev1.Issue_Channel(intakev1.Issue_Channel_value["CHANNEL_"+row.Channel]),
		Confidentiality: intakev1.Issue_Confidentiality(intakev1.Issue_Confidentiality_value["CONFIDENTIALITY_"+row.Confidentiality]),
		Category:        name.Of("categories", row.CategoryID),
		Title:           row.Title,
		Description:     row.Description,
		Place:           name.OrEmpty("places", row.PlaceID),
		SubDistrict:     name.OrEmpty("units", row.SubDistrictID),
		LeadUnit:        name.OrEmpty("units", row.LeadUnitID),
		Dispatch:        name.OrEmpty("dispatches", row.DispatchID),
		DueTime:         timestamppb.New(row.DueTime),
		ExpectedDate:    wire.Date(row.DueTime),
		Reply:           row.Reply,
		ReopenCount:     row.ReopenCount,
		UrgeCount:       row.UrgeCount,
		UrgeOpen:        row.UrgeOpen,
		Private:         row.Private,
		Withheld:        row.Withheld,
		ContactedTime:   wire.Timestamp(row.ContactedTime),
		ConfirmTime:     wire.Timestamp(row.ConfirmTime),
		RepliedTime:     wire.Timestamp(row.RepliedTime),
		ClosedTime:      wire.Timestamp(row.ClosedTime),
		CreateTime:      timestamppb.New(row.CreateTime),
		UpdateTime:      timestamppb.New(row.UpdateTime),
		Etag:            etag.Of(row.Version),
	}
	if row.Diversion != nil {
		issue.Diversion = intakev1.Issue_Diversion(intakev1.Issue_Diversion_value["DIVERSION_"+*row.Diversion])
	}
	if row.ReopenDecision != nil {
		issue.ReopenDecision = intakev1.Issue_ReopenDecision(intakev1.Issue_ReopenDecision_value["REOPEN_DECISION_"+*row.ReopenDecision])
	}
	if row.JointResult != nil {
		issue.JointResult = intakev1.JointConfirmation_State(intakev1.JointConfirmation_State_value["STATE_"+*row.JointResult])
	}
	if row.SubDistrictID != nil {
		issue.Community = name.Of("units", row.UnitID)
	}
	issue.Answers, issue.DraftTime = answersToProto(row.Answers), wire.Timestamp(row.DraftTime)
	issue.LocatedBy = directoryv1.Located_By(directoryv1.Located_By_value["BY_"+row.LocatedBy])
	if row.Latitude != nil {
		issue.Coordinates = &directoryv1.Coordinates{Latitude: *row.Latitude, Longitude: *row.Longitude,
			Datum: directoryv1.Coordinates_Datum(directoryv1.Coordinates_Datum_value["DATUM_"+*row.Datum])}
	}
	for _, id := range row.AssistUnitIds {
		issue.AssistUnits = append(issue.AssistUnits, name.Of("units", id))
	}
	if row.OutcomeSolved != nil {
		issue.Outcome = &intakev1.Outcome{Contacted: *row.OutcomeContacted, Solved: *row.OutcomeSolved,
			Satisfaction: toSatisfaction(*row.OutcomeSatisfaction)}
	}
	issue.ClosingReason = intakev1.Issue_ClosingReason(intakev1.Issue_ClosingReason_value["CLOSING_REASON_"+row.ClosingReason])
	if row.RatedTime != nil {
		issue.Rating = &intakev1.Rating{Solved: *row.RatingSolved, Satisfaction: toSatisfaction(*row.RatingSatisfaction),
			Text: row.RatingText, ContactAllowed: row.RatingContactAllowed != nil && *row.RatingContactAllowed,
			CreateTime: timestamppb.New(*row.RatedTime)}
		for _, reason := range row.RatingReasons {
			issue.Rating.Reasons = append(issue.Rating.Reasons, intakev1.Rating_Reason(intakev1.Rating_Reason_value["REASON_"+reason]))
		}
	}
	address, err := s.open(addressColumn, row, row.AddressCipher)
	if err != nil {
		return nil, err
	}
	issue.Address = disclosure.Show(disclosure.Address, v.matter, address)
	issue.DuplicateOf = name.OrEmpty("issues", row.DuplicateOfID)
	issue.Reporter, err = s.toReporter(row, v.contact)
	return issue, err
}

// toReporter is the reporter as the receiver may have him; nil when nothing is known or nothing may leave.
func (s *Service) toReporter(row *ent.Issue, to disclosure.Receiver) (*intakev1.Reporter, error) {
	who, err := s.open(nameColumn, row, row.ContactNameCipher)
	if err != nil {
		return nil, err
	}
	phone, err := s.open(phoneColumn, row, row.ContactPhoneCipher)
	reporter := &intakev1.Reporter{Name: disclosure.Show(disclosure.Name, to, who), Phone: disclosure.Show(disclosure.Phone, to, phone)}
	if err != nil || reporter.GetName() == "" && reporter.GetPhone() == "" {
		return nil, err
	}
	return reporter, nil
}

func toTimelineEntry(row *ent.TimelineEntry) *intakev1.TimelineEntry {
	return &intakev1.TimelineEntry{
		Name:       name.Of(issueName(row.IssueID)+"/timeline", row.ID),
		Kind:       intakev1.TimelineEntry_Kind(intakev1.TimelineEntry_Kind_value["KIND_"+row.Kind]),
		State:      intakev1.Issue_State(intakev1.Issue_State_value["STATE_"+row.State]),
		Public:     row.Public,
		ActorUnit:  name.OrEmpty("units", row.ActorUnitID),
		Text:       row.Text,
		CreateTime: timestamppb.New(row.CreateTime),
	}
}

func toSatisfaction(code string) intakev1.Satisfaction {
	return intakev1.Satisfaction(intakev1.Satisfaction_value["SATISFACTION_"+code])
}

// open decrypts a personal column of an issue; an absent one is empty.
func (s *Service) open(column crypto.Column, row *ent.Issue, cipher *[]byte) (string, error) {
	if cipher == nil {
		return "", nil
	}
	return s.keeper.Open(column, row.TenantID, row.ID, *cipher)
}
