DROP POLICY "notice_tenant" ON "notice";
