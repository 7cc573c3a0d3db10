ALTER TABLE "callback" DROP CONSTRAINT "callback_issue_fkey";
