ALTER TABLE "exclusion" DROP CONSTRAINT "exclusion_requester_fkey";
