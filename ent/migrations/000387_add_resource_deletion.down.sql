ALTER TABLE "resource" DROP COLUMN "purge_time", DROP COLUMN "delete_time";
