ALTER TABLE "moderation_case" DROP CONSTRAINT "moderation_case_claimer_fkey";
