DROP POLICY "redaction_tenant" ON "redaction";
