DROP POLICY "word_list_tenant" ON "word_list";
