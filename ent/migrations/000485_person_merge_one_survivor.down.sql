DROP INDEX person_merge_one_survivor;
