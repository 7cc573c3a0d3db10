ALTER TABLE "follow_up" DROP CONSTRAINT "follow_up_sub_district_fkey";
