CREATE UNIQUE INDEX "privacy_notice_edition_unique" ON "privacy_notice" ("tenant_id", "purpose", "edition");
