ALTER TABLE "assignment" DROP COLUMN "visit_waive_reason";
