DROP POLICY "dictionary_tenant" ON "dictionary";
