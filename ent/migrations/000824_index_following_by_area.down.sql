DROP INDEX following_by_area;
