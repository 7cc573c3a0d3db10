ALTER TABLE "dispatch_issue" DROP CONSTRAINT "dispatch_issue_dispatch_fkey";
