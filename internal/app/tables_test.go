package app_test

// capabilityTables says which tables each capability writes, by ent type. Nobody else writes them.
var capabilityTables = map[string][]string{
	"administration": {"Dictionary", "DictionaryEntry"},
	"audit":          {},
	"booking":        {"Resource", "ShareWindow", "Booking"},
	"directory":      {"Tenant", "District", "Unit", "UnitHistory", "Place", "Person", "TenantClock"},
	"staffing":       {"Membership", "Role", "Substitution"},
	"catalogue":      {"Category"},
	"territory":      {"Boundary", "BoundaryPlan"},
	"dispatch":       {"Dispatch", "DispatchIssue", "Assignment", "StageReport", "Rating", "Clock"},
	"evaluation":     {"Campaign", "Nomination", "Objection", "Honour"},
	"explain":        {},
	"partner":        {"ApiClient"},
	"principal":      {},
	"identity":       {"ExternalIdentity", "Session", "RefreshToken", "LoginCode", "Credential", "RecoveryCode", "OidcHandshake", "OidcInvitation"},
	"intake":         {"Issue", "TimelineEntry", "IssueAssist"},
	"accesslink":     {"AccessLink"},
	"callback":       {"Callback"},
	"comment":        {"Comment"},
	"contact":        {},
	"confirmation":   {"JointConfirmation", "JointVoter"},
	"savedfilter":    {"SavedFilter"},
	"diversion":      {},
	"finding":        {"IssueText"},
	"hold":           {"Hold"},
	"hotline":        {"HotlineOrder", "HotlineResult", "IssueImport", "ImportFile", "ImportProblem"},
	"voice":          {"Voice"},
	"inquiry":        {},
	"moderation":     {"Redaction", "RedactionReveal", "ModerationCase", "Flag", "WordList"},
	"media":          {"Attachment", "AttachmentUsage", "AttachmentReveal"},
	"notice":         {"Notice", "Delivery", "MailAddress", "MessageQuota"},
	"restriction":    {"Restriction"},
	"scoring":        {"Criterion", "ScoreSheet"},
	"people":         {"Verification", "Mandate", "PersonMerge", "MergePart"},
	"privacy":        {"Reading", "DataRequest", "LegalHold", "RetentionRun", "PrivacyNotice", "Consent"},
	"integration":    {},
	"insight":        {"Rate", "CountedOrder", "Exclusion", "Stay", "Dwell", "Recurrence"},
}

// platformTables says which package writes each table that all capabilities share. Nobody else writes them.
var platformTables = map[string]string{
	"Budget":      "internal/platform/budget",
	"EventCursor": "internal/platform/feed",
	"Operation":   "internal/platform/operation",
	"Revision":    "internal/platform/revision",
	"Setting":     "internal/platform/setting",
}
