DROP POLICY "duty_override_tenant" ON "duty_override";
