DROP POLICY "dictionary_entry_tenant" ON "dictionary_entry";
