ALTER TABLE "assignment" DROP CONSTRAINT "assignment_suggested_unit_fkey";
