// Package audit shows the audit of a district to those who watch over it, and proves that it is whole.
//
// It writes nothing but its own readings: the rows are written with each change (db.Tx.Audit), placed and chained by the
// sequencer, and append-only for the server's role.
//
// Glossary: 审计记录 = AuditEntry, 变更 = Change, 校验 = VerifyAudit.
//
// Invariant: each reading of the audit is an entry itself (ListAuditEntries, VerifyAudit).
package audit
