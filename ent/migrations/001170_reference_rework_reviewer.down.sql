ALTER TABLE "rework" DROP CONSTRAINT "rework_reviewer_fkey";
