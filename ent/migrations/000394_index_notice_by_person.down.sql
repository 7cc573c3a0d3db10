DROP INDEX "notice_by_person";
