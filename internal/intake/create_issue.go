package intake

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/google/uuid"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/issue"
	"github.com/haolinju/haolinju/ent/schema"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/crypto"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/geo"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// CreateIssue files an issue.
func (s *Service) CreateIssue(ctx context.Context, req *intakev1.CreateIssueRequest) (*intakev1.Issue, error) {
	in := req.GetIssue()
	f, err := filingOf(ctx, in, req.GetIssueId())
	if err != nil {
		return nil, err
	}
	filed, err := db.Write(ctx, s.db, func(ctx context.Context, tx *db.Tx) (*intakev1.Issue, error) {
		row, err := s.file(ctx, tx, in, f, tx.Now(), s.categories.Answers)
		if err != nil {
			return nil, err
		}
		return s.ShowIssue(ctx, tx, row)
	})
	if errors.Is(err, ErrIssueExists) {
		return s.again(ctx, in, f, err)
	}
	return filed, err
}

// FileIssue files, in the caller's transaction, an issue that another system took in at a moment: the limits count from then, and the
// questions of the category were not asked.
func (s *Service) FileIssue(ctx context.Context, tx *db.Tx, in *intakev1.Issue, received time.Time) (*ent.Issue, error) {
	f, err := filingOf(ctx, in, "")
	if err != nil {
		return nil, err
	}
	return s.file(ctx, tx, in, f, received, unasked)
}

// FilePart files, in the caller's transaction, one of several matters of an issue as an issue of its own: who reported it, how, and how far he
// lets himself be known are that issue's, as is the place where the matter names none, and the limits count from when it was brought up.
func (s *Service) FilePart(ctx context.Context, tx *db.Tx, of *ent.Issue, in *intakev1.Issue) (*ent.Issue, error) {
	whole, err := s.shown(of, reporters)
	if err != nil {
		return nil, err
	}
	in.Kind, in.Channel, in.Confidentiality, in.Private = whole.GetKind(), whole.GetChannel(), whole.GetConfidentiality(), whole.GetPrivate()
	if in.ContactName, err = s.open(nameColumn, of, of.ContactNameCipher); err != nil {
		return nil, err
	}
	if in.ContactPhone, err = s.open(phoneColumn, of, of.ContactPhoneCipher); err != nil {
		return nil, err
	}
	if !placed(in) && in.GetCommunity() == "" {
		in.Place, in.Coordinates, in.Address = whole.GetPlace(), whole.GetCoordinates(), whole.GetAddress()
		in.Community = name.Of("units", of.UnitID)
	}
	f, err := filingOf(ctx, in, "")
	if err != nil {
		return nil, err
	}
	f.Staff, f.of = true, of
	return s.file(ctx, tx, in, f, of.CreateTime, unasked)
}

// unasked are the answers to questions that nobody was asked.
func unasked([]schema.Question, []schema.Answer, string) ([]schema.Answer, error) {
	return []schema.Answer{}, nil
}

// file files an issue, with limits that count from a moment.
func (s *Service) file(ctx context.Context, tx *db.Tx, in *intakev1.Issue, f filing, from time.Time,
	answersTo func([]schema.Question, []schema.Answer, string) ([]schema.Answer, error)) (*ent.Issue, error) {
	var where Ground
	var under *ent.Category
	var due time.Time
	var kinds Flows
	var sensitive bool
	err := db.Together(ctx,
		func(ctx context.Context) (err error) {
			where, err = s.territories.Locate(ctx, tx, f.Whereabouts)
			return err
		},
		func(ctx context.Context) (err error) {
			under, due, err = s.promise(ctx, tx, f.category, from, "issue.category")
			return err
		},
		func(ctx context.Context) (err error) {
			kinds, err = flows.At(ctx, tx, tx.Now())
			return err
		},
		func(ctx context.Context) (err error) {
			sensitive, err = s.moderators.Sensitive(ctx, tx, in.GetTitle(), in.GetDescription())
			return err
		},
		func(ctx context.Context) error { return drafted(ctx, tx, in.GetDraftTime()) })
	if err != nil {
		return nil, err
	}
	if f.Staff && !access.ReachOf(ctx).On(where.matter(f.category)).Covers(where.Unit) {
		return nil, fault.ErrDenied.On("issue.community")
	}
	if f.confidence == "" {
		f.confidence = kinds[wire.Word(in.GetKind())].Confidentiality
	}
	if f.confidence == anonymous && under.NamedOnly {
		return nil, ErrNamedOnly.On("issue.confidentiality")
	}
	answers, err := answersTo(under.Questions, answersOf(in.GetAnswers()), "issue.answers")
	if err != nil {
		return nil, err
	}
	create, err := s.filed(ctx, tx, in, f, where)
	if err != nil {
		return nil, err
	}
	var n int64
	err = db.Together(ctx,
		func(ctx context.Context) error {
			if f.Staff || under.Tier == emergency {
				return nil
			}
			return s.admissions.AdmitIssue(ctx, tx)
		},
		func(ctx context.Context) (err error) {
			n, err = tx.Next(ctx, counter(where.Code, tx.Now()))
			return err
		})
	if err != nil {
		return nil, err
	}
	row, err := create.SetNumber(number(where.Code, tx.Now(), n)).SetTier(under.Tier).SetDueTime(due).SetAnswers(answers).SetPrivate(in.GetPrivate() || under.Private).SetWithheld(sensitive).Save(tx.Later(ctx, nil))
	if err != nil {
		return nil, err
	}
	if err := s.texts.KeepText(ctx, tx, row.ID); err != nil {
		return nil, err
	}
	if len(in.GetAttachments()) > 0 {
		if err := s.attacher.Attach(ctx, tx, issueName(row.ID), "issue.attachments", in.GetAttachments()); err != nil {
			return nil, err
		}
	}
	return row, s.tellFiled(ctx, tx, row, f, sensitive)
}

// tellFiled begins the timeline of an issue, and tells of it, and those who look at sensitive words.
func (s *Service) tellFiled(ctx context.Context, tx *db.Tx, row *ent.Issue, f filing, sensitive bool) error {
	var actor *uuid.UUID
	if f.Staff {
		actor = &row.UnitID
	}
	if err := tell(ctx, tx, row, []entry{{Kind: "RECEIVED", Public: true, Actor: actor}}); err != nil {
		return err
	}
	if sensitive {
		if err := s.moderators.Await(ctx, tx, row, issueName(row.ID), row.ReporterID); err != nil {
			return err
		}
	}
	facts := map[string]any{"state": row.State, "number": row.Number, "kind": row.Kind, "channel": row.Channel,
		"confidentiality": row.Confidentiality, "category": row.CategoryID, "unit": row.UnitID}
	tx.Audit(db.Audit{Action: permitCreate, Object: issueName(row.ID), After: facts})
	tx.Emit(db.Event{Type: issueEvent + "created.v1", Subject: issueName(row.ID), Units: concerned(row), Data: facts})
	return nil
}

// again is the issue that stands under the id of a draft, if the caller has filed the same before and did not hear of it; any other
// has taken the id.
func (s *Service) again(ctx context.Context, in *intakev1.Issue, f filing, taken error) (*intakev1.Issue, error) {
	return db.Read(ctx, s.db, func(ctx context.Context, tx *db.Tx) (*intakev1.Issue, error) {
		row, err := tx.Issue.Query().Where(issue.ID(f.id)).Only(ctx)
		if err != nil {
			return nil, err
		}
		same := row.ReporterID != nil && access.From(ctx).Is(*row.ReporterID) && row.Kind == wire.Word(in.GetKind()) &&
			row.CategoryID == f.category && row.Title == in.GetTitle() && row.Description == in.GetDescription()
		if !same {
			return nil, taken
		}
		return s.ShowIssue(ctx, tx, row)
	})
}

// emergency is the tier of matters of life and property, which are always taken in.
const emergency = "EMERGENCY"

// filing is a request to file, read and checked as far as that needs no database.
type filing struct {
	id          uuid.UUID // chosen by the client; Nil for none
	category    uuid.UUID
	Whereabouts // its Staff: files for a resident
	channel     intakev1.Issue_Channel
	confidence  string     // empty where the kind decides
	of          *ent.Issue // that it is a part of; nil for none
}

func filingOf(ctx context.Context, in *intakev1.Issue, id string) (filing, error) {
	f := filing{channel: in.GetChannel(),
		Whereabouts: Whereabouts{PointField: "issue.coordinates", PlaceField: "issue.place", UnitField: "issue.community",
			NoPlace: ErrPlaceUnknown.On("issue.place"), NoUnit: ErrUnitUnknown.On("issue.community"), Filing: permitCreate}}
	if f.channel == intakev1.Issue_CHANNEL_UNSPECIFIED {
		f.channel = intakev1.Issue_CHANNEL_MINI_PROGRAM
	}
	if in.GetConfidentiality() != intakev1.Issue_CONFIDENTIALITY_UNSPECIFIED {
		f.confidence = wire.Word(in.GetConfidentiality())
	}
	f.Staff = !selfFiled(f.channel)
	if at := in.GetCoordinates(); at != nil {
		p, err := geo.PointOf(at.GetLatitude(), at.GetLongitude(), wire.Word(at.GetDatum()))
		if err != nil {
			return f, geo.ErrOutside.On("issue.coordinates")
		}
		f.Point = &p
	}
	reach := access.ReachOf(ctx)
	switch {
	case f.Staff && !reach.All && len(reach.Units)+len(reach.Limited) == 0:
		return f, ErrChannelForStaff.On("issue.channel")
	case !placed(in):
		return f, ErrPlaceRequired.On("issue.place")
	case f.confidence == anonymous && in.GetContactName() != "":
		return f, ErrContactForbidden.On("issue.contact_name")
	case f.confidence == anonymous && in.GetContactPhone() != "":
		return f, ErrContactForbidden.On("issue.contact_phone")
	}
	ids, err := name.ParseField("issue.category", "categories/*", in.GetCategory())
	if err != nil {
		return f, err
	}
	f.category = ids[0]
	if f.Place, err = optional("issue.place", "places/*", in.GetPlace()); err != nil {
		return f, err
	}
	if f.Unit, err = optional("issue.community", "units/*", in.GetCommunity()); err != nil {
		return f, err
	}
	if id != "" {
		if f.id, err = uuid.Parse(id); err != nil {
			return f, fault.ErrInvalid.On("issue_id").Because(err)
		}
	}
	return f, nil
}

// filed is the new row, all but its number and due time.
func (s *Service) filed(ctx context.Context, tx *db.Tx, in *intakev1.Issue, f filing, where Ground) (*ent.IssueCreate, error) {
	id := f.id
	if id == uuid.Nil {
		id = tx.NewID()
	}
	create := tx.Issue.Create().SetID(id).SetState(string(Received)).
		SetKind(wire.Word(in.GetKind())).SetChannel(wire.Word(f.channel)).
		SetConfidentiality(f.confidence).
		SetCategoryID(f.category).SetTitle(in.GetTitle()).SetDescription(in.GetDescription()).
		SetNillablePlaceID(f.Place).SetUnitID(where.Unit).SetNillableSubDistrictID(where.SubDistrict).
		SetNillableCommunityID(where.Community).SetNillableGridID(where.Grid).SetLocatedBy(where.By)
	create.SetNillableDraftTime(wire.Time(in.GetDraftTime()))
	switch {
	case f.of != nil:
		create.SetNillableReporterID(f.of.ReporterID).SetNillableConfirmTime(f.of.ConfirmTime)
	case !f.Staff:
		create.SetReporterID(access.From(ctx).Person)
	}
	if at := in.GetCoordinates(); at != nil {
		create.SetLatitude(at.GetLatitude()).SetLongitude(at.GetLongitude()).SetDatum(wire.Word(at.GetDatum())).
			SetLatitudeE7(f.Point.LatitudeE7).SetLongitudeE7(f.Point.LongitudeE7).SetCell(f.Point.Cell())
	}
	phone := plainPhone(in.GetContactPhone())
	for _, personal := range []struct {
		column crypto.Column
		clear  string
		set    func([]byte) *ent.IssueCreate
	}{
		{addressColumn, in.GetAddress(), create.SetAddressCipher},
		{nameColumn, in.GetContactName(), create.SetContactNameCipher},
		{phoneColumn, phone, create.SetContactPhoneCipher},
	} {
		if personal.clear == "" {
			continue
		}
		cipher, err := s.keeper.Seal(personal.column, tx.Tenant(), id, personal.clear)
		if err != nil {
			return nil, err
		}
		personal.set(cipher)
	}
	if phone != "" {
		create.SetContactPhoneIndex(s.keeper.Index(phoneColumn, tx.Tenant(), phone))
	}
	return create, nil
}

// plainPhone is the one writing of a telephone that is kept and indexed: its digits.
func plainPhone(given string) string { return strings.ReplaceAll(given, "-", "") }

// promise is a category as it is now, and when an issue of it is to have its outcome, counted from a moment. The category must
// be one of the tenant that takes new issues.
func (s *Service) promise(ctx context.Context, tx *db.Tx, id uuid.UUID, from time.Time, field string) (*ent.Category, time.Time, error) {
	c, err := s.categories.CategoryNow(ctx, tx, id)
	switch {
	case ent.IsNotFound(err):
		return nil, time.Time{}, ErrCategoryUnknown.On(field)
	case err != nil:
		return nil, time.Time{}, err
	case (!c.Active || c.DeleteTime != nil) && c.ClosedText != "":
		return nil, time.Time{}, ErrCategoryClosed.OnField(field, c.ClosedText, c.ClosedText)
	case !c.Active || c.DeleteTime != nil:
		return nil, time.Time{}, ErrCategoryClosed.On(field)
	}
	at, err := s.dispatcher.PromisedBy(ctx, tx, id, c.Tier, from)
	return c, at, err
}

// optional reads a name that may be left out.
func optional(field, pattern, given string) (*uuid.UUID, error) {
	if given == "" {
		return nil, nil
	}
	ids, err := name.ParseField(field, pattern, given)
	if err != nil {
		return nil, err
	}
	return &ids[0], nil
}
