ALTER TABLE "assignment_push" DROP CONSTRAINT "assignment_push_assignment_fkey";
