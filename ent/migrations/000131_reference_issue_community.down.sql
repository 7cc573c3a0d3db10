ALTER TABLE "issue" DROP CONSTRAINT "issue_community_fkey";
