ALTER TABLE "dispatch" DROP CONSTRAINT "dispatch_reviewer_fkey";
