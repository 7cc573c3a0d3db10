ALTER TABLE "visit" DROP CONSTRAINT "visit_assignment_fkey";
