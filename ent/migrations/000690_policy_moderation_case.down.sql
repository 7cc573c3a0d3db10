DROP POLICY "moderation_case_tenant" ON "moderation_case";
