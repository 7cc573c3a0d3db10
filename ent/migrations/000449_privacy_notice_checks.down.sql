ALTER TABLE privacy_notice DROP CONSTRAINT privacy_notice_purpose;
ALTER TABLE privacy_notice DROP CONSTRAINT privacy_notice_basis;
ALTER TABLE privacy_notice DROP CONSTRAINT privacy_notice_edition;
ALTER TABLE privacy_notice DROP CONSTRAINT privacy_notice_retention;
