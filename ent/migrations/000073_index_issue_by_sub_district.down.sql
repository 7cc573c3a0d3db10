DROP INDEX "issue_by_sub_district";
