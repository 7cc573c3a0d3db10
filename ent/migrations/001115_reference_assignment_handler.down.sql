ALTER TABLE "assignment" DROP CONSTRAINT "assignment_handler_fkey";
