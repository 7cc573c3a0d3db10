CREATE UNIQUE INDEX "word_list_begin" ON "word_list" ("tenant_id", "begin_time");
