ALTER TABLE "assignment" DROP CONSTRAINT "assignment_dispatch_fkey";
