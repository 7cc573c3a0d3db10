ALTER TABLE "assignment" DROP CONSTRAINT "assignment_issuing_unit_fkey";
