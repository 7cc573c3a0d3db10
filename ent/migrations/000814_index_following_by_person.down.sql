DROP INDEX "following_by_person";
