DROP INDEX "voice_by_person";
