DROP INDEX "follow_up_by_sub_district";
