ALTER TABLE "assignment" DROP COLUMN "handle_time";
