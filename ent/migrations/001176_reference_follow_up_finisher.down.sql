ALTER TABLE "follow_up" DROP CONSTRAINT "follow_up_finisher_fkey";
