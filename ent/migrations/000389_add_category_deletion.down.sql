ALTER TABLE "category" DROP COLUMN "purge_time", DROP COLUMN "delete_time";
