ALTER TABLE "issue" DROP CONSTRAINT "issue_sub_district_fkey";
