package hotline

import (
	"encoding/json"

	"google.golang.org/protobuf/types/known/timestamppb"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

func toImport(row *ent.IssueImport) *intakev1.IssueImport {
	m := &intakev1.IssueImport{
		Name: importName(row.ID), Source: row.Source, FileName: row.FileName, UploadExpireTime: timestamppb.New(row.UploadUntil), SizeBytes: row.SizeBytes,
		DryRun: row.DryRun, Operation: name.OrEmpty("operations", row.OperationID), HeaderRow: row.HeaderRow, Created: row.Created, Updated: row.Updated,
		Unchanged: row.Unchanged, Refused: row.Refused, Warnings: row.Warnings, CreateTime: timestamppb.New(row.CreateTime), EndTime: wire.Timestamp(row.EndTime),
	}
	for _, c := range row.Columns {
		m.Columns = append(m.Columns, &intakev1.IssueImport_Column{Header: c.Header, Field: c.Field})
	}
	return m
}

func toProblem(row *ent.ImportProblem, language string) *intakev1.ImportProblem {
	return &intakev1.ImportProblem{Row: row.Row, Column: row.Column, Reason: row.Reason, Detail: fault.Text(row.Reason, language),
		Severity: intakev1.ImportProblem_Severity(intakev1.ImportProblem_Severity_value["SEVERITY_"+row.Severity])}
}

func (s *Service) toOrder(row *ent.HotlineOrder) (*intakev1.HotlineOrder, error) {
	m := &intakev1.HotlineOrder{
		Name: name.Of("hotlineOrders", row.ID), Issue: name.Of("issues", row.IssueID), Source: row.Source, ExternalNo: row.ExternalNo,
		SourceStatus: row.SourceStatus, Nature: row.Nature, Tags: row.Tags, HandlingMethod: row.HandlingMethod, LeadUnitName: row.LeadUnitName,
		LeadUnit: name.OrEmpty("units", row.LeadUnitID), SubUnitName: row.SubUnitName, Respondent: row.Respondent,
		ReceivedTime: timestamppb.New(row.ReceivedTime), ClosedTime: wire.Timestamp(row.ClosedTime), Result: row.Result, Reply: row.Reply,
		CallbackValid: row.CallbackValid, CallbackContacted: row.CallbackContacted, CallbackSolved: row.CallbackSolved,
		CallbackSatisfaction: intakev1.Satisfaction(intakev1.Satisfaction_value["SATISFACTION_"+wire.Plain(row.CallbackSatisfaction)]),
		CreateTime:           timestamppb.New(row.CreateTime), UpdateTime: timestamppb.New(row.UpdateTime),
	}
	sealed := wire.Plain(row.ExtraCipher)
	if sealed == nil {
		return m, nil
	}
	clear, err := s.Keeper.Open(extraColumn, row.TenantID, row.ID, sealed)
	if err != nil {
		return nil, err
	}
	return m, json.Unmarshal([]byte(clear), &m.Extra)
}

func toResult(row *ent.HotlineResult) *intakev1.HotlineResult {
	return &intakev1.HotlineResult{
		Name: resultName(row.ID), HotlineOrder: name.Of("hotlineOrders", row.HotlineOrderID), Edition: row.Edition,
		IssueState: intakev1.Issue_State(intakev1.Issue_State_value["STATE_"+row.Outcome.State]),
		State:      intakev1.HotlineResult_State(intakev1.HotlineResult_State_value["STATE_"+row.State]),
		Reason:     intakev1.HotlineResult_Reason(intakev1.HotlineResult_Reason_value["REASON_"+row.Reason]), Tries: int32(row.Tries),
		NextTryTime: wire.Timestamp(row.NextTryTime), SentTime: wire.Timestamp(row.SentTime), CreateTime: timestamppb.New(row.CreateTime), Etag: etag.Of(row.Version),
	}
}
