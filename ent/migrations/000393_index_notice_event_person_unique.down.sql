DROP INDEX "notice_event_person_unique";
