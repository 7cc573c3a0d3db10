ALTER TABLE "issue" DROP CONSTRAINT "issue_handler_fkey";
