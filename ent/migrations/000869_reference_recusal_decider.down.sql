ALTER TABLE "recusal" DROP CONSTRAINT "recusal_decider_fkey";
