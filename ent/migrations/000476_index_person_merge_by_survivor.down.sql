DROP INDEX "person_merge_by_survivor";
