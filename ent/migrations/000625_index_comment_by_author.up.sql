CREATE INDEX "comment_by_author" ON "comment" ("tenant_id", "author_id", "create_time", "id");
