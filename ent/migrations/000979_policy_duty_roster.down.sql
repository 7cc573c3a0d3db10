DROP POLICY "duty_roster_tenant" ON "duty_roster";
