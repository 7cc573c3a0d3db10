DROP POLICY "duty_catalogue_tenant" ON "duty_catalogue";
