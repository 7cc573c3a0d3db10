DROP POLICY "attachment_tenant" ON "attachment";
