ALTER TABLE "assignment_push" DROP CONSTRAINT "assignment_push_issuing_unit_fkey";
