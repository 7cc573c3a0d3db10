DROP POLICY "duty_shift_tenant" ON "duty_shift";
