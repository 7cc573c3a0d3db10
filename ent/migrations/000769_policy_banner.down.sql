DROP POLICY "banner_tenant" ON "banner";
