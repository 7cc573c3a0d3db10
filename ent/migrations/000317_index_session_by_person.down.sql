DROP INDEX "session_by_person";
