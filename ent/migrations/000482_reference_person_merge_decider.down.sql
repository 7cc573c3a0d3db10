ALTER TABLE "person_merge" DROP CONSTRAINT "person_merge_decider_fkey";
