ALTER TABLE privacy_notice ADD CONSTRAINT privacy_notice_purpose CHECK (purpose IN ('HANDLING', 'PUBLICATION', 'HAND_OVER'));
ALTER TABLE privacy_notice ADD CONSTRAINT privacy_notice_basis CHECK (basis = 'CONSENT' OR basis = 'STATUTORY_DUTY' AND purpose = 'HANDLING');
ALTER TABLE privacy_notice ADD CONSTRAINT privacy_notice_edition CHECK (edition >= 1);
ALTER TABLE privacy_notice ADD CONSTRAINT privacy_notice_retention CHECK (retention_days BETWEEN 1 AND 36500);
