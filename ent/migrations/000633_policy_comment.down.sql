DROP POLICY "comment_tenant" ON "comment";
