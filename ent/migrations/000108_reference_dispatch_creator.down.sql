ALTER TABLE "dispatch" DROP CONSTRAINT "dispatch_creator_fkey";
