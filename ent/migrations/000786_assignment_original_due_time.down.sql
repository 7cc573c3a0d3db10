ALTER TABLE "assignment" DROP COLUMN "original_due_time";
