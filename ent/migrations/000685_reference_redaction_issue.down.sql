ALTER TABLE "redaction" DROP CONSTRAINT "redaction_issue_fkey";
