ALTER TABLE "person_merge" DROP CONSTRAINT "person_merge_proposer_fkey";
