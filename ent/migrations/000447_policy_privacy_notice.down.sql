DROP POLICY "privacy_notice_tenant" ON "privacy_notice";
