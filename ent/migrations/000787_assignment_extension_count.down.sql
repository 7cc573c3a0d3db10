ALTER TABLE "assignment" DROP COLUMN "extension_count";
