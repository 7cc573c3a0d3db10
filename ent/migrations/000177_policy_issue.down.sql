DROP POLICY "issue_tenant" ON "issue";
