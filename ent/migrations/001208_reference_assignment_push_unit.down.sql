ALTER TABLE "assignment_push" DROP CONSTRAINT "assignment_push_unit_fkey";
