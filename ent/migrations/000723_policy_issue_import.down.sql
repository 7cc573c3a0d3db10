DROP POLICY "issue_import_tenant" ON "issue_import";
