ALTER TABLE "assignment" DROP COLUMN "rework_count";
