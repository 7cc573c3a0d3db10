ALTER TABLE "assignment" DROP COLUMN "forced_reason";
