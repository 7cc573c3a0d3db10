ALTER TABLE "issue" DROP CONSTRAINT "issue_dispatch_fkey";
