ALTER TABLE "rework" DROP CONSTRAINT "rework_assignment_fkey";
