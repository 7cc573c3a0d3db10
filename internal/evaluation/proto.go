package evaluation

import (
	"fmt"
	"strings"

	"github.com/google/uuid"
	"google.golang.org/protobuf/types/known/timestamppb"

	pb "github.com/haolinju/haolinju/api/gen/haolinju/evaluation/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// bare is the value of an enum as the database keeps it: without the prefix that the contract gives it.
func bare(value fmt.Stringer, prefix string) string {
	return strings.TrimPrefix(value.String(), prefix)
}

func subjectKind(stored string) pb.Campaign_SubjectKind {
	return pb.Campaign_SubjectKind(pb.Campaign_SubjectKind_value["SUBJECT_KIND_"+stored])
}

func campaignState(stored string) pb.Campaign_State {
	return pb.Campaign_State(pb.Campaign_State_value["STATE_"+stored])
}

// part is the name of a thing inside a campaign.
func part(campaign uuid.UUID, collection string, id uuid.UUID) string {
	return name.Of(name.Of("campaigns", campaign)+"/"+collection, id)
}

func campaignToProto(c *ent.Campaign) *pb.Campaign {
	return &pb.Campaign{
		Name:                 name.Of("campaigns", c.ID),
		Title:                c.Title,
		Description:          c.Description,
		HonourTitle:          c.HonourTitle,
		Year:                 int32(c.Year),
		SubjectKind:          subjectKind(c.SubjectKind),
		Unit:                 name.Of("units", c.UnitID),
		Quota:                int32(c.Quota),
		ThresholdBasisPoints: int32(c.ThresholdBasisPoints),
		Ballot:               c.Ballot,
		State:                campaignState(c.State),
		PublishTime:          wire.Timestamp(c.PublishTime),
		PublicityEndTime:     wire.Timestamp(c.PublicityEndTime),
		AwardTime:            wire.Timestamp(c.AwardTime),
		CreateTime:           timestamppb.New(c.CreateTime),
		UpdateTime:           timestamppb.New(c.UpdateTime),
		Etag:                 etag.Of(c.Version),
	}
}

func nominationToProto(n *ent.Nomination, display string) *pb.Nomination {
	out := &pb.Nomination{
		Name:               part(n.CampaignID, "nominations", n.ID),
		Statement:          n.Statement,
		PublicationConsent: n.PublicationConsent,
		State:              pb.Nomination_State(pb.Nomination_State_value["STATE_"+n.State]),
		ScreenReason:       n.ScreenReason,
		SubjectDisplay:     display,
		Rank:               int32(wire.Plain(n.Rank)),
		ScoreBasisPoints:   int32(wire.Plain(n.ScoreBasisPoints)),
		CreateTime:         timestamppb.New(n.CreateTime),
		UpdateTime:         timestamppb.New(n.UpdateTime),
		Etag:               etag.Of(n.Version),
	}
	switch {
	case n.PersonID != nil:
		out.Subject = &pb.Nomination_Person{Person: name.Of("persons", *n.PersonID)}
	case n.UnitID != nil:
		out.Subject = &pb.Nomination_Unit{Unit: name.Of("units", *n.UnitID)}
	case n.PlaceID != nil:
		out.Subject = &pb.Nomination_Place{Place: name.Of("places", *n.PlaceID)}
	}
	return out
}

func objectionToProto(o *ent.Objection) *pb.Objection {
	return &pb.Objection{
		Name:        part(o.CampaignID, "objections", o.ID),
		Nomination:  part(o.CampaignID, "nominations", o.NominationID),
		Facts:       o.Facts,
		State:       pb.Objection_State(pb.Objection_State_value["STATE_"+o.State]),
		Reply:       o.Reply,
		ResolveTime: wire.Timestamp(o.ResolveTime),
		CreateTime:  timestamppb.New(o.CreateTime),
		UpdateTime:  timestamppb.New(o.UpdateTime),
		Etag:        etag.Of(o.Version),
	}
}

// honourToProto tells the reason of a revocation only to those who may revoke.
func honourToProto(h *ent.Honour, display string, internal bool) *pb.Honour {
	out := &pb.Honour{
		Name:           name.Of("honours", h.ID),
		Number:         h.Number,
		Title:          h.Title,
		Year:           int32(h.Year),
		SubjectKind:    subjectKind(h.SubjectKind),
		SubjectDisplay: display,
		Campaign:       name.Of("campaigns", h.CampaignID),
		Nomination:     part(h.CampaignID, "nominations", h.NominationID),
		Unit:           name.Of("units", h.UnitID),
		State:          pb.Honour_State(pb.Honour_State_value["STATE_"+h.State]),
		AwardTime:      timestamppb.New(h.AwardTime),
		RevokeTime:     wire.Timestamp(h.RevokeTime),
		Etag:           etag.Of(h.Version),
	}
	if internal {
		out.RevokeReason = h.RevokeReason
	}
	return out
}
