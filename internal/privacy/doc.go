// Package privacy gives persons what is theirs of the data that a district holds of them: to know who has read it, to have
// it, to have it erased. And it ends what has no more reason to be held.
//
// Glossary:
//
//	查阅记录 = Reading, 个人信息 = personal data, 个人信息请求 = DataRequest, 查阅复制 = EXPORT, 删除 = ERASURE,
//	告知 = PrivacyNotice, 同意 = Consent, 撤回同意 = WithdrawConsent, 处理目的 = Purpose, 单独同意 = separate consent,
//	保存期限 = retention, 依法保全 = LegalHold, 删除台账 = RetentionRun
//
// Invariants:
//
//  1. A personal value leaves in clear only together with a reading, in one transaction (RecordReading, which the capability
//     that holds the value calls).
//  2. A person reads every reading of himself, and nobody else's (ListReadings).
//  3. A person has one open request of a kind (data_request_one_open). It is fulfilled by all holders in one transaction or
//     not at all (fulfil); a test finds a table with persons that no holder answers for.
//  4. Erasure clears what names, reaches, quotes or shows a person and keeps the rows: counts, ledgers and the audit, which holds
//     digests alone, stay as they were.
//  5. Nothing of a person is erased or ended, under none of his ids, while a hold lies on one of them (erase, onHold; legal_hold_one).
//  6. Whatever a rule of retention ends leaves a line in the ledger, which nobody changes (retain; retention_run is
//     append-only).
//  7. One notice of each purpose is in force (privacy_notice_one_in_force); none is altered but by a later one that takes its
//     place, and a consent allows something while its notice is in force (HandOver).
//  8. A person has one consent of a purpose that has not ended (consent_one_open). One that has ended stays as proof, after an
//     erasure too, under the id of the person alone.
package privacy
