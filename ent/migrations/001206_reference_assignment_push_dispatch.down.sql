ALTER TABLE "assignment_push" DROP CONSTRAINT "assignment_push_dispatch_fkey";
