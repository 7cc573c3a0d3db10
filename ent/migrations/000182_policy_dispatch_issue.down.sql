DROP POLICY "dispatch_issue_tenant" ON "dispatch_issue";
