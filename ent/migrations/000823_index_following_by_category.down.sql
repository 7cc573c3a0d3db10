DROP INDEX following_by_category;
