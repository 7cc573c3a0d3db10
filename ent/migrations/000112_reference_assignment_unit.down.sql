ALTER TABLE "assignment" DROP CONSTRAINT "assignment_unit_fkey";
