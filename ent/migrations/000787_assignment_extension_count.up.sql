ALTER TABLE "assignment" ADD COLUMN "extension_count" bigint NOT NULL DEFAULT 0;
