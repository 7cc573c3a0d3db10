DROP POLICY "setting_tenant" ON "setting";
