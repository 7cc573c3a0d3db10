ALTER TABLE "dispatch_issue" DROP CONSTRAINT "dispatch_issue_issue_fkey";
