ALTER TABLE "person_merge" DROP CONSTRAINT "person_merge_duplicate_fkey";
