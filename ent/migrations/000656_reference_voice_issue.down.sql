ALTER TABLE "voice" DROP CONSTRAINT "voice_issue_fkey";
