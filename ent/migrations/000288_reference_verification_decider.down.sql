ALTER TABLE "verification" DROP CONSTRAINT "verification_decider_fkey";
