ALTER TABLE "recusal" DROP CONSTRAINT "recusal_issue_fkey";
