DROP POLICY "voice_tenant" ON "voice";
