ALTER TABLE "moderation_case" DROP CONSTRAINT "moderation_case_issue_fkey";
